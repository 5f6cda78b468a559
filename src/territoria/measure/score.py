"""Score: one pass through screen, impute, treat, normalise, weight and aggregate.

``score`` keeps every intermediate table, so that a number can be followed down to its cells.
Scores are stored and aggregated unclipped; coverage counts figures that a publisher gave
(observed or inherited), never imputed ones, by their effective weight in the node.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.frame import Booleans, Floats, Frame
from territoria.measure.methods import method
from territoria.measure.normalise import orient
from territoria.measure.ranks import descending_ranks
from territoria.measure.tree import Tree, aggregator
from territoria.model import Recipe, Step
from territoria.observations import Cut


@dataclass(frozen=True)
class Scores:
    """Everything one pass computed. Arrays are ``(indicator, territory)`` or ``(node, territory)``.

    ``scores`` and ``ranks`` are NaN where the coverage is below the node's minimum; ``kept`` marks
    the territories that the screen let through.
    """

    tree: Tree
    cut: Cut
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
    frame = tree.frame(cut.territories)
    raw = cut.values
    details: dict[str, dict[str, Any]] = {}
    function, parameters = method("screen", recipe.screen)
    kept, details["screen"] = function(raw, frame, **parameters)
    if not kept.any():
        raise MethodError(
            Problem("screen", "no territory has enough data to be kept.", "Lower the threshold.")
        )
    values = np.where(kept, raw, np.nan) if not kept.all() else raw
    imputed, details["impute"] = apply("impute", recipe.impute, values, frame)
    if not kept.all():
        imputed = np.where(kept, imputed, np.nan)
    treated, details["treat"] = apply("treat", recipe.treat, imputed, frame)
    normalised, details["normalise"] = apply(
        "normalise", recipe.normalise, orient(treated, frame), frame
    )
    coverage = coverage_of(tree, values)
    enough = enough_of(tree, coverage)
    scores = aggregate_tree(tree, normalised, recipe.aggregate, enough)
    return Scores(
        tree=tree,
        cut=cut,
        kept=kept,
        imputed=imputed,
        treated=treated,
        normalised=normalised,
        coverage=coverage,
        scores=scores,
        ranks=descending_ranks(scores),
        details=details,
    )


def apply(stage: str, step: Step, values: Floats, frame: Frame) -> tuple[Floats, dict[str, Any]]:
    """One step by name on an array; returns the new array and the step's details."""
    function, parameters = method(stage, step)
    out: tuple[Floats, dict[str, Any]] = function(values, frame, **parameters)
    return out


def coverage_of(tree: Tree, values: Floats) -> Floats:
    """Share of each node's weight that carries a figure, ``(node, territory)``, 0 to 1."""
    shares = np.stack([branch.leaves for branch in tree.nodes])
    covered: Floats = shares @ np.isfinite(values).astype(float)
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
    count = len(tree.bindings)
    out = np.full((*normalised.shape[:-2], len(tree.nodes), normalised.shape[-1]), np.nan)
    for n, branch in enumerate(tree.nodes):
        children = [
            normalised[..., c, :] if c < count else out[..., c - count, :] for c in branch.children
        ]
        w = branch.weights if weights is None else weights[n]
        result = aggregator(branch.aggregate or default)(np.stack(children, axis=-2), w)
        out[..., n, :] = np.where(enough[n], result, np.nan)
    return out


def _maybe(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
