"""Pictures that are drawn once."""

from __future__ import annotations

from django.utils.translation import override

from territoria.pictures.picture import Picture
from territoria_web.public.drawn import drawn_once

drawn: list[tuple[str, int]] = []


def draw(key: str, *, width: int) -> Picture:
    drawn.append((key, width))
    return Picture(f"<svg>{key} {width}</svg>", width, 9, "", "", (), ())


def test_the_same_inputs_in_the_same_language_are_drawn_once():
    drawn.clear()
    first = drawn_once(draw, "a", width=640)
    assert drawn_once(draw, "a", width=640) is first
    assert drawn_once(draw, "a", width=360).svg == "<svg>a 360</svg>"
    assert drawn == [("a", 640), ("a", 360)]


def test_another_language_is_another_picture():
    drawn.clear()
    with override("fr"):
        drawn_once(draw, "b", width=640)
    with override("de"):
        drawn_once(draw, "b", width=640)
    assert drawn == [("b", 640)] * 2
