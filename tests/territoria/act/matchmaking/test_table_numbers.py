"""Tables: booths and pins where they are, others where people last were."""

from __future__ import annotations

from a_company_day import company_day
from territoria.act.companies import Company, Wish
from territoria.act.matchmaking import Pin, arrange_meetings


def test_whoever_can_stay_stays() -> None:
    companies = [Company(name) for name in "abcdef"]
    wishes = [Wish("a", other, 1, True) for other in "bc"] + [
        Wish("d", other, 1, True) for other in "ef"
    ]
    found = arrange_meetings(companies, wishes, slots=2, tables=2)
    assert (len(found.meetings), found.changes) == (4, 0)
    assert len({m.table for m in found.agenda_of("a")}) == 1


def test_a_pinned_table_is_kept_and_nobody_else_sits_there() -> None:
    companies = [Company(name) for name in "abcd"]
    wishes = [Wish("a", "b", 1, True), Wish("c", "d", 1, True)]
    found = arrange_meetings(companies, wishes, slots=1, tables=2, pins=[Pin("c", "d", 1, 1)])
    assert [(m.a, m.table) for m in found.meetings] == [("c", 1), ("a", 2)]


def test_of_two_who_come_from_two_tables_mostly_only_one_moves() -> None:
    companies, wishes = company_day(40, 160, 6, seed=2)
    found = arrange_meetings(companies, wishes, slots=6, tables=20)
    steps = sum(max(len(found.agenda_of(company.id)) - 1, 0) for company in companies)
    assert found.changes <= 0.55 * steps
