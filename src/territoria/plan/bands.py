"""A target band that people set: would it come by waiting, was it done before, was it never seen?

The near end is the less ambitious one. *By waiting*: it is reached already, or even the slow end of
an improving trend gets there in time. *Done before*: at least one similar place kept up the pace
that it needs. *Never seen*: none of them did. Otherwise nothing can be said, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from territoria.compare.targets import paces_of
from territoria.compare.trends import Trend
from territoria.measure.frame import Floats

Label = Literal["by-waiting", "done-before", "never-seen", "unknown"]
Why = Literal["reached", "trend", "pace", "no pace", "no direction", "no time"]


@dataclass(frozen=True)
class Band:
    """What a band asks for. ``needed``: improvement a year to its near end; ``done_by`` of ``of``
    places kept that pace, ``far_by`` that of its far end; ``similar``: they began from a like level.
    """

    label: Label
    why: Why
    near: float
    far: float
    needed: float = 0.0
    done_by: int = 0
    far_by: int = 0
    of: int = 0
    similar: bool = False


def judge_band(
    *,
    direction: int,
    baseline: float,
    years: int,
    low: float,
    high: float,
    trend: Trend | None = None,
    peer_series: Sequence[tuple[Floats, Floats]] = (),
) -> Band:
    """What a band from ``low`` to ``high``, so many ``years`` after the baseline, asks for.

    ``peer_series``: (years, values) of the firm and likely peers.
    """
    near, far = (low, high) if direction >= 0 else (high, low)
    if direction == 0:
        return Band("unknown", "no direction", near, far)
    if years <= 0:
        return Band("unknown", "no time", near, far)
    gain = direction * (near - baseline)
    needed, far_needed = gain / years, direction * (far - baseline) / years
    paces, similar = _paces(peer_series, baseline, direction)
    rounding = 1e-12 * max(1.0, abs(baseline), abs(near))
    judged = Band(
        label="unknown",
        why="no pace",
        near=near,
        far=far,
        needed=needed,
        done_by=int((paces >= needed - rounding).sum()),
        far_by=int((paces >= far_needed - rounding).sum()),
        of=int(paces.size),
        similar=similar,
    )
    worsening = trend is not None and trend.word == "worsening"
    if gain <= 0 and not worsening:
        return replace(judged, label="by-waiting", why="reached")
    if trend is not None and _waits(trend, direction, baseline, years, near):
        return replace(judged, label="by-waiting", why="trend")
    if not paces.size:
        return judged
    return replace(judged, label="done-before" if judged.done_by else "never-seen", why="pace")


def _waits(trend: Trend, direction: int, baseline: float, years: int, near: float) -> bool:
    """Whether even the slow end of an improving trend reaches the near end in time."""
    if trend.word != "improving":
        return False
    slowest = trend.low if direction > 0 else trend.high
    return direction * (baseline + slowest * years) >= direction * near


def _paces(
    series: Sequence[tuple[Floats, Floats]], baseline: float, direction: int
) -> tuple[Floats, bool]:
    latest = np.array([values[-1] for _, values in series if len(values)], dtype=float)
    spread = float(np.subtract(*np.percentile(latest, [75, 25]))) if latest.size else 0.0
    return paces_of(list(series), baseline, spread, float(direction))
