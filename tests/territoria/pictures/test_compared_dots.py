from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import inside, written
from territoria.pictures.compared_dots import ComparedMark, ComparedRow, compared_dots
from territoria.pictures.picture import Label
from territoria.pictures.style import ACCENT

Holds = Callable[..., Element]

NAMES = ("Oberfranken", "Corse", "Åland")
OWN = ComparedMark(32.0, 30.0, 34.0, Label("32 (30–34)", "value:own"))
OTHER = ComparedMark(24.0, 22.0, 26.0, Label("24 (22–26)", "value:corse"))
MISSING = ComparedMark(None, None, None, Label(""))
SAME = "Oberfranken and Åland are about the same."
ROW = ComparedRow("People with a degree", "% of adults", "2023", (OWN, OTHER, MISSING), SAME)

anything = st.none() | st.floats()
labels = st.builds(Label, st.text('0123456789 (–)<&"', max_size=40))
mark = st.builds(ComparedMark, anything, anything, anything, labels, st.booleans())
row = st.builds(
    ComparedRow,
    st.text(max_size=120),
    st.text(max_size=60),
    st.sampled_from(["", "2018", "2018–2020"]),
    st.lists(mark, max_size=9).map(tuple),
    st.text(max_size=200),
    st.sampled_from([1, 0, -1]),
)


def own_dots(svg: str) -> list[float]:
    """Where the reader's own territory stands, without the disc beside its name."""
    found = re.findall(rf'<circle cx="([0-9.]+)"[^>]*r="5.6" fill="{ACCENT}"', svg)
    return [float(x) for x in found]


@pytest.mark.parametrize("width", [640, 360, 328])
def test_the_plot_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    picture = compared_dots("k", "t", "d", NAMES, [ROW, ROW], width=width)
    holds(picture, [OWN.label, OTHER.label])
    inside(picture)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.text(max_size=90), max_size=8),
    st.lists(row, max_size=3),
    st.sampled_from([640, 360, 328]),
)
def test_no_value_however_strange_breaks_the_plot(
    holds: Holds, names: list[str], rows: list[ComparedRow], width: int
) -> None:
    picture = compared_dots("k", "t", "d", names, rows, width=width)
    holds(picture)
    inside(picture)
    assert picture == compared_dots("k", "t", "d", names, rows, width=width)
    assert len(picture.rows) == len(rows) * len(names)


@pytest.mark.parametrize("width", [640, 360, 328])
def test_every_lane_has_its_name_and_its_value_in_words(width: int) -> None:
    texts = written(compared_dots("k", "t", "d", NAMES, [ROW], width=width))
    for text in (*NAMES, "32 (30–34)", "24 (22–26)", "unknown", SAME):
        assert texts.count(text) == 1


def test_what_is_unknown_or_not_handed_over_is_hatched_and_said() -> None:
    picture = compared_dots("k", "t", "d", NAMES, [replace(ROW, marks=(OWN, MISSING))])
    assert picture.svg.count("url(#k-h)") == 2
    assert [line[4].text for line in picture.rows] == ["32 (30–34)", "unknown", "unknown"]


def test_right_is_always_better() -> None:
    left = own_dots(compared_dots("k", "t", "d", NAMES, [ROW]).svg)
    lower = replace(ROW, direction=-1)
    picture = compared_dots("k", "t", "d", NAMES, [lower])
    middle = (194 + 16 + 640 - 126 - 16) / 2
    assert own_dots(picture.svg)[0] - middle == pytest.approx(middle - left[0], abs=0.2)
    assert "% of adults, 2023 · lower is better" in picture.svg


def test_panels_with_a_span_share_its_axis() -> None:
    high = ComparedMark(80.0, 78.0, 82.0, Label("80"))
    rows = [
        replace(ROW, span=(0.0, 100.0)),
        replace(ROW, marks=(high, OTHER, MISSING), span=(0.0, 100.0)),
    ]
    picture = compared_dots("k", "t", "d", NAMES, rows)
    left, right = 194 + 16 + 9, 640 - 126 - 16 - 9
    expected = [left + (right - left) * part for part in (0.32, 0.8)]
    assert own_dots(picture.svg) == pytest.approx(expected, abs=0.1)
    assert written(picture).count("100") == 2


@pytest.mark.parametrize("width", [640, 360, 328])
def test_a_finding_is_the_title_of_its_panel(holds: Holds, width: int) -> None:
    finding = "People with a degree: Oberfranken is clearly ahead of Corse"
    row = replace(ROW, finding=finding, same="")
    picture = compared_dots("k", "t", "d", NAMES, [row], width=width)
    holds(picture)
    inside(picture)
    assert " ".join(written(picture)).count(finding) == 1
    assert picture.rows[0][7].text == finding


def test_a_figure_that_is_neither_good_nor_bad_says_so_and_has_no_arrow() -> None:
    texts = written(compared_dots("k", "t", "d", NAMES, [replace(ROW, direction=0)]))
    assert any(text.endswith("neither way is better") for text in texts)
    assert "better" not in texts


def test_a_figure_of_the_wider_area_is_hollow_and_says_so() -> None:
    wider: Any = replace(ROW, marks=(replace(OWN, inherited=True), OTHER, MISSING))
    picture = compared_dots("k", "t", "d", NAMES, [wider])
    assert own_dots(picture.svg) == []
    assert "figure of the wider area" in written(picture)
    assert picture.rows[0][7].text == f"figure of the wider area; {SAME}"


def test_only_the_first_territory_has_the_accent() -> None:
    alone = compared_dots("k", "t", "d", NAMES[:1], [ROW]).svg
    unknown_first = replace(ROW, marks=(MISSING, OTHER, OTHER))
    svg = compared_dots("k", "t", "d", NAMES, [unknown_first]).svg
    assert alone.count(ACCENT) == 5  # the disc at the name, name, range, dot, value
    assert svg.count(ACCENT) == 2  # the disc at the name, and the name


def test_equal_values_stand_in_the_middle() -> None:
    equal = replace(ROW, marks=(ComparedMark(5, 5, 5, Label("5")),) * 3)
    middle = (194 + 16 + 640 - 126 - 16) / 2
    assert own_dots(compared_dots("k", "t", "d", NAMES, [equal]).svg) == [middle]


def test_the_table_holds_every_number_of_the_plot() -> None:
    rows = compared_dots("k", "t", "d", NAMES, [ROW]).rows
    assert [cell.text for cell in rows[0]] == [
        "People with a degree",
        "% of adults",
        "2023",
        "Oberfranken",
        "32 (30–34)",
        "30",
        "34",
        SAME,
    ]
    assert rows[0][4].address == "value:own"


def test_signs_of_markup_are_only_letters(holds: Holds) -> None:
    row = replace(ROW, name='<b>&"', unit='"&<', same="</text><script>&")
    picture = compared_dots("k", '<t>&"', '<d>&"', ['<n>&"'], [row])
    holds(picture)
    assert '<n>&"' in written(picture)
    assert "<script" not in picture.svg


@pytest.mark.parametrize(("names", "rows"), [((), [ROW]), (NAMES, []), ((), [])])
def test_without_rows_or_territories_it_says_that_there_is_nothing_yet(
    holds: Holds, names: tuple[str, ...], rows: list[ComparedRow]
) -> None:
    picture = compared_dots("k", "t", "d", names, rows)
    holds(picture)
    assert written(picture) == ["Nothing to show yet."]
