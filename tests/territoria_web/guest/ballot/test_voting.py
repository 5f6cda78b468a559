"""A ballot on a phone: a list to tick, one press, no account; nothing lost where it does not count."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from a_budget import a_budget, closed, opened, voted
from a_forum import a_forum
from planned import Planning, a_plan
from territoria_web.listen.models import Voice
from territoria_web.plan.models import Ballot, Budget

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def running(**f) -> tuple[Planning, Budget, str]:
    p = a_plan()
    budget = opened(a_forum(p.cycle, p.lead), p.lead, **f)
    return p, budget, at(budget)


def at(budget: Budget) -> str:
    return f"/en/voice/{budget.forum.code}/budget/{budget.public_id}/"


def kept(answer) -> list[str]:
    """Cookies by which somebody would be known again."""
    return [name for name in answer.cookies if name != "csrftoken"]


def order(page: str) -> list[str]:
    return re.findall(r'name="chosen" value="(\d+)"', page)


def ticked(page: str) -> list[str]:
    return sorted(re.findall(r'name="chosen" value="(\d+)"[^>]*checked', page))


def test_reading_the_list_makes_nobody_somebody():
    _p, _budget, url = running()
    answer = Client().get(url)
    assert (answer.status_code, kept(answer), Voice.objects.count()) == (200, [], 0)
    assert sorted(order(answer.content.decode())) == ["1", "2", "3", "4"]


def test_one_press_votes_and_the_same_phone_changes_it():
    _p, budget, url = running()
    phone = Client()
    answer = phone.post(url, {"chosen": ["1", "4"], "order": "abc"})
    assert (answer.status_code, answer["Location"]) == (302, f"{url}kept/")
    page = phone.get(url).content.decode()
    assert ticked(page) == ["1", "4"]
    phone.post(url, {"chosen": ["2"], "order": "abc"})
    assert [b.chosen for b in budget.ballots.all()] == [[2]]
    assert Voice.objects.count() == 1


def test_a_ballot_that_does_not_count_loses_no_tick_and_says_what_to_do():
    _p, _budget, url = running(most_choices=2)
    answer = Client().post(url, {"chosen": ["1", "2", "4"], "order": "abc"})
    page = answer.content.decode()
    assert (answer.status_code, ticked(page)) == (422, ["1", "2", "4"])
    assert "You ticked 3 items, and at most 2 count. Take 1 out." in page
    assert "You ticked 3 items, for EUR 900 together." in page
    assert (Voice.objects.count(), Ballot.objects.count(), kept(answer)) == (0, 0, [])


@pytest.mark.parametrize("chosen", [[], ["99"], ["all"], ["9" * 40]])
def test_what_is_no_choice_is_refused(chosen):
    _p, _budget, url = running()
    assert Client().post(url, {"chosen": chosen}).status_code == 422


def test_the_order_stays_while_somebody_corrects_and_comes_back():
    _p, _budget, url = running()
    phone = Client()
    refused = phone.post(url, {"order": "abc"}).content.decode()
    assert 'name="order" value="abc"' in refused
    phone.post(url, {"chosen": ["1"], "order": "abc"})
    assert order(phone.get(url).content.decode()) == order(refused)


def test_before_it_opens_there_is_nothing_and_afterwards_the_way_to_the_result():
    p, budget, url = running()
    draft = a_budget(budget.forum, p.lead)
    assert Client().get(at(draft)).status_code == 404
    Budget.objects.filter(pk=budget.pk).update(closes=timezone.now() - timedelta(seconds=1))
    for answer in (Client().get(url), Client().post(url, {"chosen": ["1"]})):
        assert (answer.status_code, order(answer.content.decode())) == (200, [])
    assert not Ballot.objects.exists()


def test_a_budget_of_another_place_is_not_found_here():
    _p, budget, _url = running()
    other = a_plan("X2")
    code = a_forum(other.cycle, other.lead).code
    assert Client().get(f"/en/voice/{code}/budget/{budget.public_id}/").status_code == 404


def test_while_people_vote_nobody_sees_how():
    _p, budget, url = running()
    before = order(Client().get(url).content.decode())
    voted(budget, {(1,): 117})
    page = Client().get(url).content.decode()
    assert ("117" in page, sorted(order(page))) == (False, sorted(before))


def test_thirty_phones_behind_one_address_all_count():
    _p, budget, url = running()
    statuses = {
        Client(REMOTE_ADDR="192.0.2.1").post(url, {"chosen": ["1"]}).status_code for _n in range(30)
    }
    assert (statuses, budget.ballots.count()) == ({302}, 30)


def test_afterwards_whoever_voted_reads_that_it_counted():
    p, budget, url = running()
    phone = Client()
    phone.post(url, {"chosen": ["1"]})
    closed(voted(budget, {(2,): 5}), p.lead)
    assert "Your ballot is among those that count." in phone.get(url).content.decode()


def test_the_order_of_a_list_is_kept_without_signs_that_no_database_takes():
    _p, budget, url = running()
    Client().post(url, {"chosen": ["1"], "order": "abc\x00def"})
    assert Ballot.objects.get(budget=budget).extra == {"order": "abcdef"}
