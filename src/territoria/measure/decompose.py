"""Which indicators made the change of a score, so that their parts sum to the whole.

Where the scores are arithmetic means of the same children, a part is the effective share times the
change of the normalised figure. Elsewhere the order in which the indicators move matters, and a
part is the average over orders (Shapley's value, from a fixed set of orders and their reverses).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.frame import Booleans, Floats
from territoria.measure.score import aggregate_tree
from territoria.measure.tree import OVERALL, Tree
from territoria.measure.what_if import ALONE
from territoria.model import Step

ORDERS = 64
SEED = 20080901


@dataclass(frozen=True)
class Decomposition:
    """A change of one territory's score in one node, in parts.

    ``parts``: by indicator, in score points, ``(indicator,)``; 0 where it stands elsewhere in the
    tree. ``rest``: what a change of the weights, or a node that fell below its threshold, made.
    ``change``: the whole; NaN (and so are the parts) unless the territory is scored at both ends.
    ``exact``: no averaging.
    """

    indicators: tuple[str, ...]
    node: str
    parts: Floats
    rest: float
    change: float
    exact: bool

    @property
    def notes(self) -> tuple[str, ...]:
        """How the parts were found, where that is not plain."""
        if self.exact or self.change != self.change:
            return ()
        return (f"The parts are averages over {ORDERS} orders in which the indicators may move.",)


def decompose(
    trees: tuple[Tree, Tree],
    normalised: tuple[Floats, Floats],
    scores: tuple[Floats, Floats],
    node: str = OVERALL,
) -> Decomposition:
    """Parts of the change from the first to the second state of one territory.

    ``normalised``: ``(indicator,)``, ``scores``: ``(node,)`` of the two states. Where the trees
    weigh differently, the indicators move under the first weights and ``rest`` is what is left.
    MethodError where an aggregation compares the territories with each other: then a change has no
    parts of the territory's own.
    """
    tree = trees[0]
    _demand_alone(tree)
    row = tree.index(node)
    change = float(scores[1][row] - scores[0][row])
    count = len(tree.bindings)
    if not np.isfinite(change):
        return Decomposition(tree.indicators, node, np.full(count, np.nan), np.nan, change, True)
    same = all(
        np.array_equal(np.isfinite(a), np.isfinite(b))
        for a, b in (normalised, scores)
    )  # fmt: skip
    exact = same and _is_linear(tree)
    if exact:
        parts = _shares(tree, row, normalised[0], scores[0]) * _moves(normalised)
    else:
        parts = _average_over_orders(tree, row, normalised, scores)
    rest = change - float(parts.sum())
    weighs_alike = all(
        np.array_equal(a.weights, b.weights)
        for a, b in zip(trees[0].nodes, trees[1].nodes, strict=True)
    )
    return Decomposition(
        tree.indicators, node, parts, 0.0 if weighs_alike and exact else rest, change, exact
    )


def _demand_alone(tree: Tree) -> None:
    steps = [branch.aggregate or tree.framework.recipe.aggregate for branch in tree.nodes]
    comparing = sorted(
        {s.method for s in steps if s.method not in ALONE or s.parameters.get("standardise")}
    )
    if comparing:
        what = f"{', '.join(comparing)} compares the territories with each other."
        mend = "A change under it has no parts that are the territory's own: compare the ranks."
        raise MethodError(Problem("decompose", what, mend))


def _moves(normalised: tuple[Floats, Floats]) -> Floats:
    moved = normalised[1] - normalised[0]
    return np.where(np.isfinite(moved), moved, 0.0)


def _is_linear(tree: Tree) -> bool:
    steps = [b.aggregate or tree.framework.recipe.aggregate for b in tree.nodes]
    plain = all(b.decimals is None for b in tree.nodes)
    return plain and {s.method for s in steps} == {"arithmetic-mean"}


def _shares(tree: Tree, row: int, normalised: Floats, scores: Floats) -> Floats:
    """Share of each indicator in a node's score, given which children have one."""
    known = np.isfinite(np.concatenate([normalised, scores]))
    count = len(tree.bindings)
    shares = np.zeros(len(known))
    shares[count + row] = 1.0
    for number in range(row, -1, -1):  # a node stands after its children
        branch = tree.nodes[number]
        children = list(branch.children)
        weights = branch.weights * known[children]
        if shares[count + number] and weights.sum() > 0:
            shares[children] = shares[count + number] * weights / weights.sum()
    return shares[:count]


def _average_over_orders(
    tree: Tree, row: int, normalised: tuple[Floats, Floats], scores: tuple[Floats, Floats]
) -> Floats:
    """Mean over orders of what each indicator adds when its turn comes.

    An indicator that loses its figure moves last, so that there is a score at every turn; a node
    that is scored in neither state is scored at no turn.
    """
    start, end = normalised
    free = replace(tree, nodes=tuple(replace(b, minimum_children=0.0) for b in tree.nodes))
    moving = np.flatnonzero((tree.nodes[row].leaves > 0) & ~_equal(start, end))
    scored = np.isfinite(scores[0]) | np.isfinite(scores[1])
    parts = np.zeros(len(start))
    random = np.random.default_rng(SEED)
    halves = [random.permutation(moving) for _ in range(ORDERS // 2)]
    default: Step = tree.framework.recipe.aggregate
    for order in (o for half in halves for o in (half, half[::-1])):
        turns = order[np.argsort(~np.isfinite(end[order]), kind="stable")]
        states = np.repeat(start[None], len(turns) + 1, axis=0)
        for n, indicator in enumerate(turns):
            states[n + 1 :, indicator] = end[indicator]
        path = aggregate_tree(
            free, states.T, default, np.repeat(scored[:, None], len(states), axis=1)
        )[row]
        parts[turns] += np.diff(path) / ORDERS
    return parts


def _equal(a: Floats, b: Floats) -> Booleans:
    same: Booleans = (a == b) | (~np.isfinite(a) & ~np.isfinite(b))
    return same
