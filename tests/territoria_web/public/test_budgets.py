"""The public page of a budget: rules before, result after, the same as data; nothing about a few people."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from a_budget import DIFFER, a_budget, closed, opened, voted
from a_forum import a_forum
from planned import a_plan
from territoria_web.plan.models import Budget

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def running(**f):
    p = a_plan("FRE1")
    budget = opened(a_forum(p.cycle, p.lead), p.lead, **f)
    return p, budget, f"/en/forum/{budget.forum.code}/budgets/{budget.public_id}"


def said(url: str) -> str:
    return Client().get(url).content.decode()


def told(url: str) -> dict:
    return json.loads(Client().get(f"{url}.json").content)


def test_a_draft_is_not_there():
    p, budget, _url = running()
    draft = a_budget(budget.forum, p.lead)
    url = f"/en/forum/{budget.forum.code}/budgets/{draft.public_id}/"
    assert Client().get(url).status_code == 404


def test_while_people_vote_it_shows_list_and_rules_and_no_figure_of_the_votes():
    _p, budget, url = running(most_choices=3)
    before = said(f"{url}/"), told(url)
    voted(budget, {(1,): 9})
    assert (said(f"{url}/"), told(url)) == before
    assert "Tick at least one and at most 3 items." in before[0]
    assert f"/en/voice/{budget.forum.code}/budget/{budget.public_id}/" in before[0]
    assert [row[1] for row in before[1]["table"]["rows"]] == [
        *("Trees", "Benches", "A skate park", "Lamps")
    ]


def test_after_the_end_it_shows_both_rules_beside_each_other():
    p, budget, url = running()
    closed(voted(budget, DIFFER), p.lead)
    page, data = said(f"{url}/"), told(url)
    assert "38 people took part. 3 of 4 items are funded" in page
    assert "The sum of EUR 1,000 was divided by 38 ballots: EUR 26.32 each." in page
    assert "<svg" in page
    assert (data["by_shares"]["winners"], data["by_votes"]["winners"]) == ([4, 2, 3], [4, 2, 1])
    assert (data["by_shares"]["holds"], data["ways"]) == (True, {"online": 38})
    assert data["table"]["rows"][0][5:] == [20, True, True, True]


def test_votes_of_a_few_are_nowhere_on_the_page_nor_in_the_data_nor_in_a_file():
    p, budget, url = running()
    closed(voted(budget, {(1,): 20, (1, 2): 3}), p.lead)
    page, data = said(f"{url}/"), told(url)
    votes = {row[0]: row[5] for row in data["table"]["rows"]}
    assert votes == {1: None, 2: None, 3: None, 4: None}
    assert (data["by_votes"]["mean_funded"], data["by_votes"]["with_one"]) == (None, None)
    assert "fewer than 5" in page
    assert Client().get(f"{url}/budget.pb").status_code == 404
    csv = Client().get(f"{url}.csv").content.decode()
    assert "2,Benches,Green,300.00,EUR,,True,True,True" in csv


def test_the_ballots_go_out_without_names():
    p, budget, url = running()
    assert Client().get(f"{url}/budget.pb").status_code == 404
    closed(voted(budget, DIFFER), p.lead)
    answer = Client().get(f"{url}/budget.pb")
    assert answer["Content-Disposition"] == 'attachment; filename="budget.pb"'
    lines = answer.content.decode().splitlines()
    assert lines[-38:][:2] == ["1;1,2,4;web", "2;1,2,4;web"]


def test_until_it_is_counted_it_says_so():
    _p, budget, url = running()
    Budget.objects.filter(pk=budget.pk).update(closes=timezone.now() - timedelta(seconds=1))
    assert "It is being counted." in said(f"{url}/")
    assert told(url)["state"] == "counting"


def test_of_too_few_it_says_nothing_but_that():
    p, budget, url = running()
    closed(voted(budget, {(1, 2): 3}), p.lead)
    page = said(f"{url}/")
    assert "Fewer than 5 people took part, so no result is shown." in page
    assert "Open until" not in page
    assert "funded" not in page


def test_the_order_of_a_plan_is_no_promise_of_money():
    p, budget, url = running(ranks_plan=True)
    closed(voted(budget, DIFFER), p.lead)
    page = said(f"{url}/")
    assert "They put the actions of the plan in order." in page
    assert "What people would do first" in page


def all_funded(budget: Budget, people: int) -> dict[str, Any]:
    """A result by which everything is funded, six votes an item."""
    numbers = [str(one.number) for one in budget.items.all()]
    side = {"winners": numbers, "spent": "0", "mean_funded": "1", "with_one": "1"}
    shares = {"bought": numbers, "filled": [], "share": "9", "raised": "9", "step": 1, "steps": 0}
    ties = [{"tied": numbers, "chosen": "1", "by": "list", "lost": []}] * len(numbers)
    return {
        **{"people": people, "few": False, "channels": {"web": people}},
        "votes_of": dict.fromkeys(numbers, 6),
        "greedy": {**side, "ties": []},
        "equal-shares": {
            **{**side, **shares, "ties": ties, "tied_elsewhere": ties, "first": None},
            "stopped": "nothing more fits",
        },
        "ranking": [[number, place, "shares"] for place, number in enumerate(numbers, start=1)],
    }


def test_a_long_list_stays_a_light_page():
    items = [(f"Something number {n} for the quarter", 10 + n) for n in range(200)]
    _p, budget, url = running(items=items, amount=Decimal(30_000))
    Budget.objects.filter(pk=budget.pk).update(state="closed", result=all_funded(budget, 12))
    page = said(f"{url}/")
    assert "200 of 200 items are funded" in page
    assert len(page.encode()) < 150_000
