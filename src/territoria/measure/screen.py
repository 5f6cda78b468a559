"""Screen: which territories have too little data to be kept.

A method takes ``(values, frame)`` and returns a mask of the territories kept, with details.
Nothing is dropped silently: the details count what was available. Every method takes ``keep`` and
``drop``, keys or codes of territories that are forced in or out whatever their data say; the
details mark them as ``forced_in`` and ``forced_out``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from territoria.errors import MethodError, Problem, did_you_mean
from territoria.measure.frame import Booleans, Floats, Frame

Result = tuple[Booleans, dict[str, Any]]
Names = tuple[str, ...]


def none(values: Floats, frame: Frame, *, keep: Names = (), drop: Names = ()) -> Result:
    """Keep everyone but those forced out."""
    return _force(np.ones(values.shape[-1], dtype=bool), {}, frame, keep, drop)


def by_data(
    values: Floats, frame: Frame, *, threshold: float = 0.9, keep: Names = (), drop: Names = ()
) -> Result:
    """Keep territories where at least ``threshold`` of the indicators have a value."""
    available = np.isfinite(values).mean(axis=-2)
    return _force(available >= threshold, {"availability": available}, frame, keep, drop)


def by_zeros(
    values: Floats, frame: Frame, *, threshold: float = 0.9, keep: Names = (), drop: Names = ()
) -> Result:
    """Keep territories where at least ``threshold`` of the present values are not zero."""
    non_zero = _share_not_zero(values)
    return _force(non_zero >= threshold, {"non_zero": non_zero}, frame, keep, drop)


def by_data_and_zeros(
    values: Floats,
    frame: Frame,
    *,
    data_threshold: float = 0.9,
    non_zero_threshold: float = 0.9,
    keep: Names = (),
    drop: Names = (),
) -> Result:
    """Keep territories that pass both tests: enough values, and enough of them not zero."""
    available, non_zero = np.isfinite(values).mean(axis=-2), _share_not_zero(values)
    kept = (available >= data_threshold) & (non_zero >= non_zero_threshold)
    return _force(kept, {"availability": available, "non_zero": non_zero}, frame, keep, drop)


METHODS: dict[str, Callable[..., Any]] = {
    "none": none,
    "by-data": by_data,
    "by-zeros": by_zeros,
    "by-data-and-zeros": by_data_and_zeros,
}


def _share_not_zero(values: Floats) -> Floats:
    """Share of the present values that are not zero; NaN where none is present."""
    present = np.isfinite(values)
    with np.errstate(invalid="ignore"):
        out: Floats = (present & (values != 0)).sum(axis=-2) / present.sum(axis=-2)
    return out


def _force(
    kept: Booleans, details: dict[str, Any], frame: Frame, keep: Names, drop: Names
) -> Result:
    """The mask after keeping and dropping by name. MethodError names every name that is wrong."""
    if not (keep or drop):
        return kept, details
    codes = [t.partition("@")[0] for t in frame.territories]
    both = sorted(set(keep) & set(drop))
    problems = [Problem("screen", f"{n} is both kept and dropped.", "Name it once.") for n in both]
    for name in dict.fromkeys((*keep, *drop)):
        if name not in frame.territories and name not in codes:
            what = f"the territory {name} is not known."
            problems.append(Problem("screen", what, did_you_mean(name, codes)))
    if problems:
        raise MethodError(problems)
    forced_in, forced_out = (
        np.array([t in names or c in names for t, c in zip(frame.territories, codes, strict=True)])
        for names in (keep, drop)
    )
    forced = {"forced_in": forced_in, "forced_out": forced_out}
    return (kept | forced_in) & ~forced_out, details | forced
