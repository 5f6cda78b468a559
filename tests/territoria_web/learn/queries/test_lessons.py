"""Which closed actions wait for a lesson, and whose lesson opens where."""

from __future__ import annotations

import uuid

import pytest
from django.http import Http404

from lesson_world import WORDS, a_peer, an_ended_action, begun, handed_in, judge, written
from planned import a_plan
from territoria_web.learn.queries.lessons import (
    closed_action,
    closed_actions,
    earlier_remarks,
    fit_count,
    open_lesson,
)
from territoria_web.learn.services.lessons import hand_in_lesson, write_lesson

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_a_closed_action_waits_until_its_lesson_is_begun():
    p = an_ended_action()
    assert [(one.number, one.state) for one in closed_actions(p.cycle)] == [(1, "done")]
    begun(p)
    assert closed_actions(p.cycle) == []


def test_nothing_waits_before_a_plan_is_adopted():
    p = a_plan()
    p.add()
    assert closed_actions(p.cycle) == []


def test_foreign_things_are_not_there():
    p, lesson = written()
    other = a_plan()
    for deed in (
        lambda: open_lesson(other.cycle, lesson.public_id),
        lambda: closed_action(other.cycle, p.one(1).public_id),
        lambda: closed_action(p.cycle, uuid.uuid4()),
    ):
        with pytest.raises(Http404):
            deed()


def test_reviews_of_former_words_are_remarks_and_count_no_more():
    p, lesson = handed_in()
    judge(a_peer("DED5"), lesson, "mend")
    judge(a_peer("FI20"), lesson)
    held = open_lesson(p.cycle, lesson.public_id)
    assert (fit_count(held), earlier_remarks(held)) == (1, [])
    kept = write_lesson(by=p.lead, lesson=lesson, words=WORDS, seen=lesson.edit)
    hand_in_lesson(by=p.lead, lesson=kept, seen=kept.edit)
    held = open_lesson(p.cycle, lesson.public_id)
    assert (fit_count(held), [r.verdict for r in earlier_remarks(held)]) == (0, ["mend"])
