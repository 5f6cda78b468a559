"""Rating a service on a phone, without account, script or cookie that says who it was."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from rated_services import a_forum, a_service
from territoria_web.guest.voice.frame import shown_now
from territoria_web.listen.models import Rating, Service, Voice
from territoria_web.listen.services.services_offered import set_service_open
from territoria_web.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters() -> None:
    cache.clear()


@pytest.fixture
def service() -> Service:
    return a_service(a_forum())


def at(service: Service, path: str = "") -> str:
    return f"/en/voice/{service.forum.code}/service/{service.code}/{path}"


def sent(client: Client, service: Service, **more: Any) -> Any:
    told = {"solved": "yes", "satisfaction": "4", "nonce": uuid4().hex, "by": "qr"}
    return client.post(at(service), {**told, "shown": shown_now(), "instrument": "1", **more})


def test_two_questions_and_thanks(service: Service, client: Client):
    answer = sent(client, service, comment="Fine.", **{"who-0": "under 30"})
    assert answer["Location"] == at(service, "thanks/")
    assert client.get(answer["Location"]).status_code == 200
    row = Rating.objects.get()
    assert (row.channel, row.margins, row.comment) == ("qr", {"age": "under 30"}, "Fine.")
    assert [name for name in client.cookies if name != "csrftoken"] == []
    assert Voice.objects.count() == 0


@pytest.mark.parametrize(("by", "channel"), [("widget", "widget"), ("paper", "web"), ("", "web")])
def test_the_channel_comes_from_the_address_and_nobody_chooses_that_of_the_team(
    service: Service, client: Client, by: str, channel: str
):
    page = client.get(at(service), {"by": by}).content.decode()
    assert re.search(r'name="by" value="(\w+)"', page)[1] == channel  # type: ignore[index]
    sent(client, service, by=by)
    assert Rating.objects.get().channel == channel


def test_a_step_chosen_in_the_widget_is_chosen_on_the_page(service: Service, client: Client):
    page = client.get(at(service), {"by": "widget", "satisfied": "2"}).content.decode()
    assert re.findall(r'name="satisfaction" value="(\d)"[^>]* checked', page) == ["2"]
    odd = client.get(at(service), {"satisfied": "<9>"}).content.decode()
    assert re.findall(r'name="satisfaction" value="(\d)"[^>]* checked', odd) == []


def test_what_is_missing_is_said_and_nothing_is_lost(service: Service, client: Client):
    answer = sent(client, service, satisfaction="", comment="Long words of mine")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("Choose one of the five steps." in page, "Long words of mine" in page) == (True, True)
    assert Rating.objects.count() == 0


def test_the_same_form_twice_counts_once(service: Service, client: Client):
    nonce = uuid4().hex
    answers = [sent(client, service, nonce=nonce).status_code for _time in range(2)]
    assert (answers, Rating.objects.count()) == ([302, 302], 1)


def test_the_trap_is_noted_and_the_robot_thanked(service: Service, client: Client):
    assert sent(client, service, website="http://x.example").status_code == 302
    assert Rating.objects.get().unusual is True


def test_own_words_of_the_question_stand_on_the_page(service: Service, client: Client):
    Service.objects.update(question={"en": "Did you get the book?"})
    assert "Did you get the book?" in client.get(at(service)).content.decode()


def test_a_closed_service_says_so(service: Service, client: Client):
    by = User.objects.create_user("lead@example.org")
    set_service_open(by=by, service=service, is_open=False)
    assert client.get(at(service)).status_code == 410
    assert sent(client, service).status_code == 410


def test_a_service_of_another_forum_is_not_found(service: Service, client: Client):
    assert client.get(at(service).replace("HEAR23", "HEAR24")).status_code == 404
    assert client.get(at(service).replace(service.code, "AAAAAA")).status_code == 404
