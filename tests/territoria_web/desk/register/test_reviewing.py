"""Somebody of a second region finds what waits, reads it whole, and judges it."""

from __future__ import annotations

import pytest

from a_register import WHY, a_peer, waiting, written
from desk_team import signed_in
from territoria_web.measure.services.register import hand_in_initiative
from territoria_web.people.models import Role

pytestmark = pytest.mark.django_db

LIST = "/en/desk/initiative-reviews/"


def test_a_peer_is_led_there_from_the_desk_and_judges():
    _team, made = waiting()
    client = signed_in(a_peer())
    assert "1 initiative waits for your judgment" in client.get("/en/desk/").content.decode()
    assert made.title in client.get(LIST).content.decode()
    one = f"{LIST}{made.public_id}/"
    assert "One page of forms is enough." in client.get(one).content.decode()
    assert client.post(one, {"seen": 0, "verdict": "", "said": ""}).status_code == 422
    answer = client.post(one, {"seen": 0, "verdict": "fit", "said": WHY}, follow=True)
    assert "It is in the register now." in answer.content.decode()
    assert WHY in client.get(LIST).content.decode()
    assert client.get(f"/en/initiatives/{made.slug}/").status_code == 200


def test_whoever_read_former_words_reads_the_new_ones_first():
    team, made = waiting()
    kept = written(team, made, what="Pays a third.")
    hand_in_initiative(by=team.lead, initiative=kept, seen=1)
    told = {"seen": 0, "verdict": "fit", "said": WHY}
    answer = signed_in(a_peer()).post(f"{LIST}{made.public_id}/", told)
    assert (answer.status_code, made.reviews.count()) == (422, 0)
    assert answer.context["form"]["seen"].value() == "1"


def test_pressed_twice_or_too_late_loses_nothing():
    _team, made = waiting()
    client, slower = signed_in(a_peer()), signed_in(a_peer(role=Role.LEAD))
    one, told = f"{LIST}{made.public_id}/", {"seen": 0, "verdict": "fit", "said": WHY}
    client.post(one, told)
    again = client.post(one, told, follow=True)
    assert "Your judgment is kept." in again.content.decode()
    late = slower.post(one, {**told, "said": "Nobody measured what it did."}, follow=True)
    assert "You wrote: Nobody measured what it did." in late.content.decode()
    assert (made.reviews.count(), slower.get(one).status_code) == (1, 404)


def test_its_own_team_does_not_find_it():
    team, made = waiting()
    client = signed_in(team.lead)
    assert "No initiative waits for you." in client.get(LIST).content.decode()
    assert client.get(f"{LIST}{made.public_id}/").status_code == 404
