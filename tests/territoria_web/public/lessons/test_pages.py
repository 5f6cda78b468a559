"""Lessons as everybody reads them: failures too, reviews without names, who took them up."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client

from lesson_world import WHY, handed_in, published
from planned import a_plan
from territoria_web.learn.models import Lesson
from territoria_web.learn.services.adoptions import adopt_practice
from territoria_web.learn.services.lessons import begin_lesson, withdraw_lesson
from territoria_web.library.queries import library
from territoria_web.territories.models import Cycle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

BECAUSE = "Two of the figures were counted twice."


def test_the_list_tells_failures_as_plainly(client: Client):
    _p, lesson = published(outcome="failed")
    page = client.get("/en/lessons/").content.decode()
    assert "1 action is over and was judged by two peers from elsewhere; 1 did not work." in page
    assert f'href="/en/lessons/{lesson.slug}/"' in page
    (row,) = client.get("/en/lessons.json").json()["table"]["rows"]
    assert (row[0], row[6], row[-3]) == (lesson.slug, "failed", 0)


def test_what_is_not_published_is_not_there(client: Client):
    _p, lesson = handed_in()
    assert client.get(f"/en/lessons/{lesson.slug}/").status_code == 404
    assert "No lesson is published yet." in client.get("/en/lessons/").content.decode()


def test_one_lesson_with_its_reviews_without_names(client: Client):
    p, lesson = published()
    page = client.get(f"/en/lessons/{lesson.slug}/").content.decode()
    assert page.count(WHY) == 2
    assert ("Leipzig" in page, "expert-ded5" in page) == (True, False)
    assert f"/en/promises/{p.plan.public_id}/1/" in page
    assert "EUR 12,000" in page
    told = client.get(f"/en/lessons/{lesson.slug}.json").json()
    assert [r["place"] for r in told["reviews"]] == ["Leipzig", "Åland"]
    assert told["spent"] == {"cost": "12000.00", "currency": "EUR", "person_months": 6.0}


def test_who_took_it_up_is_named_with_their_public_plan(client: Client):
    _p, lesson = published()
    other = a_plan("DED5")
    other.add("Our own desk", indicator="Visitors")
    other.adopt()
    adopt_practice(
        by=other.lead, cycle=other.cycle, practice=lesson.slug, action=other.one(1), said="Smaller."
    )
    page = client.get(f"/en/lessons/{lesson.slug}/").content.decode()
    assert f'<a href="/en/promises/{other.plan.public_id}/">Leipzig</a>: Our own desk' in page
    assert "taken up by 1 territory" in client.get("/en/lessons/").content.decode()


def test_a_withdrawn_one_stays_readable_with_the_reason(client: Client):
    p, lesson = published()
    withdraw_lesson(by=p.lead, lesson=lesson, reason=BECAUSE, seen=lesson.edit)
    page = client.get(f"/en/lessons/{lesson.slug}/").content.decode()
    assert (BECAUSE in page, WHY in page) == (True, True)
    assert lesson.slug not in client.get("/en/lessons/").content.decode()
    begin_lesson(by=p.lead, action=p.one(1), language="en")
    assert client.get(f"/en/lessons/{lesson.slug}-2/").status_code == 404


def test_the_text_is_there_as_a_folder(client: Client):
    _p, lesson = published()
    held = zipfile.ZipFile(io.BytesIO(client.get(f"/en/lessons/{lesson.slug}/text.zip").content))
    assert held.read(f"{lesson.slug}/en.md").decode() == lesson.text["en.md"]


def test_a_french_lesson_is_marked_as_french_for_english_readers(client: Client):
    _p, lesson = published(language="fr")
    page = client.get(f"/en/lessons/{lesson.slug}/").content.decode()
    assert '<div lang="fr">' in page
    assert "What peers from elsewhere said" in page


def test_what_is_invented_says_so(client: Client):
    p, lesson = published()
    Cycle.objects.filter(pk=p.cycle.pk).update(example=True)
    assert "This lesson is invented" in client.get(f"/en/lessons/{lesson.slug}/").content.decode()
    assert "Only invented lessons" in client.get("/en/lessons/").content.decode()


def test_a_practice_of_the_library_names_who_took_it_up_also_once_it_is_written_down(
    client: Client, settings, tmp_path, django_assert_num_queries
):
    settings.WRITTEN_PAGES = tmp_path / "pages"
    practice = min(library().practices)
    address = f"/en/practices/{practice}/"
    before = client.get(address).content.decode()
    assert "No territory has said yet that it took it up." in before
    with django_assert_num_queries(2):
        assert client.get(address).content.decode() == before
    p = a_plan()
    adopt_practice(by=p.lead, cycle=p.cycle, practice=practice)
    after = client.get(address).content.decode()
    assert "1 territory says that its work rests on it." in after
    assert "Lakeland" in after


def test_the_list_of_practices_leads_to_lessons(client: Client):
    assert 'href="/en/lessons/"' in client.get("/en/practices/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_lessons_as_for_one(
    count: int, client: Client, django_assert_num_queries
):
    p, lesson = published()
    for number in range(2, count + 1):
        action = p.add(f"Desk {number}", indicator="Visitors")
        told = {"title": action.title, "state": "published", "published": lesson.published}
        Lesson.objects.create(action=action, slug=f"desk-{number}", **told)
    client.get("/en/lessons/")
    with django_assert_num_queries(2):
        page = client.get("/en/lessons/").content.decode()
    assert page.count("<article") == count
