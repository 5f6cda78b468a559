"""A level quoted alone says what it builds on."""

from __future__ import annotations

import pytest

from territoria_web.library.queries import library
from territoria_web.library.saying import said_in
from territoria_web.listen.queries.quoted_levels import LEANS, level_quoted

TEXTS = ("firm-maturity", "public-maturity")


def quoted(question: str, level: int) -> str:
    held = library().questionnaires["firm-maturity"].questions
    return level_quoted(next(one for one in held if one.id == question), level)


def test_all_this_says_what_this_is():
    assert quoted("firm_devices", 2) == (
        "A list shows each device and its age; old ones go to collection. "
        "All this, and a written rule puts repair before replacement."
    )
    assert quoted("firm_security", 4).count("All this") == 3
    assert quoted("firm_plan", 3).startswith("A written plan names the tasks")


def test_a_level_that_stands_alone_is_quoted_alone():
    assert quoted("firm_tools", 4).count(".") == 1


def test_other_languages_lean_where_english_does():
    with said_in("de"):
        assert quoted("firm_devices", 2).startswith("Eine Liste zeigt jedes Gerät")


@pytest.mark.parametrize("name", TEXTS)
def test_the_lowest_level_leans_on_nothing(name: str):
    first = [question.levels[0].root["en"] for question in library().questionnaires[name].questions]
    assert [words for words in first if LEANS.search(words)] == []
