"""Which needs an action answers: ticked at the desk, by one after the other."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from a_forum import a_forum, a_need, supported
from desk_team import signed_in
from planned import Planning, a_plan
from territoria_web.listen.models import Need

pytestmark = pytest.mark.django_db


def desk() -> tuple[Planning, Need, Client, str]:
    p = a_plan()
    p.add("A night bus")
    need = supported(a_need(a_forum(p.cycle, p.lead)), 2)
    return p, need, signed_in(p.lead), f"/en/desk/{p.cycle.public_id}/plan/actions/"


def test_needs_are_ticked_and_stand_on_the_page_of_the_action():
    p, need, client, actions = desk()
    where = f"{actions}{p.one(1).public_id}/"
    page = client.get(f"{where}needs/").content.decode().split("<main")[1]
    assert re.findall(r"<form[^>]*>", page) == ['<form method="post" novalidate>']
    assert "1 A bus after ten at night (2 supports)" in page
    told = {"needs": [str(need.public_id)], "seen": p.one(1).edit}
    assert client.post(f"{where}needs/", told)["Location"] == where
    assert "It answers these needs" in client.get(where).content.decode()
    client.post(f"{where}needs/", {"seen": p.one(1).edit})
    assert not p.one(1).need_links.exists()


def test_whoever_was_slower_keeps_the_ticks_and_can_send_them_again():
    p, need, client, actions = desk()
    where = f"{actions}{p.one(1).public_id}/needs/"
    told = {"needs": [str(need.public_id)], "seen": p.one(1).edit}
    p.change(1, title="A bus at night")
    page = client.post(where, told)
    form = page.context["form"]
    assert (page.status_code, form["needs"].value()) == (422, told["needs"])
    assert client.post(where, {**told, "seen": form["seen"].value()}).status_code == 302


def test_without_needs_it_says_where_they_come_in():
    p = a_plan()
    p.add("A night bus")
    where = f"/en/desk/{p.cycle.public_id}/plan/actions/{p.one(1).public_id}/needs/"
    assert "No needs to tick yet" in signed_in(p.lead).get(where).content.decode()
