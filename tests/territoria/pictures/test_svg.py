from __future__ import annotations

import math
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.pictures.picture import Label
from territoria.pictures.svg import (
    Drawing,
    Scale,
    clean,
    fit,
    known,
    number,
    spread,
    text_width,
    tick,
    ticks,
    wrap,
)

finite = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1"), (1.25, "1.2"), (-0.04, "0"), (10.0, "10"), (3.96, "4")]
)
def test_a_coordinate_has_one_decimal_at_most(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_coordinate_that_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="no place"):
        number(value)


def test_missing_not_a_number_and_infinite_are_all_unknown() -> None:
    assert [known(value) for value in (None, math.nan, math.inf, 0.0)] == [None, None, None, 0.0]


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (-1.5, "−1.5"), (27947.0, "27,947"), (0.12345, "0.1235"), (2e20, "2e+20")],
)
def test_a_number_without_a_label_is_written_plainly(value: float | None, text: str) -> None:
    assert tick(value) == text


def test_ticks_are_round_numbers_inside_the_range() -> None:
    assert ticks(0.1, 2.4) == [1.0, 2.0]
    assert ticks(-1.2, 2.4) == [-1.0, 0.0, 1.0, 2.0]
    assert ticks(23.1, 31.9, 2) == [25.0, 30.0]
    assert ticks(5, 5) == []


@given(finite, finite, st.integers(1, 9))
def test_ticks_never_leave_the_range_and_are_few(one: float, other: float, about: int) -> None:
    low, high = sorted((one, other))
    found = ticks(low, high, about)
    assert len(found) <= about + 1
    slack = 1e-6 * max(abs(low), abs(high))
    assert all(low - slack <= value <= high + slack for value in found)


@given(finite, finite, finite)
def test_a_scale_stays_between_its_ends(one: float, other: float, value: float) -> None:
    low, high = sorted((one, other))
    assert 9.999 <= Scale(low, high, 10, 90)(value) <= 90.001


def test_a_scale_of_one_single_value_puts_it_in_the_middle() -> None:
    assert Scale(7, 7, 10, 90)(7) == 50


def test_a_reversed_scale_puts_low_values_on_the_right() -> None:
    assert Scale(0, 10, 90, 10)(2) == 74


@given(st.text(max_size=80), st.floats(0, 300))
def test_a_fitted_text_is_never_wider_than_its_room(text: str, room: float) -> None:
    assert text_width(fit(text, 12, room), 12) <= room


@given(st.text(max_size=120), st.floats(20, 300), st.integers(1, 4))
def test_wrapped_lines_are_few_and_narrow(text: str, room: float, count: int) -> None:
    lines = wrap(text, 12, room, count)
    assert len(lines) <= count
    assert all(text_width(line, 12) <= room for line in lines)


def test_wrapping_keeps_every_word_where_there_is_room() -> None:
    name = "Human resources in science and technology"
    assert " ".join(wrap(name, 14, 190, 3)) == name


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(1, 50)), max_size=5))
def test_labels_on_a_line_are_moved_apart_and_stay_inside(
    places: list[tuple[float, float]],
) -> None:
    widths = [width for _, width in places]
    centres = spread([x for x, _ in places], widths, 0, 300, gap=10)
    boxes = sorted((c - w / 2, c + w / 2) for c, w in zip(centres, widths, strict=True))
    assert all(left >= -1e-6 and right <= 300 + 1e-6 for left, right in boxes)
    assert all(b[0] - a[1] >= 10 - 1e-6 for a, b in zip(boxes, boxes[1:], strict=False))


def test_labels_that_do_not_touch_stay_where_they_are() -> None:
    assert spread([50, 150], [20, 20], 0, 300) == [50, 150]


@given(st.text())
def test_any_text_becomes_well_formed_xml(text: str) -> None:
    drawing = Drawing("k", 100)
    drawing.text(0, 10, Label(text, text))
    root = ElementTree.fromstring(drawing.picture(20, text, text, (), ()).svg)
    assert (root[0].text or "") == clean(text)


@pytest.mark.parametrize("key", ["", "1a", "a b", "a:b", 'a"'])
def test_a_key_that_cannot_be_an_id_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        Drawing(key, 100)


def test_hatching_is_a_pattern_of_this_picture_only() -> None:
    drawing = Drawing("mine", 100)
    drawing.hatch(0, 0, 50, 10)
    svg = drawing.picture(20, "t", "d", (), ()).svg
    assert '<pattern id="mine-h"' in svg
    assert 'fill="url(#mine-h)"' in svg


def test_text_with_an_address_names_its_reading() -> None:
    drawing = Drawing("k", 100)
    drawing.text(0, 10, Label("62", "a:b"))
    root = ElementTree.fromstring(drawing.picture(20, "t", "d", (), ()).svg)
    assert [(e.text, e.get("data-reading")) for e in root.iter() if e.tag.endswith("text")] == [
        ("62", "a:b")
    ]
