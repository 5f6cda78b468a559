"""A factor serves nobody without a question that finds it and advice that lifts it."""

from __future__ import annotations

import shutil

import pytest

from shelf import ADVICE, FRAMEWORK
from territoria.content_check.service import service

MEND = "At least 2, for at least 2 roles: name it in the factors of a recommendation, or write one."


def unserved(shelf) -> list[str]:
    """What this rule alone finds, below the root of the library."""
    return [str(p).removeprefix(f"{shelf.root}/") for p in service(shelf.library())]


@pytest.mark.parametrize(
    ("factor", "asked"),
    [
        ("A1.1", "        questions:\n          - strategy_shared\n"),
        ("A3.1", "    questions:\n      - data_open\n"),
    ],
)
def test_a_factor_without_a_question_is_found_wherever_it_stands(shelf, factor, asked):
    shelf.change(FRAMEWORK, asked, "")
    line = shelf.line(FRAMEWORK, f"- id: {factor}")
    assert unserved(shelf) == [
        f"{FRAMEWORK}:{line}: the factor {factor} has no question. Ask for it."
    ]


def test_a_factor_with_one_advice_is_found(shelf):
    shelf.change(ADVICE, "  - A1.3\n", "")
    line = shelf.line(FRAMEWORK, "- id: A1.3")
    assert unserved(shelf) == [
        f"{FRAMEWORK}:{line}: the factor A1.3 is raised by 1 recommendations for 1 roles. {MEND}"
    ]


def test_two_pieces_of_advice_for_one_role_are_too_few(shelf):
    shelf.change(ADVICE, "role: OFF", "role: CIT")
    assert unserved(shelf) == [
        f"{FRAMEWORK}:{shelf.line(FRAMEWORK, f'- id: {factor}')}: the factor {factor} "
        f"is raised by 2 recommendations for 1 roles. {MEND}"
        for factor in ("A1.1", "A1.3", "A3.1")
    ]


def test_a_framework_that_nobody_serves_is_told_factor_by_factor(shelf):
    shutil.rmtree(shelf.root / "recommendations")
    assert [p.partition(": ")[2] for p in unserved(shelf)] == [
        f"the factor {factor} is raised by 0 recommendations for 0 roles. {MEND}"
        for factor in ("A1.1", "A1.3", "A3.1")
    ]


def test_a_dimension_needs_neither_question_nor_advice(shelf):
    assert unserved(shelf) == []


def test_only_a_library_that_keeps_a_register_must_serve_its_factors(shelf):
    shelf.change(ADVICE, "  - A1.3\n", "")
    assert shelf.problems() == []
    shelf.write("register.csv", "kind,id,state\n")
    line = shelf.line(FRAMEWORK, "- id: A1.3")
    assert [p for p in shelf.problems() if p.startswith("frameworks")] == [
        f"{FRAMEWORK}:{line}: the factor A1.3 is raised by 1 recommendations for 1 roles. {MEND}"
    ]


def test_an_organisation_is_told_the_next_step_of_each_question(shelf):
    shelf.change(FRAMEWORK, "reference_year:", "level: organisation\nreference_year:")
    shutil.rmtree(shelf.root / "recommendations")
    asked = sorted(
        q for f in shelf.library().frameworks.values() for n in f.factors() for q in n.questions
    )
    assert sorted(p.partition(": ")[2] for p in unserved(shelf)) == [
        f"the question {q} says no next step. Write next_steps: four, from each level to the one above."
        for q in asked
    ]
