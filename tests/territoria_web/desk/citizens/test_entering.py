"""A need from a counter or a sheet: entered once, what is like it first, letters only with consent."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from a_forum import a_need
from desk_team import Team, a_member, signed_in
from territoria_web.listen.models import Consent, Forum, Need, Voice
from territoria_web.people.models import Entry, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def expert(forum: Forum) -> Client:
    return signed_in(a_member("FRE1", Role.EXPERT))


def told(**more: Any) -> dict[str, Any]:
    number = str(uuid.uuid4())
    sheet = {"channel": "paper", "title": "A bench by the river", "language": "en"}
    return {**sheet, "number": number, **more}


def test_an_expert_enters_a_sheet_with_its_signatures(team: Team, forum: Forum, expert: Client):
    at = team.at("citizens/needs/enter/")
    answer = expert.post(at, told(signatures="12", text="My legs are old."))
    assert answer["Location"] == f"{at}?channel=paper"
    need = forum.needs.get()
    assert (need.state, need.channel, need.entered_by.email, need.voice) == (
        *("published", "paper", "expert-fre1@example.org", None),
    )
    assert [(s.people, s.channel) for s in need.supports.all()] == [(12, "paper")]
    assert Entry.objects.filter(what="enter need").count() == 1


def test_a_sheet_that_is_sent_twice_is_entered_once(team: Team, forum: Forum, expert: Client):
    sheet = told()
    at = team.at("citizens/needs/enter/")
    assert expert.post(at, sheet).status_code == 302
    assert expert.post(at, {**sheet, "new": "1"}).status_code == 422
    assert forum.needs.count() == 1


def test_what_is_nearly_the_same_is_shown_before_anything_is_kept(
    team: Team, forum: Forum, expert: Client
):
    need = a_need(forum, "A bench by the river")
    at, sheet = team.at("citizens/needs/enter/"), told(title="Benches by the river", signatures="3")
    page = expert.post(at, sheet)
    assert (page.status_code, page.context["alike"], page.context["people"]) == (200, [need], 3)
    assert forum.needs.count() == 1
    assert expert.post(at, {**sheet, "new": "1"}).status_code == 302
    assert forum.needs.count() == 2


def test_an_address_is_kept_only_once_confirmed_and_how_they_agreed_is_noted(
    team: Team, forum: Forum, expert: Client, django_capture_on_commit_callbacks
):
    at = team.at("citizens/needs/enter/")
    page = expert.post(at, told(email="eve@example.org"))
    assert page.context["form"].errors == {"how": ["Without it no address is kept."]}
    page = expert.post(at, told(email="eve@example.org", how="writing", channel="phone"))
    assert page.context["form"].errors == {"how": ["Only a sheet of paper holds it in writing."]}
    with django_capture_on_commit_callbacks(execute=True):
        assert expert.post(at, told(email="eve@example.org", how="writing")).status_code == 302
    voice = Voice.objects.get()
    assert (voice.email, voice.confirmed, voice.channel) == ("", None, "paper")
    assert set(Consent.objects.values_list("purpose", "how")) == {
        *(("told", "writing"), ("asked", "writing")),
    }
    assert [letter.to for letter in mail.outbox] == [["eve@example.org"]]


def test_what_is_refused_loses_nothing_and_can_be_sent_again(
    team: Team, forum: Forum, expert: Client
):
    Forum.objects.update(is_open=False)
    at, sheet = team.at("citizens/needs/enter/"), told()
    page = expert.post(at, sheet)
    form = page.context["form"]
    assert (page.status_code, form["title"].value()) == (422, "A bench by the river")
    assert (form["number"].value() == sheet["number"], Need.objects.count()) == (False, 0)


def test_a_viewer_enters_nothing(team: Team, forum: Forum):
    viewer = signed_in(a_member("FRE1", Role.VIEWER))
    assert viewer.get(team.at("citizens/needs/enter/")).status_code == 403
