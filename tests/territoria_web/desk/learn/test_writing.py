"""A team writes a lesson: closed actions, five questions, what is missing beside its field, handing in."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from desk_team import a_member, signed_in
from lesson_world import WORDS, a_peer, an_ended_action, begun, handed_in, judge, published, written
from planned import Planning, a_plan
from territoria_web.desk.journal_lines import read_aloud
from territoria_web.learn.models import Adoption, Lesson
from territoria_web.learn.rules import FIVE
from territoria_web.library.queries import library
from territoria_web.people.models import Entry, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def at(p: Planning, lesson: Lesson | None = None, path: str = "") -> str:
    one = f"lessons/{lesson.public_id}/" if lesson else ""
    return f"/en/desk/{p.cycle.public_id}/learn/{one}{path}"


def typed(held: Lesson, **more: Any) -> dict[str, Any]:
    """The form as somebody fills it in."""
    words = WORDS
    return {
        "title": words.title,
        "lesson": words.lesson,
        "outcome": words.outcome,
        **{key: words.answers[key] for key in FIVE},
        "cost": "12 000,50",
        "currency": "EUR",
        "nodes": list(words.nodes),
        "roles": list(words.roles),
        "begun": "2025-03-01",
        "ended": "2026-09-01",
        "sources-TOTAL_FORMS": "2",
        "sources-INITIAL_FORMS": "0",
        "sources-0-title": "List of visits",
        "sources-0-url": "https://lakeland.example/visits",
        "sources-0-dated": "2026",
        "seen": held.edit,
        **more,
    }


def client_of(p: Planning) -> Client:
    return signed_in(p.lead)


def test_a_closed_action_leads_to_five_questions():
    p = an_ended_action()
    client = client_of(p)
    page = client.get(at(p)).content.decode()
    assert "1 closed action has taught nobody else yet." in page
    assert "Help desk for forms" in page
    answer = client.post(at(p, path=f"{p.one(1).public_id}/begin/"))
    lesson = Lesson.objects.get()
    assert answer["Location"] == at(p, lesson)
    page = client.get(at(p, lesson)).content.decode()
    assert "What was difficult, and what would you do otherwise?" in page
    assert 'href="#id_it_needed-field"' in page
    assert 'name="cost" value="12,000"' in page
    action = reverse("public:promise", args=[p.plan.public_id, 1])
    assert f'<a href="{action}">The action everybody sees</a>' in page


def test_what_was_written_is_kept_and_handed_in():
    p, lesson = begun()
    client = client_of(p)
    assert client.post(at(p, lesson), typed(lesson)).status_code == 302
    lesson.refresh_from_db()
    assert (str(lesson.cost), lesson.state, len(lesson.evidence)) == ("12000.50", "draft", 1)
    page = client.get(at(p, lesson)).content.decode()
    assert "All is said. Read it once more, then hand it in." in page
    assert "As it would be published" in page
    assert client.post(at(p, lesson), typed(lesson, hand_in="1")).status_code == 302
    lesson.refresh_from_db()
    assert lesson.state == "submitted"
    assert "http://testserver/en/promises/" in lesson.text["practice.yaml"]


def test_what_is_missing_stands_beside_its_field_and_nothing_is_lost():
    p, lesson = begun()
    client = client_of(p)
    told = typed(lesson, hand_in="1", it_needed="", lesson="", roles=[])
    answer = client.post(at(p, lesson), told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [n in answer.context["form"].errors for n in ("it_needed", "lesson", "roles")] == [
        True
    ] * 3
    assert "3 answers need another look" in page
    lesson.refresh_from_db()
    assert (lesson.state, lesson.answers["was_done"]) == ("draft", WORDS.answers["was_done"])
    told |= {
        "seen": lesson.edit,
        "it_needed": "A room.",
        "lesson": "People came.",
        "roles": ["MAY"],
    }
    assert client.post(at(p, lesson), told).status_code == 302


def test_whoever_was_slower_keeps_their_words():
    p, lesson = begun()
    client = client_of(p)
    client.post(at(p, lesson), typed(lesson))
    answer = client.post(at(p, lesson), typed(lesson, title="Mine"))
    assert answer.status_code == 422
    assert 'value="Mine"' in answer.content.decode()
    lesson.refresh_from_db()
    assert lesson.title == WORDS.title
    assert f'name="seen" value="{lesson.edit}"' in answer.content.decode()


def test_an_expert_writes_and_does_not_hand_in():
    p, lesson = begun()
    client = signed_in(a_member("FRE1", Role.EXPERT))
    page = client.get(at(p, lesson)).content.decode()
    assert 'name="hand_in"' not in page
    assert client.post(at(p, lesson), typed(lesson, hand_in="1")).status_code == 403
    assert client.post(at(p, lesson), typed(lesson)).status_code == 302


def test_a_lesson_of_another_cycle_is_not_there():
    p, lesson = written()
    other = a_plan("X9")
    assert client_of(other).get(at(other, lesson)).status_code == 404
    assert client_of(other).get(at(p, lesson)).status_code == 404


def test_the_folder_can_be_downloaded_once_nothing_is_missing():
    p, lesson = begun()
    client = client_of(p)
    assert client.get(at(p, lesson, "text.zip")).status_code == 404
    client.post(at(p, lesson), typed(lesson))
    answer = client.get(at(p, lesson, "text.zip"))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert (
        zipfile.ZipFile(io.BytesIO(answer.content)).namelist()[0] == f"{lesson.slug}/practice.yaml"
    )


def test_reviews_are_read_by_the_team_with_names_and_a_change_says_what_it_voids():
    p, lesson = handed_in()
    judge(a_peer(), lesson)
    page = client_of(p).get(at(p, lesson)).content.decode()
    assert "1 of 2 peers found it fit." in page
    assert "expert-ded5@example.org, Leipzig" in page
    assert "what they said of the former words counts no more" in page


def test_a_published_lesson_is_withdrawn_with_a_reason():
    p, lesson = published()
    client = client_of(p)
    where = at(p, lesson, "withdraw/")
    assert client.post(where, {"reason": "Wrong.", "seen": lesson.edit}).status_code == 422
    told = {"reason": "Two of the figures were counted twice.", "seen": lesson.edit}
    assert client.post(where, told).status_code == 302
    assert "counted twice" in client.get(at(p, lesson)).content.decode()
    assert client.get(where).status_code == 404


def test_a_practice_is_taken_up_and_taken_back():
    p = an_ended_action()
    client = client_of(p)
    practice = min(library().practices)
    title = library().practices[practice].title.say()
    assert client.post(at(p), {"practice": "Nothing of this name"}).status_code == 422
    told = {"practice": title, "action": str(p.one(1).public_id), "said": "A smaller one."}
    assert client.post(at(p), told).status_code == 302
    assert Adoption.objects.get().practice == practice
    assert "A smaller one." in client.get(at(p)).content.decode()
    assert client.post(at(p), {"end": "other"}).status_code == 404
    assert client.post(at(p), {"end": practice}).status_code == 302
    assert Adoption.objects.count() == 0


def test_the_journal_tells_every_deed_in_a_sentence():
    p, lesson = published()
    told = read_aloud(Entry.objects.filter(about=f"lesson {lesson.public_id}").order_by("pk"))
    title, lead = f"“{lesson.title}”", str(p.lead)
    assert [(line.sentence, line.changes) for line in told] == [
        (f"{lead} began the lesson “Help desk for forms”.", ()),
        (f"{lead} wrote the lesson {title} anew.", ()),
        (f"{lead} gave the lesson {title} to its reviewers.", ()),
        (f"expert-ded5@example.org judged the lesson {title}: Fit to be published.", ()),
        (f"expert-fi20@example.org judged the lesson {title}: Fit to be published.", ()),
        (f"Two peers found the lesson {title} fit; it is published.", ()),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_lessons_as_for_one(count, django_assert_num_queries):
    p, lesson = handed_in()
    judge(a_peer(), lesson)
    for number in range(2, count + 1):
        action = p.add(f"Desk {number}", indicator="Visitors")
        fields = {"action": action, "slug": f"desk-{number}", "title": action.title}
        Lesson.objects.create(**fields)
    client = client_of(p)
    client.get(at(p))
    with django_assert_num_queries(18):
        client.get(at(p))
