from __future__ import annotations

import itertools

import pytest

from territoria.pictures import style


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [style.INK, style.MUTED, style.ACCENT])
def test_text_on_paper_has_a_contrast_of_seven_to_one(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 7


def test_quiet_text_on_a_tint_is_still_easily_read() -> None:
    assert contrast(style.MUTED, style.TINT) >= 6.5


@pytest.mark.parametrize(
    "colour",
    [style.ACCENT, style.PEER, style.OTHER, style.ABOVE, style.LEVEL, style.BELOW, style.HATCH],
)
def test_marks_on_paper_have_a_contrast_of_three_to_one(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 3


def test_the_sequence_grows_darker_step_by_step_even_without_colour() -> None:
    shades = [luminance(colour) for colour in style.SEQUENCE]
    assert all(light / dark > 1.3 for light, dark in itertools.pairwise(shades))


@pytest.mark.parametrize("colour", style.SEQUENCE)
def test_a_letter_on_any_step_can_be_read(colour: str) -> None:
    assert max(contrast(colour, style.INK), contrast(colour, style.PAPER)) >= 7


def test_this_territory_and_above_are_different_colours() -> None:
    assert len({style.ACCENT, style.ABOVE, style.BELOW, style.LEVEL, style.PEER}) == 5


def test_no_text_is_smaller_than_twelve() -> None:
    assert min(style.TEXT, style.SMALL) >= 12
