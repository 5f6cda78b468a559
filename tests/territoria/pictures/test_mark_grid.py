from __future__ import annotations

from collections.abc import Callable
from typing import get_args
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.mark_grid import GridCell, GridRow, Mark, mark_grid
from territoria.pictures.picture import Label

Holds = Callable[..., Element]
MARKS = get_args(Mark)

cells = st.builds(
    GridCell,
    mark=st.sampled_from(MARKS),
    said=st.builds(Label, st.text(max_size=20)),
    text=st.text("0123456789–", max_size=9),
)
rows = st.builds(GridRow, name=st.text(max_size=60), cells=st.lists(cells, max_size=6).map(tuple))


def a_row(*marks: Mark) -> GridRow:
    return GridRow("Leipzig", tuple(GridCell(m, Label(f"it is {m}"), m[:3]) for m in marks))


@pytest.mark.parametrize("width", [640, 360])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    legend = [("done", "done"), ("late", "late"), ("unknown", "nobody can tell")]
    shown = [a_row("done", "late", "open", "unknown"), a_row("above", "level", "below", "ahead")]
    holds(mark_grid("k", "t", "d", ["One", "Two", "Three", "Four"], shown, legend, width=width))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.text(max_size=24), max_size=6),
    st.lists(rows, max_size=3),
    st.sampled_from([640, 360]),
)
def test_no_value_however_strange_breaks_it(
    holds: Holds, columns: list[str], shown: list[GridRow], width: int
) -> None:
    picture = mark_grid("k", "t", "d", columns, shown, width=width)
    holds(picture)
    assert picture == mark_grid("k", "t", "d", columns, shown, width=width)


def test_a_cell_that_is_missing_is_unknown() -> None:
    picture = mark_grid("k", "t", "d", ["One", "Two"], [a_row("done")])
    assert picture.svg.count("url(#k-h)") == 1
    assert [cell.text for cell in picture.rows[0]] == ["Leipzig", "it is done", ""]


def test_no_two_marks_look_alike_but_those_that_mean_the_same() -> None:
    drawn = {m: mark_grid("k", "t", "d", ["One"], [GridRow("", (GridCell(m, Label("")),))]).svg
             for m in MARKS}  # fmt: skip
    same = {drawn["done"]: "full", drawn["open"]: "half", drawn["left-out"]: "none"}
    assert len(set(drawn.values())) == len(MARKS) - len(same)


def test_a_head_without_room_is_a_number_and_a_key_says_it_whole() -> None:
    names = ["Aldermark", "Norrholm", "Ostermoor", "Kesmark", "Brennau", "Valdoro", "Velmar", "Lys"]
    drawn = mark_grid("k", "t", "d", names, [a_row(*["done"] * 8)]).svg
    assert "…" not in drawn
    assert all(f">{name}</text>" in drawn for name in names)
    assert ">8</text>" in drawn
