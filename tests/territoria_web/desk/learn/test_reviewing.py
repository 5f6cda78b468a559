"""Peers find what waits on their desk, read the whole text, and judge it."""

from __future__ import annotations

import pytest

from desk_team import signed_in
from lesson_world import WHY, WORDS, a_peer, handed_in, judge
from territoria_web.learn.services.lessons import hand_in_lesson, write_lesson

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

LIST = "/en/desk/lesson-reviews/"


def test_a_peer_is_led_there_from_the_desk_and_judges():
    _p, lesson = handed_in()
    client = signed_in(a_peer())
    assert "1 lesson waits for your judgment" in client.get("/en/desk/").content.decode()
    assert lesson.title in client.get(LIST).content.decode()
    one = f"{LIST}{lesson.public_id}/"
    page = client.get(one).content.decode()
    assert WORDS.answers["was_difficult"].split(".")[0] in page
    assert "Money spent: EUR 12,000" in page
    answer = client.post(one, {"seen": lesson.edit, "verdict": "", "said": "Good."})
    assert answer.status_code == 422
    assert client.post(one, told(lesson)).status_code == 302
    assert "waits for your judgment" not in client.get("/en/desk/").content.decode()
    page = client.get(LIST).content.decode()
    assert WHY in page
    assert 'name="verdict"' not in client.get(one).content.decode()


def told(lesson, **more):
    return {"seen": lesson.edit, "verdict": "fit", "said": WHY, **more}


def test_the_second_judgment_publishes_it():
    _p, lesson = handed_in()
    judge(a_peer("FI20"), lesson)
    client = signed_in(a_peer())
    answer = client.post(f"{LIST}{lesson.public_id}/", told(lesson), follow=True)
    assert "it is published" in answer.content.decode()
    assert client.get(f"/en/lessons/{lesson.slug}/").status_code == 200


def test_whoever_read_former_words_reads_the_new_ones_first():
    p, lesson = handed_in()
    kept = write_lesson(by=p.lead, lesson=lesson, words=WORDS, seen=lesson.edit)
    hand_in_lesson(by=p.lead, lesson=kept, seen=kept.edit)
    client = signed_in(a_peer())
    answer = client.post(f"{LIST}{lesson.public_id}/", told(lesson))
    assert (answer.status_code, lesson.reviews.count()) == (422, 0)
    assert "written anew meanwhile" in answer.content.decode()


def test_its_own_team_does_not_find_it():
    p, lesson = handed_in()
    client = signed_in(p.lead)
    assert "No lesson waits for you." in client.get(LIST).content.decode()
    assert client.get(f"{LIST}{lesson.public_id}/").status_code == 404


def test_the_lists_ask_no_more_for_more_lessons(django_assert_num_queries):
    handed_in()
    client = signed_in(a_peer())
    client.get(LIST)
    with django_assert_num_queries(5):
        client.get(LIST)
