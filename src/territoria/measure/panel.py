"""Panel: scores of several periods that can be compared, because their bounds are said.

*Frozen* bounds are those of the framework's text, or what the sample of one base period made of
them; *pooled* bounds come from all periods together; with *own* bounds each period stands alone.
docs/methods/panel.md says when to use which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from territoria import content
from territoria.errors import DataError, MethodError, Problem, did_you_mean
from territoria.measure.decompose import Decomposition, decompose
from territoria.measure.fill import fill
from territoria.measure.frame import Booleans, Floats, Frame
from territoria.measure.frozen_curve import POINTWISE, Curve, read_curve
from territoria.measure.growth import Growth, compound_growth
from territoria.measure.normalise import orient
from territoria.measure.period_cut import cut_at
from territoria.measure.ranks import descending_ranks
from territoria.measure.score import (
    aggregate_tree,
    coverage_of,
    enough_of,
    score,
    weigh_tree,
)
from territoria.measure.steps import run_step
from territoria.measure.tree import BY_NAME, OVERALL, Tree, build_tree
from territoria.model import Framework, Indicator, Recipe, Territory
from territoria.observations import Cut, Observations

Bounds = Literal["frozen", "pooled", "own"]

OWN = (
    "Each period has bounds of its own: a change mixes the movement of a territory "
    "with that of the others."
)
POOLED = "All periods share bounds made of all of them: one more period changes all scores."
FROZEN = "The bounds and treatment of {0} hold for all periods."
FIXED = "The bounds of the framework hold for all periods."


@dataclass(frozen=True)
class PanelScores:
    """Scores of several periods. Arrays are ``(period, node, territory)``.

    ``trees``: one per period, with the weights that were used. ``normalised``:
    ``(period, indicator, territory)``. ``base_period``: whose bounds hold, None where no sample
    made them. ``notes``: what a reader must know before comparing periods.
    """

    trees: tuple[Tree, ...]
    periods: tuple[int, ...]
    cuts: tuple[Cut, ...]
    bounds: Bounds
    base_period: int | None
    normalised: Floats
    coverage: Floats
    scores: Floats
    ranks: Floats
    notes: tuple[str, ...]

    @property
    def territories(self) -> tuple[Territory, ...]:
        """Territories of the last axis."""
        return self.cuts[0].territories

    def of(self, node: str = OVERALL) -> Floats:
        """Scores of one node, ``(period, territory)``."""
        rows: Floats = self.scores[:, self.trees[0].index(node)]
        return rows

    def row(self, period: int) -> int:
        """Place of a period; DataError where it was not scored."""
        if period not in self.periods:
            known = f"Scored: {', '.join(map(str, self.periods))}."
            raise DataError(Problem("panel", f"there are no scores of {period}.", known))
        return self.periods.index(period)

    def change(self, start: int, end: int, node: str = OVERALL) -> Floats:
        """Score at the end − score at the start, ``(territory,)``; NaN unless both are there."""
        scores = self.of(node)
        moved: Floats = scores[self.row(end)] - scores[self.row(start)]
        return moved

    def rank_change(self, start: int, end: int, node: str = OVERALL) -> Floats:
        """Places won from start to end (above 0: better), ``(territory,)``."""
        ranks = self.ranks[:, self.trees[0].index(node)]
        won: Floats = ranks[self.row(start)] - ranks[self.row(end)]
        return won

    def growth(self, node: str = OVERALL) -> Growth:
        """Compound yearly growth of the scores; sensible only where a score of 0 means nothing."""
        return compound_growth(self.of(node), self.periods)

    def decompose(self, territory: str, start: int, end: int, node: str = OVERALL) -> Decomposition:
        """Which indicators made the change of one territory's score; they sum to the change."""
        column = self.cuts[0].column(territory)
        a, b = self.row(start), self.row(end)
        return decompose(
            (self.trees[a], self.trees[b]),
            (self.normalised[a, :, column], self.normalised[b, :, column]),
            (self.scores[a, :, column], self.scores[b, :, column]),
            node,
        )


@dataclass(frozen=True)
class _Period:
    """One period up to imputation. ``published``: figures that count in the coverage."""

    cut: Cut
    frame: Frame
    kept: Booleans
    imputed: Floats
    published: Floats


def score_panel(
    framework: Framework | Tree,
    observations: Observations,
    periods: Sequence[int],
    *,
    bounds: Bounds = "frozen",
    base_period: int | None = None,
    level: int | None = None,
    indicators: Mapping[str, Indicator] | None = None,
) -> PanelScores:
    """Score a framework in several periods, figures found by the recipe's ``period`` step.

    ``base_period`` (with ``bounds="frozen"``): whose sample makes the bounds that the framework
    does not give; default its reference year if scored, else the first period. ``indicators``: as
    in ``build_tree``, default the library's. MethodError where a method has no bounds to
    freeze (a rank, a logarithm), ``bounds`` is not known or has no base period; DataError where
    the periods are none or not in rising order.
    """
    _check(bounds, periods, base_period)
    if isinstance(framework, Tree):
        tree = framework
    else:
        known = content.load_library().indicators if indicators is None else indicators
        tree = build_tree(framework, known)
    recipe = tree.framework.recipe
    cuts = [cut_at(tree, observations, p, step=recipe.period, level=level) for p in periods]
    passes = [_until_imputed(tree, cut, recipe) for cut in cuts]
    trees, normalised, note, base = _under(bounds, tree, periods, passes, base_period)
    coverage = np.stack([coverage_of(t, p.published) for t, p in zip(trees, passes, strict=True)])
    scores = np.stack(
        [
            aggregate_tree(t, figures, recipe.aggregate, enough_of(t, covered))
            for t, figures, covered in zip(trees, normalised, coverage, strict=True)
        ]
    )
    return PanelScores(
        trees=tuple(trees),
        periods=tuple(periods),
        cuts=tuple(cuts),
        bounds=bounds,
        base_period=base,
        normalised=normalised,
        coverage=coverage,
        scores=scores,
        ranks=descending_ranks(scores),
        notes=(note, *_screened(periods, passes)),
    )


def _check(bounds: str, periods: Sequence[int], base_period: int | None) -> None:
    """Refuse what cannot be meant, before anything is computed."""
    known = get_args(Bounds)
    if bounds not in known:
        what = f"there are no bounds {bounds}."
        raise MethodError(Problem("panel", what, did_you_mean(str(bounds), known)))
    if base_period is not None and bounds != "frozen":
        what = f"bounds {bounds} have no base period, and {base_period} is given."
        raise MethodError(Problem("panel", what, "Leave it out, or choose bounds frozen."))
    if not periods:
        raise DataError(Problem("panel", "no period is given.", "Give at least one year."))
    if list(periods) != sorted(set(periods)):
        what = f"the periods {', '.join(map(str, periods))} are not in rising order."
        raise DataError(Problem("panel", what, "Give each once, the earliest first."))


def _until_imputed(tree: Tree, cut: Cut, recipe: Recipe) -> _Period:
    """Denominate, screen and impute one period."""
    found = fill(tree, cut, recipe)
    return _Period(cut, found.frame, found.kept, found.imputed, found.published)


Normalised = tuple[list[Tree], Floats, str]


def _under(
    bounds: Bounds,
    tree: Tree,
    periods: Sequence[int],
    passes: Sequence[_Period],
    base_period: int | None,
) -> tuple[list[Tree], Floats, str, int | None]:
    """Trees and normalised figures of all periods, the note, and the base period or None."""
    recipe = tree.framework.recipe
    if bounds == "own":
        return *_own(tree, recipe, passes), None
    if bounds == "pooled":
        return *_pooled(tree, recipe, passes), None
    base = _base_of(tree, recipe, periods, base_period)
    at = 0 if base is None else list(periods).index(base)
    trees, normalised, note = _frozen(tree, recipe, passes, at)
    return trees, normalised, note if base is None else FROZEN.format(base), base


def _own(tree: Tree, recipe: Recipe, passes: Sequence[_Period]) -> Normalised:
    trees, blocks = [], []
    for one in passes:
        block = _treat_and_normalise(tree, recipe, one.imputed, one.frame)
        enough = enough_of(tree, coverage_of(tree, one.published))
        trees.append(weigh_tree(tree, block, recipe, enough))
        blocks.append(block)
    return trees, np.stack(blocks), OWN


def _pooled(tree: Tree, recipe: Recipe, passes: Sequence[_Period]) -> Normalised:
    """All periods side by side as if each territory stood there once per period."""
    count = len(passes)
    first = passes[0].frame
    frame = replace(
        first,
        groups={name: np.tile(codes, count) for name, codes in first.groups.items()},
        territories=first.territories * count,
        denominators=None,
    )
    together = np.concatenate([p.imputed for p in passes], axis=1)
    normalised = _treat_and_normalise(tree, recipe, together, frame)
    published = np.concatenate([p.published for p in passes], axis=1)
    enough = enough_of(tree, coverage_of(tree, published))
    weighed = weigh_tree(tree, normalised, recipe, enough)
    return [weighed] * count, np.stack(np.split(normalised, count, axis=1)), POOLED


def _frozen(tree: Tree, recipe: Recipe, passes: Sequence[_Period], at: int) -> Normalised:
    """The curves of the base period, on the figures of all."""
    base = score(tree, passes[at].cut, recipe)
    curves = [read_curve(base, recipe, passes[at].frame, n) for n in range(len(tree.bindings))]
    without = [tree.indicators[n] for n, curve in enumerate(curves) if curve is None]
    if without:
        what = f"there are no bounds to freeze for {', '.join(without)}."
        mend = "Choose bounds pooled or own, or a method with bounds (min-max, fixed-bounds)."
        raise MethodError(Problem("panel", what, mend))
    lines = [curve for curve in curves if curve is not None]
    blocks = [
        np.stack([_along(curve, row) for curve, row in zip(lines, p.imputed, strict=True)])
        for p in passes
    ]
    return [base.tree] * len(passes), np.stack(blocks), FIXED


def _along(curve: Curve, x: Floats) -> Floats:
    """A curve on many figures."""
    y = curve.slope * np.clip(x, curve.low, curve.high) + curve.intercept
    out: Floats = np.clip(y, curve.floor, curve.ceiling)
    return out


def _treat_and_normalise(tree: Tree, recipe: Recipe, values: Floats, frame: Frame) -> Floats:
    treated, _ = run_step("treat", recipe.treat, values, frame, tree)
    normalised, _ = run_step("normalise", recipe.normalise, orient(treated, frame), frame, tree)
    return normalised


def _base_of(tree: Tree, recipe: Recipe, periods: Sequence[int], wanted: int | None) -> int | None:
    """The period whose sample makes bounds; None where the text gives them all."""
    treats = {(b.treat or recipe.treat).method for b in tree.bindings}
    normalises = {(b.normalise or recipe.normalise).method for b in tree.bindings}
    by_name = all(branch.weigh.method in BY_NAME for branch in tree.nodes)
    if wanted is None and by_name and treats == {"none"} and normalises <= POINTWISE:
        return None
    if wanted is None:
        year = tree.framework.reference_year
        return year if year in periods else periods[0]
    if wanted not in periods:
        known = f"Scored: {', '.join(map(str, periods))}."
        raise DataError(Problem("panel", f"the base period {wanted} is not scored.", known))
    return wanted


def _screened(periods: Sequence[int], passes: Sequence[_Period]) -> tuple[str, ...]:
    """Which periods leave out territories."""
    return tuple(
        f"{int((~one.kept).sum())} of {one.kept.size} territories are screened out in {period}."
        for period, one in zip(periods, passes, strict=True)
        if not one.kept.all()
    )
