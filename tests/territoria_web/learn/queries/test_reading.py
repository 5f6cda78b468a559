"""The text of a lesson as people read it, in its own language."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from lesson_world import published, written
from territoria_web.learn.queries.reading import read_lesson

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_a_failure_says_so_and_its_outcome_is_graded_as_the_word_of_its_team():
    _p, lesson = published(outcome="failed")
    read = read_lesson(lesson)
    assert read.went_wrong is True
    assert [(c.claim, c.grade) for c in read.claims] == [
        ("Those who did it say that it did not work.", "E1")
    ]


def test_what_cannot_be_told_yet_is_not_reported():
    _p, lesson = written(outcome="unknown")
    assert [c.grade for c in read_lesson(lesson).claims] == ["not reported"]


def test_sections_claims_and_sources_are_read_from_what_was_handed_in():
    _p, lesson = published(title="A desk: for forms", language="de")
    with override("fr"):
        read = read_lesson(lesson)
    assert (read.title, read.language, read.years) == ("A desk: for forms", "de", "2025–2026")
    assert [heading for heading, _body in read.sections][:2] == ["Ausgangslage", "Was getan wurde"]
    assert [source.number for source in read.sources] == [1, 2]
    assert [node.id for node in read.nodes] == ["A2.1"]
