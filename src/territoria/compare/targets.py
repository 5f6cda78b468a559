"""Targets: how far is enough, and has anyone like us done it before?

Four rules stand side by side. T1: a quantile of the firm and likely peers. T3: where the own trend
leads if nothing changes. T4: the pace that similar places have really kept up from a similar start.
T5: an obligation. The headline is the less ambitious of T1 (75th percentile) and T4, with a band
from T3 to T1 and a label that says whether such a pace was ever seen. Where three quarters of the peers did
not improve, T4 is to hold the level; *below trend* needs even the slow end of the trend to reach the target.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from territoria.compare.trends import Trend, theil_sen
from territoria.measure.frame import Floats
from territoria.model import Indicator, Obligation

HORIZON = 5
QUANTILE = 75.0
SIMILAR_STARTS_NEEDED = 5

Label = Literal["reached", "below trend", "done before", "never seen", "pace unknown", "hold"]


@dataclass(frozen=True)
class Target:
    """A target for one indicator, in its own unit.

    ``median`` and ``quartile`` are T1 for catching up and for leading; ``trend``, ``pace`` and
    ``obligation`` are T3, T4 and T5 or None. ``rule`` names the one that made ``value``;
    ``done_by`` of ``of`` peers kept the pace it needs; ``similar_start`` tells whether those are
    only peers that began from a similar level. ``paces``: their yearly improvements.
    """

    indicator: str
    baseline: float
    value: float
    low: float
    high: float
    rule: Literal["T1", "T4"]
    median: float
    quartile: float
    trend: float | None
    pace: float | None
    yearly_pace: float | None
    obligation: Obligation | None
    label: Label
    done_by: int
    of: int
    similar_start: bool
    horizon: int
    paces: tuple[float, ...] = ()


def quantile(values: Floats, share: float) -> Floats:
    """Percentile over the last axis with NaN left out (linear); NaN where nothing is known."""
    ordered = np.sort(values, axis=-1)  # NaN sorts last
    last = np.isfinite(ordered).sum(axis=-1) - 1
    place = np.maximum(last, 0) * share / 100
    below = np.floor(place).astype(np.intp)
    above = np.minimum(below + 1, np.maximum(last, 0))
    low = np.take_along_axis(ordered, below[..., None], axis=-1)[..., 0]
    high = np.take_along_axis(ordered, above[..., None], axis=-1)[..., 0]
    between: Floats = low + (place - below) * (high - low)
    return between


def better_quantile(values: Floats, direction: float, share: float = QUANTILE) -> Floats:
    """The quantile counted from the worse end, over the last axis, NaN left out."""
    return quantile(values * direction, share) * direction


def set_target(
    indicator: Indicator,
    baseline: float,
    peers: Floats,
    peer_series: list[tuple[Floats, Floats]],
    trend: Trend | None,
    horizon: int = HORIZON,
) -> Target:
    """The target of one indicator.

    ``peers``: latest values of the firm and likely peers (NaN where missing, at least one known).
    ``peer_series``: their (years, values).
    """
    d = float(indicator.direction)
    known = peers[np.isfinite(peers)]
    median = float(np.median(known))
    quartile = _inside(float(better_quantile(known, d)), indicator)
    spread = float(np.subtract(*np.percentile(known, [75, 25])))
    paces, similar = paces_of(peer_series, baseline, spread, d)
    yearly = float(np.percentile(paces, QUANTILE)) if paces.size else None
    pace = None if yearly is None else _inside(baseline + d * max(yearly, 0.0) * horizon, indicator)
    projected = None if trend is None else _inside(baseline + trend.slope * horizon, indicator)
    reached = d * (baseline - quartile) >= 0
    value, rule = _headline(baseline, quartile, pace, d, reached)
    ends = [value, quartile, *([projected] if projected is not None else [])]
    needed = d * (value - baseline) / horizon
    rounding = 1e-12 * max(1.0, abs(baseline), abs(value))
    done = int((paces >= needed - rounding).sum())
    level_done = int((paces >= d * (quartile - baseline) / horizon - rounding).sum())
    return Target(
        indicator=indicator.id,
        baseline=baseline,
        value=value,
        low=min(ends),
        high=max(ends),
        rule=rule,
        median=median,
        quartile=quartile,
        trend=projected,
        pace=pace,
        yearly_pace=yearly,
        obligation=indicator.obligation,
        label=_label(value, baseline, trend, d, reached, done, level_done, paces.size, horizon),
        done_by=done,
        of=int(paces.size),
        similar_start=similar,
        horizon=horizon,
        paces=tuple(paces.tolist()),
    )


def _headline(
    baseline: float, quartile: float, pace: float | None, d: float, reached: bool
) -> tuple[float, Literal["T1", "T4"]]:
    """The less ambitious of T1 and T4; where the quartile is reached already, hold it."""
    if reached:
        return baseline, "T1"
    if pace is not None and d * pace < d * quartile:
        return pace, "T4"
    return quartile, "T1"


def _label(
    value: float,
    baseline: float,
    trend: Trend | None,
    d: float,
    reached: bool,
    done: int,
    level_done: int,
    of: int,
    horizon: int,
) -> Label:
    if reached:
        return "reached"
    if value == baseline:
        return "hold" if level_done else "never seen"
    if trend is not None and trend.word == "improving":
        slowest = trend.low if d > 0 else trend.high
        if d * (baseline + slowest * horizon) >= d * value:
            return "below trend"
    if not of:
        return "pace unknown"
    return "done before"


def paces_of(
    series: list[tuple[Floats, Floats]], baseline: float, spread: float, d: float
) -> tuple[Floats, bool]:
    """Yearly improvement of each peer; only of those with a similar start where five have one.

    ``series``: their (years, values); ``spread``: how far a similar start may be away.
    """
    paces, near = [], []
    for years, values in series:
        if len(years) < 3:
            continue
        paces.append(d * float(theil_sen(years, values)))
        near.append(abs(values[0] - baseline) <= spread)
    all_paces, similar = np.array(paces), np.array(near, dtype=bool)
    if similar.sum() >= SIMILAR_STARTS_NEEDED:
        return all_paces[similar], True
    return all_paces, False


def _inside(value: float, indicator: Indicator) -> float:
    low, high = indicator.natural_bounds
    if low is not None:
        value = max(low, value)
    if high is not None:
        value = min(high, value)
    return value
