from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.picture import Label
from territoria.pictures.style import ACCENT, PEER
from territoria.pictures.trend_line import Slope, TrendPoint, trend_line

Holds = Callable[..., Element]

UNIT = "% aged 25–64 with a degree"
END = Label("31.9 %", "trend:tertiary")
PEERS_END = Label("peers 29.4", "trend:peers")
SERIES = (
    TrendPoint(2014, 28.4, Label("28.4", "value:2014")),
    TrendPoint(2015, 29.8),
    TrendPoint(2016, None),
    TrendPoint(2017, 31.0, break_before=True),
    TrendPoint(2018, 31.9),
)
PEERS = tuple(TrendPoint(year, 27 + 0.6 * (year - 2014)) for year in range(2014, 2019))

point = st.builds(
    TrendPoint,
    year=st.integers(1900, 2100),
    value=st.none() | st.floats(),
    break_before=st.booleans(),
    low=st.none() | st.floats(),
    high=st.none() | st.floats(),
)
value = st.floats(allow_nan=False, allow_infinity=False)


def test_the_line_holds_all_that_every_picture_holds(holds: Holds) -> None:
    slope = Slope(2014, 28.3, 2018, 31.8)
    picture = trend_line(
        "k", "t", "d", SERIES, UNIT, END, peers=PEERS, peers_label=PEERS_END, slope=slope
    )
    holds(picture, [END, PEERS_END])


@settings(deadline=None)
@given(
    st.lists(point, max_size=12, unique_by=lambda p: p.year),
    st.lists(point, max_size=6, unique_by=lambda p: p.year),
    st.text(max_size=80),
    st.none() | st.builds(Slope, st.integers(1900, 2100), value, st.integers(1900, 2100), value),
)
def test_no_series_however_strange_breaks_the_line(
    holds: Holds, series: list[TrendPoint], peers: list[TrendPoint], unit: str, slope: Slope | None
) -> None:
    def draw() -> object:
        return trend_line(
            "k", "t", "d", series, unit, END, peers=peers, peers_label=PEERS_END, slope=slope
        )

    holds(draw())
    assert draw() == draw()


def test_a_missing_year_is_hatched_and_not_bridged(holds: Holds) -> None:
    root = holds(trend_line("k", "t", "d", SERIES, UNIT, END))
    lines = [e for e in root.iter() if e.tag.endswith("path") and e.get("stroke") == ACCENT]
    dots = [e for e in root.iter() if e.tag.endswith("circle")]
    hatched = [e for e in root.iter() if e.get("fill") == "url(#k-h)"]
    assert (len(lines), len(dots), len(hatched)) == (2, 4, 1)


def test_a_break_is_marked_and_not_bridged() -> None:
    whole = (TrendPoint(2017, 1.0), TrendPoint(2018, 2.0))
    broken = (TrendPoint(2017, 1.0), TrendPoint(2018, 2.0, break_before=True))
    assert 'stroke-dasharray="2 3"' not in trend_line("k", "t", "d", whole, UNIT, END).svg
    picture = trend_line("k", "t", "d", broken, UNIT, END)
    assert 'stroke-dasharray="2 3"' in picture.svg
    assert "<path" not in picture.svg
    assert picture.rows[1][4] == Label("break in series")


def test_the_peers_line_is_grey() -> None:
    assert PEER not in trend_line("k", "t", "d", SERIES, UNIT, END).svg
    assert PEER in trend_line("k", "t", "d", SERIES, UNIT, END, peers=PEERS).svg


def test_the_order_of_the_years_is_no_matter() -> None:
    assert trend_line("k", "t", "d", SERIES[::-1], UNIT, END) == trend_line(
        "k", "t", "d", SERIES, UNIT, END
    )


def test_the_table_holds_every_number_of_the_line() -> None:
    slope = Slope(2014, 28.3, 2018, 31.8)
    rows = trend_line("k", "t", "d", SERIES[-2:], UNIT, END, slope=slope).rows
    assert [[cell.text for cell in row] for row in rows] == [
        ["2014", "", "", "28.3", ""],
        ["2017", "31", "", "", "break in series"],
        ["2018", "31.9 %", "", "31.8", ""],
    ]


def test_each_year_has_its_range_on_an_axis_from_zero(holds: Holds) -> None:
    series = (
        TrendPoint(2025, 46.0, low=40.0, high=52.0),
        TrendPoint(2026, 50.0, low=44.0, high=56.0),
    )
    bare = trend_line("k", "t", "d", [TrendPoint(p.year, p.value) for p in series], UNIT, END)
    picture = trend_line("k", "t", "d", series, UNIT, END, from_zero=True, width=328)
    holds(picture, [END])
    upright = [e for e in holds(picture).iter() if e.get("stroke-linecap") == "round"]
    assert (len(upright), "stroke-linecap" in bare.svg) == (2, False)
    assert (">0<" in picture.svg, ">0<" in bare.svg) == (True, False)


@pytest.mark.parametrize("series", [(), (TrendPoint(2018, None),)])
def test_without_values_the_line_says_that_there_is_nothing_yet(
    holds: Holds, series: tuple[TrendPoint, ...]
) -> None:
    picture = trend_line("k", "t", "d", series, UNIT, END)
    holds(picture)
    assert "Nothing to show yet." in picture.svg


@pytest.mark.parametrize(
    ("top", "numbers"), [(15.0, ["0", "10"]), (24.0, ["0", "20"]), (49.0, ["0", "20", "40"])]
)
def test_an_axis_from_zero_has_two_numbers_at_least(top: float, numbers: list[str]) -> None:
    points = (TrendPoint(2025, 5.0), TrendPoint(2026, top))
    picture = trend_line("k", "t", "d", points, "percent", Label(""), from_zero=True)
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", picture.svg)
    assert [text for text in texts if text in {"0", "10", "20", "40", "50"}] == numbers
