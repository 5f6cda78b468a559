"""Writing actions: sources once, circles refused, two editors told, numbers kept."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from planned import BEGINS, a_plan
from territoria_web.people.models import Entry, User
from territoria_web.plan.models import Action
from territoria_web.plan.queries.plans import draft_of
from territoria_web.plan.queries.sources import sources_of
from territoria_web.plan.rules import Dated, Draft
from territoria_web.plan.services.actions import (
    add_action,
    change_action,
    drop_action,
    order_action,
    take_up_action,
    take_up_sources,
)
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
GONE = "The money went to the bridge instead."


def test_an_action_keeps_all_that_was_written():
    p = a_plan()
    p.add("First")
    draft = Draft(
        title="Open a data desk",
        what="For the five smallest towns.\nOne officer.",
        nodes=("A1.1",),
        owner="Regional authority",
        owner_account=str(p.lead.public_id),
        partners=("Town of A", "Town of B"),
        begins=date(2027, 2, 1),
        ends=date(2027, 5, 31),
        effort=3.5,
        money=Decimal("80000.00"),
        money_state="sought",
        needs=(1,),
        conditions=("The council agrees.",),
        indicator="Data sets with an owner",
        baseline=12.0,
        baseline_period="2026",
        target_low=40.0,
        target_high=60.0,
        target_year=2029,
        quick_win=True,
        milestones=(Dated("The officer is named", date(2027, 3, 1)),),
    )
    action = add_action(by=p.lead, plan=p.plan, draft=draft)
    held = draft_of(p.one(2))
    assert (action.number, held.milestones[0].text) == (2, "The officer is named")
    assert {**held.__dict__, "milestones": ()} == {**draft.__dict__, "milestones": ()}


def test_two_edits_cannot_make_a_circle_between_them():
    p = a_plan()
    p.add("One"), p.add("Two", needs=(1,)), p.add("Three", needs=(2,))
    with pytest.raises(ValidationError) as refused:
        p.change(1, needs=(3,))
    assert refused.value.message_dict == {
        "needs": ["These wait for each other: 1 → 3 → 2 → 1. Take one of them out."]
    }
    assert [draft_of(a).needs for a in p.all()] == [(), (1,), (2,)]


@pytest.mark.parametrize(
    ("needs", "said"),
    [
        ((1,), "An action cannot wait for itself. Take it out."),
        ((9,), "There is no action 9 in the plan, or it was dropped. Take it out."),
    ],
)
def test_an_action_waits_for_others_of_the_plan_only(needs, said):
    p = a_plan()
    p.add("One")
    with pytest.raises(ValidationError) as refused:
        p.change(1, needs=needs)
    assert refused.value.message_dict == {"needs": [said]}


def test_of_two_editors_the_second_is_told_and_nothing_is_overwritten():
    p = a_plan()
    p.add("One")
    first = p.one(1)
    p.change(1, title="One, better")
    with pytest.raises(ChangedMeanwhile):
        change_action(by=p.lead, action=first, draft=Draft(title="Mine"), seen=first.edit)
    assert p.one(1).title == "One, better"


def test_a_form_that_is_sent_twice_makes_one_action():
    p, key = a_plan(), uuid.uuid4()
    for _turn in range(2):
        add_action(by=p.lead, plan=p.plan, draft=Draft(title="One"), key=key)
    assert [a.number for a in p.all()] == [1]
    other = a_plan("X2")
    with pytest.raises(ValidationError):
        add_action(by=other.lead, plan=other.plan, draft=Draft(title="One"), key=key)


def test_accepted_advice_is_taken_once_with_what_its_text_says():
    p = a_plan()
    row = p.advice()
    source = sources_of(p.plan)[0]
    assert (source.kind, source.id, source.hints["owner"]) == (
        "advice",
        str(row.public_id),
        "The advice is meant for: Citizens and representatives of civil society (NGOs).",
    )
    [action] = take_up_sources(by=p.lead, plan=p.plan, chosen=[source.id])
    assert (action.recommendation, action.effort, action.indicator_is_outcome) == (row, 0.5, True)
    assert action.title == "Join one test group and report what stops people in a digital service"
    assert action.why == "Nothing in the way."
    assert [m.due for m in action.milestones.all()] == [date(2027, 4, 1)]
    assert action.conditions == [
        "One named person in the service answers every point by a fixed date."
    ]
    assert sources_of(p.plan) == []
    with pytest.raises(ValidationError):
        take_up_sources(by=p.lead, plan=p.plan, chosen=[source.id])


def test_declined_advice_and_that_of_another_cycle_is_not_taken():
    p = a_plan()
    p.advice(decision="declined")
    other = Cycle.objects.create(territory=p.cycle.territory, title="Another")
    strange = p.advice(cycle=other)
    assert sources_of(p.plan) == []
    with pytest.raises(ValidationError):
        take_up_sources(by=p.lead, plan=p.plan, chosen=[str(strange.public_id)])
    assert p.all() == []


def test_reasons_that_rest_on_own_figures_stay_with_the_team():
    p = a_plan()
    row = p.advice(reason="We want it soon.")
    row.given["own"] = True
    row.save()
    assert sources_of(p.plan)[0].draft.why == "We want it soon."


def test_a_promise_of_the_workshop_brings_owner_and_date_to_its_action():
    p = a_plan()
    listed = p.result(body={"objective": "Everybody is online", "indicator": "Loans a month"})
    p.result("Not on the list", short_listed=False)
    p.result("Taken back", taken_back="2027-01-01T00:00:00Z")
    p.result(
        "The library buys ten",
        kind="commitment",
        short_listed=False,
        body={"action": str(listed.public_id), "owner": "City library", "due": "2027-03-01"},
    )
    [source] = sources_of(p.plan)
    d = source.draft
    assert (d.title, d.why, d.owner, d.ends, d.quick_win, d.indicator_is_outcome) == (
        "Lend tablets in the library",
        "Everybody is online",
        "City library",
        date(2027, 3, 1),
        True,
        False,
    )
    assert d.milestones == (Dated("The library buys ten", date(2027, 3, 1)),)
    [action] = take_up_sources(by=p.lead, plan=p.plan, chosen=[source.id])
    assert action.contribution == listed


def test_a_dropped_action_keeps_its_number_and_reason_and_comes_back():
    p = a_plan()
    p.add("One"), p.add("Two", needs=(1,))
    drop_action(by=p.lead, action=p.one(1), reason=GONE, seen=0)
    assert (p.one(1).state, p.one(1).reason) == ("dropped", GONE)
    assert p.add("Three").number == 3
    with pytest.raises(ValidationError):
        p.change(1, title="Other")
    take_up_action(by=p.lead, action=p.one(1), reason="The bridge was cheaper than feared.", seen=1)
    assert p.one(1).state == "proposed"


def test_dropping_needs_a_reason():
    p = a_plan()
    with pytest.raises(ValidationError) as refused:
        drop_action(by=p.lead, action=p.add(), reason="no", seen=0)
    assert refused.value.message_dict == {
        "reason": ["Say why in at least 20 characters; everybody may read it."]
    }


def test_taking_up_again_cannot_close_a_circle():
    p = a_plan()
    p.add("One"), p.add("Two", needs=(1,))
    drop_action(by=p.lead, action=p.one(2), reason=GONE, seen=0)
    Action.objects.get(number=1).needs.add(Action.objects.get(number=2))
    with pytest.raises(ValidationError):
        take_up_action(by=p.lead, action=p.one(2), reason=GONE, seen=1)


def test_order_changes_and_numbers_stay():
    p = a_plan()
    for title in ("One", "Two", "Three"):
        p.add(title)
    order_action(by=p.lead, action=p.one(3), up=True)
    order_action(by=p.lead, action=p.one(1), up=True)
    assert [a.number for a in p.all()] == [1, 3, 2]


def test_only_somebody_of_the_team_owns_an_action():
    p = a_plan()
    stranger = User.objects.create_user("stranger@example.org")
    with pytest.raises(ValidationError) as refused:
        p.add(owner_account=str(stranger.public_id))
    assert list(refused.value.message_dict) == ["owner_account"]


def test_a_closed_cycle_takes_nothing():
    p = a_plan()
    Cycle.objects.filter(pk=p.cycle.pk).update(state="closed")
    with pytest.raises(ValidationError):
        p.add()


def test_every_deed_has_its_line_without_accounts():
    p = a_plan()
    p.add("One", owner_account=str(p.lead.public_id))
    p.change(1, ends=date(2028, 1, 1))
    last = Entry.objects.order_by("-pk")[0]
    assert (last.what, last.before, last.after) == (
        "change action",
        {"ends": None},
        {"title": "1 One", "ends": "2028-01-01"},
    )
    assert [e.what for e in Entry.objects.order_by("pk")][-3:] == [
        "begin plan",
        "add action",
        "change action",
    ]
    assert p.plan.begins == BEGINS
