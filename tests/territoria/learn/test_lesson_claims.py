from __future__ import annotations

from dataclasses import replace

import pytest

from territoria.learn.effect import real_effect
from territoria.learn.lesson import LessonClaim, LessonFacts
from territoria.learn.lesson_claims import claims_of, with_mark, with_reference
from territoria.track.effect import Aim, Figure


def test_the_measured_effect_stands_first_with_its_source(lesson: LessonFacts) -> None:
    effect = real_effect(Aim("Visits", "", 1, Figure("2024", 10)), Figure("2026", 40), {})
    first, second = claims_of(replace(lesson, effect=effect))
    assert first == LessonClaim(
        "measured-effect", "Visits", effect.sentence, "E2", effect.evidence, (1,)
    )
    assert second == lesson.claims[0]
    assert claims_of(replace(lesson, effect=effect, effect_source=2))[0].sources == (2,)


@pytest.mark.parametrize(
    ("told", "cited"),
    [
        ("Six came.", "Six came."),
        ("12 came.", "12 came [3]."),
        ("12 came", "12 came [3]."),
        ("12 came [1].", "12 came [1]."),
        ("As we read it, 12 came.", "As we read it, 12 came."),
        ("Graded E2.", "Graded E2."),
        ("Did 12 come?", "Did 12 come [3]?"),
    ],
)
def test_a_figure_without_a_source_is_given_that_of_the_record(told: str, cited: str) -> None:
    assert with_reference(told, 3) == cited


def test_no_mark_leaves_a_text_as_it_is() -> None:
    assert with_mark("12 came", "") == "12 came"
