"""Treat: outliers that would decide an index on their own.

A method takes ``(values, frame)`` and returns the treated array with details: ``changed`` marks
every treated point, ``transformed`` the indicators that were replaced by a logarithm. Skewness
(type 2), excess kurtosis and the pass test (|skew| < 2 or kurtosis < 3.5) follow the JRC practice
that COINr 1.1 implements; a constant indicator is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from territoria.measure.frame import Booleans, Floats, Frame

Result = tuple[Floats, dict[str, Any]]
LogMethod = Literal["log-ct", "log-ct-orig", "log-ct-plus"]

SKEW_LIMIT = 2.0
KURTOSIS_LIMIT = 3.5
BLOCK = 65_536  # figures


def skewness_and_kurtosis(rows: Floats) -> tuple[Floats, Floats]:
    """Sample skewness and excess kurtosis (type 2) over the last axis; NaN where undefined."""
    present = np.isfinite(rows)
    n = present.sum(axis=-1).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = np.where(present, rows, 0.0).sum(axis=-1) / n
        d = np.where(present, rows - centre[..., None], 0.0)
        square = d * d
        s2, s3, s4 = square.sum(-1), (square * d).sum(-1), (square * square).sum(-1)
        skew = np.sqrt(n) * s3 / s2**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
        kurt = ((n + 1) * (n * s4 / s2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    flat = s2 <= (1e-12 * np.abs(centre)) ** 2 * n
    return np.where(flat | (n < 3), np.nan, skew), np.where(flat | (n < 4), np.nan, kurt)


def passes(rows: Floats) -> tuple[Booleans, Floats]:
    """Whether each row passes the test, and its skewness. Undefined moments pass.

    Rows are taken in blocks that fit the processor's cache, which is what moments of long rows
    wait for.
    """
    flat = rows.reshape(-1, rows.shape[-1])
    skew, kurt = np.empty(len(flat)), np.empty(len(flat))
    step = max(1, BLOCK // max(rows.shape[-1], 1))
    for start in range(0, len(flat), step):
        block = slice(start, start + step)
        skew[block], kurt[block] = skewness_and_kurtosis(flat[block])
    fails = (np.abs(skew) >= SKEW_LIMIT) & (kurt >= KURTOSIS_LIMIT)
    return ~fails.reshape(rows.shape[:-1]), skew.reshape(rows.shape[:-1])


def none(values: Floats, frame: Frame) -> Result:
    """Leave outliers as they are."""
    return values, {}


def winsorise(values: Floats, frame: Frame, *, limit: int = 5) -> Result:
    """Move the most extreme points to the next value until the indicator passes the test,
    at most ``limit`` points. An indicator that still fails keeps its winsorised values.
    """
    treated, changed, passed = _winsorise(values, limit)
    return treated, {
        "changed": changed,
        "passed": passed,
        "transformed": np.zeros(values.shape[:-1], dtype=bool),
    }


def winsorise_then_log(
    values: Floats, frame: Frame, *, limit: int = 5, log: LogMethod = "log-ct"
) -> Result:
    """Winsorise; an indicator that still fails takes a logarithm of its original values instead,
    kept even if it fails too (the JRC default).
    """
    treated, changed, passed = _winsorise(values, limit)
    failed = ~passed
    if failed.any():
        rows = values[failed]
        treated[failed] = LOGS[log](rows)
        changed[failed] = np.isfinite(rows)
    return treated, {"changed": changed, "passed": passed, "transformed": failed}


def log_ct(rows: Floats) -> Floats:
    """ln(x − min + 0.01·(max − min))."""
    low, high = _low(rows), _high(rows)
    out: Floats = np.log(rows - low + 0.01 * (high - low))
    return out


def log_ct_orig(rows: Floats) -> Floats:
    """ln(x − min + 1)."""
    out: Floats = np.log(rows - _low(rows) + 1)
    return out


def log_ct_plus(rows: Floats) -> Floats:
    """As ``log_ct`` where skewed to the right; mirrored where skewed to the left."""
    low, high = _low(rows), _high(rows)
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
}


def _low(rows: Floats) -> Floats:
    low: Floats = np.where(np.isfinite(rows), rows, np.inf).min(axis=-1, keepdims=True)
    return low


def _high(rows: Floats) -> Floats:
    high: Floats = np.where(np.isfinite(rows), rows, -np.inf).max(axis=-1, keepdims=True)
    return high


def _winsorise(values: Floats, limit: int) -> tuple[Floats, Booleans, Booleans]:
    """Treated copy, changed points, and whether each row passes in the end.

    The original points changed at the high and the low end are counted together; the side is
    chosen anew at each step from the skewness that the step before left.
    """
    shape = values.shape
    rows = values.reshape(-1, shape[-1]).copy()
    changed = np.zeros(rows.shape, dtype=bool)
    passed, skew = passes(rows)
    todo = np.flatnonzero(~passed) if limit > 0 else np.array([], dtype=np.intp)
    skew = skew[todo]
    while todo.size:
        block, marks = rows[todo], changed[todo]
        upward = (skew >= 0)[:, None]
        oriented = np.where(upward, block, -block)
        top = _high(oriented)
        at_top = oriented == top
        next_value = np.where(np.isfinite(oriented) & ~at_top, oriented, -np.inf).max(
            -1, keepdims=True
        )
        moved = np.where(upward, next_value, -next_value)
        rows[todo] = np.where(at_top, moved, block)
        changed[todo] = marks | at_top
        now, skew = passes(rows[todo])
        passed[todo] = now
        going = ~now & (changed[todo].sum(-1) < limit)
        todo, skew = todo[going], skew[going]
    return rows.reshape(shape), changed.reshape(shape), passed.reshape(shape[:-1])
