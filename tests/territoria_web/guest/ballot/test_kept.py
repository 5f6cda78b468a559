"""What one chose: read, changed, taken back; nobody else finds it."""

from __future__ import annotations

import pytest
from django.test import Client

from a_budget import closed, now, opened, voted
from a_forum import a_forum
from planned import a_plan
from territoria_web.plan.models import Ballot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def chose():
    p = a_plan()
    budget = opened(a_forum(p.cycle, p.lead), p.lead)
    url = f"/en/voice/{budget.forum.code}/budget/{budget.public_id}/"
    phone = Client()
    phone.post(url, {"chosen": ["1", "4"]})
    return p, budget, phone, f"{url}kept/"


def test_it_says_what_was_chosen_and_what_that_costs():
    _p, _budget, phone, url = chose()
    page = phone.get(url).content.decode()
    assert "You ticked 2 items, for EUR 600 together." in page
    assert ("Trees" in page, "Lamps" in page, "Benches" in page) == (True, True, False)


def test_another_phone_finds_nothing():
    _p, _budget, _phone, url = chose()
    page = Client().get(url).content.decode()
    assert ("No ballot of yours is kept" in page, "Trees" in page) == (True, False)
    Client().post(url)
    assert Ballot.objects.count() == 1


def test_it_can_be_taken_back_and_then_nothing_is_kept():
    _p, _budget, phone, url = chose()
    answer = phone.post(url)
    assert (answer.status_code, answer["Location"], Ballot.objects.count()) == (302, url, 0)
    assert "No ballot of yours is kept" in phone.get(url).content.decode()


def test_after_the_end_it_stays():
    p, budget, phone, url = chose()
    closed(voted(now(budget), {(2,): 5}), p.lead)
    assert phone.post(url).status_code == 302
    assert Ballot.objects.count() == 6
    assert "Take my ballot back" not in phone.get(url).content.decode()
