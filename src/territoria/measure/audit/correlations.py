"""Correlations of all pairs of rows, over the territories that both rows have.

Pearson's r, Spearman's ρ (Pearson's r of average ranks, ranked anew for every pair) and Kendall's
τ-b. P-values are two-sided: by Student's t with n − 2 degrees of freedom for the first two, as
scipy computes them for the third. Sources: Handbook (2008), step 4; Kendall (1945).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from territoria.errors import MethodError, Problem, did_you_mean
from territoria.measure.frame import Booleans, Floats, Integers

Kind = Literal["pearson", "spearman", "kendall"]
KINDS = ("pearson", "spearman", "kendall")


@dataclass(frozen=True, eq=False)
class Correlations:
    """Symmetric ``(row, row)`` matrices; NaN where a pair has fewer than 2 territories in common
    or one of its rows does not vary over them. ``count``: territories in common.
    """

    names: tuple[str, ...]
    kind: str
    coefficient: Floats
    p_value: Floats
    count: Integers


def correlate(rows: Floats, names: tuple[str, ...] = (), *, kind: Kind = "pearson") -> Correlations:
    """Correlations of all pairs of ``rows[row, territory]``. MethodError on an unknown ``kind``."""
    if kind not in KINDS:
        known = did_you_mean(kind, KINDS)
        raise MethodError(Problem("audit", f"the correlation {kind} is not known.", known))
    present = np.isfinite(rows)
    count = (present.astype(float) @ present.T.astype(float)).round().astype(np.intp)
    if kind == "kendall":
        r, p = _kendall(rows, present)
    else:
        r = _of_complete(rows, kind) if present.all() else _pair_by_pair(rows, kind)
        p = p_value(r, count)
    labels = names or tuple(f"row {n + 1}" for n in range(len(rows)))
    return Correlations(names=labels, kind=kind, coefficient=r, p_value=p, count=count)


def average_ranks(rows: Floats) -> Floats:
    """Ranks over the last axis, 1 = lowest; equal values share their mean rank, NaN stays NaN."""
    size = rows.shape[-1]
    order = np.argsort(rows, axis=-1)
    ordered = np.take_along_axis(rows, order, axis=-1)
    place = np.arange(size, dtype=float)
    begins = np.ones(rows.shape, dtype=bool)
    begins[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    ends = np.ones(rows.shape, dtype=bool)
    ends[..., :-1] = begins[..., 1:]
    first = np.maximum.accumulate(np.where(begins, place, 0.0), axis=-1)
    backwards = np.where(ends, place, float(size))[..., ::-1]
    last = np.minimum.accumulate(backwards, axis=-1)[..., ::-1]
    ranks = np.empty(rows.shape)
    np.put_along_axis(ranks, order, (first + last) / 2 + 1, axis=-1)
    return np.where(np.isfinite(rows), ranks, np.nan)


def pearson(a: Floats, b: Floats) -> Floats:
    """Pearson's r of each pair of rows over the last axis, of the territories that both have."""
    both = np.isfinite(a) & np.isfinite(b)
    n = both.sum(axis=-1)
    (x, flat_x), (y, flat_y) = _centred(a, both, n), _centred(b, both, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        r = (x * y).sum(axis=-1) / np.sqrt((x * x).sum(axis=-1) * (y * y).sum(axis=-1))
    return np.where(flat_x | flat_y | (n < 2), np.nan, np.clip(r, -1.0, 1.0))


def spearman(a: Floats, b: Floats) -> Floats:
    """Spearman's ρ of each pair of rows over the last axis, of the territories that both have."""
    both = np.isfinite(a) & np.isfinite(b)
    return pearson(
        average_ranks(np.where(both, a, np.nan)), average_ranks(np.where(both, b, np.nan))
    )


def p_value(r: Floats, count: Integers) -> Floats:
    """Two-sided p of a correlation by Student's t; NaN with fewer than 3 territories."""
    from scipy.special import stdtr

    freedom = np.maximum(count - 2, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(r) * np.sqrt(freedom / ((1.0 - r) * (1.0 + r)))
    p: Floats = 2.0 * stdtr(freedom, -t)
    return np.where((count < 3) | np.isnan(r), np.nan, p)


def _centred(values: Floats, both: Booleans, n: Integers) -> tuple[Floats, Booleans]:
    """Deviations from the mean, scaled to at most 1, and whether all values are the same."""
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(both, values, 0.0).sum(axis=-1, keepdims=True) / n[..., None]
        d = np.where(both, values - mean, 0.0)
        widest = np.abs(d).max(axis=-1, keepdims=True, initial=0.0)
        flat = widest <= 1e-12 * np.abs(mean)
        scaled = np.where(flat, 0.0, d / np.where(flat, 1.0, widest))
    return scaled, flat[..., 0]


def _of_complete(rows: Floats, kind: Kind) -> Floats:
    """Without gaps all pairs are one matrix product."""
    values = average_ranks(rows) if kind == "spearman" else rows
    n = np.full(len(rows), rows.shape[-1], dtype=np.intp)
    d, flat = _centred(values, np.ones(rows.shape, dtype=bool), n)
    length = np.sqrt((d * d).sum(axis=-1))
    with np.errstate(invalid="ignore", divide="ignore"):
        unit = np.where(flat, np.nan, 1.0)[:, None] * d / np.where(flat, 1.0, length)[:, None]
    r: Floats = np.clip(unit @ unit.T, -1.0, 1.0)
    if rows.shape[-1] < 2:
        r = np.full_like(r, np.nan)
    return _unit_diagonal(r)


def _pair_by_pair(rows: Floats, kind: Kind) -> Floats:
    """With gaps each pair has territories of its own: one row against all later ones at a time."""
    measure = spearman if kind == "spearman" else pearson
    r = np.full((len(rows), len(rows)), np.nan)
    for i in range(len(rows)):
        r[i, i:] = measure(np.broadcast_to(rows[i], rows[i:].shape), rows[i:])
        r[i:, i] = r[i, i:]
    return _unit_diagonal(r)


def _unit_diagonal(r: Floats) -> Floats:
    """A row that varies correlates with itself by exactly 1."""
    own = np.einsum("ii->i", r)
    own[np.isfinite(own)] = 1.0
    return r


def _kendall(rows: Floats, present: Booleans) -> tuple[Floats, Floats]:
    """τ-b and its p-value, pair after pair (scipy sorts each pair in n·log n)."""
    from scipy.stats import kendalltau

    size = len(rows)
    tau, p = np.full((size, size), np.nan), np.full((size, size), np.nan)
    for i in range(size):
        for j in range(i, size):
            both = present[i] & present[j]
            a, b = rows[i, both], rows[j, both]
            if both.sum() > 1 and np.ptp(a) > 0 and np.ptp(b) > 0:
                found = kendalltau(a, b)
                tau[i, j] = tau[j, i] = found.statistic
                p[i, j] = p[j, i] = found.pvalue
    return _unit_diagonal(tau), p
