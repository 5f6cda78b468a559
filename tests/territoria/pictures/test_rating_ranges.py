from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.picture import Label
from territoria.pictures.rating_ranges import RatingRow, rating_ranges
from territoria.pictures.style import PAPER

Holds = Callable[..., Element]

OFFICE = RatingRow(
    name="Citizens' office in the town hall",
    share=0.72,
    low=0.64,
    high=0.79,
    label=Label("72 % (64–79)", "rating:office"),
    n=1234,
    channels="web 900, paper 334",
)
FEW = replace(OFFICE, name="Ferry", share=0.5, low=0.2, high=0.8, label=Label("50 %", "rating:ferry"),
              n=6, channels="paper 6", too_few=True)  # fmt: skip
NONE = replace(FEW, name="Museum", share=None, low=None, high=None, label=Label(""), n=2)

anything = st.none() | st.floats()
rows = st.builds(
    RatingRow,
    name=st.text(max_size=80),
    share=anything,
    low=anything,
    high=anything,
    label=st.builds(Label, st.text("0123456789 (–).%", max_size=18), st.sampled_from(["", "a:b"])),
    n=st.integers(0, 10**7),
    channels=st.text(max_size=60),
    too_few=st.booleans(),
    note=st.text(max_size=60),
)


@pytest.mark.parametrize("width", [640, 360])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    noted = replace(OFFICE, note="Another mix of channels than elsewhere: compare by channel only")
    shown = [OFFICE, FEW, NONE, replace(noted, name="Buses", label=Label("71 %"))]
    holds(rating_ranges("k", "t", "d", shown, width=width), [OFFICE.label, FEW.label])


@settings(deadline=None, max_examples=60)
@given(st.lists(rows, max_size=4), st.sampled_from([640, 360]))
def test_no_value_however_strange_breaks_it(
    holds: Holds, shown: list[RatingRow], width: int
) -> None:
    picture = rating_ranges("k", "t", "d", shown, width=width)
    holds(picture)
    assert picture == rating_ranges("k", "t", "d", shown, width=width)


def test_too_few_ratings_are_hollow_and_say_so_and_what_may_not_be_shown_is_hatched() -> None:
    full, few, none = (rating_ranges("k", "t", "d", [row]).svg for row in (OFFICE, FEW, NONE))
    assert [svg.count(">too few ratings<") for svg in (full, few, none)] == [
        1,
        2,
        2,
    ]  # with the key
    assert [svg.count("url(#k-h)") for svg in (full, few, none)] == [0, 0, 1]
    rings = [svg.count(f'fill="{PAPER}" stroke=') for svg in (full, few)]
    assert rings[1] == rings[0] + 1


def test_the_table_holds_every_number_and_the_channels() -> None:
    picture = rating_ranges("k", "t", "d", [OFFICE, FEW, NONE])
    assert [[cell.text for cell in row][1:] for row in picture.rows] == [
        ["72 % (64–79)", "64 %", "79 %", "1,234", "web 900, paper 334", ""],
        ["50 %", "20 %", "80 %", "6", "paper 6", "too few ratings"],
        ["unknown", "", "", "2", "paper 6", "too few ratings"],
    ]


def test_rows_stand_as_they_are_given() -> None:
    picture = rating_ranges("k", "t", "d", [FEW, OFFICE])
    assert [row[0].text for row in picture.rows] == ["Ferry", "Citizens' office in the town hall"]


def test_without_rows_it_says_that_there_is_nothing_yet(holds: Holds) -> None:
    holds(rating_ranges("k", "t", "d", []))
