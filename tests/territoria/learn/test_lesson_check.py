from __future__ import annotations

from dataclasses import replace

import pytest

from shelf import SMALL_LIBRARY
from territoria.content import read_library
from territoria.learn.lesson import CostFigure, LessonClaim, LessonFacts, LessonSource
from territoria.learn.lesson_check import lacks_of, strangers_of, unreadable_story


def where(lesson: LessonFacts, lang: str = "en") -> list[str]:
    return [p.where for p in lacks_of(lesson, lang)]


def test_a_whole_lesson_lacks_nothing(lesson: LessonFacts) -> None:
    assert lacks_of(lesson, "en") == []


def test_everything_that_is_missing_is_said_at_once(lesson: LessonFacts) -> None:
    empty = replace(
        lesson, title=" ", it_cost="", was_difficult=" ", central=(), roles=(), claims=(),
        population=None, costs=(),
    )  # fmt: skip
    assert where(empty) == [
        *("title", "it_cost", "was_difficult", "central", "roles", "claims", "population"),
    ]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"id": "Ü b"}, "id"),
        ({"country": "Italy"}, "country"),
        ({"territories": ("ITH2",)}, "territories"),
        ({"was_done": "They met.\n## Sources\n"}, "was_done"),
        ({"sources": (LessonSource("a", ""), LessonSource("b", "c"))}, "sources"),
        ({"record": 3}, "record"),
        ({"costs": (CostFigure("a", 1, "EUR", 0),)}, "costs"),
        ({"it_needed": "A room [7]."}, "it_needed"),
        ({"claims": (LessonClaim("a", "b", "c", "E1", "d", ()),)}, "claims"),
        ({"claims": (LessonClaim("a", "b", " ", "E1", "d", (1,)),)}, "claims"),
        ({"claims": (LessonClaim("measured-effect", "b", "c", "E1", "d", (1,)),)}, "claims"),
        ({"lesson": "It will work for you."}, "lesson"),
        ({"came_of_it": "word " * 41}, "came_of_it"),
        ({"came_of_it": ("word " * 23 + ". ") + "Word " * 24}, "came_of_it"),
    ],
)
def test_what_does_not_hold_names_its_field(
    lesson: LessonFacts, fields: dict[str, object], field: str
) -> None:
    assert where(replace(lesson, **fields)) == [field]


def test_a_french_future_is_a_promise_in_french_only(lesson: LessonFacts) -> None:
    french = replace(lesson, lesson="Cela marchera chez vous.")
    assert (where(french, "fr"), where(french, "en")) == (["lesson"], [])


def test_names_that_the_library_does_not_know_are_said(lesson: LessonFacts) -> None:
    library, _ = read_library((SMALL_LIBRARY,))
    assert list(strangers_of(lesson, library)) == []
    other = replace(lesson, id="one-catalogue", central=("A3.9",), roles=("XXX",), adopted="none")
    assert [(p.where, p.what) for p in strangers_of(other, library)] == [
        ("id", "a practice with the id one-catalogue is there already."),
        ("central", "A3.9 is not known."),
        ("roles", "XXX is not known."),
        ("adopted", "none is not known."),
    ]


def test_a_story_is_read_as_a_whole() -> None:
    long = "word " * 30 + "."
    story = f"## Context\n\n{long}\n\n## Difficulties\n\n{long}\n\n## Sources\n\n{long}\n"
    assert [p.what for p in unreadable_story(story)] == [
        "its sentences have more than 22 words on average."
    ]
