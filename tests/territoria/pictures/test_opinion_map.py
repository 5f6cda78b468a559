from __future__ import annotations

import math
from collections.abc import Callable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import SVG, inside, written
from territoria.pictures.opinion_map import CORNERS, OpinionMark, opinion_map

Holds = Callable[..., Element]

GROUPS = [
    OpinionMark("A", 95, (1.02, -0.1), (1.3, -0.13, 1.27)),
    OpinionMark("B", 43, (-2.16, 0.08), (1.2, 0.7, 2.1)),
]
HALVES = (0.203, 0.088)
numbers = st.floats(-1e8, 1e8)
marks_drawn = st.builds(
    OpinionMark,
    name=st.text(max_size=60),
    size=st.integers(0, 10**6),
    centre=st.tuples(st.floats(), st.floats()) | st.tuples(numbers, numbers),
    spread=st.tuples(st.floats(), numbers, st.floats()) | st.tuples(numbers, numbers, numbers),
)


def shapes(svg: str, kind: str) -> list[Element]:
    return list(ElementTree.fromstring(svg).iter(SVG + kind))


@pytest.mark.parametrize("width", [640, 360])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    picture = opinion_map("k", "t", "d", GROUPS, HALVES, width=width)
    holds(picture)
    inside(picture)


@settings(max_examples=60)
@given(st.lists(marks_drawn, max_size=5), st.sampled_from([640, 360]))
def test_no_place_however_far_breaks_it(
    holds: Holds, groups: list[OpinionMark], width: int
) -> None:
    picture = opinion_map("k", "t", "d", groups, HALVES, width=width)
    holds(picture)
    inside(picture)


def test_a_group_has_one_disc_one_line_and_no_person_a_mark() -> None:
    svg = opinion_map("k", "t", "d", GROUPS, HALVES).svg
    assert len(shapes(svg, "circle")) == 4  # each once in the map, once in the list
    assert len(shapes(svg, "path")) == 2


def test_a_group_of_fewer_than_five_has_no_mark() -> None:
    small = OpinionMark("C", 4, (0.0, 2.0), (0.1, 0.0, 0.1))
    picture = opinion_map("k", "t", "d", [*GROUPS, small], HALVES)
    assert picture.svg == opinion_map("k", "t", "d", GROUPS, HALVES).svg


def test_the_map_says_how_little_two_axes_tell() -> None:
    texts = written(opinion_map("k", "t", "d", GROUPS, HALVES))
    assert texts == [
        *("A", "B"),
        *("A95 people", "B43 people"),
        "The two axes tell 29 % of how people differ; the rest is not in the map.",
        "A line goes around about half of a group. Nobody has a mark of their own.",
    ]


def test_the_table_holds_sizes_and_places() -> None:
    picture = opinion_map("k", "t", "d", GROUPS, HALVES)
    assert [[cell.text for cell in row] for row in picture.rows] == [
        ["A", "95", "69 %", "1.0", "−0.1"],
        ["B", "43", "31 %", "−2.2", "0.1"],
    ]


def test_the_line_holds_half_of_a_normal_group() -> None:
    spread = np.array([[1.2, 0.7], [0.7, 2.1]])
    group = OpinionMark("A", 9, (0.0, 0.0), (1.2, 0.7, 2.1))
    (path,) = shapes(opinion_map("k", "t", "d", [group], HALVES).svg, "path")
    corners = [tuple(map(float, spot.split())) for spot in path.attrib["d"].strip("MZ").split("L")]
    assert len(corners) == CORNERS
    middle = np.mean(corners, axis=0)
    held = np.array([(x - middle[0], middle[1] - y) for x, y in corners])
    lengths = np.einsum("ij,jk,ik->i", held, np.linalg.inv(spread), held)
    assert lengths.max() / lengths.min() < 1.02  # rounding to a tenth of a pixel
    unit = math.sqrt(lengths.mean() / (2 * math.log(2)))
    drawn = np.random.default_rng(0).multivariate_normal([0, 0], spread, 20_000) * unit
    share = (np.einsum("ij,jk,ik->i", drawn, np.linalg.inv(spread), drawn) <= lengths.mean()).mean()
    assert abs(share - 0.5) < 0.02


def test_without_groups_it_says_that_there_is_nothing_yet(holds: Holds) -> None:
    holds(opinion_map("k", "t", "d", [], HALVES))
