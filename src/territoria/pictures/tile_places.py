"""The places of a tile map: every territory one tile, about where it lies, no two on one.

Four steps, the same result every time. Project; let neighbours stand one tile apart (and further
across a sea), as one system of linear equations; give every territory a cell of the grid, all
together with the least moves; let the tiles settle so that countries hold together. Overseas
regions, and places without a centre point, stand in a block of their own at the lower left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from territoria.model import Territory
from territoria.pictures.tile_neighbours import Neighbours, neighbours
from territoria.pictures.tile_settling import Settling
from territoria.sources.projection import equal_area, far_away, map_centre

Floats = NDArray[np.float64]
Place = tuple[int, int]
"""Column and row, from the upper left."""

ROUNDS: Final = 30


def tile_places(territories: Sequence[Territory]) -> dict[str, Place]:
    """Code → column and row of its tile. Takes about half a second for 300; keep the result."""
    ordered = sorted({t.code: t for t in territories}.values(), key=lambda t: t.code)
    located = [t for t in ordered if t.longitude is not None and t.latitude is not None]
    longitude = np.array([t.longitude for t in located], dtype=float)
    latitude = np.array([t.latitude for t in located], dtype=float)
    far = far_away(longitude, latitude, tuple(t.country for t in located))
    near = [t for t, away in zip(located, far, strict=True) if not away]
    places = _on_the_map(near, longitude[~far], latitude[~far]) if near else {}
    others = [t for t in ordered if t.code not in places]
    return places | _block(others, places)


def _on_the_map(near: Sequence[Territory], longitude: Floats, latitude: Floats) -> dict[str, Place]:
    points = equal_area(longitude, latitude, map_centre(longitude, latitude)) * (1, -1)
    areas = np.array([np.nan if t.area_km2 is None else t.area_km2 for t in near])
    countries = np.unique([t.country for t in near], return_inverse=True)[1]
    found = neighbours(points, areas, countries)
    cells = _on_cells(_spread(_relaxed(found, len(near)), found))
    settled = Settling([complex(x, y) for x, y in cells], countries.tolist(), found).settle()
    left = min(place.real for place in settled)
    top = min(place.imag for place in settled)
    return {
        t.code: (int(place.real - left), int(place.imag - top))
        for t, place in zip(near, settled, strict=True)
    }


def _relaxed(found: Neighbours, count: int) -> Floats:
    """Where all wishes together are met best: a linear system, one row a territory."""
    system, wished = 1e-6 * np.eye(count), np.zeros((count, 2))
    one, other = found.pairs[:, 0], found.pairs[:, 1]
    for row, column, sign in ((one, one, 1), (other, other, 1), (one, other, -1), (other, one, -1)):
        np.add.at(system, (row, column), sign * found.weight)
    pull = found.weight[:, None] * found.wanted
    np.add.at(wished, one, -pull)
    np.add.at(wished, other, pull)
    return np.asarray(np.linalg.solve(system, wished))


def _spread(places: Floats, found: Neighbours) -> Floats:
    """Tiles that would overlap push each other away, while neighbours hold on to each other."""
    room = np.where(found.sea, 1.8, 1.0)
    one, other = found.pairs[:, 0], found.pairs[:, 1]
    for _ in range(ROUNDS):
        step = places[:, None] - places[None]
        push = np.maximum(room - np.abs(step).max(axis=2), 0.0) * 0.25
        np.fill_diagonal(push, 0.0)
        length = np.maximum(np.hypot(step[..., 0], step[..., 1]), 1e-6)
        move = np.einsum("ij,ijk->ik", push / length, step)
        pull = (places[other] - places[one] - found.wanted) * found.weight[:, None] * 0.07
        np.add.at(move, one, pull)
        np.add.at(move, other, -pull)
        places = places + move
    return places


def _on_cells(places: Floats) -> NDArray[np.int_]:
    """A cell for each, all together with the least squared moves."""
    from scipy.optimize import linear_sum_assignment

    margin = int(np.ceil(np.sqrt(len(places)) / 2))
    low = np.floor(places.min(axis=0)).astype(int) - margin
    high = np.ceil(places.max(axis=0)).astype(int) + margin
    columns, rows = np.meshgrid(np.arange(low[0], high[0] + 1), np.arange(low[1], high[1] + 1))
    cells = np.column_stack((columns.ravel(), rows.ravel()))
    moves = ((places[:, None] - cells[None]) ** 2).sum(axis=2)
    # a hair of order among equal moves, so that the result never hangs on the solver
    chosen = linear_sum_assignment(moves + 1e-9 * np.arange(len(cells)))[1]
    return np.asarray(cells[chosen])


def _block(others: Sequence[Territory], places: dict[str, Place]) -> dict[str, Place]:
    """A block at the lower left, a country after the other, one free tile from the map."""
    taken = set(places.values())
    columns = max((x for x, _ in taken), default=-1) + 1
    wide = columns // 2 if columns >= 8 else max(columns, int(np.ceil(np.sqrt(len(others)))))
    cells = [(n % wide, n // wide) for n in range(len(others))] if others else []
    rows = max((y for _, y in taken), default=-1) + 1
    top = rows // 2
    while any(
        (x + dx, y + top + dy) in taken for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1)
    ):
        top += 1
    ordered = sorted(others, key=lambda t: (t.country, t.code))
    return {t.code: (x, y + top) for t, (x, y) in zip(ordered, cells, strict=True)}
