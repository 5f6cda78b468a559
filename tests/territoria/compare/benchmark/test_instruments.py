"""The matrix of obstacles and instruments, and the gaps in it."""

from __future__ import annotations

import pytest

from territoria.compare.benchmark.instruments import Gap, Offer, gaps, obstacle_matrix
from territoria.errors import DataError

OBSTACLES = ("cost", "skills", "time", "rules")
INSTRUMENTS = ("voucher", "course")
OFFERS = {
    "a": Offer(("cost",), ("voucher", "course")),
    "b": Offer(("cost", "skills"), ("course",)),
}


def test_an_initiative_stands_in_the_cells_of_its_obstacles_and_instruments():
    found = obstacle_matrix(OFFERS, obstacles=OBSTACLES, instruments=INSTRUMENTS)
    assert found.cells["cost"] == {"voucher": ("a",), "course": ("a", "b")}
    assert found.cells["skills"] == {"voucher": (), "course": ("b",)}
    assert (found.addressed["cost"], found.nobody) == (("a", "b"), ("time", "rules"))


def test_five_initiatives_on_an_obstacle_are_often():
    offers = {str(n): Offer(("cost",) if n else ("cost", "skills"), ("course",)) for n in range(5)}
    found = obstacle_matrix(offers, obstacles=OBSTACLES, instruments=INSTRUMENTS)
    assert found.often == ("cost",)


def test_gaps_are_what_firms_name_and_nobody_addresses():
    found = obstacle_matrix(OFFERS, obstacles=(*OBSTACLES, "law"), instruments=INSTRUMENTS)
    shares = {"cost": 0.9, "rules": 0.2, "time": None, "law": 0.6}
    assert gaps(found, shares) == (Gap("law", 0.6), Gap("rules", 0.2), Gap("time", None))


def test_names_that_nobody_has_are_refused_all_at_once():
    with pytest.raises(DataError) as refused:
        obstacle_matrix(
            {"a": Offer(("coast",), ("curse",))}, obstacles=OBSTACLES, instruments=INSTRUMENTS
        )
    assert [p.what for p in refused.value.problems] == [
        "coast is not known.",
        "curse is not known.",
    ]
