from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import inside, written
from territoria.pictures.picture import Label
from territoria.pictures.plane import Axis
from territoria.pictures.scatter import Figure, ScatterPoint, scatter
from territoria.pictures.style import ACCENT, PEER_FILL

Holds = Callable[..., Element]

ACROSS = Axis("People with a degree", "% of adults, 2023", 33.0, Label("median 33", "median:x"))
UP = Axis("Patents", "per million people, 2021", 80.0, Label("median 80", "median:y"))


def point(n: int, x: float | None, y: float | None, chosen: bool = False) -> ScatterPoint:
    def figure(value: float | None) -> Figure:
        if value is None:
            return Figure(None)
        return Figure(value, value - 2, value + 2, Label(f"{value:.1f}"))

    return ScatterPoint(f"Place {n}", figure(x), figure(y), chosen)


def cloud(count: int = 242) -> list[ScatterPoint]:
    chance = random.Random(1)
    spots = [(chance.gauss(33, 8), chance.gauss(90, 20)) for _ in range(count)]
    return [point(n, x, y, n < 8) for n, (x, y) in enumerate(spots)]


anything = st.none() | st.floats()
texts = st.text(max_size=80)
labels = st.builds(Label, st.text(max_size=30))
figure = st.builds(Figure, anything, anything, anything, labels)
axis = st.builds(Axis, texts, texts, anything, labels, st.booleans())
points = st.builds(ScatterPoint, texts, figure, figure, st.booleans())


@pytest.mark.parametrize("width", [640, 360, 328])
@pytest.mark.parametrize("log", [False, True])
def test_the_cloud_holds_all_that_every_picture_holds(holds: Holds, width: int, log: bool) -> None:
    up = replace(UP, log=log)
    picture = scatter("k", "t", "d", cloud(), ACROSS, up, finding="A finding.", width=width)
    holds(picture)
    inside(picture)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(points, max_size=12),
    axis,
    axis,
    st.text(max_size=200),
    st.sampled_from([640, 360, 328]),
)
def test_no_value_however_strange_breaks_the_cloud(
    holds: Holds, found: list[ScatterPoint], across: Axis, up: Axis, finding: str, width: int
) -> None:
    picture = scatter("k", "t", "d", found, across, up, finding=finding, width=width)
    holds(picture)
    inside(picture)
    assert picture == scatter("k", "t", "d", found, across, up, finding=finding, width=width)
    assert len(found) <= len(picture.rows) <= len(found) + 1


def test_all_regions_of_europe_take_less_than_thirty_kilobytes() -> None:
    svg = scatter("k", "t", "d", cloud(), ACROSS, UP, finding="A finding.").svg
    assert svg.count(f'fill="{PEER_FILL}"') == 234
    assert len(svg.encode()) <= 30_000


def test_the_chosen_are_named_and_have_their_ranges_as_a_cross() -> None:
    found = [point(1, 30.0, 90.0, True), point(2, 20.0, 60.0), point(3, 40.0, 99.0)]
    picture = scatter("k", "t", "d", found, ACROSS, UP)
    texts = written(picture)
    assert "Place 1" in texts
    assert "Place 2" not in texts
    assert picture.svg.count(f'stroke="{ACCENT}" stroke-width="1.8"') == 2


def test_those_that_stand_out_are_named_without_their_ranges() -> None:
    found = [*cloud(20), replace(point(99, 60.0, 200.0), named=True)]
    picture = scatter("k", "t", "d", found, ACROSS, UP)
    assert written(picture).count("Place 99") == 1
    assert picture.svg.count(f'stroke="{ACCENT}" stroke-width="1.8"') == 2 * 8
    inside(picture)


def test_no_line_is_fitted_unless_one_is_handed_over() -> None:
    found = cloud(20)
    assert 'stroke-dasharray="6 3"' not in scatter("k", "t", "d", found, ACROSS, UP).svg
    picture = scatter("k", "t", "d", found, ACROSS, UP, line=((20, 60), (50, 120)))
    assert picture.svg.count('stroke-dasharray="6 3"') == 1
    inside(picture)


@pytest.mark.parametrize(
    ("missing", "note"),
    [
        (0, []),
        (1, ["1 territory has no figure for one of the two."]),
        (31, ["31 territories have no figure for one of the two."]),
    ],
)
def test_those_without_a_figure_are_counted(missing: int, note: list[str]) -> None:
    found = cloud(20) + [point(100 + n, 5.0 if n % 2 else None, None) for n in range(missing)]
    texts = written(scatter("k", "t", "d", found, ACROSS, UP))
    assert [text for text in texts if "no figure" in text] == note


def test_a_chosen_one_without_a_figure_is_named_in_the_note() -> None:
    found = [*cloud(20), point(99, None, 5.0, True)]
    texts = written(scatter("k", "t", "d", found, ACROSS, UP))
    note = "1 territory has no figure for one of the two. Among them: Place 99."
    assert texts[-1] == note


def test_what_cannot_stand_on_a_logarithmic_axis_is_counted() -> None:
    found = [point(1, 30.0, 0.0), point(2, 20.0, 60.0), point(3, 40.0, 99.0)]
    texts = written(scatter("k", "t", "d", found, ACROSS, replace(UP, log=True)))
    assert texts[-1] == "Zero or less, and so not on a logarithmic scale: 1."
    assert any("logarithmic scale" in text for text in texts[:2])


def test_medians_are_labelled_and_left_out_where_they_are_outside() -> None:
    found = [point(1, 30.0, 90.0), point(2, 40.0, 70.0)]
    texts = written(scatter("k", "t", "d", found, ACROSS, UP))
    assert {"median 33", "median 80"} <= set(texts)
    outside = replace(UP, median=500.0)
    assert "median 80" not in written(scatter("k", "t", "d", found, ACROSS, outside))


def test_the_table_says_what_is_unknown() -> None:
    rows = scatter("k", "t", "d", [point(1, 30.0, None)], ACROSS, UP)
    assert rows.header == (
        "Territory",
        "People with a degree, % of adults, 2023",
        "Patents, per million people, 2021",
    )
    assert [cell.text for cell in rows.rows[0]] == ["Place 1", "30.0", "unknown"]
    assert [cell.text for cell in rows.rows[1]] == ["Median", "median 33", "median 80"]


def test_signs_of_markup_are_only_letters(holds: Holds) -> None:
    odd = replace(point(1, 30.0, 90.0, True), name='<b>&"')
    picture = scatter("k", "t", "d", [odd], replace(UP, name='<&"'), UP, finding='<i>&"')
    holds(picture)
    assert '<b>&"' in written(picture)
    assert "<b>" not in picture.svg


@pytest.mark.parametrize("found", [[], [point(1, None, 2.0)]])
def test_without_a_dot_it_says_that_there_is_nothing_yet(
    holds: Holds, found: list[ScatterPoint]
) -> None:
    picture = scatter("k", "t", "d", found, ACROSS, UP)
    holds(picture)
    inside(picture)
    assert written(picture)[0] == "Nothing to show yet."
