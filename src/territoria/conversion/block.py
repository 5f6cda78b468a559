"""The figures of one NUTS level, carried over: all indicators of one kind and weight at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from territoria.conversion.kinds import Kind
from territoria.conversion.labels import labels_of
from territoria.conversion.matrix import Floats, Missing, Overlaps
from territoria.model import Status
from territoria.observations import Observations

SAME = ("unchanged", "renamed")


@dataclass(frozen=True)
class Block:
    """Arrays ``(period, indicator, target)``; ``change`` and ``origins`` without the period."""

    codes: tuple[str, ...]
    values: Floats
    standard_error: Floats
    missing_weight: Floats
    touched: NDArray[np.bool_]
    status: NDArray[np.uint8]
    doubtful: NDArray[np.bool_]
    change: NDArray[np.object_]
    origins: NDArray[np.object_]
    same_land: NDArray[np.object_]
    labels: pl.DataFrame


def block_of(
    held: Observations, matrix: Overlaps, plan: Mapping[str, tuple[Kind, str]], missing: Missing
) -> Block:
    """Carry all figures of the origins of ``matrix``. ``plan``: indicator → kind and weight."""
    place = {code: n for n, code in enumerate(matrix.origins)}
    pairs = [(n, place[t.code]) for n, t in enumerate(held.territories) if t.code in place]
    rows, origins = np.array(pairs, dtype=np.intp).T

    def panel(source: NDArray[Any], empty: Any) -> NDArray[Any]:
        """``[period, territory, indicator]`` as ``[period, indicator, origin of the matrix]``."""
        shape = len(held.periods), len(held.indicators), len(matrix.origins)
        filled = np.full(shape, empty, dtype=source.dtype)
        filled[:, :, origins] = source[:, rows].transpose(0, 2, 1)
        return filled

    values, status = panel(held.values, np.nan), panel(held.status, int(Status.MISSING))
    doubtful = panel(held.doubtful, False)
    given = held.standard_error
    errors = np.full_like(values, np.nan) if given is None else panel(given, np.nan)
    block = _empty(held, matrix, plan)
    for kind, weight in sorted(set(plan.values())):
        n = np.array([plan[i] == (kind, weight) for i in held.indicators])
        carried = matrix.carry(
            values[:, n], kind, weight=weight, missing=missing, standard_error=errors[:, n]
        )
        change = matrix.changes(weight)
        own = status[:, n][..., matrix.only_origin(weight)]
        known = np.where(np.isin(change, SAME), own, np.uint8(Status.ESTIMATED))
        block.values[:, n] = carried.values
        block.standard_error[:, n] = carried.standard_error
        block.missing_weight[:, n] = carried.missing_weight
        block.touched[:, n] = carried.touched
        block.status[:, n] = np.where(np.isfinite(carried.values), known, np.uint8(Status.MISSING))
        block.doubtful[:, n] = matrix.any_origin(doubtful[:, n], weight)
        block.change[n] = change
        block.origins[n] = matrix.origin_names(weight)
    return block


def _empty(held: Observations, matrix: Overlaps, plan: Mapping[str, tuple[Kind, str]]) -> Block:
    """A block of the right shape, to be filled."""
    wide = len(held.periods), len(held.indicators), len(matrix.targets)
    by_area = matrix.changes("areaKm")
    names = matrix.origin_names("areaKm")
    return Block(
        codes=matrix.targets,
        values=np.full(wide, np.nan),
        standard_error=np.full(wide, np.nan),
        missing_weight=np.zeros(wide),
        touched=np.zeros(wide, dtype=bool),
        status=np.zeros(wide, dtype=np.uint8),
        doubtful=np.zeros(wide, dtype=bool),
        change=np.full(wide[1:], "", dtype=object),
        origins=np.full(wide[1:], "", dtype=object),
        same_land=np.where(np.isin(by_area, SAME), names, "").astype(object),
        labels=labels_of(held, matrix, {i: weight for i, (_, weight) in plan.items()}),
    )
