from __future__ import annotations

import re

import pytest

from territoria.pictures import style
from territoria.pictures.numbers import Scale
from territoria.pictures.shapes import TONES, reach, shape, tone, words_tone
from territoria.pictures.svg import Drawing


def drawn(index: int, *, hollow: bool = False) -> str:
    drawing = Drawing("k", 40)
    shape(drawing, index, 20, 20, hollow=hollow)
    return drawing.picture(40, "t", "d", (), ()).svg.splitlines()[-2]


def outline(index: int) -> str:
    """What is drawn, without its colours."""
    return re.sub(r' (fill|stroke)="[^"]*"', "", drawn(index))


def test_eight_territories_have_eight_outlines_even_without_colour() -> None:
    assert len({outline(index) for index in range(8)}) == 8


def test_only_the_first_has_the_accent() -> None:
    assert [tone(index) == style.ACCENT for index in range(8)] == [True] + [False] * 7


def test_after_the_eighth_they_begin_anew() -> None:
    assert drawn(8) == drawn(0)
    assert tone(9) == tone(1)


@pytest.mark.parametrize("index", range(8))
def test_a_hollow_mark_is_paper_inside_and_keeps_its_tone(index: int) -> None:
    assert f'fill="{TONES[index]}"' in drawn(index)
    assert f'fill="{style.PAPER}" stroke="{TONES[index]}"' in drawn(index, hollow=True)


@pytest.mark.parametrize("index", range(8))
def test_a_name_is_never_lighter_than_quiet_text(index: int) -> None:
    assert words_tone(index) in {style.ACCENT, style.INK, style.MUTED}


@pytest.mark.parametrize(("low", "high"), [(None, 1.0), (float("nan"), 1.0), (0.0, None)])
def test_half_a_range_is_not_drawn(low: float | None, high: float | None) -> None:
    drawing = Drawing("k", 40)
    reach(drawing, Scale(0, 1, 0, 40), low, high, 20, style.INK)
    assert "<line" not in drawing.picture(40, "t", "d", (), ()).svg
