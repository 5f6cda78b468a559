from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import inside, written
from territoria.pictures.picture import Label
from territoria.pictures.ranking import RankedRow, ranking
from territoria.pictures.style import ACCENT, TINT

Holds = Callable[..., Element]

UNIT = "score 0–100, 2023"


def place(n: int, value: float | None, **changes: object) -> RankedRow:
    low, high = (None, None) if value is None else (value - 2, value + 2)
    label = Label("" if value is None else f"{value:.0f}", f"value:{n}")
    span = Label("" if value is None else f"{n}–{n + 3}", f"place:{n}")
    row = RankedRow(f"Place {n}", value, low, high, label, span)
    return replace(row, **changes)  # type: ignore[arg-type]


LIST = [
    *(place(n, 90.0 - n, chosen=n == 40, same=38 <= n <= 42) for n in range(80)),
    place(80, None),
]

anything = st.none() | st.floats()
row = st.builds(
    RankedRow,
    st.text(max_size=90),
    anything,
    anything,
    anything,
    st.builds(Label, st.text(max_size=40)),
    st.builds(Label, st.text(max_size=30)),
    st.booleans(),
    st.booleans(),
)


@pytest.mark.parametrize("width", [640, 360, 328])
@pytest.mark.parametrize("direction", [1, -1])
def test_the_list_holds_all_that_every_picture_holds(
    holds: Holds, width: int, direction: int
) -> None:
    picture = ranking("k", "t", "d", LIST, UNIT, direction=direction, width=width)  # type: ignore[arg-type]
    holds(picture, [LIST[40].label, LIST[40].place])
    inside(picture)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(row, max_size=12),
    st.text(max_size=150),
    st.sampled_from([1, 0, -1]),
    st.none() | st.integers(-1, 3),
    st.sampled_from([640, 360, 328]),
)
def test_no_value_however_strange_breaks_the_list(
    holds: Holds, rows: list[RankedRow], unit: str, direction: int, around: int | None, width: int
) -> None:
    def draw() -> object:
        return ranking("k", "t", "d", rows, unit, direction=direction, around=around, width=width)  # type: ignore[arg-type]

    picture = ranking("k", "t", "d", rows, unit, direction=direction, around=around, width=width)  # type: ignore[arg-type]
    holds(picture)
    inside(picture)
    assert draw() == picture
    assert len(picture.rows) == len(rows)


def test_the_best_stands_first_and_the_unknown_last() -> None:
    rows = [place(1, 5.0), place(2, None), place(3, 9.0)]
    names = [line[1].text for line in ranking("k", "t", "d", rows, UNIT).rows]
    assert names == ["Place 3", "Place 1", "Place 2"]
    lower = ranking("k", "t", "d", rows, UNIT, direction=-1)
    assert [line[1].text for line in lower.rows] == ["Place 1", "Place 3", "Place 2"]
    assert "score 0–100, 2023 · lower is better" in written(lower)


def test_around_the_chosen_row_the_others_are_counted_where_they_are_missing() -> None:
    texts = written(ranking("k", "t", "d", LIST, UNIT, around=2))
    names = [text for text in texts if text.startswith("Place")]
    assert names == [f"Place {n}" for n in (0, 38, 39, 40, 41, 42, 79)]
    assert [text for text in texts if "more" in text] == ["… 37 more …", "… 36 more …"]
    assert "1 territory has no figure." in texts


def test_no_more_than_sixty_rows_are_drawn_and_the_table_has_all() -> None:
    picture = ranking("k", "t", "d", LIST, UNIT)
    drawn = [text for text in written(picture) if text.startswith("Place")]
    assert 50 <= len(drawn) <= 60
    assert len(picture.rows) == 81


def test_those_about_the_same_stand_on_one_band_with_its_heading() -> None:
    picture = ranking("k", "t", "d", LIST[30:50], UNIT)
    assert re.findall(rf'<rect x="0"[^>]*height="([0-9]+)" fill="{TINT}"', picture.svg) == ["125"]
    assert written(picture).count("about the same as Place 40") == 1
    notes = {line[1].text for line in picture.rows if line[5].text == "about the same"}
    assert notes == {"Place 38", "Place 39", "Place 41", "Place 42"}


def test_without_a_chosen_row_nobody_is_called_the_same_as_anybody() -> None:
    rows = [replace(row, chosen=False) for row in LIST[30:50]]
    svg = ranking("k", "t", "d", rows, UNIT).svg
    assert TINT not in svg
    assert ACCENT not in svg


def test_a_chosen_row_without_a_figure_is_hatched_and_says_unknown() -> None:
    rows = [place(1, 5.0), place(2, None, chosen=True), place(3, None), place(4, None)]
    picture = ranking("k", "t", "d", rows, UNIT)
    assert picture.svg.count("url(#k-h)") == 2
    texts = written(picture)
    assert "unknown" in texts
    assert "2 territories have no figure." in texts


def test_equal_values_stand_in_the_order_of_their_names() -> None:
    rows = [place(3, 5.0), place(1, 5.0), place(2, 5.0)]
    picture = ranking("k", "t", "d", rows, UNIT)
    assert [line[1].text for line in picture.rows] == ["Place 1", "Place 2", "Place 3"]
    assert ranking("k", "t", "d", rows[::-1], UNIT) == picture


def test_signs_of_markup_are_only_letters(holds: Holds) -> None:
    picture = ranking("k", "t", "d", [place(1, 5.0, name='<b>&"', chosen=True, same=True)], '<&"')
    holds(picture)
    assert '<b>&"' in written(picture)


def test_without_rows_it_says_that_there_is_nothing_yet(holds: Holds) -> None:
    picture = ranking("k", "t", "d", [], UNIT)
    holds(picture)
    assert written(picture) == ["Nothing to show yet."]


def test_when_nothing_is_known_the_chosen_are_hatched_and_the_rest_counted(holds: Holds) -> None:
    rows = [place(1, None, chosen=True), place(2, None), place(3, None)]
    picture = ranking("k", "t", "d", rows, UNIT)
    holds(picture)
    inside(picture)
    assert written(picture) == [UNIT, "Place 1", "unknown", "2 territories have no figure."]


def test_one_that_differs_from_all_others_has_no_band() -> None:
    assert (
        TINT not in ranking("k", "t", "d", [place(1, 5.0, chosen=True), place(2, 50.0)], UNIT).svg
    )
