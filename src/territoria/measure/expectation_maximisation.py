"""Impute from a multivariate normal distribution fitted to incomplete figures.

Dempster, Laird & Rubin (1977), Journal of the Royal Statistical Society B 39: 1–38; Little & Rubin
(2019), Statistical Analysis with Missing Data, ch. 11. Indicators are standardised first; a ridge
on the diagonal of the covariance keeps it invertible where territories are few or indicators
repeat one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from territoria.measure.frame import Booleans, Floats, Integers

ROUNDS = 500
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Fit:
    """A fitted normal distribution of the indicators that have any figure.

    ``rows``: their row numbers; ``centre`` and ``scale``: mean and standard deviation of what is
    present; ``mean`` and ``covariance`` on the standardised scale, ridge included.
    """

    rows: Integers
    centre: Floats
    scale: Floats
    mean: Floats
    covariance: Floats


def fit_normal(values: Floats, ridge: float) -> Fit:
    """Maximum-likelihood mean and covariance of ``(indicator, territory)`` with gaps, by EM.

    ``ridge`` is added to the diagonal of the standardised covariance at every round.
    """
    rows = np.flatnonzero(np.isfinite(values).any(axis=1))
    data = values[rows]
    present = np.isfinite(data)
    n = present.sum(axis=1)
    centre = np.where(present, data, 0.0).sum(axis=1) / n
    d = np.where(present, data - centre[:, None], 0.0)
    scale = np.sqrt((d * d).sum(axis=1) / n)
    scale = np.where(scale > 1e-12 * np.abs(centre), scale, 1.0)
    z = d / scale[:, None]
    mean, covariance = np.zeros(len(rows)), np.eye(len(rows))
    patterns = list(_patterns(present))
    for _ in range(ROUNDS):
        before = mean, covariance
        mean, covariance = _one_round(z, patterns, mean, covariance, ridge)
        moved = max(np.abs(mean - before[0]).max(), np.abs(covariance - before[1]).max())
        if moved < TOLERANCE:
            break
    return Fit(rows, centre, scale, mean, covariance)


def expected(values: Floats, fit: Fit) -> Floats:
    """Figures with each gap at its expectation given the territory's other figures."""
    filled: Floats = _completed(values, fit, None)[0]
    return filled


def drawn(values: Floats, fit: Fit, random: np.random.Generator, count: int) -> Floats:
    """``count`` completions, ``(count, indicator, territory)``: each gap a draw from its normal
    distribution given the territory's other figures and the fit.
    """
    return _completed(values, fit, random.standard_normal((count, len(fit.rows), values.shape[1])))


def _completed(values: Floats, fit: Fit, noise: Floats | None) -> Floats:
    z = (values[fit.rows] - fit.centre[:, None]) / fit.scale[:, None]
    copies = 1 if noise is None else len(noise)
    filled = np.broadcast_to(z, (copies, *z.shape)).copy()
    for seen, columns in _patterns(np.isfinite(z)):
        if seen.all():
            continue
        gap = np.flatnonzero(~seen)
        known = np.flatnonzero(seen)
        slope, rest = _regression(fit.covariance, known, gap)
        mean = fit.mean[gap, None] + slope @ (z[np.ix_(known, columns)] - fit.mean[known, None])
        cells = np.ix_(np.arange(copies), gap, columns)
        filled[cells] = mean if noise is None else mean + _root(rest) @ noise[cells]
    out = np.broadcast_to(values, (copies, *values.shape)).copy()
    scaled = filled * fit.scale[:, None] + fit.centre[:, None]
    out[:, fit.rows] = np.where(np.isfinite(values[fit.rows]), values[fit.rows], scaled)
    return out


def _one_round(
    z: Floats,
    patterns: list[tuple[Booleans, Integers]],
    mean: Floats,
    covariance: Floats,
    ridge: float,
) -> tuple[Floats, Floats]:
    """Expectation of the sums and products, then the mean and covariance that they give."""
    count = z.shape[1]
    filled, extra = z.copy(), np.zeros(covariance.shape)
    for seen, columns in patterns:
        if seen.all():
            continue
        gap, known = np.flatnonzero(~seen), np.flatnonzero(seen)
        slope, rest = _regression(covariance, known, gap)
        level = mean[gap, None] + slope @ (z[np.ix_(known, columns)] - mean[known, None])
        filled[np.ix_(gap, columns)] = level
        extra[np.ix_(gap, gap)] += rest * columns.size
    new_mean = filled.sum(axis=1) / count
    d = filled - new_mean[:, None]
    new_covariance = (d @ d.T + extra) / count
    new_covariance[np.diag_indices_from(new_covariance)] += ridge
    return new_mean, new_covariance


def _regression(covariance: Floats, known: Integers, gap: Integers) -> tuple[Floats, Floats]:
    """Slopes of the missing on the known indicators, and the covariance that remains."""
    across = covariance[np.ix_(gap, known)]
    own = covariance[np.ix_(gap, gap)]
    if not known.size:
        return np.zeros((gap.size, 0)), own
    solution = np.linalg.lstsq(covariance[np.ix_(known, known)], across.T, rcond=1e-12)[0]
    slope = np.asarray(solution.T, dtype=np.float64)
    return slope, own - slope @ across.T


def _root(covariance: Floats) -> Floats:
    """A square root of a covariance, also where rounding left it a little below positive."""
    levels, axes = np.linalg.eigh((covariance + covariance.T) / 2)
    out: Floats = axes * np.sqrt(np.maximum(levels, 0.0))
    return out


def _patterns(present: Booleans) -> Iterator[tuple[Booleans, Integers]]:
    """Each pattern of known indicators with the territories that share it."""
    packed = np.ascontiguousarray(np.packbits(present, axis=0).T)
    _, first, which = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(which.ravel(), kind="stable")
    starts = np.searchsorted(which.ravel()[order], np.arange(len(first)))
    for place, columns in zip(first, np.split(order, starts[1:]), strict=True):
        yield present[:, place], columns
