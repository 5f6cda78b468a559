"""Baselines and target bands: the figure of today with its address, and what a band asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

import numpy as np

from territoria.compare.trends import Trend
from territoria.model import Indicator
from territoria.plan.bands import Band, judge_band
from territoria_web.compare.models import Comparison
from territoria_web.compare.queries.chosen_peers import assessment_of
from territoria_web.compare.queries.comparisons import comparison_of
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Observation
from territoria_web.measure.queries.assessments import NothingOpened, current
from territoria_web.plan.models import Action
from territoria_web.plan.queries.band_words import HALF, OWN, Reason, reason_said
from territoria_web.plan.rules import Draft, year_in
from territoria_web.territories.models import Cycle, Territory

Series = tuple[Any, Any]
COUNTED = ("firm", "likely")


@dataclass(frozen=True)
class Today:
    """The latest figure here. ``own``: given by the team, so that only they can see it."""

    value: float
    period: int
    address: str
    own: bool


@dataclass(frozen=True)
class Ground:
    """What baselines and bands of some indicators rest on; empty where nothing is worked out.

    ``data``: the name of the published figures in addresses.
    """

    today: Mapping[str, Today]
    trends: Mapping[str, Trend]
    targets: Mapping[str, Mapping[str, Any]]
    series: Mapping[str, Sequence[Series]]
    data: str = ""


@dataclass(frozen=True)
class Judged:
    """A band with the label it is kept under, and why; empty: there is no band."""

    label: str
    reason: Reason

    @property
    def said(self) -> str:
        """Why, in a sentence of the language spoken."""
        return reason_said(self.reason)


NOTHING = Ground({}, {}, {}, {})


def ground_of(cycle: Cycle, indicators: Iterable[str]) -> Ground:
    """What is known of these indicators here and among the firm and likely peers."""
    texts = library().indicators
    asked = sorted({i for i in indicators if i in texts})
    try:
        assessment = assessment_of(cycle) if asked else None
    except NothingOpened:
        assessment = None
    if assessment is None:
        return NOTHING
    public = current(cycle.framework) if assessment.cycle_id is not None else assessment
    try:
        held = _worked_out(assessment.public_id, public.public_id, cycle.territory_id, tuple(asked))
    except LookupError:
        held = _found(assessment, None, cycle.territory, asked)
    return replace(held, data=public.data)


@lru_cache(maxsize=256)
def _worked_out(own: UUID, public: UUID, territory: int, asked: tuple[str, ...]) -> Ground:
    """Read once a process: an assessment never changes. LookupError where nothing is compared yet."""
    place = Territory.objects.get(pk=territory)
    held = Assessment.objects.select_related("release", "own").filter(public_id__in=(own, public))
    by_key = {a.public_id: a for a in held}
    for key in (own, public):
        if compared := comparison_of(by_key[key], place):
            return _found(by_key[own], compared, place, asked)
    raise LookupError(f"{place} is not compared yet")


def _found(
    assessment: Assessment, compared: Comparison | None, place: Territory, asked: Sequence[str]
) -> Ground:
    body: Mapping[str, Any] = compared.body if compared else {}
    texts = library().indicators
    return Ground(
        today=_today(assessment, place, asked),
        trends={
            i: _trend(t, texts[i]) for i, t in (body.get("trends") or {}).items() if i in asked
        },
        targets={i: t for i, t in (body.get("targets") or {}).items() if i in asked},
        series=_series(assessment, body.get("peers"), asked),
    )


def _today(assessment: Assessment, place: Territory, asked: Sequence[str]) -> dict[str, Today]:
    """The latest figure of each; of the same year the team's own stands."""
    releases = [pk for pk in (assessment.release_id, assessment.own_id) if pk is not None]
    rows = (
        Observation.objects.filter(release__in=releases, territory=place, indicator__in=asked)
        .exclude(value=None)
        .values_list("indicator", "period", "value", "release_id")
    )
    found: dict[str, tuple[int, bool, float]] = {}
    for indicator, period, value, release in rows:
        own = release == assessment.own_id
        if value is not None and (indicator not in found or (period, own) > found[indicator][:2]):
            found[indicator] = (period, own, value)
    return {
        i: Today(value, period, assessment.address("observation", place.key, i), own)
        for i, (period, own, value) in found.items()
    }


def _trend(held: Mapping[str, Any], text: Indicator) -> Trend:
    return Trend(
        slope=held["slope"],
        low=held["low"],
        high=held["high"],
        periods=tuple(held["periods"]),
        values=tuple(held["values"]),
        direction=float(text.direction),
    )


def _series(
    assessment: Assessment, peers: Mapping[str, Any] | None, asked: Sequence[str]
) -> dict[str, list[Series]]:
    """Years and values of the peers that count, by indicator; one query."""
    codes = [m["code"] for m in (peers or {}).get("members", []) if m["firmness"] in COUNTED]
    rows = (
        assessment.release.observations.filter(territory__code__in=codes, indicator__in=asked)
        .exclude(value=None)
        .order_by("indicator", "territory__code", "period")
        .values_list("indicator", "territory__code", "period", "value")
        if codes
        else ()
    )
    held: dict[str, dict[str, list[tuple[int, float]]]] = {}
    for indicator, code, period, value in rows:
        held.setdefault(indicator, {}).setdefault(code, []).append((period, float(value or 0.0)))
    return {
        indicator: [
            (np.array([y for y, _v in points], dtype=float), np.array([v for _y, v in points]))
            for points in places.values()
        ]
        for indicator, places in held.items()
    }


# ── judging ───────────────────────────────────────────────────────────────────────────────────


def judged(held: Action | Draft, ground: Ground) -> Judged:
    """What the band of an action asks for, with the label it is kept under."""
    low, high, year = held.target_low, held.target_high, held.target_year
    if low is None or high is None:
        return Judged(Action.Label.UNKNOWN, {})
    text = library().indicators.get(held.indicator)
    began = year_in(held.baseline_period)
    if text is None:
        return Judged(Action.Label.UNKNOWN, {"why": OWN})
    if held.baseline is None or began is None or year is None:
        return Judged(Action.Label.UNKNOWN, {"why": HALF})
    band = judge_band(
        direction=text.direction,
        baseline=held.baseline,
        years=year - began,
        low=low,
        high=high,
        trend=ground.trends.get(held.indicator),
        peer_series=ground.series.get(held.indicator, ()),
    )
    return Judged(band.label, reason_of(band, text, held.baseline))


def reason_of(band: Band, text: Indicator, baseline: float) -> Reason:
    """Why a band has its label, with what it was judged by."""
    return {
        "why": band.why,
        "indicator": text.id,
        "decimals": text.decimals,
        "baseline": baseline,
        "pace": float(band.needed),
        "done": band.done_by,
        "far": band.far_by,
        "of": band.of,
    }


def proposed_band(indicator: str, ground: Ground) -> tuple[float, float, int] | None:
    """From the headline target to the level of the leading peers, and its year; None: not known."""
    held, text = ground.targets.get(indicator), library().indicators.get(indicator)
    today = ground.today.get(indicator)
    if held is None or text is None or today is None:
        return None
    low, high = sorted((held["value"], held["quartile"]))
    return round(low, text.decimals), round(high, text.decimals), today.period + held["horizon"]
