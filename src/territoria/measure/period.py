"""Period: which figure of a series stands for the wanted year.

A method takes ``(panel, periods, wanted)``, ``panel[period, …]`` with NaN where missing and
``periods`` in rising order, and returns what it ``Found`` for every series. Nothing is invented in
silence: a figure of another year says its year, an interpolated one is marked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from territoria.errors import DataError, Problem
from territoria.measure.frame import Booleans, Floats, Integers

NOWHERE = 0


@dataclass(frozen=True)
class Found:
    """One figure for each series; all arrays have the shape of the panel without its first axis.

    ``period``: the year of the figure, the wanted year where interpolated, 0 where missing.
    ``interpolated``: marks what no publisher gave. ``row``: place in the panel of the figure, or of
    the earlier neighbour where interpolated; only meaningful where there is a value.
    """

    values: Floats
    period: NDArray[np.int64]
    interpolated: Booleans
    row: Integers


def latest(
    panel: Floats, periods: Sequence[int], wanted: int, *, maximum_age: int | None = None
) -> Found:
    """The last figure not after the wanted year, at most ``maximum_age`` years older than it."""
    years, before, _ = _neighbours(panel, periods, wanted)
    if maximum_age is not None:
        before = np.where(wanted - years[before] > maximum_age, -1, before)
    return _pick(panel, years, before)


def exact(panel: Floats, periods: Sequence[int], wanted: int) -> Found:
    """The figure of the wanted year or none."""
    return latest(panel, periods, wanted, maximum_age=0)


def linear(panel: Floats, periods: Sequence[int], wanted: int) -> Found:
    """On the straight line between the nearest figures before and after; outside them missing."""
    years, before, after = _neighbours(panel, periods, wanted)
    return _between(panel, years, wanted, before, after)


def constant(panel: Floats, periods: Sequence[int], wanted: int) -> Found:
    """As ``linear`` between figures; before the first and after the last the nearest of them.

    Such an end keeps its own year, which may be later than the wanted one.
    """
    years, before, after = _neighbours(panel, periods, wanted)
    inside = _between(panel, years, wanted, before, after)
    ends = _pick(panel, years, np.where(before >= 0, before, after))
    outside = (before < 0) | (after < 0)
    return Found(
        values=np.where(outside, ends.values, inside.values),
        period=np.where(outside, ends.period, inside.period),
        interpolated=inside.interpolated,
        row=np.where(outside, ends.row, inside.row),
    )


METHODS: dict[str, Callable[..., Any]] = {
    "latest": latest,
    "exact": exact,
    "linear": linear,
    "constant": constant,
}


def _neighbours(
    panel: Floats, periods: Sequence[int], wanted: int
) -> tuple[NDArray[np.int64], Integers, Integers]:
    """The years, and of each series the row of the last figure up to the wanted year and of the
    first from it on; −1 where there is none.
    """
    years = np.array(periods, dtype=np.int64)
    if not years.size or len(years) != len(panel) or (np.diff(years) <= 0).any():
        what = f"{len(panel)} years of figures have the periods {', '.join(map(str, periods))}."
        raise DataError(Problem("period", what, "Give one period each, in rising order."))
    present = np.isfinite(panel)
    rows = np.arange(len(years)).reshape(-1, *[1] * (panel.ndim - 1))
    when = years.reshape(rows.shape)
    last = np.where(present & (when <= wanted), rows, -1).max(axis=0, initial=-1)
    first = np.where(present & (when >= wanted), rows, len(years))
    first = first.min(axis=0, initial=len(years))
    return years, last, np.where(first == len(years), -1, first)


def _pick(panel: Floats, years: NDArray[np.int64], row: Integers) -> Found:
    """The figures in the rows given, −1 for none."""
    known = row >= 0
    safe = np.where(known, row, 0)
    values = np.take_along_axis(panel, safe[None], axis=0)[0]
    return Found(
        values=np.where(known, values, np.nan),
        period=np.where(known, years[safe], NOWHERE),
        interpolated=np.zeros(row.shape, dtype=bool),
        row=safe,
    )


def _between(
    panel: Floats, years: NDArray[np.int64], wanted: int, before: Integers, after: Integers
) -> Found:
    """Linear between the two rows; the figure itself where they are the same."""
    early, late = _pick(panel, years, before), _pick(panel, years, after)
    known = (before >= 0) & (after >= 0)
    gap = np.where(known & (after > before), late.period - early.period, 1)
    share = (wanted - early.period) / gap
    step = np.where(after > before, share * (late.values - early.values), 0.0)
    return Found(
        values=np.where(known, early.values + step, np.nan),
        period=np.where(known, wanted, NOWHERE),
        interpolated=known & (after > before),
        row=early.row,
    )
