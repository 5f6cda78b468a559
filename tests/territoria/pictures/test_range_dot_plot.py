from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.picture import Label
from territoria.pictures.range_dot_plot import DotRow, range_dot_plot
from territoria.pictures.style import ACCENT

Holds = Callable[..., Element]

PEOPLE = DotRow(
    name="Human resources in science and technology",
    unit="% of population",
    year="2018",
    value=32.3,
    label=Label("32.3", "value:hrst"),
    peers=(26.1, 29.8, 33.4, 36.0, 41.2),
    peer_median=33.4,
    peer_label=Label("peers 33.4", "peers:hrst"),
    country=32.2,
    country_label=Label("France 32.2", "country:hrst"),
    direction=1,
    word="below",
    inherited=False,
)
MISSING = replace(PEOPLE, value=None, label=Label("unknown", "value:none"), word="unknown")

anything = st.none() | st.floats()
labels = st.builds(Label, st.text("0123456789 (–).", max_size=18), st.sampled_from(["", "a:b"]))
dot_row = st.builds(
    DotRow,
    name=st.text(max_size=120),
    unit=st.text(max_size=60),
    year=st.sampled_from(["", "2018", "2018–2020"]),
    value=anything,
    label=labels,
    peers=st.lists(st.floats(), max_size=6).map(tuple),
    peer_median=anything,
    peer_label=labels,
    country=anything,
    country_label=labels,
    direction=st.sampled_from([1, -1]),
    word=st.sampled_from(["above", "level", "below", "unknown"]),
    inherited=st.booleans(),
)


def dot(svg: str) -> float:
    """Where this territory stands in the last row."""
    return float(re.findall(rf'<circle cx="([0-9.]+)"[^>]*{ACCENT}', svg)[-1])


@pytest.mark.parametrize("width", [640, 360])
def test_the_plot_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    rows = [PEOPLE, MISSING]
    every = [label for r in rows for label in (r.label, r.peer_label, r.country_label)]
    holds(range_dot_plot("k", "t", "d", rows, width=width), every)


@settings(deadline=None)
@given(st.lists(dot_row, max_size=4), st.sampled_from([640, 360]))
def test_no_value_however_strange_breaks_the_plot(
    holds: Holds, rows: list[DotRow], width: int
) -> None:
    picture = range_dot_plot("k", "t", "d", rows, width=width)
    holds(picture)
    assert picture == range_dot_plot("k", "t", "d", rows, width=width)
    assert len(picture.rows) == len(rows)


def test_a_missing_value_is_hatched_and_has_no_mark_of_this_territory() -> None:
    known = range_dot_plot("k", "t", "d", [PEOPLE]).svg
    both = range_dot_plot("k", "t", "d", [PEOPLE, MISSING]).svg
    assert "url(#k-h)" not in known
    assert both.count("url(#k-h)") == 1
    assert both.count(ACCENT) == known.count(ACCENT)


def test_right_is_always_better() -> None:
    higher = dot(range_dot_plot("k", "t", "d", [PEOPLE]).svg)
    lower_is_better = replace(PEOPLE, direction=-1)
    svg = range_dot_plot("k", "t", "d", [lower_is_better]).svg
    left, right = 198 + 8, 640 - 126 - 16 - 8
    assert dot(svg) - left == pytest.approx(right - higher, abs=0.2)
    assert "lower is better" in svg
    assert "worse than peers" in svg


def test_a_value_of_the_wider_area_is_hollow_and_says_so() -> None:
    svg = range_dot_plot("k", "t", "d", [replace(PEOPLE, inherited=True)]).svg
    assert f'stroke="{ACCENT}" stroke-width="2"' in svg
    assert "figure of the wider" in svg


def test_when_all_peers_are_equal_every_mark_stands_in_the_middle() -> None:
    equal = replace(PEOPLE, value=5, peers=(5.0, 5.0), peer_median=5, country=5)
    assert dot(range_dot_plot("k", "t", "d", [equal]).svg) == (198 + 8 + 640 - 126 - 16 - 8) / 2


def test_a_single_peer_and_no_country_are_enough(holds: Holds) -> None:
    lonely = replace(PEOPLE, peers=(1e-12,), peer_median=None, country=None)
    holds(range_dot_plot("k", "t", "d", [lonely]), [lonely.label])


def test_sixteen_rows_stay_in_the_order_of_the_caller() -> None:
    rows = [replace(PEOPLE, name=f"Figure {index}") for index in range(16)]
    picture = range_dot_plot("k", "t", "d", rows)
    assert [row[0].text for row in picture.rows] == [f"Figure {index}" for index in range(16)]


def test_the_table_holds_every_number_of_the_plot() -> None:
    assert [cell.text for cell in range_dot_plot("k", "t", "d", [PEOPLE]).rows[0]] == [
        "Human resources in science and technology",
        "% of population",
        "2018",
        "32.3",
        "peers 33.4",
        "France 32.2",
        "26.1; 29.8; 33.4; 36; 41.2",
        "below peers",
    ]


def test_without_rows_the_plot_says_that_there_is_nothing_yet(holds: Holds) -> None:
    holds(range_dot_plot("k", "t", "d", []))
