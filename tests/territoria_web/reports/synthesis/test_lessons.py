"""Lessons as they are printed, and every rule of their lint with an example that fails it."""

from __future__ import annotations

from typing import Any

import pytest

from cohort_network import a_network
from synthesis_told import told
from territoria.documents.document import Bullets, Paragraph, text_of
from territoria_web.library.queries import library
from territoria_web.papers.services.paper_lessons import LessonDraft, add_lesson
from territoria_web.papers.services.writing import begin_paper
from territoria_web.reports.synthesis.lessons import blocks, lessons_lint, lint_told

FEW = "Fewer than two initiatives or places show it."
NO_ONE = "It names no counter-example."
PROMISED = "It promises what the evidence does not carry: none of what shows it reaches E3."


def named(reference: str, grade: str = "", **more: Any) -> dict[str, Any]:
    kind, _colon, name = reference.partition(":")
    held = {"title": {"en": name}, "place": {}, "went_wrong": False, **more}
    return {"reference": reference, "kind": kind, "grade": grade, **held}


TWO = [named("initiative:one", "E2"), named("practice:two", "E1")]


def lesson(**more: Any) -> dict[str, Any]:
    whole = {"words": {"en": "Ask firms first."}, "supports": TWO, "against": [], "gone": []}
    return {"id": "x", **whole, "none_against": True, **more}


def whats(*lessons: dict[str, Any], language: str = "en") -> list[str]:
    return [p.what for p in lint_told(lessons, language)]


def test_a_sound_lesson_has_no_flaw():
    assert whats(lesson()) == []
    assert whats(lesson(none_against=False, against=[named("territory:A1@2021")])) == []


def test_each_rule_has_an_example_that_fails_it():
    assert whats(*[lesson()] * 16) == ["There are more than 15 lessons."]
    assert whats(lesson(words={})) == ["It has no words in this language."]
    assert whats(lesson(supports=TWO[:1])) == [FEW]
    assert whats(lesson(supports=[TWO[0], TWO[0]])) == [FEW]
    assert whats(lesson(none_against=False)) == [NO_ONE]
    assert whats(lesson(gone=["practice:none"])) == [
        "It refers to what no longer exists: practice:none."
    ]
    assert whats(lesson(words={"en": "Vouchers will help."})) == [PROMISED]


def test_a_promise_is_carried_by_evidence_with_a_comparison():
    strong = [TWO[0], named("initiative:three", "E3")]
    assert whats(lesson(words={"en": "Vouchers will help."}, supports=strong)) == []


def test_lessons_are_numbered_with_who_shows_them_and_who_the_contrary():
    failed = named("initiative:four", "E3", place={"en": "Lakeland"}, went_wrong=True)
    held = [lesson(), lesson(id="y", none_against=False, against=[failed])]
    found = blocks(told(lessons=held))
    lines = [
        text_of(line)
        for block in found
        for line in ((block.line,) if isinstance(block, Paragraph) else block.items)
    ]
    assert [type(b) for b in found] == [Paragraph, Bullets] * 2
    assert lines == [
        "1. Ask firms first.",
        "Shown by: one (evidence E2); two (evidence E1).",
        "A counter-example was looked for, and none was found.",
        "2. Ask firms first.",
        "Shown by: one (evidence E2); two (evidence E1).",
        "Shows the contrary: four, Lakeland (evidence E3), which went wrong.",
    ]


def test_before_one_is_written_the_house_shows_where_to_look():
    assert [type(b) for b in blocks(told(gaps=[]))] == [Paragraph]


@pytest.mark.django_db
def test_references_that_name_nothing_any_more_are_found():
    network = a_network()
    paper = begin_paper(
        by=network.office,
        kind="synthesis-report",
        network=network.row,
        title="What we learned",
        language="en",
    )
    known = [f"initiative:{i}" for i in list(library().initiatives)[:2]]
    gone = "territory:ZZ99@2021"
    draft = LessonDraft({"en": "Ask firms first."}, (*known, gone), (), none_against=True)
    add_lesson(by=network.office, paper=paper, draft=draft)
    assert [p.what for p in lessons_lint(paper, "en")] == [
        f"It refers to what no longer exists: {gone}."
    ]
