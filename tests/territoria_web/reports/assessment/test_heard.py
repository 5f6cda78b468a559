from __future__ import annotations

from typing import Any

import pytest

from territoria.documents.document import lines_of, text_of
from territoria_web.library.saying import said_in
from territoria_web.reports.assessment.heard import blocks
from territoria_web.reports.assessment.told import Told
from territoria_web.reports.paper_text import Cites


def words(text: str) -> dict[str, str]:
    return {"en": text, "fr": text, "de": text}


HEARD: dict[str, Any] = {
    "last": "2026-11-02T10:00:00",
    "invited": 40,
    "answered": 21,
    "groups": [
        {"name": "business", "invited": 30, "reached": 21, "share": 0.7, "low": 0.55, "high": 0.8},
        {"name": "society", "invited": 10, "reached": 0, "share": 0.0, "low": 0.0, "high": 0.2},
    ],
    "questions": [
        {
            **{"item": "q1", "text": words("Is data shared?"), "score": 41.2, "low": 30.0},
            **{"high": 52.0, "n": 20, "disagree": True, "gap": 30.0},
        },
        {
            **{"item": "q3", "text": words("One group?"), "score": 50.0, "low": 40.0},
            **{"high": 60.0, "n": 9, "disagree": False, "gap": None},
        },
        {"item": "q2", "text": words("Few?"), "score": None, "low": None, "high": None, "n": None},
    ],
    "gaps": [{"item": "q1", "text": words("Is data shared?")}],
    "obstacles": [
        {"option": "money", "text": words("Money"), "share": 0.5, "low": 0.3, "high": 0.7}
    ],
    "themes": [{"item": "win", "theme": "Skills", "people": 6}],
}


def said(heard: dict[str, Any] | None, **facts: Any) -> str:
    with said_in("en"):
        told = Told({"heard": heard, **facts}, Cites("X1@2021", "p"), "en")
        found = blocks(told)
    return "\n".join(text_of(line) for block in found for line in lines_of(block))


def test_who_was_heard_and_who_was_not_stands_beside_what_they_said():
    text = said(HEARD)
    for part in (
        "21 people answered; 40 were invited by name.",
        "70 % (55–80)",
        "Nobody answered from: Civil society.",
        "41 (30–52)",
        "disagree",
        "too few answers in the groups to compare",
        "1 question has fewer than five answers and is not shown.",
        "Money: met by 50 % (30–70) of those who answered",
        "Skills: 6 people",
    ):
        assert part in text


@pytest.mark.parametrize("nothing", [None, {}])
def test_that_nobody_was_asked_is_said(nothing):
    assert "How people here judge these factors is not known." in said(nothing)


def test_while_people_are_asked_it_says_that_the_results_are_to_come():
    text = said({}, asking=True)
    assert text == "A survey is under way; its results are not in yet."
