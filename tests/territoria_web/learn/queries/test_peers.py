"""What waits for a peer; one query, however many lessons there are."""

from __future__ import annotations

import pytest
from django.http import Http404

from lesson_world import a_peer, an_office, handed_in, judge, written
from territoria_web.learn.queries.peers import judged_by, lesson_for_peer, lessons_to_review

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_it_waits_until_it_is_judged(django_assert_num_queries):
    _p, lesson = handed_in()
    peer = a_peer()
    with django_assert_num_queries(1):
        assert list(lessons_to_review(peer)) == [lesson]
    judge(peer, lesson)
    assert list(lessons_to_review(peer)) == []
    assert [r.lesson for r in judged_by(peer)] == [lesson]
    assert lesson_for_peer(peer, lesson.public_id) == lesson


def test_it_waits_for_peers_only():
    p, lesson = handed_in()
    assert list(lessons_to_review(p.lead)) == []
    assert list(lessons_to_review(an_office())) == [lesson]
    with pytest.raises(Http404):
        lesson_for_peer(p.lead, lesson.public_id)


def test_a_draft_is_shown_to_nobody_else():
    _p, lesson = written()
    with pytest.raises(Http404):
        lesson_for_peer(a_peer(), lesson.public_id)
