from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.pictures.picture import Label
from territoria.pictures.style import ACCENT, INK, PAPER, PEER, PEER_FILL
from territoria.pictures.svg import Drawing
from territoria.pictures.voted_items import (
    State,
    VotedItem,
    border_level,
    count_label,
    spot_of,
    vote_mark,
)

NO = Label("")


def item(x: float | None, y: float | None, state: State) -> tuple[int, VotedItem]:
    return 1, VotedItem("a", x, y, state, NO, NO, NO)


def test_the_border_is_the_product_of_the_tied() -> None:
    shown = [item(9, 9, "chosen"), item(6, 4, "tied"), item(3, 8, "tied"), item(2, 2, "out")]
    assert border_level(shown) == 24


def test_a_clear_border_lies_between_the_last_chosen_and_the_next() -> None:
    assert border_level([item(6, 6, "chosen"), item(2, 2, "out")]) == pytest.approx(12)


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["chosen", "tied", "out"])),
        max_size=6,
    )
)
def test_a_border_parts_what_is_chosen_from_what_is_not(
    found: list[tuple[int, int, State]],
) -> None:
    level = border_level([item(x, y, state) for x, y, state in found])
    if level is not None:
        assert 0 < level < math.inf
        assert all(x * y > level for x, y, state in found if state == "chosen")
        assert all(x * y < level for x, y, state in found if state == "out")
        assert all(x * y == level for x, y, state in found if state == "tied")


def test_a_count_that_is_not_known_is_said() -> None:
    assert count_label(NO, None) == Label("unknown")
    assert count_label(Label("", "a:b"), 4.0) == Label("4", "a:b")
    assert spot_of(item(4, None, "out")[1]) is None
    assert spot_of(item(4, 5, "out")[1]) == (4, 5)


@pytest.mark.parametrize(
    ("state", "firm", "fill", "edge"),
    [
        ("chosen", True, ACCENT, PAPER),
        ("chosen", False, PAPER, ACCENT),
        ("tied", True, INK, INK),
        ("tied", False, PAPER, INK),
        ("out", True, PEER_FILL, PEER),
        ("out", False, PAPER, PEER),
    ],
)
def test_a_mark_is_filled_where_it_is_firm_and_hollow_where_not(
    state: State, firm: bool, fill: str, edge: str
) -> None:
    drawing = Drawing("k", 100)
    vote_mark(drawing, 50, 50, state, firm)
    svg = drawing.picture(100, "t", "d", (), ()).svg
    assert f'fill="{fill}" stroke="{edge}"' in svg
