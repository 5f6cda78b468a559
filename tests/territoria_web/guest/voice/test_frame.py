"""The door of every page of a forum: its code, as people type it."""

from __future__ import annotations

import pytest
from django.test import Client

from a_forum import a_forum, a_need
from desk_team import a_team
from territoria_web.listen.models import Forum

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def forum() -> Forum:
    team = a_team()
    return a_forum(team.cycle, team.lead)


def test_a_code_in_small_letters_leads_to_the_address_that_phones_know(
    forum: Forum, client: Client
):
    need = a_need(forum)
    typed, right = (
        f"/en/voice/{code}/needs/{need.number}/support/"
        for code in (forum.code.lower(), forum.code)
    )
    for answer in (client.get(typed, {"by": "qr"}), client.head(f"{typed}?by=qr")):
        assert (answer.status_code, answer["Location"]) == (302, f"{right}?by=qr")
        assert "no-store" in answer["Cache-Control"]
    assert client.get(typed, follow=True).status_code == 200


def test_what_is_sent_to_it_is_taken_all_the_same_and_kept_for_the_right_address(
    forum: Forum, client: Client
):
    need = a_need(forum)
    answer = client.post(f"/en/voice/{forum.code.lower()}/needs/{need.number}/support/")
    assert (answer.status_code, need.supports.count()) == (302, 1)
    assert answer.cookies["voice-en"]["path"] == f"/en/voice/{forum.code}/"
