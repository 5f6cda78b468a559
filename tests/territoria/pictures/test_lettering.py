from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from territoria.pictures.lettering import fit, spread, text_width, wrap


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


def test_no_line_begins_with_a_sign_that_belongs_to_the_word_before() -> None:
    text = "les gens\u00a0; le reste"
    assert wrap(text, 14, text_width("les gens", 14) + 1, 3) == ["les", "gens\u00a0; le", "reste"]


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(1, 50)), max_size=5))
def test_labels_on_a_line_are_moved_apart_and_stay_inside(
    places: list[tuple[float, float]],
) -> None:
    widths = [width for _, width in places]
    centres = spread([x for x, _ in places], widths, 0, 300, gap=10)
    boxes = sorted((c - w / 2, c + w / 2) for c, w in zip(centres, widths, strict=True))
    assert all(left >= -1e-6 and right <= 300 + 1e-6 for left, right in boxes)
    assert all(b[0] - a[1] >= 10 - 1e-6 for a, b in itertools.pairwise(boxes))


def test_labels_that_do_not_touch_stay_where_they_are() -> None:
    assert spread([50, 150], [20, 20], 0, 300) == [50, 150]
