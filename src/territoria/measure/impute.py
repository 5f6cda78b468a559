"""Impute: what stands in for a missing figure.

A method takes ``(values, frame)``, ``values[..., indicator, territory]`` with NaN where missing,
and returns the filled array with details. It never touches a present figure. Definitions:
docs/methods/measure.md, after the OECD/JRC Handbook on Constructing Composite Indicators (2008).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from territoria.errors import MethodError, Problem, did_you_mean
from territoria.measure.frame import Booleans, Floats, Frame, Integers
from territoria.measure.medians import median_of_present

Result = tuple[Floats, dict[str, Any]]


def none(values: Floats, frame: Frame) -> Result:
    """Leave missing what is missing."""
    return values, {}


def mean(values: Floats, frame: Frame) -> Result:
    """The indicator's mean over all territories."""
    return _fill(values, lambda rows: _mean(rows)[..., None])


def median(values: Floats, frame: Frame) -> Result:
    """The indicator's median over all territories."""
    return _fill(values, lambda rows: median_of_present(rows)[..., None])


def group_mean(values: Floats, frame: Frame, *, group: str) -> Result:
    """The mean of the territory's group; an empty group falls back to all, and says so."""
    codes = _codes(frame, group)
    return _fill_by_group(values, codes, _mean_of_groups)


def group_median(values: Floats, frame: Frame, *, group: str) -> Result:
    """The median of the territory's group; an empty group falls back to all, and says so."""
    codes = _codes(frame, group)
    return _fill_by_group(values, codes, _median_of_groups)


METHODS: dict[str, Callable[..., Any]] = {
    "none": none,
    "mean": mean,
    "median": median,
    "group-mean": group_mean,
    "group-median": group_median,
}


def _codes(frame: Frame, group: str) -> Integers:
    if group not in frame.groups:
        raise MethodError(
            Problem("impute", f"there is no grouping {group!r}.", did_you_mean(group, frame.groups))
        )
    return frame.groups[group]


def _mean(rows: Floats) -> Floats:
    """Mean over the last axis; NaN where nothing is present."""
    present = np.isfinite(rows)
    with np.errstate(invalid="ignore"):
        total: Floats = np.where(present, rows, 0.0).sum(axis=-1) / present.sum(axis=-1)
    return total


def _fill(values: Floats, replacement: Any) -> Result:
    filled = values.copy()
    gaps = ~np.isfinite(values)
    lines = _lines_with_gaps(gaps)
    rows = values[..., lines, :]
    filled[..., lines, :] = np.where(np.isfinite(rows), rows, replacement(rows))
    imputed = gaps & np.isfinite(filled)
    return filled, {"imputed": imputed, "fell_back": np.zeros(values.shape[-2:], dtype=bool)}


def _lines_with_gaps(gaps: Any) -> Integers:
    """Indicators with at least one gap, so that complete ones cost nothing."""
    return np.flatnonzero(gaps.any(axis=-1).reshape(-1, gaps.shape[-2]).any(axis=0))


def _mean_of_groups(rows: Floats, groups: Integers, count: int) -> Floats:
    """Mean of each group, ``(…, group)``; NaN where it is empty."""
    order = np.argsort(groups, kind="stable")
    starts = np.searchsorted(groups[order], np.arange(count))
    present = np.isfinite(rows)
    totals = np.add.reduceat(np.where(present, rows, 0.0)[..., order], starts, axis=-1)
    counts = np.add.reduceat(present[..., order], starts, axis=-1, dtype=np.intp)
    level: Floats = np.full(totals.shape, np.nan)
    np.divide(totals, counts, out=level, where=counts > 0)
    return level


def _median_of_groups(rows: Floats, groups: Integers, count: int) -> Floats:
    """Median of each group, ``(…, group)``; NaN where it is empty."""
    return np.stack([median_of_present(rows[..., groups == g]) for g in range(count)], axis=-1)


def _fill_by_group(
    values: Floats, codes: Integers, centres: Callable[[Floats, Integers, int], Floats]
) -> Result:
    gaps = ~np.isfinite(values)
    lines = _lines_with_gaps(gaps)
    if not lines.size:
        return values, {"imputed": gaps, "fell_back": np.zeros(values.shape[-2:], dtype=bool)}
    rows = values[..., lines, :]
    names, groups = np.unique(codes, return_inverse=True)
    level = centres(rows, groups, len(names))
    overall = (_mean if centres is _mean_of_groups else median_of_present)(rows)[..., None]
    empty = ~np.isfinite(level)
    filled = values.copy()
    filled[..., lines, :] = np.where(
        np.isfinite(rows), rows, np.where(empty, overall, level)[..., groups]
    )
    imputed = gaps & np.isfinite(filled)
    nobody: Booleans = np.all(empty.reshape(-1, *empty.shape[-2:]), axis=0, keepdims=True)[0]
    fell_back = np.zeros(values.shape[-2:], dtype=bool)
    fell_back[lines] = nobody[:, groups]
    first = imputed.reshape(-1, *imputed.shape[-2:])[0]
    return filled, {"imputed": imputed, "fell_back": fell_back & first}
