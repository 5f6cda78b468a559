from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import inside, written
from territoria.pictures.dot_vote import dot_vote
from territoria.pictures.picture import Label, Picture
from territoria.pictures.plane import Axis
from territoria.pictures.style import ACCENT, PEER_FILL
from territoria.pictures.voted_items import VotedItem

Holds = Callable[..., Element]

IMPACT, FEASIBLE = Axis("Impact", "dots"), Axis("Feasibility", "dots")
DASHED = 'stroke-dasharray="6 3"'
BEYOND = "What the votes put first lies beyond the dashed line."


def item(name: str, x: float | None, y: float | None, state: str = "out") -> VotedItem:
    def label(axis: str, value: float | None) -> Label:
        return Label("" if value is None else f"{value:.0f}", f"{axis}:{name}")

    return VotedItem(
        name, x, y, state, label("across", x), label("up", y), Label("1 (1–3)", f"p:{name}")
    )


BUS = item("Bus data", 9, 8, "chosen")
DESK = item("One-stop desk", 6, 5, "tied")
GIS = item("Joint GIS", 5, 6, "tied")
WIFI = item("Free wifi", 2, 3)
FOUR = [BUS, DESK, GIS, WIFI]


def drawn(items: list[VotedItem], width: int = 640, finding: str = "") -> Picture:
    return dot_vote("k", "t", "d", items, IMPACT, FEASIBLE, finding=finding, width=width)


def crowd(count: int = 25) -> list[VotedItem]:
    spots = sorted(((n * 7 % 19, n * 11 % 17) for n in range(count)), key=lambda s: -s[0] * s[1])
    return [
        item(
            f"Action {n} with a name of some length for a table", x, y, "chosen" if n < 6 else "out"
        )
        for n, (x, y) in enumerate(spots)
    ]


anything = st.none() | st.floats()
labels = st.builds(Label, st.text("0123456789 –()", max_size=14), st.sampled_from(["", "a:b"]))
items = st.lists(
    st.builds(
        VotedItem,
        st.text(max_size=90),
        anything | st.integers(0, 5).map(float),
        anything | st.integers(0, 5).map(float),
        st.sampled_from(["chosen", "tied", "out"]),
        labels,
        labels,
        labels,
        st.booleans(),
    ),
    max_size=12,
)


@pytest.mark.parametrize("width", [640, 360, 328])
def test_the_plane_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    for found in (FOUR, crowd(), [replace(one, firm=False) for one in crowd(8)]):
        picture = drawn(found, width, "Six actions go on the short list.")
        holds(picture, [label for one in found for label in (one.across_label, one.up_label)])
        inside(picture)


@settings(deadline=None, max_examples=60)
@given(items, st.text(max_size=80), st.text(max_size=120), st.sampled_from([640, 360, 328]))
def test_no_vote_however_strange_breaks_the_plane(
    holds: Holds, found: list[VotedItem], name: str, finding: str, width: int
) -> None:
    axis = Axis(name, "dots")
    picture = dot_vote("k", "t", "d", found, axis, FEASIBLE, finding=finding, width=width)
    holds(picture)
    inside(picture)
    assert len(picture.rows) == len(found)
    again = dot_vote("k", "t", "d", found, axis, FEASIBLE, finding=finding, width=width)
    assert picture == again


def test_every_item_has_its_number_in_the_plane_and_its_name_below() -> None:
    found = crowd()
    for width in (640, 328):
        texts = written(drawn(found, width))
        plane = " ".join(texts[: texts.index("First by votes")])
        numbers = {int(word) for word in plane.replace(",", " ").split() if word.isdigit()}
        assert set(range(1, 26)) <= numbers
        below = texts[texts.index("First by votes") :]
        assert [text for text in below if text.isdigit()] == [str(n) for n in range(1, 26)]


def test_items_at_one_place_share_a_mark_and_list_their_numbers() -> None:
    found = [BUS, item("A", 2, 3), item("B", 2, 3), item("C", 2, 3)]
    picture = drawn(found)
    assert "2, 3, 4" in written(picture)
    assert picture.svg.count(f'fill="{PEER_FILL}"') == 2  # one in the plane, one in the heading


def test_the_border_runs_through_the_tied_and_between_the_others() -> None:
    assert drawn(FOUR).svg.count(DASHED) == 1
    assert BEYOND in written(drawn(FOUR))
    assert drawn([BUS, WIFI]).svg.count(DASHED) == 1


@pytest.mark.parametrize(
    "found",
    [
        [BUS],
        [WIFI],
        [item("a", 2, 2, "chosen"), item("b", 9, 9)],
        [BUS, item("a", 0, 9)],
        [BUS, DESK, item("a", 1, 1, "tied"), WIFI],
    ],
)
def test_where_states_follow_no_product_there_is_no_border(found: list[VotedItem]) -> None:
    assert DASHED not in drawn(found).svg
    assert BEYOND not in written(drawn(found))


def test_states_are_said_in_words_in_the_order_of_the_list() -> None:
    headings = ("First by votes", "Tied at the border", "Not first by votes")
    assert [text for text in written(drawn(FOUR)) if text in headings] == list(headings)
    assert [text for text in written(drawn([WIFI])) if text in headings] == [headings[2]]


def test_a_mark_is_hollow_where_one_group_decides() -> None:
    hollow = f'stroke="{ACCENT}" stroke-width="2"/>'
    note = "Hollow mark: without one of the actor groups its place would change."
    assert hollow not in drawn(FOUR).svg
    assert note not in written(drawn(FOUR))
    loose = drawn([replace(BUS, firm=False), WIFI])
    assert loose.svg.count(hollow) == 1
    assert note in written(loose)


def test_an_item_without_a_count_is_listed_and_said() -> None:
    picture = drawn([BUS, item("Shuttle", 4, None)])
    assert "Not drawn, because a count is not known: Shuttle." in written(picture)
    assert [cell.text for cell in picture.rows[1]][2:4] == ["4", "unknown"]


def test_the_table_holds_every_count_with_its_place_and_state() -> None:
    picture = drawn([BUS, replace(WIFI, firm=False)])
    assert picture.header == (
        "No.", "Item", "Impact, dots", "Feasibility, dots", "Place", "Short list", "How firm",
    )  # fmt: skip
    assert [[cell.text for cell in row] for row in picture.rows] == [
        ["1", "Bus data", "9", "8", "1 (1–3)", "First by votes", "firm"],
        ["2", "Free wifi", "2", "3", "1 (1–3)", "Not first by votes", "hangs on one group"],
    ]


def test_without_a_vote_it_says_that_there_is_nothing_yet(holds: Holds) -> None:
    picture = drawn([])
    holds(picture)
    assert written(picture) == ["Nothing to show yet."]


def test_twenty_five_items_take_less_than_twenty_five_kilobytes() -> None:
    assert len(drawn(crowd()).svg.encode()) <= 25_000
