from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.criterion_matrix import JudgedCell, JudgedRow, criterion_matrix, said_of
from territoria.pictures.style import BELOW, SEQUENCE

Holds = Callable[..., Element]
CRITERIA = ["Evidence base", "Consultation", "Clear measurable target", "SME relevance and access"]

cells = st.builds(
    JudgedCell,
    value=st.none() | st.floats(),
    low=st.none() | st.floats(),
    high=st.none() | st.floats(),
    state=st.sampled_from(["known", "unknown", "disputed", "settled"]),
)
rows = st.builds(JudgedRow, st.text(max_size=60), st.lists(cells, max_size=6).map(tuple))


def a_row(*values: float | None) -> JudgedRow:
    return JudgedRow("A voucher", tuple(JudgedCell(v, v, v) for v in values))


@pytest.mark.parametrize("width", [640, 328])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    disputed = JudgedCell(None, 1, 4, "disputed")
    shown = [a_row(0, 1.5, 4, None), JudgedRow("B", (disputed, JudgedCell(3, 3, 3, "settled")))]
    holds(criterion_matrix("k", "t", "d", CRITERIA, shown, width=width))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.text(max_size=24), max_size=10),
    st.lists(rows, max_size=3),
    st.sampled_from([640, 328]),
)
def test_no_value_however_strange_breaks_it(
    holds: Holds, criteria: list[str], shown: list[JudgedRow], width: int
) -> None:
    holds(criterion_matrix("k", "t", "d", criteria, shown, width=width))


def test_unknown_is_hatched_and_nought_is_a_shade_with_its_number() -> None:
    nought = criterion_matrix("k", "t", "d", ["One"], [a_row(0)]).svg
    unknown = criterion_matrix("k", "t", "d", ["One"], [a_row(None)]).svg
    assert unknown.count("url(#k-h)") == nought.count("url(#k-h)") + 1
    assert nought.count(SEQUENCE[0]) == unknown.count(SEQUENCE[0]) + 1
    assert nought.count(">0</text>") == unknown.count(">0</text>") + 1


def test_only_where_assessors_differ_a_cell_has_its_mark() -> None:
    def marks(state: str) -> int:
        cell = JudgedCell(2, 1, 3, state)  # type: ignore[arg-type]
        return criterion_matrix("k", "t", "d", ["One"], [JudgedRow("A", (cell,))]).svg.count(BELOW)

    assert marks("disputed") == marks("known") + 1 == marks("settled") + 1


def test_the_table_says_value_range_and_state() -> None:
    cells = (JudgedCell(None, 1, 4, "disputed"), JudgedCell(3, 3, 3, "settled"), JudgedCell(1))
    picture = criterion_matrix("k", "t", "d", CRITERIA, [JudgedRow("A voucher", cells)])
    assert picture.header == ("Initiative", *CRITERIA)
    assert [cell.text for cell in picture.rows[0]] == [
        "A voucher",
        "1–4, assessors differ",
        "3, talked over and settled",
        "1",
        "cannot tell",
    ]
    assert said_of(JudgedCell(None)) == "cannot tell"
    assert said_of(JudgedCell(2.5, 2, 3)) == "2.5 (2–3)"
    assert said_of(JudgedCell(None, 0, 4, "settled")) == "cannot tell, talked over and settled"
