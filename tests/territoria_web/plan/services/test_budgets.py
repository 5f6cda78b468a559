"""A budget from its draft to its result; while it is open, nothing of it changes."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_budget import WHY, a_budget, closed, now, opened, voted
from a_forum import a_forum
from desk_team import work_all
from planned import Planning, a_plan
from territoria_web.jobs.models import Job
from territoria_web.people.models import Entry
from territoria_web.plan.budget_rules import Frame, Item
from territoria_web.plan.models import Budget
from territoria_web.plan.services import budgets
from territoria_web.plan.services.budget_items import add_items
from territoria_web.plan.services.budgets import (
    change_budget,
    close_budget,
    close_when_over,
    count_when_over,
    drop_budget,
    move_closing,
    open_budget,
)
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def begun(**f) -> tuple[Planning, Budget]:
    p = a_plan()
    return p, a_budget(a_forum(p.cycle, p.lead), p.lead, **f)


def running(**f) -> tuple[Planning, Budget]:
    p = a_plan()
    return p, opened(a_forum(p.cycle, p.lead), p.lead, **f)


def deeds() -> list[str]:
    return [e.what for e in Entry.objects.order_by("pk") if "budget" in e.what]


def past(budget: Budget) -> Budget:
    Budget.objects.filter(pk=budget.pk).update(closes=timezone.now() - timedelta(minutes=1))
    return now(budget)


def test_each_deed_of_the_team_leaves_one_line():
    p, budget = begun()
    frame = Frame(title="Greener squares", amount=Decimal(1200), mandate="The mayor builds it.")
    change_budget(by=p.lead, budget=budget, frame=frame, seen=budget.edit)
    budget = now(budget)
    open_budget(by=p.lead, budget=budget, closes=timezone.now() + DAY, seen=budget.edit)
    budget = now(budget)
    later = timezone.now() + 3 * DAY
    move_closing(by=p.lead, budget=budget, closes=later, reason=WHY, seen=budget.edit)
    closed(now(budget), p.lead)
    assert deeds() == [
        *("draft budget", "add budget items", "change budget", "open budget"),
        *("move budget closing", "close budget"),
    ]


def test_nothing_changes_once_people_can_vote():
    p, budget = running()
    told = {"by": p.lead, "budget": budget, "seen": budget.edit}
    frame = Frame(title="Another", amount=Decimal(5))
    for deed in (
        lambda: change_budget(frame=frame, **told),
        lambda: add_items(items=[Item("More", Decimal(5))], **told),
        lambda: drop_budget(**told),
        lambda: open_budget(closes=timezone.now() + DAY, **told),
    ):
        with pytest.raises(ValidationError, match="stays as it is"):
            deed()


def test_what_a_colleague_changed_meanwhile_is_not_written_over():
    p, budget = begun()
    with pytest.raises(ChangedMeanwhile):
        drop_budget(by=p.lead, budget=budget, seen=budget.edit - 1)


def test_it_opens_only_with_a_list_that_can_be_paid_and_a_promise():
    p, budget = begun(items=[("Trees", 900)], mandate="")
    Budget.objects.filter(pk=budget.pk).update(amount=500)
    with pytest.raises(ValidationError) as refused:
        open_budget(by=p.lead, budget=budget, closes=timezone.now() + DAY, seen=budget.edit)
    assert len(refused.value.messages) == 3


def test_it_does_not_open_into_the_past_nor_in_a_closed_cycle():
    p, budget = begun()
    with pytest.raises(ValidationError) as refused:
        open_budget(by=p.lead, budget=budget, closes=timezone.now() - DAY, seen=budget.edit)
    assert list(refused.value.error_dict) == ["closes"]
    Cycle.objects.filter(pk=p.cycle.pk).update(state=Cycle.State.CLOSED)
    with pytest.raises(ValidationError, match="cycle is closed"):
        open_budget(by=p.lead, budget=budget, closes=timezone.now() + DAY, seen=budget.edit)


def test_the_lot_is_drawn_before_anybody_votes_and_stays():
    _p, budget = running()
    assert sorted(budget.extra["lot"]) == ["1", "2", "3", "4"]


def test_the_end_is_moved_later_only_and_says_why():
    p, budget = running(days=3)
    told = {"by": p.lead, "budget": budget, "seen": budget.edit}
    with pytest.raises(ValidationError):
        move_closing(closes=timezone.now() + DAY, reason=WHY, **told)
    with pytest.raises(ValidationError):
        move_closing(closes=timezone.now() + 5 * DAY, reason="why", **told)
    move_closing(closes=timezone.now() + 5 * DAY, reason=WHY, **told)
    budget = now(budget)
    assert [m["reason"] for m in budget.extra["moved"]] == [WHY]
    Budget.objects.update(closes=timezone.now() - DAY)
    with pytest.raises(ValidationError, match="not open"):
        move_closing(closes=timezone.now() + DAY, reason=WHY, **{**told, "seen": budget.edit})


def test_closed_by_hand_it_is_counted_at_once():
    p, budget = running()
    budget = closed(voted(budget, {(1, 2): 6, (3,): 5}), p.lead)
    assert (budget.state, budget.result["people"]) == ("closed", 11)
    assert budget.result["greedy"]["winners"] == ["2", "1"]
    with pytest.raises(ValidationError, match="not open"):
        close_budget(by=p.lead, budget=budget, reason=WHY, seen=budget.edit)


def test_it_closes_by_itself_when_its_time_is_over():
    _p, budget = running()
    job = Job.objects.get(kind="count-budget")
    assert job.not_before == budget.closes
    budget = past(voted(budget, {(1,): 5}))
    Job.objects.filter(pk=job.pk).update(not_before=None)
    work_all()
    job.refresh_from_db()
    budget = now(budget)
    assert (job.state, budget.state, budget.closed) == ("done", "closed", budget.closes)
    assert budget.result["people"] == 5


def test_a_job_that_comes_too_early_does_nothing():
    _p, budget = running()
    close_when_over(budget=budget)
    assert now(budget).state == "open"


def test_many_ballots_are_counted_by_the_worker(monkeypatch):
    monkeypatch.setattr(budgets, "AT_ONCE", 3)
    p, budget = running()
    budget = closed(voted(budget, {(1,): 5}), p.lead)
    assert budget.result is None
    work_all()
    assert now(budget).result["people"] == 5


def test_what_takes_many_rounds_is_counted_by_the_worker(monkeypatch):
    monkeypatch.setattr(budgets, "LOOKS_AT_ONCE", 0)
    p, budget = running()
    budget = closed(voted(budget, {(1, 2, 3): 5, (4,): 1}), p.lead)
    assert budget.result is None
    work_all()
    assert now(budget).result["equal-shares"]["steps"] > 0


def test_whoever_waits_closes_it_when_its_time_is_over():
    _p, budget = running()
    count_when_over(budget=budget)
    assert now(budget).state == "open"
    budget = past(voted(budget, {(1,): 5}))
    count_when_over(budget=budget)
    count_when_over(budget=budget)
    assert (now(budget).state, now(budget).result["people"]) == ("closed", 5)


def test_of_fewer_than_five_nothing_is_found():
    p, budget = running()
    budget = closed(voted(budget, {(1,): 4}), p.lead)
    assert budget.result == {"people": 4, "channels": {"web": 4}, "few": True}


def test_a_draft_goes_with_its_list():
    p, budget = begun()
    drop_budget(by=p.lead, budget=budget, seen=budget.edit)
    assert not Budget.objects.exists()
