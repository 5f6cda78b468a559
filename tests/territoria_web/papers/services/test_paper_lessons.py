"""Lessons of a synthesis report change only while it is worked on, and go on into the next version."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cohort_network import Network, a_network
from territoria_web.papers.models import Paper, Signature
from territoria_web.papers.queries.paper_lessons import lessons_of
from territoria_web.papers.services.paper_lessons import (
    LessonDraft,
    add_lesson,
    order_lesson,
    take_lesson_away,
    write_lesson,
)
from territoria_web.papers.services.writing import begin_paper
from territoria_web.people.models import Entry
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
SUPPORTS = ("initiative:kit-digital", "practice:some-practice")


@pytest.fixture
def network() -> Network:
    return a_network()


@pytest.fixture
def paper(network: Network) -> Paper:
    told = {"kind": "synthesis-report", "title": "What we learned", "language": "en"}
    return begin_paper(by=network.office, network=network.row, **told)


def said(text: str, **more) -> LessonDraft:
    return LessonDraft(words={"en": text}, supports=SUPPORTS, **more)


def added(network: Network, paper: Paper, *texts: str) -> None:
    for text in texts:
        add_lesson(by=network.office, paper=paper, draft=said(text))


def order_of(paper: Paper) -> list[str]:
    return [one.words["en"] for one in lessons_of(paper)]


def test_lessons_stand_in_the_order_that_people_give(network, paper):
    added(network, paper, "One", "Two", "Three")
    order_lesson(by=network.office, lesson=lessons_of(paper)[2], up=True)
    assert order_of(paper) == ["One", "Three", "Two"]
    first = lessons_of(paper)[0]
    take_lesson_away(by=network.office, lesson=first, seen=first.edit)
    assert order_of(paper) == ["Three", "Two"]
    gone = Entry.objects.get(what="take lesson out of paper")
    assert gone.before["words"] == {"en": "One"}


def test_a_sixteenth_lesson_is_refused(network, paper):
    added(network, paper, *(str(n) for n in range(15)))
    with pytest.raises(ValidationError, match="at most 15 lessons"):
        added(network, paper, "One too many")


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (LessonDraft(words={"fr": "Demander"}), "words"),
        (said("x", against=SUPPORTS[:1]), "against"),
        (said("x", against=("practice:other",), none_against=True), "none_against"),
        (LessonDraft(words={"en": "x"}, supports=("nonsense",)), "supports"),
    ],
)
def test_faults_stand_at_their_fields(network, paper, draft, field):
    with pytest.raises(ValidationError) as refused:
        add_lesson(by=network.office, paper=paper, draft=draft)
    assert list(refused.value.message_dict) == [field]


def test_of_two_who_write_the_second_is_told(network, paper):
    added(network, paper, "One")
    lesson = lessons_of(paper)[0]
    write_lesson(by=network.office, lesson=lesson, draft=said("Ein"), seen=0)
    with pytest.raises(ChangedMeanwhile):
        write_lesson(by=network.office, lesson=lesson, draft=said("Un"), seen=0)


def test_a_change_takes_signatures_away_and_a_signed_paper_takes_none(network, paper):
    Signature.objects.create(paper=paper, name="S. Rossi", role="secretariat", digest="x")
    added(network, paper, "One")
    assert paper.signatures.count() == 0
    Paper.objects.filter(pk=paper.pk).update(state=Paper.State.SIGNED)
    with pytest.raises(ValidationError, match="is signed"):
        added(network, paper, "Two")


def test_the_next_version_begins_with_the_lessons_before(network, paper):
    added(network, paper, "One", "Two")
    now = timezone.now()
    Paper.objects.filter(pk=paper.pk).update(state=Paper.State.PUBLISHED, published=now)
    again = begin_paper(
        by=network.office,
        kind="synthesis-report",
        network=network.row,
        title="What we learned",
        language="en",
        reason="New figures came out and change the picture.",
    )
    assert order_of(again) == ["One", "Two"]
    added(network, again, "Three")
    assert order_of(paper) == ["One", "Two"]
