from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.picture import Label
from territoria.pictures.style import ACCENT
from territoria.pictures.wave_plan import Wave, WaveItem, wave_plan

Holds = Callable[..., Element]

DESK = WaveItem(
    id="desk",
    name="Open a shared data desk for the five smallest municipalities",
    role="Regional authority, chief information officer",
    effort=6,
    label=Label("5–8 person-months", "effort:desk"),
    waits_for=(),
)
PORTAL = WaveItem(
    id="portal",
    name="Publish the ten most wanted data sets",
    role="Data desk",
    effort=9,
    label=Label("8–12 person-months", "effort:portal"),
    waits_for=("desk",),
)
FIRST = Wave("First wave", "months 0–6", (DESK,), 6, 12, Label("6 of 12", "wave:1"))
SECOND = Wave("Second wave", "months 6–18", (PORTAL,), 9, 24, Label("9 of 24", "wave:2"))
THIRD = Wave("Third wave", "months 18–36", (), 0, 24, Label("0 of 24", "wave:3"))
CAPACITY = Label("capacity: 12 person-months each half-year", "capacity")

labels = st.builds(Label, st.text("0123456789 (–).", max_size=18), st.sampled_from(["", "a:b"]))
item = st.builds(
    WaveItem,
    id=st.sampled_from("abcdefgh"),
    name=st.text(max_size=120),
    role=st.text(max_size=60),
    effort=st.none() | st.floats(),
    label=labels,
    waits_for=st.lists(st.sampled_from("abcdefghz"), max_size=3).map(tuple),
)
wave = st.builds(
    Wave,
    title=st.text(max_size=40),
    months=st.text(max_size=30),
    items=st.lists(item, max_size=4).map(tuple),
    used=st.floats(),
    available=st.floats(),
    label=labels,
)


@pytest.mark.parametrize("width", [640, 360])
def test_the_plan_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    picture = wave_plan("k", "t", "d", [FIRST, SECOND, THIRD], CAPACITY, width=width)
    every = [DESK.label, PORTAL.label, FIRST.label, SECOND.label, THIRD.label, CAPACITY]
    holds(picture, every)


@settings(deadline=None)
@given(st.lists(wave, max_size=4), st.sampled_from([640, 360]))
def test_no_effort_however_strange_breaks_the_plan(
    holds: Holds, waves: list[Wave], width: int
) -> None:
    picture = wave_plan("k", "t", "d", waves, CAPACITY, width=width)
    holds(picture)
    assert picture == wave_plan("k", "t", "d", waves, CAPACITY, width=width)


def blocks(root: Element) -> list[float]:
    rects = [e for e in root.iter() if e.tag.endswith("rect") and e.get("fill") == ACCENT]
    return [float(e.get("width", "nan")) + 1 for e in rects]


def test_blocks_are_as_wide_as_their_effort_in_every_wave(holds: Holds) -> None:
    small, large = blocks(holds(wave_plan("k", "t", "d", [FIRST, SECOND], CAPACITY)))
    assert large / small == pytest.approx(9 / 6, rel=0.01)


def test_an_unknown_effort_is_hatched_and_never_a_width_of_zero(holds: Holds) -> None:
    unknown = replace(FIRST, items=(replace(DESK, effort=None),))
    picture = wave_plan("k", "t", "d", [unknown], CAPACITY)
    assert blocks(holds(picture)) == []
    assert "url(#k-h)" in picture.svg


def test_waiting_is_said_in_words_and_drawn_as_an_arrow() -> None:
    svg = wave_plan("k", "t", "d", [FIRST, SECOND], CAPACITY).svg
    assert ">waits for 1<" in svg
    assert svg.count("<path") == 2


def test_waiting_for_what_comes_later_is_said_but_not_drawn() -> None:
    svg = wave_plan("k", "t", "d", [SECOND, FIRST], CAPACITY).svg
    assert ">waits for 2<" in svg
    assert "<path" not in svg


def test_waiting_for_something_outside_the_plan_names_it() -> None:
    alone = replace(SECOND, items=(replace(PORTAL, waits_for=("mandate",)),))
    assert ">waits for mandate<" in wave_plan("k", "t", "d", [alone], CAPACITY).svg


def test_every_wave_has_its_capacity_line_even_an_empty_one() -> None:
    svg = wave_plan("k", "t", "d", [FIRST, SECOND, THIRD], CAPACITY).svg
    assert svg.count('stroke-dasharray="7 2"') == 3


def test_the_table_holds_every_number_of_the_plan() -> None:
    rows = wave_plan("k", "t", "d", [FIRST, SECOND, THIRD], CAPACITY).rows
    assert [[cell.text for cell in row][2:8] for row in rows] == [
        ["1", DESK.name, DESK.role, "5–8 person-months", "", "6 of 12"],
        ["2", PORTAL.name, "Data desk", "8–12 person-months", "1", "9 of 24"],
        ["", "", "", "", "", "0 of 24"],
    ]


def test_without_waves_the_plan_says_that_there_is_nothing_yet(holds: Holds) -> None:
    holds(wave_plan("k", "t", "d", [], CAPACITY))
