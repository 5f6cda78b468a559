from __future__ import annotations

from dataclasses import replace

import pytest

from territoria.listen.opinion.disclosed import PublicOpinions, PublicStatement, publishable
from territoria.listen.opinion.finding import finding
from territoria.listen.opinion.opinions import opinions

ROW = PublicStatement("a", 9, 9, 0, 0, 0.0, "agree")
NOTHING = PublicOpinions(9, 9, (ROW,), (), (), (), None, (), {}, "why", None, (0.1, 0.1), 5, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "The votes do not show yet what most people think."),
        ({"statements": ()}, "Too few people have voted yet to say what they think."),
        ({"consensus": ("a",)}, "On some statements most people are of one mind."),
        ({"refused": ("a",)}, "On some statements most people are of one mind."),
        ({"divided": ("a",)}, "People are divided, and most are of one mind on no statement."),
        (
            {"refused": ("a",), "divided": ("b",)},
            "On some statements most people are of one mind, on others they are divided.",
        ),
    ],
)
def test_a_sentence_says_what_was_found(changes, sentence):
    assert finding(replace(NOTHING, **changes)) == sentence


def test_groups_are_told_with_what_they_share(camps):
    found = publishable(opinions(camps(), seed=1, gated=False))
    assert finding(found) == (
        "People vote in 2 groups, and most of every group share some statements."
    )
    assert finding(replace(found, bridging=())) == (
        "People vote in 2 groups, and no statement is shared by most of every group."
    )
