from __future__ import annotations

import pytest

from territoria.errors import DataError
from territoria.listen.choices import Picked, Weighed, rank_obstacles, rank_picks

GROUPS = {"SME": "business", "STA": "business", "DEV": "authority", "UNI": "knowledge"}
OPTIONS = ("cost", "skills", "time")


def weighed(n: int, role: str, **severities: int) -> list[Weighed]:
    return [Weighed(f"{role}{i}{sorted(severities)}", role, severities) for i in range(n)]


def test_obstacles_rank_by_share_times_severity():
    answers = weighed(6, "SME", cost=2, skills=4) + weighed(4, "STA", cost=1, time=0)
    ranking = rank_obstacles(answers, OPTIONS, GROUPS, seed=1)
    assert ranking.n == 10
    assert [(r.option, r.met, r.share, r.severity, r.rank) for r in ranking.rows] == [
        ("skills", 6, 0.6, 4.0, 1),
        ("cost", 10, 1.0, 1.6, 2),
        ("time", 0, 0.0, None, 3),
    ]
    assert [(g.group, g.n, g.share) for g in ranking.rows[0].groups] == [("business", 10, 0.6)]
    assert all(r.first <= r.rank <= r.last for r in ranking.rows)
    assert ranking == rank_obstacles(answers, OPTIONS, GROUPS, seed=1)


def test_groups_below_k_are_hidden_and_take_another_with_them():
    answers = weighed(6, "SME", cost=2) + weighed(5, "DEV", cost=2) + weighed(2, "UNI", cost=1)
    ranking = rank_obstacles(answers, OPTIONS, GROUPS, seed=1)
    assert ranking.hidden == ("authority", "knowledge")
    assert [g.group for g in ranking.rows[0].groups] == ["business"]
    few = rank_obstacles(weighed(4, "SME", cost=1), OPTIONS, GROUPS, seed=1)
    assert (few.hidden, few.rows[0].groups) == (("business",), ())


def test_picks_share_their_rank_where_tied():
    picks = [Picked(str(n), "SME", o) for n, o in enumerate(["cost", "time", "cost", "time"])]
    ranking = rank_picks(picks, OPTIONS, GROUPS, seed=1)
    assert [(r.option, r.met, r.rank) for r in ranking.rows] == [
        ("cost", 2, 1),
        ("time", 2, 1),
        ("skills", 0, 3),
    ]
    assert ranking.rows[0].last == 2


def test_nobody_answered_leaves_everything_unknown():
    ranking = rank_picks([], OPTIONS, GROUPS, seed=1)
    assert [(r.share, r.rank, r.first) for r in ranking.rows] == [(None, None, None)] * 3


def test_all_that_does_not_hold_is_named():
    with pytest.raises(DataError) as caught:
        rank_obstacles(
            [Weighed("a", "SME", {"cots": 1}), Weighed("a", "ABC", {"cost": 5})],
            OPTIONS,
            GROUPS,
            seed=1,
        )
    assert [p.what for p in caught.value.problems] == [
        "'cots' is no option.",
        "the response stands twice.",
        "the role ABC belongs to no actor group.",
        "5 is no severity: give 0 to 4.",
    ]
    with pytest.raises(DataError, match="no option"):
        rank_picks([Picked("a", "SME", "none")], OPTIONS, GROUPS, seed=1)
