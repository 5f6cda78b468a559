from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.numbered_heads import numbered_heads
from territoria.pictures.svg import Drawing

Holds = Callable[..., Element]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=12), st.sampled_from([640, 328]))
def test_names_however_long_stay_inside_and_apart(
    holds: Holds, names: list[str], width: int
) -> None:
    drawing = Drawing("k", width)
    y = numbered_heads(drawing, names, 0.0, width / len(names))
    holds(drawing.picture(y, "t", "d", (), []))


def test_a_second_line_begins_where_the_first_is_full() -> None:
    few, many = Drawing("k", 328), Drawing("k", 328)
    one = numbered_heads(few, ["Cost"], 0.0, 100.0)
    assert numbered_heads(many, ["A criterion of many words"] * 3, 0.0, 100.0) == one + 2 * 18
