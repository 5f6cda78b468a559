"""Progress at the desk: the urgent first, telling news, taking it off, naming and asking who tells."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries, Settings

from desk_team import a_member, signed_in
from planned import Planning, a_plan
from territoria_web.desk.journal_lines import read_aloud
from territoria_web.people.models import Entry, Role
from territoria_web.track.models import Steward, Update
from territoria_web.track.services.stewards import decline_to_tell
from tracked import a_steward, promised, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
TODAY = localdate()


@pytest.fixture(autouse=True)
def at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


def at(p: Planning, name: str = "track", *more: object) -> str:
    return reverse(f"desk:{name}", args=[p.cycle.public_id, *more])


def key(p: Planning, number: int = 1) -> object:
    return p.one(number).public_id


def desk() -> tuple[Planning, Client]:
    p = promised()
    return p, signed_in(p.lead)


def told(client: Client, url: str, **typed: str) -> dict[str, str]:
    return {"key": str(client.get(url).context["form"]["key"].value()), **typed}


def test_before_anything_is_promised_it_says_how_to_begin():
    p = a_plan()
    assert "To the plan" in signed_in(p.lead).get(at(p)).content.decode()


def test_late_ones_come_first():
    p = a_plan()
    p.add("In time", ends=TODAY + timedelta(days=90), indicator="x")
    p.add("Late", begins=TODAY - timedelta(days=9), ends=TODAY - timedelta(days=1))
    p.adopt()
    answer = signed_in(p.lead).get(at(p))
    assert [row["action"].number for row in answer.context["rows"]] == [2, 1]
    assert "Write to them now" not in answer.content.decode()  # nobody is named yet


@pytest.mark.parametrize("actions", [1, 3])
def test_as_many_queries_for_one_as_for_three(
    actions: int, django_assert_num_queries: DjangoAssertNumQueries
):
    p = a_plan()
    for n in range(1, actions + 1):
        p.add(f"Action {n}", indicator="x")
        a_steward(p, n)
    p.adopt()
    client = signed_in(p.lead)
    client.get(at(p))
    with django_assert_num_queries(12):
        client.get(at(p))


def test_news_is_told_and_taken_off_with_a_reason_and_the_journal_says_so():
    p, client = desk()
    url = at(p, "track-action", key(p))
    typed = told(client, url, done="The tender is out.", says="holds")
    assert client.post(url, typed).status_code == 302
    update = Update.objects.get()
    assert (update.via, update.by) == ("desk", p.lead)
    assert client.post(url, {"hide": str(update.public_id), "reason": "no"}).status_code == 422
    why = "It was told of another action."
    assert client.post(url, {"hide": str(update.public_id), "reason": why}).status_code == 302
    assert why in client.get(url).content.decode()
    said = [one.sentence for one in read_aloud(Entry.objects.order_by("-pk")[:2])]
    assert said == [
        "Lea Lead took news of the action “1 Open a data desk” off the page.",
        "Lea Lead told news of the action “1 Open a data desk”.",
    ]


def test_news_of_another_action_is_not_taken_off_here():
    p, client = desk()
    p.add("Another", indicator="x")
    p.adopt("Adopted again by the council in May 2027.")
    update = tell(p, TODAY, 2)
    url = at(p, "track-action", key(p))
    for one in (update.public_id, "x"):
        answer = client.post(url, {"hide": str(one), "reason": "It is of another action."})
        assert answer.status_code == 404


def test_who_tells_is_named_asked_and_seen_by_those_who_tend_only(
    django_capture_on_commit_callbacks,
):
    p, client = desk()
    url = at(p, "track-steward", key(p))
    typed = {"name": "Ada", "email": "ada@example.org", "language": "de", "every_days": "30"}
    assert client.post(url, {**typed, "email": "ada", "every_days": "1"}).status_code == 422
    assert client.post(url, typed).status_code == 302
    assert (Steward.objects.get().language, Steward.objects.get().every_days) == ("de", 30)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(at(p, "track-write"), {"actions": ["1", "9", "x"]}, follow=True)
    assert "1 letter is sent." in answer.content.decode()
    again = client.post(at(p, "track-write"), {"actions": ["1"]}, follow=True)
    assert "Nobody was written to" in again.content.decode()
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"]]
    page = client.get(at(p)).content.decode()
    assert ("ada@example.org" in page, "Write to them now" in page) == (True, True)
    expert = signed_in(a_member("X1", Role.EXPERT))
    assert "ada@example.org" not in expert.get(at(p)).content.decode()


def test_who_declined_can_be_written_to_again_and_a_colleague_is_not_overwritten():
    p, client = desk()
    row = a_steward(p)
    url = at(p, "track-steward", key(p))
    assert "may_write_again" not in client.get(url).context["form"].fields
    decline_to_tell(steward=row)
    form = client.get(url).context["form"]
    typed = {**form.initial, "may_write_again": "on", "name": "Ada Again"}
    a_steward(p, every_days=60)
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert "Somebody changed this meanwhile." in refused.content.decode()
    once_more = {**typed, "seen": refused.context["form"]["seen"].value()}
    assert client.post(url, once_more).status_code == 302
    row.refresh_from_db()
    assert (row.declined, row.name) == (None, "Ada Again")
