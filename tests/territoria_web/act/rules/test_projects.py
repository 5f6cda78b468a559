"""The table of deeds, the months of exchanges, silence and lateness to the day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from territoria_web.act.deeds.table import DEEDS
from territoria_web.act.models import Delegation, Exchange, Project
from territoria_web.act.rules.projects import (
    STANDINGS,
    TABLE,
    State,
    answer_is_late,
    is_complete,
    is_overdue,
    is_silent,
    may_do,
    next_exchange,
    product_due,
    silent_from,
    takes_joins,
    was_missed,
)

DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))
DAY = date(2027, 3, 18)


def alive(**fields: object) -> Project:
    return Project(**{"state": State.RUNNING, "every_months": 4, "due": DAY, **fields})


def test_an_exchange_held_on_10_january_proposes_10_may_and_month_ends_are_clipped():
    assert next_exchange(date(2027, 1, 10), 4) == date(2027, 5, 10)
    assert next_exchange(date(2027, 10, 31), 4) == date(2028, 2, 29)
    assert product_due(date(2027, 8, 31)) == date(2029, 2, 28)


def test_silence_begins_at_one_and_a_half_intervals_and_not_a_day_before():
    assert silent_from(date(2027, 1, 10), 4) == date(2027, 7, 10)
    assert silent_from(date(2027, 1, 10), 3) == date(2027, 5, 25)
    project = alive()
    assert [is_silent(project, date(2027, 7, n), date(2027, 1, 10)) for n in (9, 10)] == [
        False,
        True,
    ]
    parked = alive(state=State.PARKED)
    assert not is_silent(parked, date(2030, 1, 1), date(2027, 1, 10))


@given(DAYS, st.integers(1, 12))
def test_silence_never_begins_before_the_exchange_that_was_promised(said: date, months: int):
    assert next_exchange(said, months) < silent_from(said, months) < next_exchange(said, 2 * months)


def test_a_product_is_overdue_the_day_after_unless_it_is_there_or_the_project_rests():
    day = timedelta(days=1)
    assert [is_overdue(alive(), DAY + n * day) for n in (0, 1)] == [False, True]
    assert not is_overdue(alive(delivered=DAY), DAY + day)
    assert not is_overdue(alive(state=State.PARKED), DAY + day)


def test_an_exchange_is_missed_the_day_after_and_stays_so_once_it_is_marked():
    day = timedelta(days=1)
    planned = Exchange(day=DAY, state="planned")
    assert [was_missed(planned, DAY + n * day) for n in (0, 1)] == [False, True]
    assert was_missed(Exchange(day=DAY, state="missed"), DAY)
    assert not was_missed(Exchange(day=DAY, state="held"), DAY + day)


def test_joining_ends_with_the_last_day_of_the_call_and_with_the_project():
    now = date(2027, 1, 1)
    public = {"opened": now}
    assert takes_joins(alive(**public), DAY)
    assert [
        takes_joins(alive(**public, open_until=DAY), DAY + timedelta(days=n)) for n in (0, 1)
    ] == [
        True,
        False,
    ]
    assert not takes_joins(alive(), DAY)
    assert not takes_joins(alive(**public, state=State.DONE), DAY)


def test_the_office_is_late_after_ten_days_and_not_with_what_it_gave_back():
    held = alive(state=State.PROPOSED)
    late = [answer_is_late(held, DAY + timedelta(days=n), DAY) for n in (10, 11)]
    assert late == [False, True]
    back = alive(state=State.PROPOSED, reason="Say which partners.")
    assert not answer_is_late(back, DAY + timedelta(days=30), DAY)


def test_every_deed_is_refused_in_every_state_and_from_everyone_that_the_table_does_not_name():
    taken = {
        (deed, state, who)
        for deed, state, who in product(TABLE, State, STANDINGS)
        if may_do(deed, state, who)
    }
    named = {
        (deed, state, who)
        for deed, rule in TABLE.items()
        for state, who in product(rule.states, rule.who)
    }
    assert taken == named
    done = {deed for deed, state, who in taken if state == State.DONE and who == "company"}
    assert done == {"own", "delegation"}  # so that a consent can be taken back
    assert {who for deed, state, who in taken if state == State.DONE and deed not in done} == {
        "lead",
        "partner",
        "observer",
        "office",
        "gone",
    }
    # whoever left stands by the own cards, or no longer
    assert {deed for deed, _state, who in taken if who == "gone"} == {"card-withdraw"}


def test_every_deed_with_a_page_stands_in_the_table():
    assert set(DEEDS) - set(TABLE) == set()
    assert set(TABLE) - set(DEEDS) == {"ask", "actions"}  # these have pages of their own


def test_a_delegation_is_complete_only_with_all_of_its_company_and_its_consent():
    told = {"company": "Txapela", "sector": "14", "tool": "Shop", "before": "12", "after": "30"}
    assert is_complete(Delegation(**told, consent=True))
    assert not is_complete(Delegation(**told))
    for name in told:
        assert not is_complete(Delegation(**{**told, name: ""}, consent=True))
