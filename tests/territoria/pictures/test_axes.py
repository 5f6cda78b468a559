from __future__ import annotations

from collections.abc import Sequence

import pytest

from drawings import written
from territoria.pictures.axes import better_way, hairlines, tick_numbers
from territoria.pictures.numbers import Scale
from territoria.pictures.picture import Picture
from territoria.pictures.svg import Drawing


def numbers(values: Sequence[float], wide: float) -> list[str]:
    drawing = Drawing("k", 640)
    tick_numbers(drawing, Scale(0, 100, 0, wide), values, 0, wide, 12)
    return written(drawing.picture(20, "t", "d", (), ()))


@pytest.mark.parametrize(
    ("wide", "said"), [(300, ["0", "50", "100"]), (60, ["0", "100"]), (25, ["0"]), (5, [])]
)
def test_numbers_that_have_no_room_are_left_out_from_the_middle(
    wide: float, said: list[str]
) -> None:
    assert numbers([0, 50, 100], wide) == said


def test_no_ticks_are_no_numbers() -> None:
    assert numbers([], 300) == []


def test_better_stands_at_the_right() -> None:
    drawing = Drawing("k", 640)
    better_way(drawing, 100, 500, 14)
    assert written(drawing.picture(20, "t", "d", (), ())) == ["better", "worse"]


def test_hairlines_are_one_element_and_none_without_ticks() -> None:
    def drawn(values: Sequence[float]) -> Picture:
        drawing = Drawing("k", 640)
        hairlines(drawing, Scale(0, 10, 0, 100), values, [(0, 10), (20, 30)])
        return drawing.picture(40, "t", "d", (), ())

    assert drawn([5]).svg.count("<path") == 1
    assert 'd="M50 0V10M50 20V30"' in drawn([5]).svg
    assert "<path" not in drawn([]).svg
