"""A target as a picture: the figures over the years and the band they should reach."""

from __future__ import annotations

from territoria.pictures.goal_band import Goal
from territoria.pictures.picture import Label, Picture
from territoria.pictures.trend_line import TrendPoint, trend_line
from territoria_web.plan.models import AreaTarget
from territoria_web.plan.queries.area_targets import counted_said, decimals_of
from territoria_web.plan.queries.said import number_said, target_said
from territoria_web.plan.queries.target_progress import Progress
from territoria_web.plan.queries.target_words import unit_of
from territoria_web.public.drawn import SLIM, drawn_once

WIDE, TALL = 560, 200


def target_pictures(
    target: AreaTarget, progress: Progress, sentence: str
) -> tuple[Picture, Picture]:
    """Wide and narrow."""
    decimals, points = decimals_of(target), _points(target, progress)
    label = Label(number_said(points[-1].value, decimals)) if points else Label("")
    title, unit, goal = counted_said(target), unit_of(target), _goal(target, decimals)
    wide, slim = (
        drawn_once(
            trend_line,
            f"target-{target.public_id.hex[:8]}-{width}",
            title,
            sentence,
            points,
            unit,
            label,
            goal=goal,
            width=width,
            height=TALL,
        )
        for width in (WIDE, SLIM)
    )
    return wide, slim


def _points(target: AreaTarget, progress: Progress) -> tuple[TrendPoint, ...]:
    decimals = decimals_of(target)
    held = {s.year: s.value for s in progress.figures if s.counts}
    if target.baseline is not None and target.baseline_year is not None:
        held[target.baseline_year] = target.baseline
    return tuple(
        TrendPoint(year, value, Label(number_said(value, decimals)))
        for year, value in sorted(held.items())
    )


def _goal(target: AreaTarget, decimals: int) -> Goal | None:
    if target.low is None or target.high is None or target.year is None:
        return None
    first = next(iter(target.versions.all()), None)
    body = first.body if first else None
    start = None
    if target.baseline is not None and target.baseline_year is not None:
        start = (target.baseline_year, target.baseline)
    said = target_said(target.low, target.high, None, "", decimals)
    former = (body["year"], body["low"], body["high"]) if body else None
    return Goal(target.year, target.low, target.high, Label(said), start, former)
