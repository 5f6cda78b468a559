"""Impute by row: what a territory's other indicators say about the missing one.

Each indicator is put onto [0, 1], 1 always the best; a gap takes the mean or median that the
territory has in the other indicators, put back onto the indicator's own scale
(OECD/JRC Handbook 2008, step 3, in the form of COINr's row imputation after normalisation).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np

from territoria.measure.extremes import highest, lowest
from territoria.measure.frame import Floats, Frame
from territoria.measure.medians import median_of_present
from territoria.measure.moments import BLOCK

Within = Literal["node", "all"]
Centre = Callable[[Floats], Floats]


def mean_of_present(rows: Floats) -> Floats:
    """Mean over the last axis; NaN where nothing is present."""
    flat = rows.reshape(-1, rows.shape[-1])
    mean = np.empty(len(flat))
    step = max(1, BLOCK // max(rows.shape[-1], 1))
    for start in range(0, len(flat), step):
        block = flat[start : start + step]
        present = np.isfinite(block)
        with np.errstate(invalid="ignore"):
            total = np.where(present, block, 0.0).sum(axis=-1)
            mean[start : start + step] = total / present.sum(axis=-1)
    return mean.reshape(rows.shape[:-1])


def by_row(values: Floats, frame: Frame, within: Within, centre: Centre) -> Floats:
    """What would stand in for each figure, ``[..., indicator, territory]``.

    ``within``: the indicators under the same ``node``, or ``all``. ``centre`` is
    ``mean_of_present`` or ``median_of_present``, over the last axis. NaN where the territory has no
    other figure there. A constant indicator says nothing about others,
    and takes its own constant.
    """
    low, high = lowest(values), highest(values)
    spread = np.where(high > low, high - low, np.nan)
    falling = (frame.direction < 0)[:, None]
    place = np.where(falling, high - values, values - low) / spread
    level = np.full(values.shape, np.nan)
    alone = within == "all" or not len(frame.parents)
    parents = np.zeros(values.shape[-2], dtype=np.intp) if alone else frame.parents
    for parent in np.unique(parents):
        rows = np.flatnonzero(parents == parent)
        here = centre(np.moveaxis(place[..., rows, :], -2, -1))
        level[..., rows, :] = here[..., None, :]
    width = level * (high - low)
    out: Floats = np.where(falling, high - width, low + width)
    return out


def row_mean(values: Floats, frame: Frame, within: Within) -> tuple[Floats, Floats]:
    """Stand-ins by the row's mean, and the indicator's mean ``[..., indicator, 1]`` to fall back on."""
    return by_row(values, frame, within, mean_of_present), mean_of_present(values)[..., None]


def row_median(values: Floats, frame: Frame, within: Within) -> tuple[Floats, Floats]:
    """Stand-ins by the row's median, and the indicator's median to fall back on."""
    return by_row(values, frame, within, median_of_present), median_of_present(values)[..., None]
