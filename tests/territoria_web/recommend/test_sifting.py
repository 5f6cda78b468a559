"""Filters together: what is left, the counts beside the choices, and which one to loosen."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from territoria.errors import MethodError
from territoria_web.recommend.queries.sifting import (
    Facet,
    check_choices,
    loosened,
    options_of,
    sifted,
)


@dataclass(frozen=True)
class Thing:
    keys: dict[str, frozenset[str]] = field(default_factory=dict)
    haystack: str = ""


COLOUR = Facet("colour", "Colour", [("red", "red", ""), ("blue", "blue", ""), ("gold", "gold", "")])
SIZE = Facet("size", "Size", [("big", "big", ""), ("small", "small", "")])
THINGS = [
    Thing({"colour": frozenset({"red"}), "size": frozenset({"big"})}, "a ball"),
    Thing({"colour": frozenset({"red"}), "size": frozenset({"small"})}, "a bell"),
    Thing({"colour": frozenset({"blue"}), "size": frozenset({"small"})}, "a ball and a bell"),
]


def test_an_entry_answers_to_every_filter_and_every_word():
    assert sifted(THINGS, {"colour": "red", "size": ""}, ("bell",)) == [THINGS[1]]


def test_a_choice_is_counted_among_what_the_other_filters_leave():
    found = options_of(COLOUR, THINGS, {"colour": "red", "size": "small"})
    assert [(o.value, o.count, o.chosen) for o in found] == [("red", 1, True), ("blue", 1, False)]


def test_a_chosen_value_stays_even_where_nothing_is_left():
    found = options_of(COLOUR, THINGS, {"colour": "blue", "size": "big"})
    assert [(o.value, o.count) for o in found] == [("red", 1), ("blue", 0)]


def test_each_filter_is_loosened_alone_and_the_most_helpful_comes_first():
    steps = loosened([COLOUR, SIZE], THINGS, {"colour": "blue", "size": "big"})
    assert [(s.name, s.label, s.count) for s in steps] == [
        ("colour", "Colour: blue", 1),
        ("size", "Size: big", 1),
    ]


def test_words_can_be_loosened_too():
    steps = loosened([COLOUR], THINGS, {"colour": "red"}, ("drum",))
    assert [(s.name, s.count) for s in steps] == [("q", 2), ("colour", 0)]


def test_an_unknown_value_is_refused_with_a_guess():
    with pytest.raises(MethodError) as caught:
        check_choices([COLOUR], {"colour": "bleu"})
    assert "blue" in caught.value.problems[0].mend
