"""Screen: which territories have too little data to be kept.

A method takes ``(values, frame)`` and returns a mask of the territories kept, with details.
Nothing is dropped silently: the details count what was available.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from territoria.measure.frame import Booleans, Floats, Frame


def none(values: Floats, frame: Frame) -> tuple[Booleans, dict[str, Any]]:
    """Keep everyone."""
    return np.ones(values.shape[-1], dtype=bool), {}


def by_data(
    values: Floats, frame: Frame, *, threshold: float = 0.9
) -> tuple[Booleans, dict[str, Any]]:
    """Keep territories where at least ``threshold`` of the indicators have a value."""
    available = np.isfinite(values).mean(axis=-2)
    return available >= threshold, {"availability": available}


def by_zeros(
    values: Floats, frame: Frame, *, threshold: float = 0.9
) -> tuple[Booleans, dict[str, Any]]:
    """Keep territories where at least ``threshold`` of the present values are not zero."""
    present = np.isfinite(values)
    with np.errstate(invalid="ignore"):
        non_zero = (present & (values != 0)).sum(axis=-2) / present.sum(axis=-2)
    return non_zero >= threshold, {"non_zero": non_zero}


METHODS: dict[str, Callable[..., Any]] = {"none": none, "by-data": by_data, "by-zeros": by_zeros}
