"""Histograms of many replications: ranges without keeping every one.

Each territory has 256 bins over a range that a pilot has found. Counts of the same bins are merged
by addition, so that replications can be counted anywhere and in any order. What falls outside the
range goes to the end bins, and how much that is can be asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from territoria.measure.frame import Floats

BINS = 256
COLUMNS = 64  # territories counted at once: their bins stay in the processor's cache
ROWS = 1024  # territories whose counts are cumulated at once, for the same reason

Counts = NDArray[np.uint32]
Bytes = NDArray[np.uint8]
Singles = NDArray[np.float32]


@dataclass(frozen=True)
class Bins:
    """The bins of every territory: lower end of the first, and width of one."""

    low: Floats
    width: Floats

    @classmethod
    def around(cls, pilot: Floats | Singles, *, whole: bool = False) -> Bins:
        """Bins over the range of a pilot ``(replication, territory)`` with a quarter of it more on
        either side. ``whole``: for ranks, bins at least a place wide with places in their middle.
        """
        known = np.isfinite(pilot)
        nobody = ~known.any(axis=0)
        low = np.where(nobody, 0.0, np.where(known, pilot, np.inf).min(axis=0))
        high = np.where(nobody, 1.0, np.where(known, pilot, -np.inf).max(axis=0))
        dust = 1e-6 if pilot.dtype == np.float32 else 1e-10  # where a territory never moves
        room = np.maximum((high - low) / 4, dust * np.maximum(np.abs(high), 1.0))
        low, high = low - room, high + room
        if not whole:
            return cls(low, (high - low) / BINS)
        low = np.maximum(np.floor(low), 1.0) - 0.5
        return cls(low, np.maximum((high - low) / BINS, 1.0))

    def place(self, values: Floats | Singles) -> Bytes:
        """Number of the bin of each value ``(replication, territory)``; a missing one is put in the
        first, from where ``without`` takes it out again.
        """
        share = (1 / self.width).astype(values.dtype)
        start = (self.low / self.width).astype(values.dtype)
        placed = np.empty(values.shape, dtype=np.uint8)
        for row, out in zip(values, placed, strict=True):  # row by row stays in the cache
            position = row * share
            position -= start
            np.fmax(position, 0, out=position)  # also where it is missing
            np.fmin(position, BINS - 1, out=position)
            out[:] = position
        return placed

    def percentiles(self, counts: Counts, wanted: Sequence[float]) -> tuple[Floats, ...]:
        """Percentiles (0 to 100) of every territory, linear inside a bin; NaN where it is empty."""
        found = np.empty((len(wanted), len(counts)))
        for start in range(0, len(counts), ROWS):
            block = counts[start : start + ROWS]
            reached = np.cumsum(block, axis=-1, dtype=np.int64)
            for out, share in zip(found, wanted, strict=True):
                out[start : start + ROWS] = _position(block, reached, share / 100)
        return tuple(self.low + position * self.width for position in found)


def _position(counts: Counts, reached: NDArray[np.int64], share: float) -> Floats:
    """Where a share of the counts ``(territory, bin)`` is reached, in bins from the first."""
    total = reached[:, -1]
    wanted = share * total
    position = (reached < wanted[:, None]).sum(axis=-1).clip(max=BINS - 1)
    rows = np.arange(len(counts))
    inside = counts[rows, position].astype(float)
    before = reached[rows, position] - inside
    part = np.divide(wanted - before, inside, out=np.full(len(counts), 0.5), where=inside > 0)
    return np.where(total > 0, position + part.clip(0, 1), np.nan)


def count_bins(placed: Bytes) -> Counts:
    """Counts ``(territory, bin)`` of bin numbers ``(replication, territory)``."""
    places = placed.shape[1]
    counts = np.empty((places, BINS), dtype=np.uint32)
    offsets = np.arange(COLUMNS) * BINS
    for start in range(0, places, COLUMNS):
        block = placed[:, start : start + COLUMNS]
        width = block.shape[1]
        flat = (block + offsets[:width]).ravel()
        counts[start : start + width] = np.bincount(flat, minlength=width * BINS).reshape(-1, BINS)
    return counts


def without(counts: Counts, missing: NDArray[np.bool_]) -> Counts:
    """Counts without the values that were missing, ``(replication, territory)``."""
    if missing.any():
        counts[:, 0] -= missing.sum(axis=0).astype(np.uint32)
    return counts


def at_ends(counts: Counts) -> Floats:
    """Share of each territory's values in its first or last bin: how far the pilot misled."""
    total = counts.sum(axis=-1)
    out: Floats = np.divide(
        counts[:, 0] + counts[:, -1], total, out=np.zeros(len(counts)), where=total > 0
    )
    return out
