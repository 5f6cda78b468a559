"""Twelve yes or no, counted as Eurostat does."""

from __future__ import annotations

import pytest

from territoria.errors import DataError, MethodError
from territoria.listen.self_check.digital_intensity import (
    Intensity,
    digital_intensity,
    level_of,
)

ASKED = [f"q{n}" for n in range(12)]
# Eurostat, isoc_e_dii: very low 0–3, low 4–6, high 7–9, very high 10–12
PUBLISHED = ["very-low"] * 4 + ["low"] * 3 + ["high"] * 3 + ["very-high"] * 3


def said(yes: int, unknown: int = 0) -> dict[str, bool | None]:
    words = [True] * yes + [None] * unknown
    return dict(zip(ASKED, words + [False] * (12 - len(words)), strict=True))


@pytest.mark.parametrize("points", range(13))
def test_points_levels_and_basic_are_those_that_eurostat_publishes(points: int):
    level = PUBLISHED[points]
    assert level_of(points) == level
    basic = level != "very-low"  # at least four of the twelve
    assert digital_intensity(ASKED, said(points)) == Intensity(points, points, points, level, basic)


@pytest.mark.parametrize(
    ("yes", "unknown", "found"),
    [
        (4, 2, Intensity(None, 4, 6, "low", True)),
        (4, 3, Intensity(None, 4, 7, "", True)),
        (3, 1, Intensity(None, 3, 4, "", None)),
        (2, 1, Intensity(None, 2, 3, "very-low", False)),
        (0, 12, Intensity(None, 0, 12, "", None)),
    ],
)
def test_an_unknown_answer_may_be_either(yes: int, unknown: int, found: Intensity):
    assert digital_intensity(ASKED, said(yes, unknown)) == found


def test_what_was_not_answered_is_unknown():
    assert digital_intensity(ASKED, {}) == Intensity(None, 0, 12, "", None)


def test_another_list_than_twelve_is_none_of_eurostats():
    for asked in (ASKED[:11], [*ASKED[:11], "q0"]):
        with pytest.raises(MethodError):
            digital_intensity(asked, {})


def test_an_answer_to_no_question_is_named():
    with pytest.raises(DataError) as refused:
        digital_intensity(ASKED, {"q99": True})
    assert [problem.where for problem in refused.value.problems] == ["q99"]
