"""Scores on a scale that the sample makes, moved onto the scale of the framework's own recipe."""

from __future__ import annotations

import numpy as np

from territoria.measure.frame import Floats
from territoria.model import Step

# Normalisations with a fixed scale: the parameter that gives its length, and its default.
FIXED = {"fixed-bounds": ("scale", 100.0), "goalposts": ("scale", 1.0), "scaled": ("factor", 100.0)}
# Aggregations that count wins or shares of the best, whatever the scale of the figures.
COUNTING = frozenset({"copeland", "benefit-of-the-doubt"})


def keeps_scale(stage: str, step: Step, own: Step) -> bool:
    """Whether scores with ``step`` stand on the scale of those with the recipe's ``own`` step."""
    if step == own:
        return True
    if stage == "normalise":
        return _length(step) is not None and _length(step) == _length(own)
    return not (_counts(step) or _counts(own))


def _length(step: Step) -> float | None:
    """Length of a fixed scale; None where the sample makes it."""
    if step.method not in FIXED:
        return None
    name, usual = FIXED[step.method]
    return float(step.parameters.get(name, usual))


def _counts(step: Step) -> bool:
    standardised = str(step.parameters.get("standardise", "")).lower() in ("true", "1", "yes")
    return step.method in COUNTING or standardised


def on_nominal_scale(scores: Floats, nominal: Floats) -> Floats:
    """Scores of a method without a scale of its own, moved onto the nominal one.

    Per replication and node an affine map gives them the mean and spread that the nominal scores
    have over the territories, so that ranges compare like with like; no rank changes.
    """
    mean, sd = _mean_and_sd(nominal)
    own_mean, own_sd = _mean_and_sd(scores)
    # one territory, or all alike: there is no spread to map, and the mean stands
    factor = np.divide(sd, own_sd, out=np.zeros(own_sd.shape), where=own_sd > 0)
    out: Floats = (scores - own_mean[..., None]) * factor[..., None] + mean[..., None]
    return out


def _mean_and_sd(rows: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation over the last axis of what is known; NaN where nothing is."""
    known = np.isfinite(rows)
    if known.all():
        return rows.mean(axis=-1), rows.std(axis=-1)
    count = known.sum(axis=-1)
    with np.errstate(invalid="ignore"):
        mean: Floats = np.where(known, rows, 0.0).sum(axis=-1) / count
        d = np.where(known, rows - mean[..., None], 0.0)
        sd: Floats = np.sqrt((d * d).sum(axis=-1) / count)
    return mean, sd
