"""Treat: outliers that would decide an index on their own.

A method takes ``(values, frame)`` and returns the treated array with details: ``changed`` marks
every treated point, ``passed`` the indicators that pass the test after winsorising (after the
method itself where nothing is winsorised), ``transformed`` those that were replaced by a logarithm
or power, ``exponent`` the λ of Box–Cox. Where no figure needs treatment the array that came in is
returned. The steps follow the JRC practice that COINr 1.1 implements; a constant indicator is left
as it is. Formulas: docs/methods/measure.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.box_cox import box_cox as box_cox_of
from territoria.measure.extremes import highest, lowest
from territoria.measure.frame import Booleans, Floats, Frame
from territoria.measure.moments import (
    BLOCK,
    KURTOSIS_LIMIT,
    SKEW_LIMIT,
    passes,
    skewness_and_kurtosis,
)
from territoria.measure.percentiles import percentiles_of

__all__ = ["METHODS", "passes", "skewness_and_kurtosis"]

Result = tuple[Floats, dict[str, Any]]
LogMethod = Literal["log-ct", "log-ct-orig", "log-ct-plus"]


def none(values: Floats, frame: Frame) -> Result:
    """Leave outliers as they are."""
    return values, {}


def winsorise(
    values: Floats,
    frame: Frame,
    *,
    limit: int = 5,
    skew_limit: float = SKEW_LIMIT,
    kurtosis_limit: float = KURTOSIS_LIMIT,
) -> Result:
    """Move the most extreme points to the next value until the indicator passes the test,
    at most ``limit`` points. An indicator that still fails keeps its winsorised values.
    """
    treated, changed, passed = _winsorise(values, limit, skew_limit, kurtosis_limit)
    return treated, {
        "changed": changed,
        "passed": passed,
        "transformed": np.zeros(values.shape[:-1], dtype=bool),
    }


def winsorise_then_log(
    values: Floats,
    frame: Frame,
    *,
    limit: int = 5,
    log: LogMethod = "log-ct",
    skew_limit: float = SKEW_LIMIT,
    kurtosis_limit: float = KURTOSIS_LIMIT,
) -> Result:
    """Winsorise; an indicator that still fails takes a logarithm of its original values instead,
    kept even if it fails too (the JRC default).
    """
    treated, changed, passed = _winsorise(values, limit, skew_limit, kurtosis_limit)
    failed = ~passed
    treated = _replace(treated, changed, failed, values, LOGS[log])
    return treated, {"changed": changed, "passed": passed, "transformed": failed}


def winsorise_then_box_cox(
    values: Floats,
    frame: Frame,
    *,
    limit: int = 5,
    skew_limit: float = SKEW_LIMIT,
    kurtosis_limit: float = KURTOSIS_LIMIT,
) -> Result:
    """Winsorise; an indicator that still fails takes the Box–Cox power of its original values."""
    treated, changed, passed = _winsorise(values, limit, skew_limit, kurtosis_limit)
    failed, exponent = ~passed, np.full(passed.shape, np.nan)

    def transform(rows: Floats) -> Floats:
        powers, exponent[failed] = box_cox_of(rows)
        return powers

    treated = _replace(treated, changed, failed, values, transform)
    details = {"changed": changed, "passed": passed, "transformed": failed, "exponent": exponent}
    return treated, details


def box_cox(
    values: Floats,
    frame: Frame,
    *,
    skew_limit: float = SKEW_LIMIT,
    kurtosis_limit: float = KURTOSIS_LIMIT,
) -> Result:
    """Box–Cox power of x − min + 1 for each indicator that fails the test; λ in the details."""
    return winsorise_then_box_cox(
        values, frame, limit=0, skew_limit=skew_limit, kurtosis_limit=kurtosis_limit
    )


def percentile_caps(values: Floats, frame: Frame, *, share: float = 0.025) -> Result:
    """Every indicator is cut off at its ``share`` and 1 − ``share`` quantiles (linear between order
    statistics), whether it passes the test or not. MethodError where the share is not in [0, 0.5).
    """
    if not 0 <= share < 0.5:
        what = f"percentile-caps cannot cut off a share of {share} at each end."
        raise MethodError(Problem("treat", what, "Give a share of at least 0 and below 0.5."))
    ends = (100 * share, 100 * (1 - share))
    low, high = percentiles_of(np.moveaxis(values, -1, 0), ends)
    treated = np.clip(values, low[..., None], high[..., None])
    return treated, {
        "changed": np.isfinite(values) & (treated != values),
        "passed": passes(treated)[0],
        "transformed": np.zeros(values.shape[:-1], dtype=bool),
    }


def log_ct(rows: Floats) -> Floats:
    """ln(x − min + 0.01·(max − min))."""
    low, high = lowest(rows), highest(rows)
    out: Floats = np.log(rows - low + 0.01 * (high - low))
    return out


def log_ct_orig(rows: Floats) -> Floats:
    """ln(x − min + 1)."""
    out: Floats = np.log(rows - lowest(rows) + 1)
    return out


def log_ct_plus(rows: Floats) -> Floats:
    """As ``log_ct`` where skewed to the right; mirrored where skewed to the left."""
    low, high = lowest(rows), highest(rows)
    skew, _ = skewness_and_kurtosis(rows)
    right = np.log(rows - low + 0.01 * (high - low))
    left = -np.log(high + 0.01 * (high - low) - rows)
    out: Floats = np.where((skew > 0)[..., None], right, left)
    return out


LOGS = {"log-ct": log_ct, "log-ct-orig": log_ct_orig, "log-ct-plus": log_ct_plus}
METHODS: dict[str, Callable[..., Any]] = {
    "none": none,
    "winsorise": winsorise,
    "winsorise-then-log": winsorise_then_log,
    "winsorise-then-box-cox": winsorise_then_box_cox,
    "box-cox": box_cox,
    "percentile-caps": percentile_caps,
}


def _replace(
    treated: Floats,
    changed: Booleans,
    failed: Booleans,
    values: Floats,
    transform: Callable[[Floats], Floats],
) -> Floats:
    """The treated array with a transform of the original figures in the rows that failed."""
    if not failed.any():
        return treated
    out = treated.copy() if treated is values else treated
    rows = values[failed]
    out[failed] = transform(rows)
    changed[failed] = np.isfinite(rows)
    return out


def _winsorise(
    values: Floats, limit: int, skew_limit: float, kurtosis_limit: float
) -> tuple[Floats, Booleans, Booleans]:
    """Treated array, changed points, and whether each row passes in the end.

    Rows that pass are not copied one by one; where all pass nothing is copied at all.
    """
    rows = values.reshape(-1, values.shape[-1])
    passed, skew = passes(rows, skew_limit=skew_limit, kurtosis_limit=kurtosis_limit)
    changed = np.zeros(rows.shape, dtype=bool)
    failing = np.flatnonzero(~passed)
    shape, kept = values.shape, passed.reshape(values.shape[:-1])
    if limit <= 0 or not failing.size:
        return values, changed.reshape(shape), kept
    rows = rows.copy()
    step = max(1, BLOCK // rows.shape[-1])
    for start in range(0, failing.size, step):
        some = failing[start : start + step]
        block, marks = rows[some], np.zeros((some.size, rows.shape[-1]), dtype=bool)
        passed[some] = _move_extremes(block, marks, skew[some], limit, skew_limit, kurtosis_limit)
        rows[some], changed[some] = block, marks
    return rows.reshape(shape), changed.reshape(shape), kept


def _move_extremes(
    block: Floats,
    marks: Booleans,
    skew: Floats,
    limit: int,
    skew_limit: float,
    kurtosis_limit: float,
) -> Booleans:
    """Winsorise rows that fail, in place, and mark what moved; returns which rows pass at last.

    The original points changed at the high and the low end are counted together; the side is
    chosen anew at each step from the skewness that the step before left.
    """
    passed = np.zeros(len(block), dtype=bool)
    todo = np.arange(len(block))
    while todo.size:
        rows = block if todo.size == len(block) else block[todo]
        downward = skew < 0
        rows[downward] *= -1.0
        line, place = np.divmod(np.flatnonzero(rows == highest(rows)), rows.shape[-1])
        rows[line, place] = -np.inf
        rows[line, place] = highest(rows)[line, 0]
        rows[downward] *= -1.0
        block[todo] = rows
        marks[todo[line], place] = True
        now, skew = passes(rows, skew_limit=skew_limit, kurtosis_limit=kurtosis_limit)
        passed[todo] = now
        going = ~now & (marks[todo].sum(axis=-1) < limit)
        todo, skew = todo[going], skew[going]
    return passed
