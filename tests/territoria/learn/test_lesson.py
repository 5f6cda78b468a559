from __future__ import annotations

import pytest

from territoria.learn.lesson import Extent, LessonFacts, population_class


@pytest.mark.parametrize(
    ("extent", "population", "name"),
    [
        ("place", 49_999, "S"),
        ("place", 50_000, "M"),
        ("place", 250_000, "M"),
        ("place", 250_001, "L"),
        ("place", 1_000_001, "XL"),
        ("place", None, None),
        ("region", 30_000, "R"),
        ("country", None, "N"),
        ("several", None, "V"),
    ],
)
def test_the_class_follows_from_extent_and_population(
    extent: Extent, population: int | None, name: str | None
) -> None:
    assert population_class(extent, population) == name


def test_the_five_answers_stand_in_their_order(lesson: LessonFacts) -> None:
    assert list(lesson.answers) == [
        "was_done",
        "came_of_it",
        "it_cost",
        "it_needed",
        "was_difficult",
    ]
