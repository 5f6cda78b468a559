from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.correlation_map import SHADES, Cell, correlation_map
from territoria.pictures.picture import Picture
from territoria.pictures.style import ABOVE, BELOW

Holds = Callable[..., Element]

NAMES = ("Scientists and engineers", "Daily internet users", "Patents")
CELLS = (Cell(0, 1, 0.95, 240, "high"), Cell(0, 2, -0.45, 200, "negative"), Cell(1, 2, None, 1))


def draw(width: int = 640) -> Picture:
    return correlation_map("k", "t", "d", NAMES, CELLS, width=width)


@pytest.mark.parametrize("width", [640, 360])
def test_the_map_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    holds(draw(width))


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 18), st.data(), st.sampled_from([640, 360]))
def test_no_number_of_rows_and_no_value_breaks_the_map(
    holds: Holds, count: int, data: st.DataObject, width: int
) -> None:
    value = st.none() | st.just(float("nan")) | st.floats(-1, 1)
    flag = st.sampled_from(["", "high", "negative"])
    names = [f"Indicator number {n}" for n in range(count)]
    pairs = list(combinations(range(count), 2))
    drawn = data.draw(st.lists(st.tuples(value, flag), min_size=len(pairs), max_size=len(pairs)))
    cells = [Cell(a, b, v, 9, f) for (a, b), (v, f) in zip(pairs, drawn, strict=True)]
    holds(correlation_map("k", "t", "d", names, cells, width=width))


def test_a_flag_has_a_shape_and_an_unknown_pair_is_hatched() -> None:
    svg = draw().svg
    assert (svg.count(ABOVE), svg.count(BELOW)) == (2, 2)  # one in the key, one in the map
    assert svg.count("url(#k-h)") == 1
    assert "−0.45" in svg


def test_a_stronger_correlation_is_darker_whatever_its_sign() -> None:
    def shade(value: float) -> str:
        svg = correlation_map("k", "t", "d", NAMES[:2], [Cell(0, 1, value, 9)]).svg
        return next(c for _, c in SHADES if svg.count(f'fill="{c}"') == 2)

    assert [shade(v) for v in (0.1, 0.5, 0.8)] == [shade(v) for v in (-0.1, -0.5, -0.8)]
    assert len({shade(v) for v in (0.1, 0.5, 0.8)}) == 3


def test_the_table_names_every_pair() -> None:
    assert [[c.text for c in row] for row in draw().rows] == [
        ["Scientists and engineers", "Daily internet users", "0.95", "240", "nearly the same"],
        ["Scientists and engineers", "Patents", "−0.45", "200", "against each other"],
        ["Daily internet users", "Patents", "", "1", ""],
    ]
