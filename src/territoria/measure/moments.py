"""Skewness, kurtosis and the test that says whether an indicator has outliers.

Type 2 moments (Joanes & Gill 1998, The Statistician 47: 183–189), the pass test of the JRC: an
indicator passes where |skewness| < 2 or excess kurtosis < 3.5. Undefined moments pass.
"""

from __future__ import annotations

import numpy as np

from territoria.measure.frame import Booleans, Floats

SKEW_LIMIT = 2.0
KURTOSIS_LIMIT = 3.5
BLOCK = 32_768  # figures that fit the processor's cache with their powers


def skewness_and_kurtosis(rows: Floats) -> tuple[Floats, Floats]:
    """Sample skewness and excess kurtosis (type 2) over the last axis; NaN where undefined."""
    n, d, square, s2 = _deviations(rows)
    return _skewness(n, d, square, s2), _kurtosis(n, square, s2)


def passes(
    rows: Floats, *, skew_limit: float = SKEW_LIMIT, kurtosis_limit: float = KURTOSIS_LIMIT
) -> tuple[Booleans, Floats]:
    """Whether each row passes the test, and its skewness. Undefined moments pass.

    Rows are taken in blocks that fit the processor's cache, which is what moments of long rows
    wait for. The fourth power is computed only where the skewness has reached its limit.
    """
    flat = rows.reshape(-1, rows.shape[-1])
    passed, skew = np.ones(len(flat), dtype=bool), np.empty(len(flat))
    step = max(1, BLOCK // max(rows.shape[-1], 1))
    for start in range(0, len(flat), step):
        n, d, square, s2 = _deviations(flat[start : start + step])
        here = _skewness(n, d, square, s2)
        skew[start : start + step] = here
        skewed = np.abs(here) >= skew_limit
        if skewed.all():
            passed[start : start + step] = ~(_kurtosis(n, square, s2) >= kurtosis_limit)
        elif skewed.any():
            tails = _kurtosis(n[skewed], square[skewed], s2[skewed])
            passed[start : start + step][skewed] = ~(tails >= kurtosis_limit)
    return passed.reshape(rows.shape[:-1]), skew.reshape(rows.shape[:-1])


def _deviations(rows: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Count, deviations from the mean (0 where missing), their squares and the sum of these.

    The sum is NaN where a row is constant but for rounding: its moments are undefined.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        total = rows.sum(axis=-1)
        if np.isfinite(total).all():
            n = np.full(total.shape, float(rows.shape[-1]))
            centre = total / n
            d = rows - centre[..., None]
        else:
            present = np.isfinite(rows)
            n = present.sum(axis=-1).astype(float)
            centre = np.where(present, rows, 0.0).sum(axis=-1) / n
            d = np.where(present, rows - centre[..., None], 0.0)
        square = d * d
        s2 = square.sum(axis=-1)
        constant = s2 <= (1e-12 * np.abs(centre)) ** 2 * n
    return n, d, square, np.where(constant, np.nan, s2)


def _skewness(n: Floats, d: Floats, square: Floats, s2: Floats) -> Floats:
    s3 = np.einsum("...t,...t->...", square, d)
    with np.errstate(invalid="ignore", divide="ignore"):
        skew = np.sqrt(n) * s3 / s2**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
    out: Floats = np.where(n < 3, np.nan, skew)
    return out


def _kurtosis(n: Floats, square: Floats, s2: Floats) -> Floats:
    s4 = np.einsum("...t,...t->...", square, square)
    with np.errstate(invalid="ignore", divide="ignore"):
        kurt = ((n + 1) * (n * s4 / s2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    out: Floats = np.where(n < 4, np.nan, kurt)
    return out
