"""I need this too: once for each phone, taken back by the same phone, never for what is hidden."""

from __future__ import annotations

import pytest
from django.test import Client

from a_forum import a_forum, a_need
from desk_team import a_team
from territoria_web.listen.models import Forum, Need, Support, Voice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def forum() -> Forum:
    team = a_team()
    return a_forum(team.cycle, team.lead)


def at(need: Need) -> str:
    return f"/en/voice/{need.forum.code}/needs/{need.number}/support/"


def test_a_phone_counts_once_and_takes_it_back(forum: Forum, client: Client):
    need = a_need(forum)
    page = client.get(at(need))
    assert (page.context["mine"], client.cookies.keys() & {"voice-en"}) == (False, set())
    for _twice in range(2):
        client.post(at(need), {"shown": page.context["shown"]})
    assert (need.supports.count(), client.get(at(need)).context["mine"]) == (1, True)
    assert (Support.objects.get().dwell or 0) >= 0
    client.post(at(need), {"back": "1"})
    assert (need.supports.count(), client.get(at(need)).context["mine"]) == (0, False)


def test_looking_is_no_deed(forum: Forum, client: Client):
    page = client.get(at(a_need(forum)))
    assert "<p>Nobody supports it yet. Published.</p>" in page.content.decode()
    assert Support.objects.count() == 0


def test_another_phone_takes_nothing_back(forum: Forum, client: Client):
    need = a_need(forum)
    client.post(at(need))
    assert Client().post(at(need), {"back": "1"}).status_code == 302
    assert need.supports.count() == 1


def test_what_is_not_public_is_not_there(forum: Forum, client: Client):
    need = a_need(forum)
    Need.objects.update(state="rejected")
    assert (client.get(at(need)).status_code, client.post(at(need)).status_code) == (404, 404)


def test_what_has_ended_takes_no_supports(forum: Forum, client: Client):
    need = a_need(forum)
    Need.objects.update(state="delivered")
    page = client.post(at(need))
    assert (page.status_code, page.context["refused"]) == (
        422,
        ["This need takes no supports now."],
    )
    assert client.get(at(need)).context["takes"] is False


def test_what_takes_no_supports_makes_nobody_somebody(forum: Forum, client: Client):
    need = a_need(forum)
    Need.objects.filter(pk=need.pk).update(state="declined")
    before = Voice.objects.count()
    answer = client.post(f"/en/voice/{forum.code}/needs/{need.number}/support/")
    assert (answer.status_code, Voice.objects.count()) == (422, before)


def test_whoever_said_it_does_not_support_it(forum: Forum, client: Client):
    own, need = a_need(forum), a_need(forum, "A ramp at the library")
    client.post(at(need))
    somebody = need.supports.get().voice
    Need.objects.filter(pk=own.pk).update(voice=somebody)
    page = client.get(at(own))
    assert (page.context["said"], "I need this too" in page.content.decode()) == (True, False)
    answer = client.post(at(own))
    said = ["This need is yours; it counts as said, not as supported."]
    assert (answer.status_code, answer.context["refused"], own.supports.count()) == (422, said, 0)
