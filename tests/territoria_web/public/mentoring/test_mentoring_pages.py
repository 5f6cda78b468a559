"""Mentoring in public: what it is about and counts of five or more; no person, no question, no address."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from a_mentoring import a_mentoring
from territoria_web.act.models import MentoringPerson, MentoringRound
from territoria_web.act.rules.mentoring import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_a_round_in_preparation_is_not_there(client: Client):
    m = a_mentoring(State.PLANNED)
    assert client.get(m.public()).status_code == 404
    assert m.row.title not in client.get("/en/mentoring/").content.decode()


def test_pages_and_data_hold_counts_and_nobody(client: Client):
    m = a_mentoring(State.RUNNING)
    for mentee, mentor in (
        *(("Eva", "Ada"), ("Fred", "Bea"), ("Gil", "Cem"), ("Hana", "Dov"), ("Ines", "Ada")),
    ):
        m.talk(m.pair(mentee, mentor), by=mentee)
    stem = m.public()[:-1]
    addresses = (m.public(), f"{stem}.json", f"{stem}.csv", "/en/mentoring/", "/en/mentoring.csv")
    for address in (*addresses, "/en/mentoring.json"):
        text = client.get(address).content.decode()
        held = [
            w for w in ("Eva", "Ada", "asks how", "led a firm", "@people", "Looked at") if w in text
        ]
        assert (address, held) == (address, [])
    data = json.loads(client.get(f"{stem}.json").content)
    assert data["counts"] == {"mentors": None, "mentees": 5, "pairs": 5, "talks": 5}
    page = " ".join(client.get(m.public()).content.decode().split())
    assert "5 pairs have come about, and held 5 talks so far." in page
    assert "<dt>Mentors</dt><dd>fewer than five</dd>" in page


def test_an_open_round_leads_to_its_forms_and_stands_first(client: Client):
    m = a_mentoring(State.ENDED, title="The former one")
    opened = a_mentoring(network=m.network, title="The open one")
    page = client.get("/en/mentoring/").content.decode()
    assert page.index("The open one") < page.index("The former one")
    assert "1 round takes mentors and mentees now." in page
    begun = client.get(opened.public()).content.decode()
    assert (begun.count("fewer than five"), "Pairs that came about" in begun) == (1, False)
    MentoringPerson.objects.all().delete()
    assert "fewer than five" not in client.get(opened.public()).content.decode()
    MentoringRound.objects.update(example=True)
    page = client.get("/en/mentoring/").content.decode()
    assert "An invented one shows how it goes." in page
    assert opened.public("join/mentor/") in client.get(opened.public()).content.decode()
    assert m.public("join/mentor/") not in client.get(m.public()).content.decode()
