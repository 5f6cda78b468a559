from __future__ import annotations

import numpy as np

from territoria.convene.timetable.programme import (
    Programme,
    Rows,
    Whole,
    side_by_side,
    solve,
    solve_whole,
)


def knapsack(room: float) -> Programme:
    """Two things of size 3 and one of size 4 in a room."""
    rows = Rows(3)
    first = np.zeros(3, dtype=np.int64)
    rows.add([(first[:2], np.array([0, 1]), 3.0), (first[:1], np.array([2]), 4.0)], np.array([0.0]), np.array([room]))  # fmt: skip
    return rows.programme(np.ones(3))


WORTH = np.array([3.0, 3.5, 5.0])


def test_the_corner_may_be_broken_and_the_whole_answer_is_not() -> None:
    corner = solve(knapsack(6), WORTH)
    assert corner is not None
    assert corner.tolist() == [0.0, 2 / 3, 1.0]
    found = solve_whole(knapsack(6), WORTH)
    assert found.x is not None
    assert (found.x.tolist(), found.is_proven) == ([1.0, 1.0, 0.0], True)


def test_a_whole_corner_is_the_answer() -> None:
    found = solve_whole(knapsack(7), WORTH)
    assert found.x is not None
    assert found.x.tolist() == [0.0, 1.0, 1.0]


def test_where_nothing_keeps_all_rows_there_is_no_answer_and_that_is_proven() -> None:
    none = knapsack(6).with_row(np.ones(3), 3.0, 3.0)
    assert solve(none, WORTH) is None
    assert solve_whole(none, WORTH) == Whole(None, True)


def test_no_whole_answer_though_a_broken_one_is_proven_as_well() -> None:
    none = knapsack(10).with_row(np.array([2.0, 2.0, 2.0]), 3.0, 3.0)
    assert solve(none, WORTH) is not None
    assert solve_whole(none, WORTH) == Whole(None, True)


def test_programmes_side_by_side_are_solved_together() -> None:
    both = side_by_side([knapsack(3), knapsack(4)])
    found = solve(both, np.concatenate([WORTH, WORTH]))
    assert found is not None
    assert found.round(6).tolist() == [0.0, 0.0, 0.75, 0.0, 0.0, 1.0]
