"""Denominate: figures that grow with the size of a territory are divided by that size.

A method takes ``(values, frame)`` and returns the divided array with details. The denominators
stand in the frame, already divided by the scale factor (persons / 1000 for a figure per 1,000
persons), so that the method is one division.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.frame import Booleans, Floats, Frame

Result = tuple[Floats, dict[str, Any]]


def none(values: Floats, frame: Frame) -> Result:
    """Leave figures as they are."""
    return values, {}


def by_denominator(values: Floats, frame: Frame) -> Result:
    """The figure over its denominator, times the scale factor.

    ``frame.denominators``: denominator / scale factor, ``(indicator, territory)``, 1 in the rows of
    indicators that are not divided; None where nothing is. Where a denominator is missing or 0 the
    figure becomes missing: the details mark these cells (``without_denominator``) and the
    indicators that were divided (``denominated``). MethodError where the shapes do not fit.
    """
    shape = values.shape[-2:]
    if frame.denominators is None:
        nothing = np.zeros(shape, dtype=bool)
        return values, {"denominated": nothing.any(axis=-1), "without_denominator": nothing}
    divisor = frame.denominators
    if divisor.shape != shape:
        what = f"the denominators are of shape {divisor.shape}, the figures of {shape}."
        raise MethodError(Problem("denominate", what, "Give one for each indicator and territory."))
    divided: Booleans = np.any(divisor != 1.0, axis=-1)
    usable = np.isfinite(divisor) & (divisor != 0)
    first = values.reshape(-1, *shape)[0]
    details = {"denominated": divided, "without_denominator": np.isfinite(first) & ~usable}
    if not divided.any():
        return values, details
    return values / np.where(usable, divisor, np.nan), details


def demand_scale_factors(given: Mapping[str, float]) -> None:
    """MethodError, with every problem, where a scale factor of an indicator is not above 0."""
    mend = "Give a number above 0, such as 1000 for a figure per 1,000."
    problems = [
        Problem(f"scale factor of {name}", f"{by:g} is not above 0 and finite.", mend)
        for name, by in given.items()
        if not 0 < by < np.inf
    ]
    if problems:
        raise MethodError(problems)


METHODS: dict[str, Callable[..., Any]] = {"none": none, "by-denominator": by_denominator}
