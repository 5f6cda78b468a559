"""From polygons on the globe to small paths on a plane: projected, rounded, simplified, once.

Neighbours keep one border: points are rounded to one grid, and the line between two corners (where
three regions meet) is simplified as a whole, so that both neighbours get the same line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from territoria.sources.projection import equal_area, far_away, map_centre

Floats = NDArray[np.float64]
Polygon = list[Floats]
"""An outer ring, then holes; longitude and latitude, first point repeated or not."""
Point = tuple[int, int]
Ring = list[Point]

WIDE: Final = 1000
INSET: Final = 100
"""The wide and the high of an inset's own grid."""
TOLERANCE: Final = 0.5
SMALLEST: Final = 3.0
"""Islands under so many squares of the grid are dropped, but never a region's largest part."""
MARGIN: Final = 6
OVERSEAS: Final = 800.0
"""Kilometres beyond the edge of a region's largest part."""


@dataclass(frozen=True, slots=True)
class Shape:
    """``path`` in whole numbers; ``box``: left, top, right, bottom. An inset has its own grid."""

    path: str
    box: tuple[int, int, int, int]
    inset: bool = False


def shapes_of(regions: Mapping[str, Sequence[Polygon]]) -> tuple[dict[str, Shape], int]:
    """Code → shape, and the height of the grid that is ``WIDE`` wide. Every region has an area."""
    codes = sorted(regions)
    largest = [max(regions[code], key=lambda polygon: _area(polygon[0])) for code in codes]
    centres = np.array([ring[0].mean(axis=0) for ring in largest])
    far = far_away(centres[:, 0], centres[:, 1], tuple(code[:2] for code in codes))
    centre = map_centre(centres[~far, 0], centres[~far, 1])
    main = {
        code: _near(_projected(regions[code], centre))
        for code, away in zip(codes, far, strict=True)
        if not away
    }
    frame = np.concatenate([part[0] for parts in main.values() for part in parts])
    low, high = frame.min(axis=0), frame.max(axis=0)
    scale = (WIDE - 2 * MARGIN) / max(high[0] - low[0], 1e-9)
    tall = int(np.ceil((high[1] - low[1]) * scale)) + 2 * MARGIN
    on_grid = {
        code: [_rounded(polygon, low, scale) for polygon in polygons]
        for code, polygons in main.items()
    }
    found = _simplified(on_grid)
    for code, away in zip(codes, far, strict=True):
        if away:
            found[code] = _inset(code, regions[code], tuple(centres[codes.index(code)]))
    return found, tall


def _projected(polygons: Sequence[Polygon], centre: tuple[float, float]) -> list[Polygon]:
    """East and south of the centre, in kilometres."""
    return [[equal_area(r[:, 0], r[:, 1], centre) * (1, -1) for r in p] for p in polygons]


def _rounded(polygon: Polygon, low: Floats, scale: float) -> list[Ring]:
    rings = []
    for ring in polygon:
        points = np.rint((ring - low) * scale + MARGIN).astype(int)
        rings.append(_clean([(int(x), int(y)) for x, y in points]))
    return rings


def _clean(ring: Ring) -> Ring:
    """Without points twice in a row and without spikes that go out and back on one line."""
    out: Ring = []
    for point in ring:
        if out and out[-1] == point:
            continue
        if len(out) > 1 and out[-2] == point:
            out.pop()
            continue
        out.append(point)
    while len(out) > 1 and out[0] == out[-1]:
        out.pop()
    while len(out) > 2 and out[1] == out[-1]:
        del out[0], out[-1]
    return out


def _near(polygons: list[Polygon]) -> list[Polygon]:
    """The largest part and whatever lies near it; overseas parts of a country are left out."""
    largest = max(polygons, key=lambda polygon: _area(polygon[0]))[0]
    reach = OVERSEAS + np.sqrt(_area(largest) / np.pi)
    middle = largest.mean(axis=0)
    return [p for p in polygons if np.hypot(*(p[0].mean(axis=0) - middle)) <= reach]


def _simplified(on_grid: Mapping[str, list[list[Ring]]]) -> dict[str, Shape]:
    corners = _corners(on_grid)
    return {code: _shape(polygons, corners) for code, polygons in on_grid.items()}


def _inset(code: str, polygons: Sequence[Polygon], centre: tuple[float, float]) -> Shape:
    """A region far away, on a grid of its own."""
    flat = _projected(polygons, centre)
    points = np.concatenate([polygon[0] for polygon in flat])
    low, size = points.min(axis=0), np.ptp(points, axis=0).max()
    rings = [_rounded(polygon, low, (INSET - 2 * MARGIN) / max(size, 1e-9)) for polygon in flat]
    shape = _shape(rings, _corners({code: rings}))
    return Shape(shape.path, shape.box, True)


def _corners(on_grid: Mapping[str, list[list[Ring]]]) -> set[Point]:
    """Points where more than two lines meet: they stay, and lines between them are simplified."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for polygons in on_grid.values():
        for ring in (ring for polygon in polygons for ring in polygon):
            for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
                beside[one].add(other)
                beside[other].add(one)
    return {point for point, near in beside.items() if len(near) > 2}


def _shape(polygons: list[list[Ring]], corners: set[Point]) -> Shape:
    """The path of a region; one that vanishes on the grid is a small diamond in its place."""
    ordered = sorted(polygons, key=lambda p: -abs(_turned(p[0])))
    rings: list[Ring] = []
    for number, polygon in enumerate(ordered):
        if number and abs(_turned(polygon[0])) < SMALLEST:
            break
        simple = [_simple(ring, corners) for ring in polygon]
        rings += [r for r in simple if len(r) > 2 and abs(_turned(r)) >= 1]
    if not rings:
        x, y = np.rint(np.mean(ordered[0][0], axis=0)).astype(int) if ordered else (0, 0)
        rings = [
            [(int(x) - 3, int(y)), (int(x), int(y) - 3), (int(x) + 3, int(y)), (int(x), int(y) + 3)]
        ]
    points = np.array([point for ring in rings for point in ring])
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return Shape("".join(map(_path, rings)), (left, top, right, bottom))


def _simple(ring: Ring, corners: set[Point]) -> Ring:
    """The ring with every line between two corners simplified."""
    fixed = [n for n, point in enumerate(ring) if point in corners]
    if len(ring) < 4:
        return ring
    if len(fixed) < 2:
        start = ring.index(min(ring)) if not fixed else fixed[0]
        x, y = ring[start]
        other = max(
            range(len(ring)), key=lambda n: ((ring[n][0] - x) ** 2 + (ring[n][1] - y) ** 2, ring[n])
        )
        fixed = sorted({start, other})
    out: Ring = []
    for one, other in zip(fixed, fixed[1:] + [fixed[0] + len(ring)], strict=True):
        line = [ring[n % len(ring)] for n in range(one, other + 1)]
        out += _line(line)[:-1]
    return _clean(out)


def _line(line: Ring) -> Ring:
    """Douglas and Peucker's line between two fixed ends, the same in both directions."""
    if line[-1] < line[0]:
        return _line(line[::-1])[::-1]
    points = np.array(line, dtype=float)
    keep = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        off = _off(points[first + 1 : last], points[first], points[last])
        far = int(np.argmax(off))
        if off[far] > TOLERANCE:
            keep.add(first + 1 + far)
            todo += [(first, first + 1 + far), (first + 1 + far, last)]
    return [line[n] for n in sorted(keep)]


def _off(points: Floats, start: Floats, end: Floats) -> Floats:
    """How far points are off the line from start to end."""
    along = end - start
    length = float(np.hypot(*along))
    away = points - start
    if not length:
        return np.hypot(away[:, 0], away[:, 1])
    return np.asarray(np.abs(along[0] * away[:, 1] - along[1] * away[:, 0]) / length)


def _path(ring: Ring) -> str:
    """Whole numbers, relative steps: ``M10 10l5 0 0 5z``."""
    (x, y), steps = ring[0], ""
    for (x1, y1), (x2, y2) in pairwise(ring):
        for step in (x2 - x1, y2 - y1):
            steps += f"{'' if step < 0 or not steps else ' '}{step}"
    return f"M{x} {y}l{steps}z"


def _turned(ring: Ring) -> float:
    """The signed area of a ring on the grid."""
    return _signed(np.array(ring, dtype=float)) if len(ring) > 2 else 0.0


def _area(ring: Floats) -> float:
    return abs(_signed(ring))


def _signed(points: Floats) -> float:
    x, y = points[:, 0], points[:, 1]
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)
