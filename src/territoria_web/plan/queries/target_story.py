"""Rows that tell a target's story: what it was before each move, and its figure of every year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from territoria_web.plan.models import AreaTarget
from territoria_web.plan.queries.area_targets import decimals_of
from territoria_web.plan.queries.said import baseline_said, target_said
from territoria_web.plan.queries.target_progress import Progress
from territoria_web.plan.queries.target_words import figure_said, unit_of


@dataclass(frozen=True)
class Former:
    """What a target was before it was moved, and why it was; the first stands first."""

    number: int
    band: str
    baseline: str
    owner: str
    reason: str
    moved: datetime


@dataclass(frozen=True)
class YearRow:
    """A figure of a year in words. ``counts``: the lamp judges by it."""

    year: int
    said: str
    source: str
    told: bool
    counts: bool
    address: str


def former_rows(target: AreaTarget) -> list[Former]:
    """What it was, in words, one row a move."""
    return [
        Former(
            number=v.number,
            band=_band(target, v.body),
            baseline=_baseline(target, v.body["baseline"], v.body["baseline_year"]),
            owner=str(v.body["owner"]),
            reason=v.reason,
            moved=v.made,
        )
        for v in target.versions.all()
    ]


def _band(target: AreaTarget, body: dict[str, Any]) -> str:
    decimals, unit = decimals_of(target), unit_of(target)
    return target_said(body["low"], body["high"], body["year"], unit, decimals)


def _baseline(target: AreaTarget, value: float | None, year: int | None) -> str:
    return baseline_said(value, str(year or ""), unit_of(target), decimals_of(target))


def figure_rows(target: AreaTarget, progress: Progress) -> list[YearRow]:
    """The baseline, then every later figure with its source."""
    rows = [
        YearRow(
            s.year,
            figure_said(target, s.value, s.low, s.high),
            s.source,
            s.told,
            s.counts,
            s.address,
        )
        for s in progress.figures
    ]
    if target.baseline is None or target.baseline_year is None:
        return rows
    first = YearRow(
        target.baseline_year,
        figure_said(target, target.baseline),
        target.baseline_source,
        False,
        True,
        "",
    )
    if first.source.startswith("observation:"):
        is_public = target.judged.get("baseline_public", False)
        said = _("published figure") if is_public else _("the team’s own figures")
        first = replace(first, source=said, address=first.source if is_public else "")
    return [first, *rows]
