"""A session becomes a project on a phone: eight fields at most, most filled in; who may, and when."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_meeting import Meet, a_meeting
from territoria_web.act.models import Project
from territoria_web.convene.models import Sheet, Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


def a_session(state: str = "ended", **fields: str) -> tuple[Meet, Topic, str]:
    meet = a_meeting(state=state, **fields)
    asker = meet.people[0]
    topic = Topic.objects.create(meeting=meet.row, asker=asker, title="Old and new trades")
    return meet, topic, meet.room(f"session/{topic.public_id}/project/")


def typed(form: object, **more: str) -> dict[str, str]:
    """What a browser sends of the form as it was filled in, with the two answers that are missing."""
    held = {field.html_name: field.value() for field in form}  # type: ignore[attr-defined]
    told = {name: str(value) for name, value in held.items() if value not in (None, "")}
    return {**told, "question": "How do trades meet?", "product": "A compendium", **more}


def test_eight_fields_with_the_rest_filled_in_make_a_public_project(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
):
    meet, _topic, url = a_session()
    phone = meet.phone(0)
    form = phone.get(url).context["form"]
    assert len(form.own()) + 1 == 8  # who is in it is one question
    assert [field.label for field in form.others()] == ["Lappeenranta", "Milano"]
    assert (form["title"].value(), form["city"].value()) == ("Old and new trades", "Bordeaux")
    partner = next(f.html_name for f in form.others() if f.label == "Milano")
    with django_capture_on_commit_callbacks(execute=True):
        answer = phone.post(url, typed(form, **{partner: "partner"}))
    assert (answer.status_code, answer["Location"]) == (302, url)
    project = Project.objects.get()
    assert [m.to for m in mail.outbox] == [
        ["person-0@meeting.example"],
        ["person-2@meeting.example"],
    ]
    assert "has become a project" in phone.get(url).content.decode()
    page = client.get(f"/en/projects/{project.public_id}/").content.decode()
    assert ["How do trades meet?" in page, "Milano" in page, "@meeting" in page] == [
        True,
        False,
        False,
    ]


def test_who_takes_notes_for_another_city_can_name_the_own_one():
    meet, topic, url = a_session()
    topic.asker = meet.people[1]
    topic.save()
    Sheet.objects.create(topic=topic, recorder=meet.people[0])
    form = meet.phone(0).get(url).context["form"]
    assert form["city"].value() == "Lappeenranta"
    assert [field.label for field in form.others()] == ["Bordeaux", "Milano"]


def test_where_no_axis_is_known_it_takes_the_place_of_a_day(client: Client):
    meet, _topic, url = a_session(axis="")
    form = meet.phone(0).get(url).context["form"]
    assert (len(form.own()) + 1, "axis" in form.fields, "exchange" in form.fields) == (
        8,
        True,
        False,
    )
    assert meet.phone(0).post(url, typed(form, axis="C3")).status_code == 302
    assert Project.objects.get().axis == "C3"


def test_only_whoever_writes_the_sheet_makes_it_and_nobody_reads_addresses(client: Client):
    meet, _topic, url = a_session()
    assert meet.phone(1).get(url).status_code == 403
    assert client.get(url)["Location"] == meet.room()
    assert "person-1@meeting.example" not in meet.phone(0).get(url).content.decode()


def test_what_is_refused_or_too_early_is_said_and_nothing_is_lost():
    meet, _topic, url = a_session()
    form = meet.phone(0).get(url).context["form"]
    refused = meet.phone(0).post(url, typed(form, question="Trades"))
    assert (refused.status_code, refused.context["form"]["product"].value()) == (
        422,
        "A compendium",
    )
    meet.row.state = "open"
    meet.row.save()
    early = meet.phone(0).post(url, typed(form))
    assert (early.status_code, early.context["form"]["title"].value()) == (
        422,
        "Old and new trades",
    )
    assert Project.objects.count() == 0
