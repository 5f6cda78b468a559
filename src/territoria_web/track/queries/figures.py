"""The figures by which the effect of an action is seen: published ones, and those its owner told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from territoria.model import Status
from territoria.track.effect import Aim, Figure
from territoria.track.pace import Band
from territoria_web.library.queries import library
from territoria_web.measure.models import Observation
from territoria_web.measure.queries.assessments import NothingOpened, current
from territoria_web.plan.queries.band_words import unit_said
from territoria_web.plan.rules import year_in
from territoria_web.territories.models import Cycle
from territoria_web.track.models import Update

Body = Mapping[str, Any]


def observed_figures(cycle: Cycle, indicators: Collection[str]) -> dict[str, list[Figure]]:
    """Published figures of the territory by indicator; one query. What only a team gave is not there."""
    known = sorted(set(indicators) & set(library().indicators))
    release = release_in_use(cycle.framework) if known else None
    if release is None:
        return {}
    rows = Observation.objects.filter(
        release=release, territory=cycle.territory, indicator__in=known
    ).order_by("indicator", "period")
    found: dict[str, list[Figure]] = {}
    for row in rows.exclude(value=None):
        told = Figure(str(row.period), row.value, Status[row.status.upper()], row.standard_error)
        found.setdefault(row.indicator, []).append(told)
    return found


def release_in_use(framework: str) -> int | None:
    """The key of the release whose figures are published now; None before there are any."""
    try:
        return current(framework).release_id
    except NothingOpened:
        return None


def told_figures(updates: Iterable[Update], known: Sequence[Figure]) -> list[Figure]:
    """What owners told, of years that nobody has published; what was told last holds."""
    taken = {figure.period for figure in known}
    found: dict[str, Figure] = {}
    for update in updates:  # latest first
        period = update.figure_period
        if update.figure is not None and period and period not in taken:
            found.setdefault(period, Figure(period, update.figure))
    return list(found.values())


def aim_of(action: Body, first: Body | None) -> Aim:
    """What an action wants to move, as promised now and first."""
    text = library().indicators.get(action["indicator"])
    return Aim(
        indicator=action["indicator"],
        unit=unit_said(action["indicator"], action["unit_of_measure"]),
        direction=_direction(text.direction if text else None, action),
        baseline=_baseline(action),
        target=_band(action),
        first_target=_first_band(action, first),
    )


def _direction(known: float | None, action: Body) -> int:
    if known is not None:
        return 1 if known > 0 else -1 if known < 0 else 0
    base, low, high = action["baseline"], action["target_low"], action["target_high"]
    if base is None or low is None or high is None:
        return 0
    wanted = (low + high) / 2 - base  # in words of their own: from the baseline to the target
    return 1 if wanted > 0 else -1 if wanted < 0 else 0


def _baseline(action: Body) -> Figure | None:
    year = year_in(action["baseline_period"])
    if action["baseline"] is None or year is None:
        return None
    return Figure(str(year), action["baseline"])


def _first_band(action: Body, first: Body | None) -> Band | None:
    """Only of the same indicator: two bands of different things are not one that was moved."""
    if not first or first["indicator"] != action["indicator"]:
        return None
    return _band(first)


def _band(action: Body) -> Band | None:
    low, high, year = action["target_low"], action["target_high"], action["target_year"]
    if low is None or high is None or year is None:
        return None
    return Band(low, high, year)
