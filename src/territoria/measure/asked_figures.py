"""Figures as somebody asks about them: a number, or NaN for none, and nothing else.

An infinite figure would give a rank without a meaning, so it is refused like a text is.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isinf

from territoria.errors import MethodError, Problem

MEND = "Give a finite number, or NaN to take the figure away."


def read_figures(figures: Mapping[str, float]) -> dict[str, float]:
    """The figures as floats, by indicator, in the indicators' own units of measure.

    MethodError names every figure that is infinite or no number.
    """
    read, problems = {}, []
    for name, given in figures.items():
        try:
            figure = float(given)
        except (TypeError, ValueError, OverflowError):
            figure = float("inf")
        if isinf(figure):
            problems.append(Problem(name, f"{given!r} is no figure.", MEND))
        read[name] = figure
    if problems:
        raise MethodError(problems)
    return read
