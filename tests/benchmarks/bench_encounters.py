"""Meetings of 500 companies in 12 slots: value against bound, holes, and a greedy beside it.

Collected by ``make bench`` only. Times go into the table at the end and are never asserted; that
every arrangement holds, by the independent judge, and how near it comes to its bound is. The greedy
takes meetings by weight and puts each into the first slot in which both are free.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from a_company_day import company_day
from benchmarks.table import Row, once
from territoria.act.companies import Company, Wish
from territoria.act.matchmaking import Arrangement, arrange_meetings, judge_arrangement
from territoria.act.matchmaking.agreeing import agree

COMPANIES, PAIRS, SLOTS = 500, 4_500, 12
AWAY, TABLES = 4, 180
LONG = 300  # rounds of search, well under a minute
SEEDS = (1, 2, 3)
SIDES = pytest.mark.parametrize("sides", [True, False], ids=["two sides", "general"])
Day = tuple[list[Company], list[Wish]]


def a_day(seed: int, sides: bool, away: int = 0) -> Day:
    return company_day(COMPANIES, PAIRS, SLOTS, seed=seed, sides=sides, away=away)


def judged(day: Day, found: Arrangement, tables: int) -> Arrangement:
    assert judge_arrangement(found, *day, slots=SLOTS, tables=tables).faults == ()
    return found


def greedy(companies: Sequence[Company], wishes: Sequence[Wish], tables: int) -> int:
    """The value of meetings taken by weight, each into the first free slot."""
    away = {company.id: company.away for company in companies}
    busy: set[tuple[str, int]] = set()
    used = [0] * (SLOTS + 1)
    value = 0
    for (a, b), weight in sorted(agree(companies, wishes).weights.items(), key=lambda w: -w[1]):
        for slot in range(1, SLOTS + 1):
            free = slot not in away[a] | away[b] and not {(a, slot), (b, slot)} & busy
            if free and used[slot] < tables:
                busy |= {(a, slot), (b, slot)}
                used[slot] += 1
                value += weight
                break
    return value


def name_of(sides: bool, seed: int, found: Arrangement, simple: int) -> str:
    kind = "two sides" if sides else "general"
    waiting = f"{100 * found.waiting / COMPANIES:.1f} % wait"
    below = f"greedy {100 * (1 - simple / found.bound):.1f} % below"
    return f"  {kind}, seed {seed}: gap {100 * found.gap:.3f} %, {waiting}, {below}"


@SIDES
@pytest.mark.parametrize("seed", SEEDS)
def test_where_nobody_is_away_it_is_proven(seed, sides, tell):
    day = a_day(seed, sides)
    found, seconds = once(lambda: arrange_meetings(*day, slots=SLOTS, tables=COMPANIES // 2))
    judged(day, found, COMPANIES // 2)
    assert found.proven
    assert found.waiting <= 0.02 * COMPANIES
    simple = greedy(*day, COMPANIES // 2)
    tell(Row(f"nobody away{name_of(sides, seed, found, simple)}", seconds, 1.0))


@SIDES
@pytest.mark.parametrize("seed", SEEDS)
def test_with_absences_and_few_tables_the_first_answer_is_near(seed, sides, tell):
    day = a_day(seed, sides, AWAY)
    found, seconds = once(lambda: arrange_meetings(*day, slots=SLOTS, tables=TABLES))
    judged(day, found, TABLES)
    assert found.gap <= 0.005
    tell(Row(f"away{name_of(sides, seed, found, greedy(*day, TABLES))}", seconds, 2.0))


@pytest.mark.slow
@SIDES
@pytest.mark.parametrize("seed", SEEDS)
def test_with_absences_a_longer_search_nearly_closes_the_gap(seed, sides, tell):
    day = a_day(seed, sides, AWAY)
    found, seconds = once(lambda: arrange_meetings(*day, slots=SLOTS, tables=TABLES, effort=LONG))
    judged(day, found, TABLES)
    assert found.gap <= 0.0005
    tell(Row(f"longer{name_of(sides, seed, found, greedy(*day, TABLES))}", seconds, 60.0))


@SIDES
def test_with_absences_and_tables_enough_few_wait(sides, tell):
    day = a_day(1, sides, AWAY)
    found, seconds = once(
        lambda: arrange_meetings(*day, slots=SLOTS, tables=COMPANIES // 2, effort=LONG // 10)
    )
    judged(day, found, COMPANIES // 2)
    simple = greedy(*day, COMPANIES // 2)
    tell(Row(f"away, tables enough{name_of(sides, 1, found, simple)}", seconds))
