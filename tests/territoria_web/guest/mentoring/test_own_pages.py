"""From the public page to the talks, with links alone; others' things are not there."""

from __future__ import annotations

import uuid

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_mentoring import Mentors, a_mentoring
from territoria_web.act.models import MentoringPerson
from territoria_web.act.rules.mentoring import MOST_REGISTERED_BY_ONE, Pair, Part, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
TYPED = {
    "name": "Kim",
    "email": "kim@people.example",
    "themes": ["selling"],
    "languages": ["en"],
    "question": "How do I find the first customers?",
}
ASKED = {"state": Pair.PROPOSED, "begun": None, "mentor_agrees": None, "mentee_agrees": None}


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False
    cache.clear()


@pytest.fixture
def running() -> Mentors:
    return a_mentoring(State.RUNNING)


def said(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_a_mentee_registers_confirms_with_a_button_and_wishes(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
):
    m = a_mentoring()
    assert m.public("join/mentee/") in said(client.get(m.public()))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(m.public("join/mentee/"), TYPED)
    assert answer["Location"] == m.public("sent/")
    assert MentoringPerson.objects.get(name="Kim").state == Part.WAITING
    own = m.own("Kim")
    assert own in mail.outbox[0].body
    client.get(own)  # scanners of mails open links
    assert m.person("Kim").state == Part.WAITING
    client.get(own + "wishes/")
    assert client.post(own)["Location"] == own + "?done=confirm"
    page = said(client.get(own + "wishes/"))
    assert ("Ada led a firm" in page, "ada@people" in page) == (True, False)
    client.post(own + "wishes/", {"wish_1": str(m.person("Bea").public_id)})
    assert "<ol><li>Bea</li></ol>" in said(client.get(own))


def test_what_is_wrong_or_late_is_shown_back(client: Client):
    m = a_mentoring()
    answer = client.post(m.public("join/mentee/"), {**TYPED, "email": "kim"})
    assert (answer.status_code, answer.context["form"]["question"].value()) == (
        422,
        TYPED["question"],
    )
    client.post(m.public("join/mentee/"), {**TYPED, "subject_line": "Buy"})
    m.row.state = State.ENDED
    m.row.save()
    late = client.post(m.public("join/mentee/"), TYPED)
    assert (late.status_code, late.context["form"]["name"].value()) == (422, "Kim")
    assert "Registration is closed" in said(client.get(m.public("join/mentee/")))
    assert m.row.people.filter(name="Kim").count() == 0
    assert client.get(m.public("join/boss/")).status_code == 404


def test_nobody_registers_on_and_on(client: Client):
    m = a_mentoring(people=False)
    for number in range(MOST_REGISTERED_BY_ONE + 1):
        told = {**TYPED, "email": f"kim{number}@people.example"}
        answer = client.post(m.public("join/mentee/"), told)
    assert (answer.status_code, m.row.people.count()) == (422, MOST_REGISTERED_BY_ONE)


def test_a_profile_that_changed_meanwhile_keeps_what_was_typed(client: Client):
    m = a_mentoring()
    eva = m.person("Eva")
    MentoringPerson.objects.filter(pk=eva.pk).update(edit=4)
    slow = client.post(m.own("Eva", "profile/"), {**TYPED, "seen": "0"})
    assert (slow.status_code, slow.context["form"]["name"].value()) == (422, "Kim")
    assert 'name="seen" value="4"' in said(slow)
    done = client.post(m.own("Eva", "profile/"), {**TYPED, "name": "Eva B.", "seen": "4"})
    assert done["Location"] == m.own("Eva B.") + "?done=profile"


def test_two_say_yes_talk_and_end_it(client: Client, running: Mentors):
    m = running
    pair = m.pair(**ASKED)
    at = f"{pair.public_id}/"
    page = said(client.get(m.own("Eva")))
    assert ("1 proposal waits for your answer." in page, "Ada led a firm" in page) == (True, True)
    assert "ada@people.example" not in page
    for name in ("Eva", "Ada"):
        assert client.post(m.own(name, f"{at}answer/"), {"do": "yes"}).status_code == 302
    page = said(client.get(m.own("Eva")))
    assert ("ada@people.example" in page, "Talk with Ada for the first time by" in page) == (
        True,
        True,
    )
    today = str(timezone.localdate())
    note = {"day": today, "minutes": 50, "done": "Only ours.", "next": ""}
    for name in ("Eva", "Ada"):
        client.post(m.own(name, f"{at}talk/"), note)
    assert said(client.get(m.own("Eva"))).count("Only ours.") == 2
    client.post(m.own("Eva", f"{at}feedback/"), {"worth": "4", "said": "Thank you, Ada."})
    page = said(client.get(m.own("Ada")))
    assert ("Thank you, Ada." in page, "Very much" in page) == (True, False)
    anew = client.get(m.own("Eva", f"{at}feedback/")).context["form"]  # nothing is lost
    assert (anew["worth"].value(), anew["said"].value()) == (4, "Thank you, Ada.")
    assert client.post(m.own("Ada", f"{at}end/")).status_code == 302
    assert "The office may propose somebody else to you." in said(client.get(m.own("Eva")))
    late = client.post(m.own("Eva", f"{at}talk/"), {**note, "done": "Written too late."})
    assert (late.status_code, "Written too late." in said(late)) == (409, True)


def test_own_notes_are_changed_and_taken_away_by_their_writer_alone(
    client: Client, running: Mentors
):
    m = running
    pair = m.pair()
    talk = m.talk(pair, by="Eva")
    at = f"{pair.public_id}/talk/{talk.public_id}/"
    assert client.get(m.own("Ada", at)).status_code == 404
    wrong = client.post(m.own("Eva", at), {"day": "2040-01-01", "minutes": 50, "done": "New."})
    assert (wrong.status_code, wrong.context["form"]["done"].value()) == (422, "New.")
    client.post(m.own("Eva", at), {"do": "drop"})
    assert pair.sessions.count() == 0


def test_links_of_others_open_nothing_of_a_pair(client: Client, running: Mentors):
    m = running
    pair, draft = m.pair(), m.pair("Gil", "Cem", state=Pair.DRAFT, begun=None)
    talk = m.talk(pair, done="Secret.")
    for path in (f"{pair.public_id}/talk/", f"{pair.public_id}/talk/{talk.public_id}/"):
        assert client.get(m.own("Fred", path)).status_code == 404
    assert client.get(m.own("Gil", f"{draft.public_id}/talk/")).status_code == 404
    assert "Proposed to you" not in said(client.get(m.own("Gil")))
    assert client.get(m.own("Eva", f"{uuid.uuid4()}/talk/")).status_code == 404
    assert client.get("/en/mentoring/own/abc/").status_code == 404


def test_places_in_a_workshop_bring_its_link_and_its_date(client: Client, running: Mentors):
    m = running
    workshop = m.workshop(places=1)
    at = f"workshop/{workshop.public_id}"
    assert "meet.example" not in said(client.get(m.own("Eva")))
    assert client.get(m.own("Eva", f"{at}.ics")).status_code == 404
    client.post(m.own("Eva", f"{at}/"), {"do": "come"})
    assert "https://meet.example/abc" in said(client.get(m.own("Eva")))
    calendar = client.get(m.own("Eva", f"{at}.ics"))
    assert (calendar["Content-Type"], b"meet.example" in calendar.content) == (
        "text/calendar; charset=utf-8",
        True,
    )
    full = client.post(m.own("Fred", f"{at}/"), {"do": "come"})
    assert (full.status_code, "All places are taken" in said(full)) == (409, True)
    assert "Who comes: Eva" in said(client.get(m.own("Bea")))


def test_leaving_asks_first_and_then_the_link_opens_nothing(client: Client, running: Mentors):
    m = running
    m.pair()
    own = m.own("Eva")
    assert (client.get(own + "leave/").status_code, m.person("Eva").state) == (200, Part.IN)
    assert "What named you" in said(client.post(own + "leave/"))
    assert client.get(own).status_code == 404
    assert "somebody who has left" in said(client.get(m.own("Ada")))


def test_a_yes_to_a_proposal_that_fell_meanwhile_is_told_so(client: Client, running: Mentors):
    m = running
    pair = m.pair(**ASKED)
    client.post(m.own("Ada", f"{pair.public_id}/answer/"), {"do": "no"})
    assert (
        "Ada" not in said(client.get(m.own("Eva"))).partition("Workshops")[0].partition("<ol>")[0]
    )
    late = client.post(m.own("Eva", f"{pair.public_id}/answer/"), {"do": "yes"})
    assert (late.status_code, "was answered or taken back meanwhile" in said(late)) == (409, True)
    assert client.post(m.own("Fred", f"{pair.public_id}/answer/"), {"do": "yes"}).status_code == 404
