from __future__ import annotations

import pytest

from territoria.errors import DataError
from territoria.listen.answers import Answer, answer_to, panel_of
from territoria.model.surveys import LEVELS, FormItem, FormOption, FormWords


def said(response: str, question: str, level: int | None, role: str = "MAY") -> Answer:
    return Answer(response, role, question, level)


def test_a_panel_holds_levels_and_tells_blanks_from_not_knowing():
    panel = panel_of(
        [
            said("a", "q1", 0),
            said("b", "q1", 4, "SME"),
            Answer("b", "SME", "q2", None, "dont_know"),
            Answer("c", "SME", "q2", None, "not_applicable"),
        ],
        questions=("q2", "q1"),
    )
    assert panel.questions == ("q2", "q1")
    assert panel.roles == ("MAY", "SME")
    assert panel.role.tolist() == [0, 1, 1]
    assert panel.codes.tolist() == [[-1, 0], [5, 4], [6, -1]]


def test_all_that_does_not_hold_is_said_at_once():
    with pytest.raises(DataError) as caught:
        panel_of([said("a", "q1", 5), said("a", "q2", 1, "SME"), said("b", "q", 1)] * 2)
    whats = [problem.what for problem in caught.value.problems]
    assert whats == [
        "the level 5 is none of 0 to 4.",
        "the response has the roles MAY and SME.",
        "the level 5 is none of 0 to 4.",
        "the response has the roles MAY and SME.",
        "the question is answered twice.",
        "the question is answered twice.",
    ]


def test_a_panel_of_nothing_is_empty():
    panel = panel_of([], questions=("q",))
    assert panel.codes.shape == (0, 1)


ITEM = FormItem(
    id="shared",
    kind="levels",
    text=FormWords({"en": "How far?"}),
    options=tuple(FormOption(id=level, text=FormWords({"en": level})) for level in LEVELS),
    dont_know=True,
    question="strategy_shared",
)


def test_a_value_of_a_survey_becomes_an_answer_to_the_question_of_the_banks():
    answer = answer_to(ITEM, "L3", response="r", role="MAY", channel="paper", language="fr")
    assert answer == Answer("r", "MAY", "strategy_shared", 3, "level", "paper", "fr")
    unsure = answer_to(ITEM, "dont_know", response="r", role="MAY")
    assert unsure == Answer("r", "MAY", "strategy_shared", None, "dont_know")
    assert answer_to(ITEM, None, response="r", role="MAY") is None
    with pytest.raises(DataError, match="no option"):
        answer_to(ITEM, "L9", response="r", role="MAY")
