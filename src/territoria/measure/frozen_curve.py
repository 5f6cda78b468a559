"""What one more point of an indicator is worth while the sample's own bounds stay as they are.

A finished pass has decided for each indicator how a figure becomes a normalised one. Where that is
a straight line between caps (which ``min-max``, ``z-score`` and fixed bounds are, with or without
winsorising), the line can be read off the pass and used for a figure that was not in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from territoria.measure.frame import Floats, Frame
from territoria.measure.score import Scores
from territoria.measure.steps import apply
from territoria.model import Recipe, Step

# Normalisations that look at one figure alone, and those that draw a line through the sample.
POINTWISE = frozenset({"none", "fixed-bounds", "goalposts", "scaled"})
LINES = frozenset({"min-max", "z-score", "distance-to-maximum"})

Line = tuple[float, float, float, float]  # slope, intercept, floor, ceiling


@dataclass(frozen=True, slots=True)
class Curve:
    """y = slope · x + intercept, x first kept between ``low`` and ``high`` (what treatment left),
    y then between ``floor`` and ``ceiling`` (goalposts). ``x`` is the figure after denominating.
    """

    slope: float
    intercept: float
    low: float = -np.inf
    high: float = np.inf
    floor: float = -np.inf
    ceiling: float = np.inf

    def at(self, x: float) -> float:
        """The normalised figure of x."""
        x = self.low if x < self.low else self.high if x > self.high else x
        y = self.slope * x + self.intercept
        return self.floor if y < self.floor else self.ceiling if y > self.ceiling else y


def read_curve(scores: Scores, recipe: Recipe, frame: Frame, row: int) -> Curve | None:
    """The curve of one indicator, or None where its methods are no line between caps."""
    known = np.isfinite(scores.treated[row])
    imputed, treated = scores.imputed[row][known], scores.treated[row][known]
    low, high = -np.inf, np.inf
    if not np.array_equal(imputed, treated):
        low, high = float(treated.min()), float(treated.max())
        if not np.array_equal(np.clip(imputed, low, high), treated):
            return None  # a logarithm, say
        low = low if imputed.min() < low else -np.inf
        high = high if imputed.max() > high else np.inf
    step = scores.tree.bindings[row].normalise or recipe.normalise
    line: Line | None
    if step.method in POINTWISE:
        line = _probe(step, frame.only([row]))
    elif step.method in LINES:
        line = _through(treated, scores.normalised[row][known])
    else:
        return None
    if line is None:
        return None
    slope, intercept, floor, ceiling = line
    return Curve(slope, intercept, low, high, floor, ceiling)


def _probe(step: Step, frame: Frame) -> Line:
    """The line of a pointwise method, from its answers at and beyond two points."""
    start, end = float(frame.minimum[0]), float(frame.maximum[0])
    if not np.isfinite(start + end):
        start, end = 0.0, 1.0
    width = end - start
    points = np.array([start - width, start, end, end + width])
    oriented = (points * frame.direction[0])[None]
    below, first, last, above = apply("normalise", step, oriented, frame)[0][0].tolist()
    slope = (last - first) / width
    ends = sorted((first, last))
    clipped = below == first and above == last
    floor, ceiling = ends if clipped else (-np.inf, np.inf)
    return slope, first - slope * start, floor, ceiling


def _through(treated: Floats, normalised: Floats) -> Line | None:
    """The line through the sample's two ends; None where it has no spread."""
    if not treated.size:
        return None
    first, last = int(np.argmin(treated)), int(np.argmax(treated))
    width = float(treated[last] - treated[first])
    if width == 0 or not np.isfinite(normalised[[first, last]]).all():
        return None
    slope = float(normalised[last] - normalised[first]) / width
    return slope, float(normalised[first]) - slope * float(treated[first]), -np.inf, np.inf
