"""What if: another figure, another weight, another method, and the new score and rank at once.

``WhatIf`` takes a finished pass and answers questions about it. A question about one territory's
figures is answered with the bounds that the sample has (*frozen*), so that nobody else moves; or
exactly, with the whole recipe run again. The answer says which. docs/methods/what-if.md.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from territoria.errors import MethodError, Problem, UnknownTerritory, did_you_mean
from territoria.measure.answer import Change, Rerun
from territoria.measure.asked_figures import read_figures
from territoria.measure.frame import Floats, Frame
from territoria.measure.frozen_curve import Curve, read_curve
from territoria.measure.ranks import TOLERANCE, descending_ranks
from territoria.measure.reweigh import reweighed
from territoria.measure.score import Scores, aggregate_tree, coverage_of, enough_of, score
from territoria.measure.tree import Tree, tree_of
from territoria.model import Recipe, Status, Step

KEPT = "The bounds of the sample are kept as they are: nobody else moves."
COMPARED = "The bounds are kept; a method compares territories, so others may move."
RUN_AGAIN = "The whole recipe was run again."
NOT_FROZEN = "{0} has a method without fixed bounds; the whole recipe was run again."
SCREENED = "The screen leaves this territory out; a new figure does not bring it in."
OWN = "Nodes or indicators that keep a method of their own for this step: {0}."

# Aggregations in which a territory's score does not hang on who else is there.
ALONE = frozenset(
    {"arithmetic-mean", "geometric-mean", "harmonic-mean", "power-mean", "median",
     "inverted-geometric", "mazziotta-pareto", "adjusted-mazziotta-pareto"}
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class WhatIf:
    """Questions about one finished pass."""

    scores: Scores
    _curves: dict[int, Curve | None] = field(default_factory=dict, init=False, repr=False)
    _others: dict[tuple[int, int], list[float]] = field(
        default_factory=dict, init=False, repr=False
    )
    _standing: dict[int, list[float]] = field(default_factory=dict, init=False, repr=False)

    # ── the three questions ───────────────────────────────────────────────────────────────────

    def value(self, territory: str, figures: Mapping[str, float], *, frozen: bool = True) -> Change:
        """Other figures for one territory, raw and in the indicators' own units (NaN: none).

        ``frozen`` keeps bounds and treatment of the sample and moves nobody else. Where an
        indicator's methods allow no such thing, the recipe is run again and the notes say so.
        MethodError where a figure is infinite or no number, or a method refuses it.
        """
        column = self.column(territory)
        asked = read_figures(figures)
        rows = {row: x for name, x in asked.items() for row in self.rows(name)}
        if not frozen:
            return self._exactly(column, rows, (RUN_AGAIN,))
        if not self.scores.kept[column]:
            return Change(self, column, tuple(self._column(column)), True, (KEPT, SCREENED))
        for row, x in rows.items():
            if (x == x and self._curve(row) is None) or (x != x and self._imputes(row)):
                return self._exactly(column, rows, (NOT_FROZEN.format(self.tree.indicators[row]),))
        quick = self._quick(column, rows)
        if quick is not None:
            return Change(self, column, tuple(quick), True, (KEPT,))
        return self._frozen(column, rows)

    def weights(self, weights: Mapping[str, float]) -> Rerun:
        """Other weights for nodes or indicators, each within its own node; the rest stay."""
        tree = reweighed(self.tree, weights)
        enough = enough_of(tree, coverage_of(tree, self._figures))
        default = self._recipe.aggregate
        after = aggregate_tree(tree, self.scores.normalised, default, enough)
        return Rerun(self, after, descending_ranks(after))

    def method(self, stage: str, step: Step) -> Rerun:
        """Another method for one step of the recipe, run through everything that follows it."""
        stages = tuple(type(self._recipe).model_fields)
        if stage not in stages or stage == "period":
            known = did_you_mean(stage, [s for s in stages if s != "period"])
            raise MethodError(Problem(stage, "this step of the recipe cannot be changed.", known))
        recipe = self._recipe.model_copy(update={stage: step})
        framework = self.tree.framework.model_copy(update={"recipe": recipe})
        tree = replace(self.tree, framework=framework)
        if stage == "weight":
            low, high = (bound.tolist() for bound in self.tree.natural_bounds)
            names = self.tree.indicators
            tree = tree_of(
                framework,
                dict(zip(names, self.tree.direction.tolist(), strict=True)),
                dict(zip(names, self.tree.units, strict=True)),
                dict(zip(names, zip(low, high, strict=True), strict=True)),
            )
        after = score(tree, self.scores.cut, recipe)
        return Rerun(self, after.scores, after.ranks, _keep_their_own(self.tree, stage))

    # ── what an answer looks up ───────────────────────────────────────────────────────────────

    @property
    def tree(self) -> Tree:
        """The tree of the pass, with the weights it used."""
        return self.scores.tree

    @cached_property
    def nodes(self) -> dict[str, int]:
        """Row of each node."""
        return {node: n for n, node in enumerate(self.tree.ids)}

    @cached_property
    def columns(self) -> dict[str, int]:
        """Column of each territory."""
        return {t.key: n for n, t in enumerate(self.scores.cut.territories)}

    def node(self, node: str) -> int:
        """Row of a node; MethodError where it is unknown."""
        if node not in self.nodes:
            raise MethodError(Problem(node, "no such node.", did_you_mean(node, self.nodes)))
        return self.nodes[node]

    def column(self, territory: str) -> int:
        """Column of a territory by key; UnknownTerritory says which are close."""
        if territory not in self.columns:
            raise UnknownTerritory(
                Problem(territory, "not in these scores.", did_you_mean(territory, self.columns))
            )
        return self.columns[territory]

    def rows(self, indicator: str) -> tuple[int, ...]:
        """Rows of an indicator (more than one where several nodes hold it)."""
        if indicator not in self._rows:
            what = "no such indicator in this framework."
            raise MethodError(Problem(indicator, what, did_you_mean(indicator, self._rows)))
        return self._rows[indicator]

    def rank_of(self, row: int, column: int, value: float) -> float:
        """Rank of a score in a node among the others as they stand."""
        if value != value:
            return float("nan")
        others = self._others.get((row, column))
        if others is None:
            rest = np.delete(self.scores.scores[row], column)
            others = self._others[row, column] = np.sort(rest[np.isfinite(rest)]).tolist()
        place = bisect_left(others, value)
        while place < len(others) and others[place] - value <= TOLERANCE:
            value = others[place]  # level with the next better one, whose rank it shares
            place += 1
        return 1.0 + len(others) - place

    # ── three ways to the answer, from quick to exact ─────────────────────────────────────────

    def _quick(self, column: int, rows: Mapping[int, float]) -> list[float] | None:
        """Where every mean is arithmetic: the difference handed up the tree; else None."""
        if not self._linear:
            return None
        after = self._column(column).copy()
        for row, x in rows.items():
            old, figure = self.scores.normalised.item(row, column), self._figures.item(row, column)
            curve = self._curve(row)
            if curve is None or x != x or old != old or figure != figure:
                return None  # a figure appears or goes, and the coverage with it
            difference = curve.at(x / self._divisors.item(row, column)) - old
            for number, weight in self._paths[row]:
                if after[number] != after[number]:
                    break  # not scored: it passes nothing on
                difference *= weight / self._counted.item(number, column)
                after[number] += difference
        return after

    def _frozen(self, column: int, rows: Mapping[int, float]) -> Change:
        """Aggregate the one column anew, or all columns where a method compares them."""
        figures = self._figures[:, [column]].copy()
        normalised = self.scores.normalised[:, [column]].copy()
        for row, x in rows.items():
            figures[row] = x
            curve = self._curve(row)
            if curve is not None:  # at a missing figure it is missing
                normalised[row] = curve.at(x / self._divisors.item(row, column))
        enough = enough_of(self.tree, coverage_of(self.tree, figures))
        default = self._recipe.aggregate
        if self._separable:
            after = aggregate_tree(self.tree, normalised, default, enough)[:, 0]
            return Change(self, column, tuple(after.tolist()), True, (KEPT,))
        everything = self.scores.normalised.copy()
        everything[:, column] = normalised[:, 0]
        all_enough = enough_of(self.tree, self.scores.coverage)
        all_enough[:, column] = enough[:, 0]
        everyone = aggregate_tree(self.tree, everything, default, all_enough)
        after = everyone[:, column]
        return Change(self, column, tuple(after.tolist()), True, (COMPARED,), everyone)

    def _exactly(self, column: int, rows: Mapping[int, float], notes: tuple[str, ...]) -> Change:
        cut = self.scores.cut
        values, status = cut.values.copy(), cut.status.copy()
        for row, x in rows.items():
            values[row, column] = x
            status[row, column] = Status.OBSERVED if x == x else Status.MISSING
        after = score(self.tree, replace(cut, values=values, status=status), self._recipe)
        mine = tuple(after.scores[:, column].tolist())
        return Change(self, column, mine, False, notes, after.scores)

    # ── prepared once ─────────────────────────────────────────────────────────────────────────

    @cached_property
    def _recipe(self) -> Recipe:
        return self.scores.recipe

    @cached_property
    def _frame(self) -> Frame:
        cut = self.scores.cut
        return self.tree.frame(cut.territories, cut.groups, cut.denominators)

    @cached_property
    def _rows(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for row, name in enumerate(self.tree.indicators):
            found[name] = (*found.get(name, ()), row)
        return found

    @cached_property
    def _figures(self) -> Floats:
        """Figures that count in the coverage: of territories kept, and not interpolated."""
        counted = self.scores.kept & (self.scores.cut.status != Status.IMPUTED)
        figures: Floats = np.where(counted, self.scores.values, np.nan)
        return figures

    @cached_property
    def _divisors(self) -> Floats:
        """What a raw figure is divided by; 1 where it is not, NaN where there is nothing to."""
        by = self.scores.cut.denominators
        if by is None or self._recipe.denominate.method == "none":
            return np.ones(self.scores.values.shape)
        return np.where(by == 0, np.nan, by)

    @cached_property
    def _paths(self) -> list[list[tuple[int, float]]]:
        """From each indicator up to the root: node and the weight of the child in it."""
        count = len(self.tree.bindings)
        above = {
            child: (number, float(weight))
            for number, branch in enumerate(self.tree.nodes)
            for child, weight in zip(branch.children, branch.weights, strict=True)
        }
        paths = []
        for row in range(count):
            path, at = [], row
            while at in above:
                path.append(above[at])
                at = count + above[at][0]
            paths.append(path)
        return paths

    @cached_property
    def _counted(self) -> Floats:
        """Sum of the weights of the children that have a value, ``(node, territory)``."""
        stack = np.isfinite(np.concatenate([self.scores.normalised, self.scores.scores]))
        return np.stack([b.weights @ stack[list(b.children)] for b in self.tree.nodes])

    @cached_property
    def _linear(self) -> bool:
        """Whether every score is an arithmetic mean, unrounded."""
        default = self._recipe.aggregate
        steps = [(b.aggregate or default).method for b in self.tree.nodes]
        rounding = any(b.decimals is not None for b in self.tree.nodes)
        return set(steps) == {"arithmetic-mean"} and not rounding

    @cached_property
    def _separable(self) -> bool:
        """Whether the score of a territory depends on its own children alone."""
        steps = [b.aggregate or self._recipe.aggregate for b in self.tree.nodes]
        return all(s.method in ALONE and not s.parameters.get("standardise") for s in steps)

    def _curve(self, row: int) -> Curve | None:
        if row not in self._curves:
            self._curves[row] = read_curve(self.scores, self._recipe, self._frame, row)
        return self._curves[row]

    def _column(self, column: int) -> list[float]:
        if column not in self._standing:
            self._standing[column] = self.scores.scores[:, column].tolist()
        return self._standing[column]

    def _imputes(self, row: int) -> bool:
        return (self.tree.bindings[row].impute or self._recipe.impute).method != "none"


def _keep_their_own(tree: Tree, stage: str) -> tuple[str, ...]:
    """A note where nodes or indicators name a method, which a change of the recipe passes over."""
    name = {"weight": "weigh"}.get(stage, stage)
    places = [*tree.framework.walk(), tree.framework, *tree.bindings]
    count = sum(getattr(place, name, None) is not None for place in places)
    return (OWN.format(count),) if count else ()
