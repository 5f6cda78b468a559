from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.four_fields import FIELDS, FieldPoint, Side, four_fields
from territoria.pictures.style import LEVEL

Holds = Callable[..., Element]
HERE = FieldPoint(
    "Leipzig", Side(62, 55, 70), Side(41, 35, 47), "effort-without-result", chosen=True
)
UNSURE = FieldPoint("Lapland", Side(48, 40, 58), Side(20, 10, 30), "neither", hollow=True)
UNKNOWN = FieldPoint("Centre", Side(None), Side(60, 55, 65), None)

sides = st.builds(Side, *[st.none() | st.floats()] * 3)
fields = st.none() | st.sampled_from(list(FIELDS))
points = st.builds(FieldPoint, st.text(max_size=40), sides, sides, fields, st.booleans())


@pytest.mark.parametrize("width", [640, 328])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    holds(four_fields("k", "t", "d", [HERE, UNSURE, UNKNOWN], width=width))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(points, max_size=5),
    st.tuples(st.floats(0, 100), st.floats(0, 100)),
    st.sampled_from([640, 328]),
)
def test_no_value_however_strange_breaks_it(
    holds: Holds, shown: list[FieldPoint], lines: tuple[float, float], width: int
) -> None:
    holds(four_fields("k", "t", "d", shown, lines, width=width))


def test_the_table_says_the_field_and_the_doubt() -> None:
    picture = four_fields("k", "t", "d", [HERE, UNSURE, UNKNOWN])
    assert [row[-1].text for row in picture.rows] == [
        "effort without result yet",
        "neither effort nor result, or beside it",
        "unknown",
    ]
    assert picture.svg.count("<circle") == 2


def test_only_what_is_sure_is_filled() -> None:
    sure = replace(UNSURE, hollow=False)
    svgs = [four_fields("k", "t", "d", [p]).svg for p in (sure, UNSURE)]
    assert [svg.count(f'r="5.5" fill="{LEVEL}"') for svg in svgs] == [1, 0]
