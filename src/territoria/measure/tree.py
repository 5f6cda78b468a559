"""A framework ready to compute: its tree as arrays, its methods as functions, its digest.

Nodes without any bound indicator are not in the tree: they are unknown, and leave their parent's
mean. The root stands above the dimensions under the name ``overall``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from territoria.errors import ContentError, Problem, did_you_mean
from territoria.measure.digest import digest_of
from territoria.measure.frame import Children, Floats, Frame, Integers
from territoria.measure.methods import method
from territoria.model import Binding, Framework, Indicator, Node, Step, Territory

OVERALL = "overall"


@dataclass(frozen=True)
class Branch:
    """One node of the tree. ``children`` index the rows of the value stack: the indicators first,
    then the nodes in ``Tree.nodes`` order. ``leaves``: share of each indicator in this node.

    ``weigh`` and ``aggregate`` are the steps of the node itself or else the recipe's; ``decimals``
    rounds its score; ``minimum_children`` is the least share of children that must have a score.
    """

    id: str
    children: tuple[int, ...]
    weights: Floats
    weigh: Step
    aggregate: Step | None
    minimum_coverage: float
    minimum_children: float
    decimals: int | None
    leaves: Floats


@dataclass(frozen=True)
class Tree:
    """A framework on a list of indicators. ``nodes`` stand children first, the root last.

    ``natural_bounds``: lowest and highest value each indicator can take, infinite where open.
    """

    framework: Framework
    bindings: tuple[Binding, ...]
    direction: Floats
    units: tuple[str, ...]
    nodes: tuple[Branch, ...]
    natural_bounds: tuple[Floats, Floats]

    @property
    def indicators(self) -> tuple[str, ...]:
        """Indicator of each row."""
        return tuple(b.indicator for b in self.bindings)

    @property
    def needed(self) -> tuple[str, ...]:
        """Indicators whose figures are needed: those of the rows, and what they are divided by."""
        below = (b.denominator for b in self.bindings if b.denominator is not None)
        return tuple(dict.fromkeys((*self.indicators, *below)))

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the nodes, in the order of the score rows."""
        return tuple(n.id for n in self.nodes)

    def index(self, node_id: str) -> int:
        """Row of a node among the scores; KeyError where it is unknown or has no indicator."""
        try:
            return self.ids.index(node_id)
        except ValueError:
            raise KeyError(node_id) from None

    def weighed_by(self, step: Step) -> Tree:
        """The same tree with another weight method where a node has none of its own."""
        recipe = self.framework.recipe.model_copy(update={"weight": step})
        framework = self.framework.model_copy(update={"recipe": recipe})
        directions = dict(zip(self.indicators, self.direction.tolist(), strict=True))
        other = tree_of(framework, directions)
        return replace(other, units=self.units, natural_bounds=self.natural_bounds)

    def children(self, branch: Branch) -> tuple[str, ...]:
        """Ids of the children of a node: indicators or nodes."""
        names = (*self.indicators, *self.ids)
        return tuple(names[row] for row in branch.children)

    def frame(
        self,
        territories: Sequence[Territory] = (),
        groups: Mapping[str, Sequence[str]] | None = None,
        denominators: Floats | None = None,
    ) -> Frame:
        """The description that methods see; territories give the grouping by country."""
        labels = {"country": [t.country for t in territories], **(groups or {})}
        return Frame(
            indicators=self.indicators,
            direction=self.direction,
            minimum=_floats(b.minimum for b in self.bindings),
            maximum=_floats(b.maximum for b in self.bindings),
            target=_floats(b.target for b in self.bindings),
            groups={name: _numbered(found) for name, found in labels.items() if len(found)},
            parents=self._parents,
            territories=tuple([f"{t.code}@{t.version}" for t in territories]),
            denominators=denominators,
        )

    @cached_property
    def _parents(self) -> Integers:
        """Number of the node that holds each indicator."""
        parents = np.zeros(len(self.bindings), dtype=np.intp)
        for number, branch in enumerate(self.nodes):
            parents[[row for row in branch.children if row < len(self.bindings)]] = number
        return parents

    def effective_weights(self) -> Floats:
        """Share of each indicator in the overall score: the product of shares down the tree."""
        return self.nodes[-1].leaves

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that decides a number: tree, weights, bounds, methods, seeds."""
        return digest_of(self.framework, self.direction, self.natural_bounds)

    @property
    def plan(self) -> str:
        """First six hex digits of the digest, as addresses print it."""
        return self.digest[:6]


def build_tree(framework: Framework, indicators: Mapping[str, Indicator]) -> Tree:
    """The tree of a framework. ContentError names every indicator or method that is not known."""
    problems = [
        Problem(
            f"framework {framework.id}",
            f"the indicator {name} is not known.",
            did_you_mean(name, indicators),
        )
        for b in framework.bindings()
        for name in (b.indicator, b.denominator)
        if name is not None and name not in indicators
    ]
    if problems:
        raise ContentError(problems)
    directions = {i: float(indicators[i].direction or 1) for i in indicators}
    units = {i: str(indicators[i].unit_of_measure) for i in indicators}
    bounds = {i: indicators[i].natural_bounds for i in indicators}
    return tree_of(framework, directions, units, bounds)


def tree_of(
    framework: Framework,
    directions: Mapping[str, float],
    units: Mapping[str, str] | None = None,
    natural_bounds: Mapping[str, tuple[float | None, float | None]] | None = None,
) -> Tree:
    """The tree of a framework from directions alone (+1 or −1 by indicator id)."""
    bindings = tuple(framework.bindings())
    row_of = {id(b): n for n, b in enumerate(bindings)}
    branches: list[Branch] = []

    def add(node_id: str, node: Node | Framework, children: Sequence[Node]) -> int | None:
        rows: list[int] = []
        weights: list[float] = []
        held = () if isinstance(node, Framework) else node.indicators
        for binding in held:
            rows.append(row_of[id(binding)])
            weights.append(binding.weight)
        for child in children:
            row = add(child.id, child, child.nodes)
            if row is not None:
                rows.append(row)
                weights.append(child.weight)
        if not rows:
            return None
        weigh = node.weigh or framework.recipe.weight
        if weigh.method in BY_NAME:
            ids = (*(b.indicator for b in bindings), *(b.id for b in branches))
            names = tuple(ids[row] for row in rows)
            weighed = weights_of(
                weigh, np.array(weights), Children(names, np.empty((len(rows), 0)))
            )
        else:  # the figures decide, when there are some
            weighed = np.array(weights)
        branches.append(
            Branch(
                id=node_id,
                children=tuple(rows),
                weights=weighed,
                weigh=weigh,
                aggregate=node.aggregate,
                minimum_coverage=node.minimum_coverage,
                minimum_children=node.minimum_children,
                decimals=node.decimals,
                leaves=leaf_shares(rows, weighed, branches, len(bindings)),
            )
        )
        return len(bindings) + len(branches) - 1

    if add(OVERALL, framework, framework.nodes) is None:
        raise ContentError(
            Problem(f"framework {framework.id}", "no node has an indicator.", "Bind at least one.")
        )
    return Tree(
        framework=framework,
        bindings=bindings,
        direction=np.array([directions[b.indicator] for b in bindings]),
        units=tuple((units or {}).get(b.indicator, "") for b in bindings),
        nodes=tuple(branches),
        natural_bounds=_open_ended(
            [(natural_bounds or {}).get(b.indicator, (None, None)) for b in bindings]
        ),
    )


# Weight methods that look at the names of the children, not at their figures.
BY_NAME = frozenset({"given", "equal", "budget-allocation", "analytic-hierarchy"})


def weights_of(step: Step, weights: Floats, children: Children) -> Floats:
    """The weights that a step gives to the children of a node."""
    function, parameters = method("weight", step)
    weighed: Floats = function(weights, children, **parameters)
    return weighed


def leaf_shares(
    rows: Sequence[int], weights: Floats, branches: Sequence[Branch], indicators: int
) -> Floats:
    """Share of each indicator in a node whose children stand in ``rows``; the shares sum to 1."""
    leaves = np.zeros(indicators)
    for row, share in zip(rows, weights / weights.sum(), strict=True):
        if row < indicators:
            leaves[row] += share
        else:
            leaves += share * branches[row - indicators].leaves
    return leaves


def _open_ended(bounds: Sequence[tuple[float | None, float | None]]) -> tuple[Floats, Floats]:
    low = np.array([-np.inf if b[0] is None else b[0] for b in bounds])
    high = np.array([np.inf if b[1] is None else b[1] for b in bounds])
    return low, high


def _numbered(labels: Sequence[str]) -> Integers:
    """Number of each label among the sorted distinct ones."""
    number = {label: n for n, label in enumerate(sorted(set(labels)))}
    return np.fromiter(map(number.__getitem__, labels), dtype=np.intp, count=len(labels))


def _floats(values: Any) -> Floats:
    return np.array([np.nan if v is None else float(v) for v in values])


Aggregator = Callable[[Floats, Floats], Floats]


def aggregator(step: Step) -> Aggregator:
    """An aggregation step as a function of children and weights."""
    function, parameters = method("aggregate", step)

    def apply(children: Floats, weights: Floats) -> Floats:
        out: Floats = function(children, weights, **parameters)
        return out

    return apply
