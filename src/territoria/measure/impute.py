"""Impute: what stands in for a missing figure.

A method takes ``(values, frame)``, ``values[..., indicator, territory]`` with NaN where missing,
and returns the filled array with details: ``imputed`` marks the cells that were filled,
``fell_back`` those where the method had nothing to go by and took the figure of all territories.
It never touches a present figure. Definitions: docs/methods/measure.md, after the OECD/JRC Handbook
on Constructing Composite Indicators (2008).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from territoria.errors import MethodError, Problem, did_you_mean
from territoria.measure.expectation_maximisation import drawn, expected, fit_normal
from territoria.measure.frame import Booleans, Floats, Frame, Integers
from territoria.measure.medians import median_of_present
from territoria.measure.moments import BLOCK
from territoria.measure.nearest_neighbours import means_of_neighbours
from territoria.measure.row_centres import Within
from territoria.measure.row_centres import mean_of_present as _mean
from territoria.measure.row_centres import row_mean as _row_mean
from territoria.measure.row_centres import row_median as _row_median

Result = tuple[Floats, dict[str, Any]]
RIDGE = 1e-3


def none(values: Floats, frame: Frame) -> Result:
    """Leave missing what is missing."""
    return values, {}


def mean(values: Floats, frame: Frame) -> Result:
    """The indicator's mean over all territories."""
    return _fill(values, _mean)


def median(values: Floats, frame: Frame) -> Result:
    """The indicator's median over all territories."""
    return _fill(values, median_of_present)


def group_mean(values: Floats, frame: Frame, *, group: str) -> Result:
    """The mean of the territory's group; an empty group falls back to all, and says so."""
    codes = _codes(frame, group)
    return _fill_by_group(values, codes, _mean_of_groups)


def group_median(values: Floats, frame: Frame, *, group: str) -> Result:
    """The median of the territory's group; an empty group falls back to all, and says so."""
    codes = _codes(frame, group)
    return _fill_by_group(values, codes, _median_of_groups)


def row_mean(values: Floats, frame: Frame, *, within: Within = "node") -> Result:
    """The mean of the territory's other indicators, all put onto [0, 1] with the best at 1, and
    back onto the indicator's own scale. ``within``: those under the same node, or all. A territory
    without any other figure there takes the indicator's mean, and the details say so.
    """
    return _stand_in(values, *_row_mean(values, frame, within))


def row_median(values: Floats, frame: Frame, *, within: Within = "node") -> Result:
    """As ``row_mean`` with medians."""
    return _stand_in(values, *_row_median(values, frame, within))


def nearest_neighbours(values: Floats, frame: Frame, *, k: int = 5) -> Result:
    """The mean of the ``k`` territories that are most alike in all other indicators and have the
    figure; equally near ones all count. Where nobody is comparable: the indicator's mean.
    """
    if k < 1:
        what = f"nearest-neighbours cannot ask {k} neighbours."
        raise MethodError(Problem("impute", what, "Give a k of at least 1."))
    stack = values.reshape(-1, *values.shape[-2:])
    nearest = np.stack([means_of_neighbours(table, k) for table in stack])
    return _stand_in(values, nearest.reshape(values.shape), _mean(values)[..., None])


def expectation_maximisation(values: Floats, frame: Frame, *, ridge: float = RIDGE) -> Result:
    """The expectation given the territory's other figures, in a multivariate normal distribution
    fitted to the incomplete table. ``ridge`` ≥ 0: added to each standardised variance.
    """
    return _complete(values, ridge, expected)


def multiple(values: Floats, frame: Frame, *, seed: int = 1, ridge: float = RIDGE) -> Result:
    """One draw from the distribution that ``expectation-maximisation`` takes the middle of.

    The same ``seed`` gives the same draw. Many draws: ``draw_imputations``.
    """
    return _complete(
        values, ridge, lambda table, fit: drawn(table, fit, np.random.default_rng(seed), 1)[0]
    )


def draw_imputations(
    values: Floats,
    frame: Frame,
    random: np.random.Generator,
    count: int,
    *,
    ridge: float = RIDGE,
) -> Floats:
    """``count`` completed tables, ``(count, indicator, territory)``, for uncertainty.

    Present figures are the same in all; each gap is drawn from its normal distribution given the
    territory's other figures. The fit itself is not drawn, so with few territories the spread is a
    little too small (Rubin 1987, Multiple Imputation for Nonresponse in Surveys, ch. 4).
    """
    _demand_ridge(ridge)
    if np.isfinite(values).all() or not np.isfinite(values).any():
        return np.broadcast_to(values, (count, *values.shape)).copy()
    return drawn(values, fit_normal(values, ridge), random, count)


METHODS: dict[str, Callable[..., Any]] = {
    "none": none,
    "mean": mean,
    "median": median,
    "group-mean": group_mean,
    "group-median": group_median,
    "row-mean": row_mean,
    "row-median": row_median,
    "nearest-neighbours": nearest_neighbours,
    "expectation-maximisation": expectation_maximisation,
    "multiple": multiple,
}


def _stand_in(values: Floats, replacement: Floats, fallback: Floats) -> Result:
    """Gaps filled with a replacement, and where that is missing with the fallback."""
    gaps = ~np.isfinite(values)
    chosen = np.where(np.isfinite(replacement), replacement, fallback)
    filled = np.where(gaps, chosen, values)
    imputed = gaps & np.isfinite(filled)
    fell_back = imputed & ~np.isfinite(replacement)
    return filled, {"imputed": imputed, "fell_back": _of_the_first(fell_back)}


def _of_the_first(cells: Booleans) -> Booleans:
    """Marks of the first replication, ``(indicator, territory)``."""
    first: Booleans = cells.reshape(-1, *cells.shape[-2:])[0]
    return first


def _demand_ridge(ridge: float) -> None:
    if not ridge >= 0:
        raise MethodError(Problem("impute", f"a ridge cannot be {ridge}.", "Give 0 or more."))


def _complete(values: Floats, ridge: float, completion: Callable[..., Floats]) -> Result:
    """Each table filled from its own normal fit; tables without gaps or figures stay."""
    _demand_ridge(ridge)
    filled = values.copy()
    for table in filled.reshape(-1, *values.shape[-2:]):
        present = np.isfinite(table)
        if present.any() and not present.all():
            table[...] = completion(table, fit_normal(table, ridge))
    imputed = ~np.isfinite(values) & np.isfinite(filled)
    return filled, {"imputed": imputed, "fell_back": np.zeros(values.shape[-2:], dtype=bool)}


def _codes(frame: Frame, group: str) -> Integers:
    if group not in frame.groups:
        raise MethodError(
            Problem("impute", f"there is no grouping {group!r}.", did_you_mean(group, frame.groups))
        )
    return frame.groups[group]


def _fill(values: Floats, centre: Callable[[Floats], Floats]) -> Result:
    """Gaps filled with one centre for each indicator."""
    filled, imputed = _with_gaps_filled(values, ~np.isfinite(values), centre, None)
    return filled, {"imputed": imputed, "fell_back": np.zeros(values.shape[-2:], dtype=bool)}


def _fill_by_group(
    values: Floats, codes: Integers, centres: Callable[[Floats, Integers, int], Floats]
) -> Result:
    """Gaps filled with the centre of the territory's group, or of all where it is empty."""
    gaps = ~np.isfinite(values)
    names, groups = np.unique(codes, return_inverse=True)
    nobody = np.zeros((values.shape[-2], len(names)), dtype=bool)
    overall = _mean if centres is _mean_of_groups else median_of_present

    def centre(rows: Floats) -> Floats:
        level = centres(rows, groups, len(names))
        empty = ~np.isfinite(level)
        nobody[_lines_with_gaps(gaps)] = empty.reshape(-1, *empty.shape[-2:]).all(axis=0)
        return np.where(empty, overall(rows)[..., None], level) if empty.any() else level

    filled, imputed = _with_gaps_filled(values, gaps, centre, groups)
    empty = np.zeros(values.shape[-2:], dtype=bool)
    fell_back = nobody[:, groups] & _of_the_first(imputed) if nobody.any() else empty
    return filled, {"imputed": imputed, "fell_back": fell_back}


def _with_gaps_filled(
    values: Floats, gaps: Booleans, centre: Callable[[Floats], Floats], groups: Integers | None
) -> tuple[Floats, Booleans]:
    """A copy with each gap at its indicator's centre, ``[...]``, or its group's, ``[..., group]``,
    and which cells were filled.

    Only indicators with a gap are looked at; without any the array itself is returned.
    """
    imputed = np.zeros(values.shape, dtype=bool)
    lines = _lines_with_gaps(gaps)
    if not lines.size:
        return values, imputed
    count, width = values.shape[-2:]
    level = centre(values if len(lines) == count else values[..., lines, :])
    level = level.reshape(-1, len(lines), *level.shape[values.ndim - 1 :])
    row_of = np.zeros(count, dtype=np.intp)
    row_of[lines] = np.arange(len(lines))
    cells = np.flatnonzero(gaps)
    row, territory = np.divmod(cells, width)
    place = (row // count, row_of[row % count], *(() if groups is None else (groups[territory],)))
    found, filled = level[place], values.copy()
    filled.reshape(-1)[cells] = found
    imputed.reshape(-1)[cells] = np.isfinite(found)
    return filled, imputed


def _lines_with_gaps(gaps: Booleans) -> Integers:
    """Indicators with at least one gap, so that complete ones cost nothing."""
    return np.flatnonzero(gaps.any(axis=-1).reshape(-1, gaps.shape[-2]).any(axis=0))


def _mean_of_groups(rows: Floats, groups: Integers, count: int) -> Floats:
    """Mean of each group, ``(…, group)``; NaN where it is empty."""
    flat = rows.reshape(-1, rows.shape[-1])
    level = np.empty((len(flat), count))
    members = np.bincount(groups, minlength=count)
    step = max(1, BLOCK // max(rows.shape[-1], 1))
    for start in range(0, len(flat), step):
        block = flat[start : start + step]
        gaps = ~np.isfinite(block)
        size = len(block) * count
        keys = groups[None] if len(block) == 1 else np.arange(0, size, count)[:, None] + groups
        totals = np.bincount(keys.ravel(), np.where(gaps, 0.0, block).ravel(), size)
        absent = np.bincount(keys[gaps], minlength=size)
        with np.errstate(invalid="ignore"):
            level[start : start + step] = totals.reshape(-1, count) / (
                members - absent.reshape(-1, count)
            )
    return level.reshape(*rows.shape[:-1], count)


def _median_of_groups(rows: Floats, groups: Integers, count: int) -> Floats:
    """Median of each group, ``(…, group)``; NaN where it is empty."""
    return np.stack([median_of_present(rows[..., groups == g]) for g in range(count)], axis=-1)
