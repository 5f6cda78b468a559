"""The desk of budgets: from a sum to a list, to a vote, to its result."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from a_budget import DIFFER, WHY, a_budget, closed, now, opened, voted
from a_forum import a_forum, a_need
from desk_team import Team, a_team, signed_in
from territoria_web.listen.models import Forum, Need
from territoria_web.plan.models import Ballot, Budget

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
FRAME = {
    "title": "Green squares",
    "amount": "1.000",
    "currency": "EUR",
    "rule": "equal-shares",
    "most_choices": "",
    "mandate": "The mayor builds it.",
    "language": "en",
}


def desk() -> tuple[Team, Forum, Client]:
    team = a_team()
    return team, a_forum(team.cycle, team.lead), signed_in(team.lead)


def at(team: Team, budget: Budget | None = None, page: str = "") -> str:
    one = f"{budget.public_id}/" if budget else ""
    return team.at(f"citizens/budgets/{one}{page}")


def seen(budget: Budget, **more: Any) -> dict[str, Any]:
    return {"seen": now(budget).edit, **more}


def test_a_budget_is_begun_with_its_sum_and_rule():
    team, _forum, client = desk()
    answer = client.post(at(team, page="new/"), FRAME)
    budget = Budget.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, at(team, budget, "items/"))
    assert (budget.amount, budget.rule, budget.state) == (1000, "equal-shares", "draft")


def test_what_does_not_hold_is_said_beside_its_field_and_nothing_typed_is_lost():
    team, _forum, client = desk()
    answer = client.post(at(team, page="new/"), {**FRAME, "amount": "lots"})
    page = answer.content.decode()
    assert (answer.status_code, Budget.objects.count()) == (422, 0)
    assert 'value="lots"' in page
    assert 'value="Green squares"' in page


def test_items_are_written_pasted_and_taken_from_needs():
    team, forum, client = desk()
    a_need(forum)
    Need.objects.update(state=Need.State.ACCEPTED)
    budget = a_budget(forum, team.lead, items=())
    url = at(team, budget, "items/")
    client.post(url, seen(budget, do="item", title="Trees", cost="400"))
    client.post(url, seen(budget, do="paste", table="Benches;300;Green\nLamps;200"))
    client.post(url, seen(budget, do="needs", **{"need-1": "150"}))
    titles = [(i.number, i.title, int(i.cost)) for i in budget.items.all()]
    assert titles == [
        *((1, "Trees", 400), (2, "Benches", 300), (3, "Lamps", 200)),
        (4, "A bus after ten at night", 150),
    ]


def test_an_item_is_changed_and_taken_off():
    team, forum, client = desk()
    budget = a_budget(forum, team.lead)
    url = at(team, budget, "items/")
    assert 'value="Benches"' in client.get(f"{url}?item=2").content.decode()
    client.post(url, seen(budget, do="item", item="2", title="Long benches", cost="350"))
    client.post(url, seen(budget, do="drop", item="1"))
    assert [i.title for i in budget.items.all()][:2] == ["Long benches", "A skate park"]


def test_a_table_that_cannot_be_read_stays_in_its_field():
    team, forum, client = desk()
    budget = a_budget(forum, team.lead, items=())
    answer = client.post(at(team, budget, "items/"), seen(budget, do="paste", table="Trees;x"))
    page = answer.content.decode()
    assert (answer.status_code, "Trees;x" in page, "Line 1" in page) == (422, True, True)


def test_whoever_was_slower_is_told_and_keeps_what_they_typed():
    team, forum, client = desk()
    budget = a_budget(forum, team.lead)
    url = at(team, budget, "items/")
    answer = client.post(url, {"seen": 0, "do": "item", "title": "A pool", "cost": "10"})
    page = answer.content.decode()
    assert (answer.status_code, 'value="A pool"' in page) == (422, True)
    assert f'name="seen" value="{now(budget).edit}"' in page


@pytest.mark.parametrize(
    "told",
    [
        {"do": "item", "title": "A pool", "cost": "10"},
        {"do": "paste", "table": "A pool;10"},
        {"do": "needs"},
        {"do": "actions"},
        {"do": "drop", "item": "1"},
    ],
)
def test_once_a_colleague_opened_it_nothing_of_the_list_changes(told: dict[str, str]):
    team, forum, client = desk()
    budget = opened(forum, team.lead)
    answer = client.post(at(team, budget, "items/"), seen(budget, **told), follow=True)
    assert "Somebody changed this meanwhile" in answer.content.decode()
    assert budget.items.count() == 4


def test_a_draft_that_a_colleague_changed_is_not_thrown_away_unseen():
    team, forum, client = desk()
    budget = a_budget(forum, team.lead)
    answer = client.post(at(team, budget), {"do": "drop", "seen": 0})
    said = "Somebody changed this meanwhile. Look at it as it stands now."
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert client.post(at(team, budget), seen(budget, do="drop")).status_code == 302
    assert not Budget.objects.exists()


def test_it_is_opened_until_the_end_of_a_day_extended_and_closed():
    team, forum, client = desk()
    budget = a_budget(forum, team.lead)
    last = date.today() + timedelta(days=5)
    client.post(at(team, budget), seen(budget, do="open", closes=last.isoformat()))
    budget = now(budget)
    assert (budget.state, budget.closes.astimezone().date() >= last) == ("open", True)
    later = (last + timedelta(days=5)).isoformat()
    client.post(at(team, budget), seen(budget, do="extend", closes=later, reason=WHY))
    assert now(budget).extra["moved"][0]["reason"] == WHY
    voted(budget, DIFFER)
    answer = client.post(at(team, budget), seen(budget, do="close", reason=WHY))
    assert (answer.status_code, now(budget).result["people"]) == (302, 38)


def test_what_does_not_fit_the_state_is_not_done():
    team, forum, client = desk()
    budget = a_budget(forum, team.lead)
    answer = client.post(at(team, budget), seen(budget, do="close", reason=WHY))
    assert (answer.status_code, now(budget).state) == (302, "draft")


def test_a_draft_without_list_says_what_is_missing():
    team, forum, client = desk()
    budget = a_budget(forum, team.lead, items=(), mandate="")
    last = date.today() + timedelta(days=5)
    answer = client.post(at(team, budget), seen(budget, do="open", closes=last.isoformat()))
    page = answer.content.decode()
    assert (answer.status_code, "at least two items" in page) == (422, True)


def test_ballots_on_paper_are_entered_one_after_the_other_and_taken_out_again():
    team, forum, client = desk()
    budget = opened(forum, team.lead)
    url, sheet = at(team, budget, "enter/"), str(uuid4())
    ballot = {"numbers": "1, 4", "channel": "counter", "sheet": sheet}
    answer = client.post(url, ballot)
    assert (answer.status_code, answer["Location"]) == (302, f"{url}?channel=counter")
    client.post(url, ballot)
    assert [(b.chosen, b.channel) for b in Ballot.objects.all()] == [([1, 4], "counter")]
    client.post(url, {"out": sheet})
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("numbers", ["", "1 nine", "17"])
def test_a_number_that_is_none_is_said_and_stays_typed(numbers: str):
    team, forum, client = desk()
    budget = opened(forum, team.lead)
    told = {"numbers": numbers, "channel": "paper", "sheet": str(uuid4())}
    answer = client.post(at(team, budget, "enter/"), told)
    assert (answer.status_code, Ballot.objects.count()) == (422, 0)


def test_the_ballot_on_paper_lists_everything():
    team, forum, client = desk()
    budget = a_budget(forum, team.lead)
    page = client.get(at(team, budget, "sheet/")).content.decode()
    assert [title for title in ("Trees", "Benches", "Lamps") if title not in page] == []


def test_the_result_is_not_shown_before_the_end():
    team, forum, client = desk()
    budget = opened(forum, team.lead)
    assert client.get(at(team, budget, "result/")).status_code == 302
    closed(voted(budget, DIFFER), team.lead)
    page = client.get(at(team, budget, "result/")).content.decode()
    assert "38 people took part." in page
    assert "budget.pb" in page


def test_what_waits_to_be_counted_can_be_counted_by_hand():
    team, forum, client = desk()
    budget = voted(opened(forum, team.lead), DIFFER)
    Budget.objects.filter(pk=budget.pk).update(state="closed")
    client.post(at(team, budget), seen(budget, do="count"))
    assert now(budget).result["people"] == 38


def test_once_the_last_day_is_over_it_is_counted_and_not_extended():
    team, forum, client = desk()
    budget = opened(forum, team.lead)
    over = timezone.now() - timedelta(minutes=1)
    Budget.objects.filter(pk=budget.pk).update(closes=over)
    assert list(client.get(at(team, budget)).context["forms"]) == ["count"]
    later = (date.today() + timedelta(days=5)).isoformat()
    client.post(at(team, budget), seen(budget, do="extend", closes=later, reason=WHY))
    assert now(budget).closes == over


def test_a_file_is_looked_at_before_it_is_taken():
    team, forum, client = desk()
    source = closed(voted(opened(forum, team.lead), DIFFER), team.lead)
    address = f"/en/forum/{forum.code}/budgets/{source.public_id}/budget.pb"
    file = io.BytesIO(Client().get(address).content)
    file.name = "town.pb"
    answer = client.post(at(team, page="import/"), {"file": file})
    look = answer["Location"]
    page = client.get(look).content.decode()
    assert ("38 ballots on 4 items." in page, Budget.objects.count()) == (True, 1)
    client.post(look, {"take": "1", "source": "town.example/votes"})
    made = Budget.objects.exclude(pk=source.pk).get()
    assert (made.state, made.source, made.result["people"]) == ("closed", "town.example/votes", 38)
    assert client.get(look).status_code == 404


def test_a_file_that_is_none_is_refused_at_once():
    team, _forum, client = desk()
    file = io.BytesIO(b"number;title\n1;Trees\n")
    file.name = "town.csv"
    answer = client.post(at(team, page="import/"), {"file": file})
    assert (answer.status_code, "META" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_long_it_is(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
):
    team, forum, client = desk()
    for _one in range(count):
        a_budget(forum, team.lead)
    client.get(at(team))
    with django_assert_max_num_queries(12):
        assert client.get(at(team)).status_code == 200
