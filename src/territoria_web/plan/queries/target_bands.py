"""What the band of a target asks for, kept as it was when set; and values that methods offer for it.

The methods are those of *compare*: T1 what peers reach, T3 where the own trend leads, T4 a pace that
peers kept, T5 what a law or programme asks for. T6, a number of one's own, is simply written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from territoria.compare.targets import Target, paces_of, set_target
from territoria.model import Indicator
from territoria.plan.bands import judge_band
from territoria_web.library.queries import library
from territoria_web.plan.models import Action
from territoria_web.plan.queries.band_words import HALF, OWN
from territoria_web.plan.queries.bands import Ground, Judged, reason_of
from territoria_web.plan.target_rules import TargetDraft

# So many years on an offer is worked out before anybody has named a year.
AHEAD: Final = 5
# The share of SMEs with a basic level of digital intensity, of which the European Union wants more
# than 90 % by 2030 (Decision (EU) 2022/2481); a target of the Union, not of a place.
REFERENCE: Final = "desi22_3a1"


@dataclass(frozen=True)
class Offer:
    """A value that a method offers. ``method``: T1, T1 median, T3, T4, T5; ``near``–``far``: a range
    where the method gives one; ``year``: of the value; ``basis``: of T5, by language.
    """

    method: str
    value: float
    near: float
    far: float
    year: int
    of: int = 0
    basis: Mapping[str, str] | None = None


# ── judging ───────────────────────────────────────────────────────────────────────────────────


def judged_target(draft: TargetDraft, ground: Ground) -> Judged:
    """The label of a target with what it rests on: ``Reason`` with the paces that peers ``kept`` and the
    ``trend`` if nothing changes, both None where unknown.
    """
    if draft.low is None or draft.high is None:
        return Judged(Action.Label.UNKNOWN, {})
    text = library().indicators.get(draft.indicator)
    if text is None:
        return Judged(Action.Label.UNKNOWN, {"why": OWN})
    if draft.baseline is None or draft.baseline_year is None or draft.year is None:
        return Judged(Action.Label.UNKNOWN, {"why": HALF})
    series = ground.series.get(draft.indicator, ())
    band = judge_band(
        direction=text.direction,
        baseline=draft.baseline,
        years=draft.year - draft.baseline_year,
        low=draft.low,
        high=draft.high,
        trend=ground.trends.get(draft.indicator),
        peer_series=series,
    )
    return Judged(
        band.label,
        {
            **reason_of(band, text, draft.baseline),
            "similar": band.similar,
            "kept": _kept(series, draft.baseline, text.direction),
            "trend": _trend(draft, ground),
        },
    )


def _kept(series: Sequence[Any], baseline: float, direction: int) -> dict[str, float] | None:
    """Improvements a year of the same peers that ``judge_band`` counts: the middle, the better quarter."""
    latest = np.array([values[-1] for _years, values in series if len(values)], dtype=float)
    spread = float(np.subtract(*np.percentile(latest, [75, 25]))) if latest.size else 0.0
    paces, _similar = paces_of(list(series), baseline, spread, float(direction))
    if not paces.size:
        return None
    middle, better = np.percentile(paces, [50, 75])
    return {"median": float(middle), "quartile": float(better)}


def _trend(draft: TargetDraft, ground: Ground) -> dict[str, float] | None:
    """Where the own trend leads from the baseline by the year of the target."""
    trend = ground.trends.get(draft.indicator)
    if trend is None or draft.baseline is None or not (draft.baseline_year and draft.year):
        return None
    years, text = draft.year - draft.baseline_year, library().indicators[draft.indicator]
    ends = {"value": trend.slope, "low": trend.low, "high": trend.high}
    return {name: _inside(draft.baseline + pace * years, text) for name, pace in ends.items()}


def _inside(value: float, text: Indicator) -> float:
    low, high = text.natural_bounds
    value = value if low is None else max(low, value)
    return value if high is None else min(high, value)


# ── offering ──────────────────────────────────────────────────────────────────────────────────


def with_figure(draft: TargetDraft, ground: Ground) -> TargetDraft:
    """The draft with the latest figure here as baseline, where nobody wrote one."""
    today = ground.today.get(draft.indicator)
    if today is None or draft.baseline is not None:
        return draft
    return replace(
        draft,
        baseline=today.value,
        baseline_year=today.period,
        baseline_source=draft.baseline_source or today.address,
    )


def offers_of(draft: TargetDraft, ground: Ground) -> list[Offer]:
    """Values that the methods offer for a draft; none where too little is known. A year before the
    baseline's offers nothing; without a year five years on are taken.
    """
    text = library().indicators.get(draft.indicator)
    draft = with_figure(draft, ground)
    if text is None:
        return []
    duty = [] if text.obligation is None else [_obliged(text)]
    if draft.baseline is None or draft.baseline_year is None:
        return duty
    year = draft.year or draft.baseline_year + AHEAD
    peers = ground.series.get(text.id, ())
    if year <= draft.baseline_year or not peers or not text.direction:
        return duty
    held = set_target(
        text,
        draft.baseline,
        np.array([values[-1] for _years, values in peers if len(values)], dtype=float),
        list(peers),
        ground.trends.get(text.id),
        year - draft.baseline_year,
    )
    return [*_offered(held, year, len(peers), _trend(replace(draft, year=year), ground)), *duty]


def _offered(held: Target, year: int, of: int, trend: Mapping[str, float] | None) -> list[Offer]:
    """Offers of the engine's target, the less ambitious methods first."""
    found = [
        Offer("T1 median", held.median, held.median, held.median, year, of),
        Offer("T1", held.quartile, held.quartile, held.quartile, year, of),
    ]
    if trend is not None:
        found.append(Offer("T3", trend["value"], trend["low"], trend["high"], year))
    if held.pace is not None:
        found.append(Offer("T4", held.pace, held.pace, held.pace, year, held.of))
    return found


def _obliged(text: Indicator) -> Offer:
    duty = text.obligation
    assert duty is not None
    return Offer("T5", duty.value, duty.value, duty.value, duty.year, basis=duty.basis.root)
