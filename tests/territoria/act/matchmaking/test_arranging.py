"""Arrangements: the best of all on small days, proven where nobody is away, pins and booths kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a_company_day import best_by_trying, company_day
from territoria.act.companies import Company, Wish
from territoria.act.matchmaking import Meeting, Pin, arrange_meetings, judge_arrangement
from territoria.act.matchmaking.agreeing import agree
from territoria.errors import DataError, MethodError


def everybody(count: int, **fields: object) -> tuple[list[Company], list[Wish]]:
    """Companies that all want to meet each other."""
    names = "abcdefgh"[:count]
    wishes = [Wish(a, b, 1, True) for n, a in enumerate(names) for b in names[n + 1 :]]
    return [Company(name, **fields) for name in names], wishes  # type: ignore[arg-type]


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_small_days_are_as_good_as_trying_everything(seed: int) -> None:
    random = np.random.default_rng(seed)
    count, slots, tables = (int(random.integers(*range_)) for range_ in ((2, 7), (1, 4), (1, 4)))
    pairs = min(count * (count - 1) // 2, int(random.integers(1, 8)))
    away = int(slots > 1 and random.random() < 0.5)
    companies, wishes = company_day(count, pairs, slots, seed=seed, away=away)
    if random.random() < 0.5:
        companies[0] = replace(companies[0], booth=int(random.integers(1, tables + 1)))
    found = arrange_meetings(companies, wishes, slots=slots, tables=tables)
    judged = judge_arrangement(found, companies, wishes, slots=slots, tables=tables)
    assert judged.faults == ()
    weights = agree(companies, wishes).weights
    best = best_by_trying(companies, weights, slots=slots, tables=tables)
    assert found.value == best <= found.bound


@pytest.mark.parametrize("sides", [True, False])
def test_where_nobody_is_away_it_is_proven(sides: bool) -> None:
    companies, wishes = company_day(60, 400, 8, seed=3, sides=sides)
    found = arrange_meetings(companies, wishes, slots=8, tables=30)
    assert judge_arrangement(found, companies, wishes, slots=8, tables=30).faults == ()
    assert (found.proven, found.gap) == (True, 0.0)
    per_slot = [sum(m.slot == s for m in found.meetings) for s in range(1, 9)]
    assert max(per_slot) <= 30
    assert found.holes <= found.holes_before


@settings(max_examples=5)
@given(st.integers(0, 10**6))
def test_a_day_with_absences_few_tables_and_booths_holds(seed: int) -> None:
    companies, wishes = company_day(16, 40, 5, seed=seed, away=2)
    companies = [replace(c, booth=n + 1) if n < 3 else c for n, c in enumerate(companies)]
    found = arrange_meetings(companies, wishes, slots=5, tables=6, seed=seed)
    assert judge_arrangement(found, companies, wishes, slots=5, tables=6).faults == ()
    assert found.proven
    assert arrange_meetings(companies, wishes, slots=5, tables=6, seed=seed) == found
    turned = arrange_meetings(companies, wishes[::-1], slots=5, tables=6, seed=seed)
    assert turned == found


def test_of_an_odd_number_one_is_left_over_in_every_slot_and_the_bound_knows() -> None:
    companies, wishes = everybody(5)
    found = arrange_meetings(companies, wishes, slots=4, tables=5)
    assert (found.value, found.bound, found.proven) == (8, 8, True)
    assert len(arrange_meetings(companies, wishes, slots=5, tables=2).meetings) == 10


def test_tables_are_a_limit_and_the_reason_is_told() -> None:
    companies, wishes = everybody(4)
    found = arrange_meetings(companies, wishes, slots=2, tables=1)
    assert (found.value, found.bound) == (2, 2)
    apart = [Wish("a", "b", 1, True), Wish("c", "d", 3, True)]
    found = arrange_meetings(companies, apart, slots=1, tables=1)
    assert [(u.cause, u.reason) for u in found.unplaced] == [
        ("no table", "Where a and b are both free, every table is taken.")
    ]
    found = arrange_meetings(companies, wishes, slots=3, tables=2)
    assert (found.value, found.unplaced) == (6, ())


def test_a_company_with_a_booth_receives_there_and_needs_no_other_table() -> None:
    companies, wishes = everybody(4)
    companies[0] = replace(companies[0], booth=2)
    found = arrange_meetings(companies, wishes, slots=3, tables=2)
    assert judge_arrangement(found, companies, wishes, slots=3, tables=2).faults == ()
    assert (found.value, {m.table for m in found.agenda_of("a")}) == (6, {2})


def test_pins_are_held_with_slot_and_table() -> None:
    companies, wishes = company_day(20, 60, 6, seed=1, away=1)
    first = arrange_meetings(companies, wishes, slots=6, tables=8)
    held = first.meetings[5:15]
    pins = [Pin(m.b, m.a, m.slot, m.table) for m in held]
    again = arrange_meetings(companies, wishes, slots=6, tables=8, pins=pins, seed=2)
    assert judge_arrangement(again, companies, wishes, slots=6, tables=8, pins=pins).faults == ()
    assert set(held) <= set(again.meetings)
    assert again.value <= again.bound <= first.bound
    everything = [Pin(m.a, m.b, m.slot, m.table) for m in first.meetings]
    assert (
        arrange_meetings(companies, wishes, slots=6, tables=8, pins=everything).meetings
        == first.meetings
    )


def test_after_a_no_show_the_slots_that_are_over_stay_as_they_were() -> None:
    companies, wishes = company_day(20, 60, 6, seed=1)
    first = arrange_meetings(companies, wishes, slots=6, tables=10)
    gone = first.meetings[0].a
    pins = [Pin(m.a, m.b, m.slot, m.table) for m in first.meetings if m.slot <= 2]
    asked = {"slots": 6, "tables": 10, "pins": pins, "absent": [gone], "closed": [1, 2]}
    again = arrange_meetings(companies, wishes, **asked)  # type: ignore[arg-type]
    assert judge_arrangement(again, companies, wishes, **asked).faults == ()  # type: ignore[arg-type]
    before = [m for m in first.meetings if m.slot <= 2 and gone not in (m.a, m.b)]
    assert [m for m in again.meetings if m.slot <= 2] == before
    assert again.agenda_of(gone) == ()
    assert {u.reason for u in again.unplaced if u.cause == "absent"} == {f"{gone} does not come."}


def test_pairs_that_are_ruled_out_or_have_met_do_not_meet() -> None:
    companies, wishes = everybody(3)
    asked = {"slots": 3, "tables": 3, "forbidden": [("b", "a")], "past": [("c", "b")]}
    found = arrange_meetings(companies, wishes, **asked)  # type: ignore[arg-type]
    assert judge_arrangement(found, companies, wishes, **asked).faults == ()  # type: ignore[arg-type]
    assert [(m.a, m.b) for m in found.meetings] == [("a", "c")]
    assert [(u.cause, u.reason) for u in found.unplaced] == [
        ("forbidden", "A meeting of a and b was ruled out."),
        ("met before", "b and c have met already."),
    ]


def test_nobody_and_no_wish_make_an_empty_day() -> None:
    for companies in ([], [Company("a")]):
        found = arrange_meetings(companies, [], slots=2, tables=1)
        assert (found.meetings, found.unplaced, found.proven, found.gap) == ((), (), True, 0.0)
        assert judge_arrangement(found, companies, [], slots=2, tables=1).holds


def test_one_meeting_is_where_it_has_to_be() -> None:
    companies = [Company("a", away=frozenset({1})), Company("b", away=frozenset({3}))]
    found = arrange_meetings(companies, [Wish("a", "b", 2, True)], slots=3, tables=1)
    assert found.meetings == (Meeting("a", "b", 2, 1, 2),)


def test_what_does_not_hold_is_refused_at_once() -> None:
    companies, wishes = everybody(2)
    with pytest.raises(MethodError, match="0 slots and 1 tables cannot be arranged"):
        arrange_meetings(companies, wishes, slots=0, tables=1)
    with pytest.raises(MethodError, match="-1 rounds cannot be made"):
        arrange_meetings(companies, wishes, slots=1, tables=1, effort=-1)
    with pytest.raises(DataError) as refused:
        arrange_meetings(
            companies, wishes, slots=1, tables=1, forbidden=[("a", "x")], absent=["aa"]
        )
    assert [str(problem) for problem in refused.value.problems] == [
        "ruled out: no such company: x. Known: a, b.",
        "does not come: no such company: aa. Did you mean a? Known: a, b.",
    ]
