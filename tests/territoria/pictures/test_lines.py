from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import inside, written
from territoria.pictures.lines import BandYear, Series, lines
from territoria.pictures.picture import Label
from territoria.pictures.style import ACCENT, TINT
from territoria.pictures.trend_line import TrendPoint

Holds = Callable[..., Element]

UNIT = "% of adults with a degree"


def series(name: str, values: dict[int, float | None], *broken: int) -> Series:
    points = tuple(TrendPoint(y, v, Label(""), y in broken) for y, v in values.items())
    last = next((v for v in reversed(list(values.values())) if v is not None), None)
    return Series(name, points, Label("" if last is None else f"{last:g} %", f"value:{name}"))


OWN = series("Oberfranken", {2019: 30.0, 2020: 31.0, 2021: 33.0, 2022: 34.0})
OTHER = series("Corse", {2019: 22.0, 2020: 23.0, 2022: 24.0})
BAND = [BandYear(year, 25.0, 32.0) for year in range(2019, 2023)]

point = st.builds(
    TrendPoint,
    year=st.integers(1900, 2100),
    value=st.none() | st.floats(),
    label=st.builds(Label, st.text(max_size=20)),
    break_before=st.booleans(),
)
one = st.builds(
    Series,
    st.text(max_size=90),
    st.lists(point, max_size=9).map(tuple),
    st.builds(Label, st.text(max_size=30)),
)
years = st.builds(
    BandYear, st.integers(1900, 2100), st.none() | st.floats(), st.none() | st.floats()
)


def strokes(svg: str) -> int:
    """Lines in the accent that join years."""
    return svg.count(f'fill="none" stroke="{ACCENT}" stroke-width="2.6"')


def dots(svg: str) -> int:
    """Years of the reader's own territory; the last one has its mark twice."""
    return svg.count(f'fill="{ACCENT}" stroke="#ffffff"') - 1


@pytest.mark.parametrize("width", [640, 360, 328])
def test_the_lines_hold_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    picture = lines("k", "t", "d", [OWN, OTHER], UNIT, band=BAND, width=width)
    holds(picture, [OWN.label, OTHER.label])
    inside(picture)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(one, max_size=8),
    st.text(max_size=150),
    st.lists(years, max_size=5),
    st.sampled_from([640, 360, 328]),
)
def test_no_series_however_strange_breaks_the_lines(
    holds: Holds, found: list[Series], unit: str, band: list[BandYear], width: int
) -> None:
    picture = lines("k", "t", "d", found, unit, band=band, width=width)
    holds(picture)
    inside(picture)
    assert picture == lines("k", "t", "d", found, unit, band=band, width=width)


def test_a_missing_year_is_a_gap_and_a_year_alone_is_a_dot() -> None:
    whole = lines("k", "t", "d", [OWN], UNIT).svg
    assert (strokes(whole), dots(whole)) == (1, 4)
    gap = series("Own", {2018: 29.0, 2019: 30.0, 2021: 33.0})
    svg = lines("k", "t", "d", [gap], UNIT).svg
    assert (strokes(svg), dots(svg)) == (1, 3)


def test_an_unknown_year_is_a_gap_too() -> None:
    gap = series("Own", {2018: 29.0, 2019: 30.0, 2020: None, 2021: 33.0, 2022: 34.0})
    assert strokes(lines("k", "t", "d", [gap], UNIT).svg) == 2


def test_a_figure_that_is_taken_every_second_year_has_no_gaps() -> None:
    second = series("Own", {2016: 29.0, 2018: 30.0, 2020: 33.0})
    assert strokes(lines("k", "t", "d", [second], UNIT).svg) == 1


def test_a_break_in_series_is_marked_and_not_bridged() -> None:
    broken = series("Own", {2018: 29.0, 2019: 30.0, 2020: 33.0, 2021: 34.0}, 2020)
    picture = lines("k", "t", "d", [broken], UNIT)
    assert strokes(picture.svg) == 2
    assert written(picture).count("break in series") == 1
    assert [line[-1].text for line in picture.rows] == ["", "", "Own: break in series", ""]


@pytest.mark.parametrize("width", [640, 360, 328])
def test_every_line_is_named_once_and_has_its_value_at_the_end(width: int) -> None:
    texts = written(lines("k", "t", "d", [OWN, OTHER], UNIT, width=width))
    for text in ("Oberfranken", "Corse", "34 %", "24 %"):
        assert texts.count(text) == 1


def test_a_line_that_ends_earlier_says_its_year() -> None:
    early = series("Åland", {2019: 20.0, 2020: 21.0})
    texts = written(lines("k", "t", "d", [OWN, early], UNIT))
    assert "21 %2020" in texts  # two parts on one line, set apart in the drawing
    assert "34 %" in texts


def test_eight_lines_that_end_together_have_labels_apart(holds: Holds) -> None:
    same = [
        series(f"Place {n} with a long name of two lines", {2020: 5, 2021: 5}) for n in range(8)
    ]
    for width in (640, 360):
        picture = lines("k", "t", "d", same, UNIT, width=width)
        holds(picture, [one.label for one in same])
        inside(picture)


def test_the_peers_are_a_tint_with_a_name() -> None:
    assert TINT not in lines("k", "t", "d", [OWN], UNIT).svg
    picture = lines("k", "t", "d", [OWN], UNIT, band=BAND, band_words="middle half of 20 peers")
    assert "middle half of 20 peers" in written(picture)
    assert [line[2].text for line in picture.rows] == ["25–32"] * 4


def test_one_without_any_value_is_said_to_be_unknown() -> None:
    picture = lines("k", "t", "d", [OWN, series("Åland", {2020: None})], UNIT)
    assert "Åland: unknown" in written(picture)
    assert picture.svg.count("url(#k-h)") == 1
    assert [line[2].text for line in picture.rows] == ["", "unknown", "", ""]


def test_the_order_of_the_years_is_no_matter() -> None:
    back = replace(OWN, points=OWN.points[::-1])
    assert lines("k", "t", "d", [back], UNIT) == lines("k", "t", "d", [OWN], UNIT)


def test_the_table_holds_every_value() -> None:
    picture = lines("k", "t", "d", [OWN, OTHER], UNIT, band=BAND[:1])
    assert picture.header == ("Year", "Oberfranken", "Corse", "middle half of the peers", "Note")
    assert [[cell.text for cell in line] for line in picture.rows] == [
        ["2019", "30", "22", "25–32", ""],
        ["2020", "31", "23", "", ""],
        ["2021", "33", "", "", ""],
        ["2022", "34 %", "24 %", "", ""],
    ]


def test_signs_of_markup_are_only_letters(holds: Holds) -> None:
    picture = lines("k", '<t>&"', "d", [replace(OWN, name='<b>&"')], '<&"')
    holds(picture)
    assert '<b>&"' in written(picture)


@pytest.mark.parametrize("found", [[], [series("Åland", {2020: None})], [Series("x", ())]])
def test_without_values_it_says_that_there_is_nothing_yet(
    holds: Holds, found: list[Series]
) -> None:
    picture = lines("k", "t", "d", found, UNIT)
    holds(picture)
    assert written(picture) == [UNIT, "Nothing to show yet."]
