"""Score: one pass through denominate, screen, impute, treat, normalise, weight and aggregate.

``score`` keeps every intermediate table, so that a number can be followed down to its cells.
Scores are stored and aggregated unclipped; coverage counts figures that a publisher gave
(observed or inherited), never imputed ones, by their effective weight in the node.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from territoria.measure.fill import fill
from territoria.measure.frame import Booleans, Children, Floats
from territoria.measure.normalise import orient
from territoria.measure.ranks import descending_ranks
from territoria.measure.steps import run_step
from territoria.measure.tree import BY_NAME, Branch, Tree, aggregator, leaf_shares, weights_of
from territoria.model import Recipe, Step
from territoria.observations import Cut


@dataclass(frozen=True)
class Scores:
    """Everything one pass computed. Arrays are ``(indicator, territory)`` or ``(node, territory)``.

    ``tree`` holds the weights that were used, also where a method took them from the figures;
    ``recipe`` the steps that were run, the framework's own or others.
    ``values`` are the figures after denominating. ``scores`` and ``ranks`` are NaN where the coverage is below the node's minimum; ``kept`` marks
    the territories that the screen let through.
    """

    tree: Tree
    cut: Cut
    recipe: Recipe
    values: Floats
    kept: Booleans
    imputed: Floats
    treated: Floats
    normalised: Floats
    coverage: Floats
    scores: Floats
    ranks: Floats
    details: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, node_id: str) -> Floats:
        """Scores of one node over all territories; NaN where not scored."""
        row: Floats = self.scores[self.tree.index(node_id)]
        return row

    def trace(self, territory: str, node_id: str) -> list[dict[str, Any]]:
        """The arithmetic of one score: each child with its weight and value, down to the figures."""
        column = self.cut.column(territory)
        stack = np.concatenate([self.normalised, self.scores], axis=0)
        count = len(self.tree.bindings)
        lines: list[dict[str, Any]] = []

        def visit(row: int, depth: int) -> None:
            branch = self.tree.nodes[row - count]
            shares = branch.weights / branch.weights.sum()
            for child, share in zip(branch.children, shares, strict=True):
                is_leaf = child < count
                lines.append(
                    {
                        "depth": depth,
                        "node": self.tree.indicators[child]
                        if is_leaf
                        else self.tree.nodes[child - count].id,
                        "indicator": is_leaf,
                        "weight": float(share),
                        "score": _maybe(stack[child, column]),
                        "raw": _maybe(self.cut.values[child, column]) if is_leaf else None,
                        "period": int(self.cut.period[child, column]) if is_leaf else None,
                        "row": child if is_leaf else None,
                    }
                )
                if not is_leaf:
                    visit(child, depth + 1)

        visit(count + self.tree.index(node_id), 0)
        return lines


def score(tree: Tree, cut: Cut, recipe: Recipe | None = None) -> Scores:
    """Run the framework's recipe (or another) on one cut of observations.

    Raises MethodError where a method refuses the figures.
    """
    recipe = recipe or tree.framework.recipe
    if recipe.weight != tree.framework.recipe.weight:
        tree = tree.weighed_by(recipe.weight)
    filled = fill(tree, cut, recipe)
    frame, details = filled.frame, dict(filled.details)
    treated, details["treat"] = run_step("treat", recipe.treat, filled.imputed, frame, tree)
    normalised, details["normalise"] = run_step(
        "normalise", recipe.normalise, orient(treated, frame), frame, tree
    )
    published = filled.published
    coverage = coverage_of(tree, published)
    weighed = weigh_tree(tree, normalised, recipe, enough_of(tree, coverage))
    if weighed is not tree:  # the figures gave the weights, and with them what a figure covers
        tree, coverage = weighed, coverage_of(weighed, published)
    scores = aggregate_tree(tree, normalised, recipe.aggregate, enough_of(tree, coverage))
    return Scores(
        tree=tree,
        cut=cut,
        recipe=recipe,
        values=filled.values,
        kept=filled.kept,
        imputed=filled.imputed,
        treated=treated,
        normalised=normalised,
        coverage=coverage,
        scores=scores,
        ranks=descending_ranks(scores),
        details=details,
    )


def coverage_of(tree: Tree, values: Floats) -> Floats:
    """Share of each node's weight that carries a figure, ``(node, territory)``, 0 to 1."""
    known = np.isfinite(values).astype(float)
    covered = np.empty((len(tree.nodes), values.shape[-1]))
    for branch, row in zip(tree.nodes, covered, strict=True):  # children stand before their node
        shares = branch.weights / branch.weights.sum()
        # not a matrix product: its last digit may depend on the number of threads
        np.einsum("c,ct->t", shares, children_of(tree, branch, known, covered), out=row)
    return covered


def enough_of(tree: Tree, coverage: Floats) -> Booleans:
    """Where the coverage reaches the node's minimum (and is not nothing)."""
    minimum = np.array([branch.minimum_coverage for branch in tree.nodes])[:, None]
    enough: Booleans = (coverage > 0) & (coverage >= minimum - 1e-12)
    return enough


def aggregate_tree(
    tree: Tree,
    normalised: Floats,
    default: Step,
    enough: Booleans,
    weights: Sequence[Floats] | None = None,
) -> Floats:
    """Scores of all nodes, ``(..., node, territory)``; NaN where ``enough`` is false.

    ``weights``: one array per node, last axis its children, leading axes broadcasting with the
    replications of ``normalised``; default: the tree's own.
    """
    given = [branch.weights for branch in tree.nodes] if weights is None else weights
    leading = np.broadcast_shapes(normalised.shape[:-2], *(w.shape[:-1] for w in given))
    out = np.full((*leading, len(tree.nodes), normalised.shape[-1]), np.nan)
    for n, branch in enumerate(tree.nodes):
        children = children_of(tree, branch, normalised, out)
        out[..., n, :] = node_score(branch, default, children, given[n], enough[n])
    return out


def children_of(tree: Tree, branch: Branch, normalised: Floats, scores: Floats) -> Floats:
    """Values of a node's children, ``(..., child, territory)``, from figures and lower scores.

    A node holds indicators, which stand together in the order of the text, or nodes.
    """
    count = len(tree.bindings)
    first, last = branch.children[0], branch.children[-1]
    if last < count:
        return normalised[..., first : last + 1, :]
    return scores[..., [row - count for row in branch.children], :]


def node_score(
    branch: Branch, default: Step, children: Floats, weights: Floats, enough: Booleans
) -> Floats:
    """The score of one node, ``(..., territory)``: its method, its thresholds, its rounding."""
    result = aggregator(branch.aggregate or default)(children, weights)
    if branch.minimum_children:
        present = np.isfinite(children).mean(axis=-2)
        enough = enough & (present >= branch.minimum_children - 1e-12)
    if branch.decimals is not None:
        result = rounded(result, branch.decimals)
    return result if enough.all() else np.where(enough, result, np.nan)


def rounded(values: Floats, decimals: int) -> Floats:
    """Rounded half away from zero, as published tables and spreadsheets do.

    A hair (1e-9 of the last digit) is added first, so that 2.675, which the machine holds as
    2.67499999…, becomes 2.68.
    """
    scale = 10.0**decimals
    out: Floats = np.sign(values) * np.floor(np.abs(values) * scale + 0.5 + 1e-9) / scale
    return out


def weigh_tree(tree: Tree, normalised: Floats, recipe: Recipe, enough: Booleans) -> Tree:
    """The tree with the weights that its figures give, for methods that look at figures.

    Nodes are weighed from below, since the scores of a node's children depend on their weights.
    """
    if all(branch.weigh.method in BY_NAME for branch in tree.nodes):
        return tree
    scores = np.full((len(tree.nodes), normalised.shape[-1]), np.nan)
    branches: list[Branch] = []
    for n, branch in enumerate(tree.nodes):
        children = children_of(tree, branch, normalised, scores)
        weights = branch.weights
        if branch.weigh.method not in BY_NAME:
            weights = weights_of(branch.weigh, weights, Children(tree.children(branch), children))
        leaves = leaf_shares(branch.children, weights, branches, len(tree.bindings))
        branches.append(replace(branch, weights=weights, leaves=leaves))
        scores[n] = node_score(branch, recipe.aggregate, children, weights, enough[n])
    return replace(tree, nodes=tuple(branches))


def _maybe(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
