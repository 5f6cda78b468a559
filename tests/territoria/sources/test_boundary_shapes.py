from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.sources.boundary_shapes import Polygon, shapes_of

Points = set[tuple[int, int]]


def ring(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, dtype=float)


def square(west: float, south: float, side: float = 1.0) -> np.ndarray:
    east, north = west + side, south + side
    return ring((west, south), (west, north), (east, north), (east, south), (west, south))


def rings_of(path: str) -> list[list[tuple[int, int]]]:
    """The points of a path, ring by ring."""
    out = []
    for part in path.split("z")[:-1]:
        x, y, *steps = map(int, re.findall(r"-?\d+", part))
        points = [(x, y)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        out.append(points)
    return out


def points_of(path: str) -> Points:
    return {point for points in rings_of(path) for point in points}


def test_a_path_has_whole_numbers_and_relative_steps():
    shapes, tall = shapes_of({"AA1": [[square(10, 52)]]})
    assert re.fullmatch(r"(M\d+ \d+l(-?\d+[ ]?)+(-\d+|\d+| )*z)+", shapes["AA1"].path)
    left, top, right, bottom = shapes["AA1"].box
    assert (left, right) == (6, 994)
    assert 0 < top < bottom < tall


@settings(deadline=None, max_examples=30)
@given(st.lists(st.floats(-0.4, 0.4), min_size=3, max_size=60))
def test_neighbours_keep_one_border_however_it_winds(bends):
    border = [(11 + bend, 50 + 2 * (n + 1) / (len(bends) + 1)) for n, bend in enumerate(bends)]
    south, north = (11.0, 50.0), (11.0, 52.0)
    west: Polygon = [ring((10, 50), (10, 52), north, *reversed(border), south)]
    east: Polygon = [ring((12, 52), (12, 50), south, *border, north)]
    shapes, _ = shapes_of({"AA1": [west], "BB1": [east]})
    assert border_of(shapes["AA1"].path, min) == border_of(shapes["BB1"].path, max)


def border_of(path: str, outer: Callable[[Iterable[int]], int]) -> Points:
    """The points of a shape away from its outer edge, in the west or in the east."""
    points = points_of(path)
    edge = outer(x for x, _ in points)
    return {(x, y) for x, y in points if abs(x - edge) > 60}


def test_a_hole_is_kept_and_its_edge_is_that_of_the_region_inside():
    hole = square(10.4, 52.4, 0.2)
    shapes, _ = shapes_of({"AA1": [[square(10, 52), hole]], "AA2": [[hole[::-1]]]})
    outer, inside = rings_of(shapes["AA1"].path)
    assert set(inside) == points_of(shapes["AA2"].path)
    assert len(outer) >= 4


def test_tiny_islands_are_dropped_and_large_ones_kept():
    islands = [[square(10, 52)], [square(11.5, 52, 0.2)], [square(11.2, 52, 0.0005)]]
    shapes, _ = shapes_of({"AA1": islands, "AA2": [[square(12, 52)]]})
    assert len(rings_of(shapes["AA1"].path)) == 2


def test_a_region_too_small_to_draw_is_a_diamond_in_its_place():
    shapes, _ = shapes_of({"AA1": [[square(10, 52)]], "AA2": [[square(10.5, 52.5, 0.0001)]]})
    (diamond,) = rings_of(shapes["AA2"].path)
    assert len(diamond) == 4
    left, top, right, bottom = shapes["AA2"].box
    assert (right - left, bottom - top) == (6, 6)
    assert 450 < left < 550


def test_an_overseas_region_is_an_inset_on_its_own_grid():
    main = {f"AA{n}": [[square(n, 48)]] for n in range(4)}
    shapes, _ = shapes_of(main | {"AA9": [[square(-61, 16, 0.3)]]})
    assert [code for code, shape in shapes.items() if shape.inset] == ["AA9"]
    left, top, right, bottom = shapes["AA9"].box
    assert max(right - left, bottom - top) == 88


def test_overseas_parts_of_a_country_are_left_out_of_it():
    parts = [[square(2, 46, 3)], [square(-61, 16)]]
    shapes, _ = shapes_of({"AA": parts, "BB": [[square(5, 46, 3)]], "CC": [[square(5, 49, 3)]]})
    assert len(rings_of(shapes["AA"].path)) == 1


def test_straight_lines_lose_the_points_between():
    fine = np.linspace(0, 1, 200)
    north = [(10 + x, 53 + 0.0) for x in fine]
    shapes, _ = shapes_of({"AA1": [[ring((10, 52), *north, (11, 52))]]})
    (points,) = rings_of(shapes["AA1"].path)
    assert len(points) < 40  # a parallel is a bow on the map
    assert all(one != other for one, other in pairwise(points))
