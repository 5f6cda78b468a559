from __future__ import annotations

from datetime import date

from firms_seated import result, seated
from territoria.listen.self_check.counted import Firm, counted

COST, SKILLS = {"cost": 3}, {"lack-of-skills": 2}


def test_the_last_sitting_of_a_year_counts_with_the_size_of_then():
    first = seated("a", result(25.0), number=1)
    last = seated("a", result(75.0), number=2, size="small")
    found = counted([last, first])
    assert found.years == {"2026": (Firm("a", "small", "G", last.result, {}),)}


def test_each_year_has_its_own():
    found = counted([seated("a"), seated("a", day=date(2027, 1, 5), number=2)])
    assert {year: len(firms) for year, firms in found.years.items()} == {"2026": 1, "2027": 1}


def test_obstacles_alone_renew_the_obstacles_and_leave_the_rest():
    whole = seated("a", result(25.0), obstacles=COST)
    alone = seated("a", number=2, whole=False, obstacles=SKILLS)
    assert counted([whole, alone]).years["2026"][0] == Firm("a", "micro", "G", whole.result, SKILLS)


def test_a_later_sitting_without_obstacles_leaves_those_that_were_judged():
    whole, later = seated("a", obstacles=COST), seated("a", number=2)
    assert counted([whole, later]).years["2026"][0].obstacles == COST


def test_what_looks_like_a_machines_is_counted_apart():
    found = counted([seated("a"), seated("b", unusual=True)])
    assert ([firm.firm for firm in found.years["2026"]], found.unusual) == (["a"], 1)
