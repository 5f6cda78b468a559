from __future__ import annotations

from datetime import date

from firms_seated import result, seated
from territoria.listen.self_check.counted import Firm, counted

COST, SKILLS = {"cost": 3}, {"lack-of-skills": 2}


def test_the_first_sitting_of_a_year_counts_with_the_size_of_then():
    first = seated("a", result(25.0), number=1)
    last = seated("a", result(75.0), number=2, size="small")
    found = counted([last, first])
    assert found.years == {"2026": (Firm("a", "micro", "G", first.result, {}),)}


def test_each_year_has_its_own():
    found = counted([seated("a"), seated("a", day=date(2027, 1, 5), number=2)])
    assert {year: len(firms) for year, firms in found.years.items()} == {"2026": 1, "2027": 1}


def test_obstacles_alone_and_a_whole_sitting_count_each_for_its_part():
    alone = seated("a", whole=False, obstacles=SKILLS)
    whole = seated("a", result(25.0), number=2, obstacles=COST)
    assert counted([whole, alone]).years["2026"][0] == Firm("a", "micro", "G", whole.result, SKILLS)


def test_a_later_sitting_brings_the_obstacles_that_were_not_judged_before():
    whole, later = seated("a", result(25.0)), seated("a", number=2, obstacles=COST)
    assert counted([whole, later]).years["2026"][0] == Firm("a", "micro", "G", whole.result, COST)


def test_what_looks_like_a_machines_is_counted_apart():
    found = counted([seated("a"), seated("b", unusual=True)])
    assert ([firm.firm for firm in found.years["2026"]], found.unusual) == (["a"], 1)
