"""The account of a plan: lamps from days and news, moves that stay readable, silence, few queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from planned import a_plan
from territoria_web.plan.rules import Dated
from territoria_web.plan.services.actions import drop_action
from territoria_web.track.queries.accounts import account_at, account_in, plans_with_accounts
from territoria_web.track.queries.promised import versions_in
from territoria_web.track.services.updates import hide_update
from tracked import AGAIN, FIRST, SECOND, a_steward, account, adopted, promised, row, step, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
DAY = date(2027, 2, 1)


def test_a_draft_has_no_account():
    p = a_plan()
    p.add()
    with pytest.raises(Http404):
        account_at(p.plan.public_id)
    assert plans_with_accounts() == []


def test_late_is_worked_out_from_the_days_and_never_chosen():
    p = promised()
    assert row(p, DAY).delivery.state == "on track"
    late = row(p, date(2027, 3, 11)).delivery
    assert (late.state, late.days_late) == ("late", 10)
    assert late.sentence == "Late by 10 days: Tender out was due on 1 March 2027."


def test_moved_days_and_targets_stay_readable_also_those_of_later_versions():
    p = promised(ends=None, target_year=None)
    p.change(1, ends=date(2027, 9, 1), target_year=2030)
    adopted(p, date(2027, 2, 1), "An end and a year were agreed in council.")
    p.change(1, ends=date(2027, 12, 1), target_low=30.0)
    adopted(p, date(2027, 5, 1))
    held = row(p, date(2027, 5, 2))
    assert [(m.which, m.before, m.after) for m in held.delivery.moved] == [
        ("ends", date(2027, 9, 1), date(2027, 12, 1))
    ]
    assert held.effect.moved_sentence == "Target: moved from 40 to 60 by 2030 to 30 to 60 by 2030."
    assert account(p, date(2027, 5, 2)).totals.later == 1


def test_a_target_of_another_indicator_is_not_a_moved_one():
    p = promised()
    p.change(1, indicator="Visits a month", target_low=10.0)
    adopted(p, date(2027, 2, 1))
    assert row(p, DAY).effect.moved is None


def test_an_action_that_came_later_is_silent_from_its_own_promise_on():
    p = promised()
    p.add("Another", indicator="Loans")
    adopted(p, date(2027, 8, 1))
    p.change(2, owner="Office of works")
    adopted(p, date(2028, 1, 1))
    held = row(p, date(2028, 1, 2), 2)
    assert (held.silence.since, held.is_silent) == (date(2027, 8, 1), True)


def test_silence_begins_after_one_and_a_half_times_the_interval():
    p = promised()
    tell(p, DAY)
    last = DAY + timedelta(days=135)
    assert [row(p, last + timedelta(days=n)).is_silent for n in (0, 1)] == [False, True]
    a_steward(p, every_days=91)
    assert row(p, last + timedelta(days=1)).is_silent is False


def test_a_pause_ends_with_the_next_news_and_an_end_does_not():
    p = promised()
    tell(p, DAY, says="paused", reason="The money is not there yet.")
    assert row(p, DAY).delivery.sentence == "Paused: The money is not there yet."
    tell(p, DAY + timedelta(days=1))
    assert row(p, DAY + timedelta(days=1)).delivery.state == "on track"
    done = tell(p, DAY + timedelta(days=2), says="done", done="The desk is open.")
    tell(p, DAY + timedelta(days=3), says="paused", reason="Nothing more is to be done.")
    held = row(p, DAY + timedelta(days=3))
    assert (held.delivery.sentence, held.silence.state) == ("Done on 3 February 2027.", "closed")
    hide_update(by=p.lead, update=done, reason="It was told of another action.")
    assert row(p, DAY + timedelta(days=3)).delivery.state == "paused"


def test_hidden_news_counts_for_nothing_and_is_still_told_of():
    p = promised()
    update = tell(p, DAY, reached={step(p): DAY})
    before = row(p, date(2027, 3, 2))
    hide_update(by=p.lead, update=update, reason="It names somebody by name.")
    held = row(p, date(2027, 3, 2))
    assert (before.delivery.reached, held.delivery.reached) == (1, 0)
    assert (held.updates, [u.pk for u in held.hidden]) == ((), [update.pk])


def test_a_milestone_that_was_ticked_by_mistake_is_taken_back_by_later_news():
    p = promised()
    tell(p, DAY, reached={step(p): DAY})
    tell(
        p,
        DAY + timedelta(days=1),
        reached={step(p): None},
        done="The tender is not out yet, sorry.",
    )
    assert row(p, DAY + timedelta(days=1)).delivery.reached == 0


def test_figures_that_owners_tell_light_the_lamp_of_effect():
    p = promised()
    assert row(p, DAY).effect.state == "too early"
    tell(p, DAY, figure=31.0, year_ahead="2028")
    held = row(p, DAY)
    assert (held.effect.state, held.effect.value) == ("on pace", 31.0)


def test_what_was_dropped_keeps_its_reason():
    p = promised()
    p.add("Another", indicator="Loans")
    p.change(1, reason="")
    action = p.one(1)
    drop_action(by=p.lead, action=action, reason="The council did not fund it.", seen=action.edit)
    adopted(p, DAY)
    held = account(p, DAY)
    assert [(d.number, d.reason) for d in held.dropped] == [(1, "The council did not fund it.")]
    assert [r.action.number for r in held.rows] == [2]


def test_the_account_is_fresh_after_each_deed_and_else_kept(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    p = promised()
    seen = [account(p, DAY)]

    def changed() -> bool:
        seen.append(account(p, DAY))
        return seen[-1] is not seen[-2]

    assert changed() is False
    update = tell(p, DAY)
    assert changed() is True
    hide_update(by=p.lead, update=update, reason="It was told of another action.")
    assert changed() is True
    a_steward(p)
    assert changed() is True
    a_steward(p, every_days=30)
    assert changed() is True
    p.change(1, owner="Office of works")
    assert changed() is False
    p.adopt(AGAIN)
    assert (changed(), seen[-1].row(1).action.owner) == (True, "Office of works")
    with django_assert_num_queries(4):
        account(p, DAY)


@pytest.mark.parametrize("actions", [3, 30])
def test_the_same_few_queries_for_3_and_for_30_actions(
    actions: int, django_assert_max_num_queries: DjangoAssertNumQueries
):
    p = a_plan()
    for n in range(actions):
        p.add(f"Action {n}", indicator="Loans", milestones=(FIRST, SECOND, Dated("End", DAY)))
    p.adopt()
    for n in (1, 2, 3):
        tell(p, DAY, n)
    versions = versions_in(p.plan)
    assert versions is not None
    with django_assert_max_num_queries(4):
        account_in(p.plan, versions, DAY)
