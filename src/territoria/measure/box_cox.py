"""Box–Cox: the power that brings a skewed indicator closest to a normal distribution.

Figures are first moved to x − min + 1, so that all are at least 1. Box & Cox (1964), Journal of
the Royal Statistical Society B 26: 211–252.
"""

from __future__ import annotations

import numpy as np

from territoria.measure.extremes import lowest
from territoria.measure.frame import Floats

LOWEST, HIGHEST = -5.0, 5.0
GOLDEN = (np.sqrt(5.0) - 1.0) / 2.0
STEPS = 45  # the bracket of width 10 shrinks below 1e-8


def box_cox(rows: Floats) -> tuple[Floats, Floats]:
    """Transformed rows and the exponent λ of each, chosen by maximum likelihood.

    ``rows[..., territory]`` → ``(same shape, [...])``. (y^λ − 1) / λ with y = x − min + 1, ln y
    where λ = 0; λ between −5 and 5. Missing figures stay missing; a row that is constant or empty
    keeps λ = 1 (it is only moved).
    """
    logs = np.log(rows - lowest(rows) + 1.0)
    exponent = _most_likely(logs)
    return _power(logs, exponent), exponent


def log_likelihood(logs: Floats, exponent: Floats) -> Floats:
    """Profile log-likelihood of λ given ``logs`` = ln y: −n/2 · ln var(y^λ) + (λ − 1) · Σ ln y."""
    present = np.isfinite(logs)
    n = present.sum(axis=-1)
    powers = np.where(present, _power(logs, exponent), 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        d = np.where(present, powers - (powers.sum(axis=-1) / n)[..., None], 0.0)
        variance = np.einsum("...t,...t->...", d, d) / n
        total = np.where(present, logs, 0.0).sum(axis=-1)
        out: Floats = -n / 2 * np.log(variance) + (exponent - 1) * total
    return out


def _power(logs: Floats, exponent: Floats) -> Floats:
    """(y^λ − 1) / λ from ln y; ln y itself where λ is (nearly) 0."""
    near_zero = np.abs(exponent) < 1e-12
    divisor = np.where(near_zero, 1.0, exponent)[..., None]
    out: Floats = np.where(near_zero[..., None], logs, np.expm1(divisor * logs) / divisor)
    return out


def _most_likely(logs: Floats) -> Floats:
    """Golden-section search of all rows at once."""
    low = np.full(logs.shape[:-1], LOWEST)
    high = np.full(logs.shape[:-1], HIGHEST)
    left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    at_left, at_right = log_likelihood(logs, left), log_likelihood(logs, right)
    for _ in range(STEPS):
        better = at_left > at_right  # keep the half that holds the higher point
        low, high = np.where(better, low, left), np.where(better, right, high)
        new = np.where(better, high - GOLDEN * (high - low), low + GOLDEN * (high - low))
        value = log_likelihood(logs, new)
        left, right = np.where(better, new, right), np.where(better, left, new)
        at_left, at_right = np.where(better, value, at_right), np.where(better, at_left, value)
    varies = np.nan_to_num(logs).max(axis=-1) > 0  # ln(x − min + 1) is 0 at the minimum
    out: Floats = np.where(varies, (low + high) / 2, 1.0)
    return out
