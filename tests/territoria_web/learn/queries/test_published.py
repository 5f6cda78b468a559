"""What everybody reads: what stands, and what was withdrawn with what came after it."""

from __future__ import annotations

import pytest
from django.http import Http404

from lesson_world import WORDS, a_peer, handed_in, judge, published
from territoria_web.learn.queries.published import (
    follower_of,
    published_lesson,
    published_lessons,
)
from territoria_web.learn.services.lessons import (
    begin_lesson,
    hand_in_lesson,
    withdraw_lesson,
    write_lesson,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_what_waits_for_peers_is_not_public():
    _p, lesson = handed_in()
    assert published_lessons() == []
    with pytest.raises(Http404):
        published_lesson(lesson.slug)


def test_a_withdrawn_lesson_leads_to_the_one_that_followed():
    p, lesson = published()
    because = "Two of the figures were counted twice."
    withdraw_lesson(by=p.lead, lesson=lesson, reason=because, seen=lesson.edit)
    assert (published_lessons(), follower_of(lesson)) == ([], None)
    again = begin_lesson(by=p.lead, action=p.one(1), language="en")
    kept = write_lesson(by=p.lead, lesson=again, words=WORDS, seen=again.edit)
    hand_in_lesson(by=p.lead, lesson=kept, seen=kept.edit)
    for peer in (a_peer("DED5"), a_peer("FI20")):
        judge(peer, kept)
    assert published_lessons() == [again]
    assert follower_of(published_lesson(lesson.slug)) == again
