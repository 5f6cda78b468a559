"""Statistics of every row: what a reader must know of an indicator before it is treated.

The quartiles are those of type 7 (linear between order statistics), skewness and kurtosis those of
type 2, as in the test that treatment uses. Source: Handbook (2008), step 5.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from territoria.measure.frame import Booleans, Floats, Integers
from territoria.measure.treat import skewness_and_kurtosis


@dataclass(frozen=True, eq=False)
class Statistics:
    """One entry per row, in the row's own unit of measure; NaN where a row has too few figures.

    ``available``, ``zeros``, ``most_frequent`` and ``distinct`` are shares, the last three of the
    figures present. ``outliers`` marks the points beyond the fences, ``(row, territory)``.
    """

    names: tuple[str, ...]
    count: Integers
    missing: Integers
    available: Floats
    minimum: Floats
    maximum: Floats
    mean: Floats
    median: Floats
    sd: Floats
    lower_quartile: Floats
    upper_quartile: Floats
    skewness: Floats
    kurtosis: Floats
    unique: Integers
    distinct: Floats
    zeros: Floats
    most_frequent: Floats
    outliers: Booleans


def describe(rows: Floats, names: tuple[str, ...] = (), *, fence: float = 1.5) -> Statistics:
    """Statistics of ``rows[row, territory]``, NaN = missing.

    Outliers lie more than ``fence`` interquartile ranges outside the quartiles (Tukey 1977).
    """
    present = np.isfinite(rows)
    ordered = np.sort(np.where(present, rows, np.nan), axis=-1)  # NaN sorts last
    count = present.sum(axis=-1)
    lower, median, upper = (_quantile(ordered, count, q) for q in (0.25, 0.5, 0.75))
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(present, rows, 0.0).sum(axis=-1) / count
        d = np.where(present, rows - mean[:, None], 0.0)
        sd = np.sqrt(np.where(count > 1, (d * d).sum(axis=-1) / (count - 1), np.nan))
        unique, longest = _runs(ordered, count)
        reach = fence * (upper - lower)
        beyond = (rows < (lower - reach)[:, None]) | (rows > (upper + reach)[:, None])
        zeros = (present & (rows == 0)).sum(axis=-1) / count
        distinct, most_frequent = unique / count, longest / count
    skewness, kurtosis = skewness_and_kurtosis(rows)
    return Statistics(
        names=names or tuple(f"row {n + 1}" for n in range(len(rows))),
        count=count,
        missing=rows.shape[-1] - count,
        available=count / max(rows.shape[-1], 1),
        minimum=_quantile(ordered, count, 0.0),
        maximum=_quantile(ordered, count, 1.0),
        mean=mean,
        median=median,
        sd=sd,
        lower_quartile=lower,
        upper_quartile=upper,
        skewness=skewness,
        kurtosis=kurtosis,
        unique=unique,
        distinct=distinct,
        zeros=zeros,
        most_frequent=most_frequent,
        outliers=beyond & present,
    )


def _quantile(ordered: Floats, count: Integers, share: float) -> Floats:
    """Quantile of sorted rows, of the first ``count`` figures of each; NaN where there is none."""
    last = np.maximum(count - 1, 0)
    position = share * last
    low = np.floor(position).astype(np.intp)
    below = np.take_along_axis(ordered, low[:, None], axis=-1)[:, 0]
    above = np.take_along_axis(ordered, np.minimum(low + 1, last)[:, None], axis=-1)[:, 0]
    value: Floats = below + (position - low) * (above - below)
    return value


def _runs(ordered: Floats, count: Integers) -> tuple[Integers, Integers]:
    """How many different values each sorted row has, and how often its most frequent one occurs."""
    place = np.arange(ordered.shape[-1])
    begins = np.ones(ordered.shape, dtype=bool)
    begins[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    present = place < count[:, None]
    start = np.maximum.accumulate(np.where(begins, place, 0), axis=-1)
    length = np.where(present, place - start + 1, 0)
    return (begins & present).sum(axis=-1), length.max(axis=-1, initial=0)
