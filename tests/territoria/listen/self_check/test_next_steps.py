"""Three steps: the weakest dimension first, one of each, security never after the second."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from a_questionnaire import QUESTIONS, a_framework, answered
from territoria.listen.self_check.maturity import maturity
from territoria.listen.self_check.next_steps import NextStep, next_steps

FRAMEWORK = a_framework()
LEVELS = st.tuples(*[st.none() | st.integers(0, 4)] * len(QUESTIONS))


def steps(*levels: int | None) -> list[tuple[str, int]]:
    found = next_steps(FRAMEWORK, maturity(FRAMEWORK, answered(*levels)))
    return [(step.question, step.level) for step in found]


def test_the_weakest_question_of_the_weakest_dimension_comes_first():
    assert steps(3, 2, 1, 0, 2, 3) == [("web", 0), ("budget", 2), ("data", 2)]


def test_equal_dimensions_and_questions_stand_as_in_the_framework():
    assert steps(2, 2, 2, 2, 2, 2) == [("plan", 2), ("tools", 2), ("data", 2)]


def test_a_firm_that_is_hardly_protected_does_that_second_at_the_latest():
    assert steps(0, 0, 1, 1, 4, 1) == [("plan", 0), ("firm_security", 1), ("tools", 1)]
    assert steps(3, 3, 3, 3, 0, 1) == [("firm_security", 1), ("plan", 3), ("tools", 3)]
    assert steps(0, 0, 1, 1, 4, 2) == [("plan", 0), ("tools", 1), ("firm_security", 2)]


def test_neither_unknown_nor_highest_answers_have_a_step():
    assert steps(None, 4, None, None, 4, 3) == [("firm_security", 3)]
    assert steps(4, 4, 4, 4, 4, 4) == []


@given(LEVELS)
def test_steps_are_of_different_dimensions_and_the_same_each_time(levels):
    found = maturity(FRAMEWORK, answered(*levels))
    told = next_steps(FRAMEWORK, found)
    assert told == next_steps(FRAMEWORK, found)
    tops = [QUESTIONS.index(step.question) // 2 for step in told]
    assert (len(set(tops)), len(tops) <= 3) == (len(tops), True)
    security = found.questions["firm_security"]
    if security is not None and security < 2:
        assert told.index(NextStep("firm_security", security)) <= 1
