"""Adopting: whole, with a reason, never changed; what changed is told; drafts stay with the team."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from planned import WHY, a_plan
from territoria_web.plan.models import PlanVersion
from territoria_web.plan.queries.events import events_of_plan
from territoria_web.plan.queries.published import adopted_plans, public_plan
from territoria_web.plan.queries.standing import standing
from territoria_web.plan.queries.versions import Change, Changed, changes_between, digest_of
from territoria_web.plan.rules import Dated
from territoria_web.plan.services.actions import drop_action
from territoria_web.plan.services.plans import change_plan
from territoria_web.plan.services.versions import adopt_plan
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
KNOW = {"indicator": "Loans a month", "indicator_is_outcome": True}
GONE = "The money went to the bridge instead."


def test_nothing_is_public_before_it_is_adopted():
    p = a_plan()
    p.add(**KNOW)
    with pytest.raises(Http404):
        public_plan(p.plan.public_id)
    p.adopt()
    p.change(1, title="Not adopted yet")
    assert public_plan(p.plan.public_id).standing.actions[0].title == "Open a data desk"
    assert adopted_plans(p.cycle.territory) == [p.plan]


def test_a_version_is_never_changed():
    p = a_plan()
    p.add(**KNOW)
    version = p.adopt()
    assert version.digest == digest_of(PlanVersion.objects.get().body)
    version.reason = "Other"
    for write in (version.save, version.delete, PlanVersion.objects.all().delete):
        with pytest.raises(ValueError):
            write()
    with pytest.raises(ValueError):
        PlanVersion.objects.update(reason="Other")


def test_what_changed_is_told_field_by_field_and_what_was_dropped_with_its_reason():
    p = a_plan()
    p.add("One", ends=date(2027, 5, 1), **KNOW), p.add("Two")
    first = p.adopt()
    p.change(1, ends=date(2027, 9, 1), reason="The tender took longer.")
    p.add("Three")
    drop_action(by=p.lead, action=p.one(2), reason=GONE, seen=0)
    second = p.adopt("Adopted by the council in October.")
    one, two, three = (str(a.public_id) for a in p.all())
    assert changes_between(first.body, second.body) == [
        Changed(
            "changed",
            one,
            1,
            "One",
            (Change("ends", "2027-05-01", "2027-09-01"), Change("wave", 1, 2)),
            "The tender took longer.",
        ),
        Changed("added", three, 3, "Three"),
        Changed("dropped", two, 2, "Two", reason=GONE),
    ]


def test_no_account_stands_in_a_version():
    p = a_plan()
    p.add(owner_account=str(p.lead.public_id), **KNOW)
    body = str(p.adopt().body)
    assert (p.lead.email in body, str(p.lead.public_id) in body, p.lead.name in body) == (
        False,
        False,
        False,
    )


def test_outputs_alone_are_adopted_only_with_a_reason():
    p = a_plan()
    p.add(indicator="Meetings held", indicator_is_outcome=False)
    with pytest.raises(ValidationError) as refused:
        p.adopt()
    assert list(refused.value.message_dict) == ["outputs_reason"]
    version = p.adopt(outputs_reason="The register that counts outcomes begins in May.")
    assert version.body["outputs_reason"] == "The register that counts outcomes begins in May."


def test_an_empty_plan_one_without_reason_and_one_that_contradicts_itself_are_not_adopted():
    p = a_plan()
    with pytest.raises(ValidationError):
        p.adopt()
    p.add("One", **KNOW), p.add("Two", needs=(1,))
    with pytest.raises(ValidationError):
        p.adopt("no")
    drop_action(by=p.lead, action=p.one(1), reason=GONE, seen=0)
    with pytest.raises(ValidationError) as refused:
        p.adopt()
    assert refused.value.messages == [
        "Action 2 waits for action 1, which was dropped. Take that prerequisite out, or take the "
        "other up again."
    ]


def test_the_same_plan_is_not_adopted_twice_and_an_unseen_one_never():
    p = a_plan()
    p.add(**KNOW)
    seen = p.seen()
    p.change(1, title="Changed by a colleague")
    with pytest.raises(ChangedMeanwhile):
        adopt_plan(by=p.lead, plan=p.plan, reason=WHY, seen=seen)
    p.adopt()
    with pytest.raises(ValidationError):
        p.adopt()


def test_the_frame_of_a_plan_is_changed_by_one_at_a_time():
    p = a_plan()
    told = {"by": p.lead, "plan": p.plan, "begins": p.plan.begins, "vision": "Online"}
    change_plan(**told, capacity=20.0, seen=0)
    with pytest.raises(ChangedMeanwhile):
        change_plan(**told, capacity=30.0, seen=0)
    p.plan.refresh_from_db()
    assert (p.plan.capacity, p.plan.edit) == (20.0, 1)


def test_how_a_plan_stands_for_the_briefing():
    p = a_plan()
    assert standing(a_plan("X2").cycle).actions == ()
    p.add(
        "One",
        owner="City",
        ends=date(2027, 3, 1),
        effort=2.0,
        money=Decimal(100),
        money_state="secured",
        **KNOW,
    )
    p.add("Two", effort=11.0, money=Decimal(50), money_state="secured")
    draft = standing(p.cycle)
    assert (draft.version, len(draft.named), draft.money_of("secured")) == (
        None,
        1,
        {"EUR": Decimal("150.00")},
    )
    p.adopt()
    held = standing(p.cycle)
    assert (held.version, held.reason) == (1, WHY)
    assert [[a.number for a in w.actions] for w in held.waves] == [[1], [2], []]
    assert [h.used for h in held.halves] == [2.0, 5.5, 5.5, 0.0, 0.0, 0.0]
    lacking = (held.without_owner, held.without_date, held.without_indicator, held.hundred_days)
    assert [[a.number for a in one] for one in lacking] == [[2], [2], [2], [1]]


def test_the_calendar_holds_the_dates_of_the_adopted_plan():
    p = a_plan()
    p.add(ends=date(2027, 5, 1), milestones=(Dated("Named", date(2027, 3, 1)),), **KNOW)
    assert list(events_of_plan(p.plan)) == []
    p.adopt()
    p.change(1, ends=date(2028, 5, 1))
    assert [(e.begins, e.title) for e in events_of_plan(p.plan)] == [
        (date(2027, 5, 1), "Action 1 is due: Open a data desk"),
        (date(2027, 3, 1), "Action 1: Named"),
        (date(2027, 7, 1), "Review the plan after wave 1"),
        (date(2028, 7, 1), "Review the plan after wave 2"),
        (date(2030, 1, 1), "Review the plan after wave 3"),
    ]
