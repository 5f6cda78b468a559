"""Growth: how series move between periods.

Functions on ``values[period, …]`` with NaN where missing and ``periods`` in rising order. Each
series is taken from its first to its last figure, and the result says which those are. What has no
answer (growth from a figure of 0 or less) is missing and counted, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from territoria.errors import DataError, Problem
from territoria.measure.frame import Booleans, Floats
from territoria.measure.medians import median_of_present

POINTS_NEEDED = 3


@dataclass(frozen=True)
class Growth:
    """Movement of each series. ``first``, ``last``: the periods it runs between, 0 where unknown.

    ``refused``: series with two figures or more that the formula does not allow.
    """

    values: Floats
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    refused: Booleans

    @property
    def notes(self) -> tuple[str, ...]:
        """How many series have no answer, and why."""
        count = int(self.refused.sum())
        if not count:
            return ()
        return (
            f"{count} of {self.refused.size} series have an end that growth cannot start from.",
        )


@dataclass(frozen=True)
class Slopes:
    """Change per year of each series over its last segment.

    ``since``: the first period of the segment, 0 where the series is empty. ``points``: figures in
    it. ``broken``: series of which earlier figures were left out because of a break.
    """

    slope: Floats
    since: NDArray[np.int64]
    points: NDArray[np.int64]
    broken: Booleans

    @property
    def notes(self) -> tuple[str, ...]:
        """How many series have a break, and how many are too short."""
        said = []
        if self.broken.any():
            count = f"{int(self.broken.sum())} of {self.broken.size}"
            said.append(f"{count} series have a break: their slope runs over the years since.")
        short = int((~np.isfinite(self.slope) & (self.points > 0)).sum())
        if short:
            said.append(f"{short} of {self.slope.size} series are too short for a slope.")
        return tuple(said)


def compound_growth(values: Floats, periods: Sequence[int]) -> Growth:
    """Compound yearly growth (x_last / x_first)^(1 / years) − 1; 0.02 is 2 % a year.

    Refused where either end is 0 or less.
    """
    years, first, last, start, end = _ends(values, periods)
    known = end > start
    allowed = known & (first > 0) & (last > 0)
    ratio = np.divide(last, first, out=np.full(first.shape, np.nan), where=allowed)
    rate = ratio ** (1.0 / np.where(known, years[end] - years[start], 1)) - 1.0
    return _growth(rate, years, start, end, known & ~allowed)


def change(values: Floats, periods: Sequence[int], *, per_year: bool = False) -> Growth:
    """x_last − x_first in the series' own unit, divided by the years where ``per_year``."""
    years, first, last, start, end = _ends(values, periods)
    known = end > start
    moved = np.where(known, last - first, np.nan)
    if per_year:
        moved = moved / np.where(known, years[end] - years[start], 1)
    return _growth(moved, years, start, end, np.zeros(known.shape, dtype=bool))


def relative_change(values: Floats, periods: Sequence[int]) -> Growth:
    """(x_last − x_first) / |x_first|; refused where the first figure is 0."""
    years, first, last, start, end = _ends(values, periods)
    known = end > start
    allowed = known & (first != 0)
    share = np.divide(last - first, np.abs(first), out=np.full(first.shape, np.nan), where=allowed)
    return _growth(share, years, start, end, known & ~allowed)


def trend(values: Floats, periods: Sequence[int], breaks: Booleans | None = None) -> Slopes:
    """Theil–Sen slope per year, over the last segment where the series has a break.

    ``breaks``, shaped as ``values``, marks figures that begin a new way of counting (flag *b*): a
    figure before it cannot be compared with one after. Missing with fewer than three points.
    """
    years = _years(values, periods)
    present = np.isfinite(values)
    starts = np.zeros(values.shape, dtype=bool) if breaks is None else breaks
    rows = np.arange(len(years)).reshape(-1, *[1] * (values.ndim - 1))
    begins = np.where(starts, rows, 0).max(axis=0, initial=0)
    inside = present & (rows >= begins)
    points = inside.sum(axis=0)
    early, late = np.triu_indices(len(years), k=1)
    steps = values[late] - values[early]
    shape = (-1, *[1] * (values.ndim - 1))
    slopes = steps / (years[late] - years[early]).reshape(shape)
    slopes = np.where(inside[late] & inside[early], slopes, np.nan)
    slope = np.full(values.shape[1:], np.nan)
    enough = points >= POINTS_NEEDED
    if enough.any():
        slope = np.where(enough, median_of_present(np.moveaxis(slopes, 0, -1)), np.nan)
    since = np.where(points > 0, years[np.argmax(inside, axis=0)], 0)
    return Slopes(slope, since, points.astype(np.int64), (present & ~inside).any(axis=0))


def _ends(
    values: Floats, periods: Sequence[int]
) -> tuple[NDArray[np.int64], Floats, Floats, NDArray[np.intp], NDArray[np.intp]]:
    """Years, first and last figure of each series, and their rows (both 0 where it is empty)."""
    years = _years(values, periods)
    present = np.isfinite(values)
    some = present.any(axis=0)
    start = np.argmax(present, axis=0)
    end = np.where(some, len(years) - 1 - np.argmax(present[::-1], axis=0), 0)
    first = np.take_along_axis(values, start[None], axis=0)[0]
    last = np.take_along_axis(values, end[None], axis=0)[0]
    return years, first, last, start, end


def _years(values: Floats, periods: Sequence[int]) -> NDArray[np.int64]:
    years = np.array(periods, dtype=np.int64)
    if not years.size or len(years) != len(values) or (np.diff(years) <= 0).any():
        what = f"{len(values)} years of figures have the periods {', '.join(map(str, periods))}."
        raise DataError(Problem("growth", what, "Give one period each, in rising order."))
    return years


def _growth(
    values: Floats,
    years: NDArray[np.int64],
    start: NDArray[np.intp],
    end: NDArray[np.intp],
    refused: Booleans,
) -> Growth:
    known = end > start
    return Growth(
        values=values,
        first=np.where(known, years[start], 0),
        last=np.where(known, years[end], 0),
        refused=refused,
    )
