"""Means and shares of firms with ranges that hold 90 %, weighted or not, however few firms there are."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from territoria.listen.reach import wilson
from territoria.listen.tabulate import COVERED

#: Shares are told to a tenth of a percent, points to a tenth: more would tell which sums fit.
SHARE_DIGITS, POINT_DIGITS = 3, 1

Figure = dict[str, Any]
"""``{"value" or "share", "low", "high", "n"}``; plain data, so that a look keeps it."""


Scale = tuple[float, float, float]
"""Lowest, highest, and the step to which an answer is rounded."""


def mean_of(values: np.ndarray, weights: np.ndarray, scale: Scale) -> Figure:
    """The weighted mean of two values or more (firms,) with Student's range, cut to the ``scale``.

    ``half = t(n_eff − 1) · sqrt(s² / n_eff)`` with n_eff Kish's number and s² the weighted variance
    times n_eff / (n_eff − 1), which makes it unbiased. Equal values keep the doubt that rounding to a
    step leaves: the step squared, by 12.
    """
    from scipy.special import stdtrit

    (lowest, highest, step), worth = scale, effective(weights)
    mean = float(np.average(values, weights=weights))
    apart = float(np.average((values - mean) ** 2, weights=weights)) * worth / (worth - 1)
    error = math.sqrt(max(apart, step**2 / 12) / worth)
    half = float(stdtrit(worth - 1, (1 + COVERED) / 2)) * error
    low, high = max(mean - half, lowest), min(mean + half, highest)
    return _figure("value", (mean, low, high), POINT_DIGITS, len(values))


def share_of(hits: np.ndarray, weights: np.ndarray) -> Figure:
    """The weighted share of the firms that hit (firms,), with Wilson's range for as many equal answers
    as the weights are worth.
    """
    worth = effective(weights)
    share = float(weights[hits].sum() / weights.sum()) if not hits.all() else 1.0
    low, high = wilson(share * worth, worth)
    return _figure("share", (share, low, high), SHARE_DIGITS, len(hits))


def effective(weights: np.ndarray) -> float:
    """How many equal answers weighted ones are worth, (Σw)² / Σw² (Kish 1965)."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def _figure(name: str, told: tuple[float, float, float], digits: int, count: int) -> Figure:
    value, low, high = (round(one, digits) for one in told)
    return {name: value, "low": low, "high": high, "n": count}
