from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from barcamp_seats import barcamp
from territoria.convene.timetable import floor
from territoria.convene.timetable.duties import hall_of
from territoria.convene.timetable.floor import ideals_of, step_of
from territoria.convene.timetable.programme import Programme, Whole, solve_whole
from territoria.convene.timetable.seating import seat_people


def test_the_ideal_is_the_liveliest_of_each_slot_or_what_is_settled() -> None:
    event, timetable = barcamp(
        [[3, 1, -1, 2]] * 5, ["AB", "CD", ""], seats=[5, 5], away={"p3": "s0"}
    )
    settled = {("p1", "s0"): "B", ("p2", "s1"): None}
    assert ideals_of(event, hall_of(event, timetable), settled).tolist() == [5, 3, 3, 2, 5]


@pytest.mark.parametrize(
    ("got", "ideal", "step"),
    [([3, 4], [4, 4], 15), ([2], [3], 13), ([0, 5], [0, 5], 20), ([], [], 20), ([0], [7], 0)],
)
def test_a_floor_is_told_in_twentieths_rounded_down(
    got: list[int], ideal: list[int], step: int
) -> None:
    assert step_of(np.array(got, dtype=np.int64), np.array(ideal, dtype=np.int64)) == step


def test_a_floor_is_raised_for_the_least_that_it_costs() -> None:
    # one seat in the room that all three want, in each of three slots: everybody has a turn
    told = [[3, 0] * 3, [3, 0] * 3, [3, 0] * 3]
    event, timetable = barcamp(told, ["AB", "CD", "EF"], seats=[1, 2])
    found = seat_people(event, timetable, least=1)
    assert found.shares == {"p0": 1 / 3, "p1": 1 / 3, "p2": 1 / 3}
    assert (found.floor, found.fair_cost, found.is_highest_floor) == (0.3, 0.0, True)


def test_a_floor_where_seats_cannot_be_shared_evenly_is_still_the_highest() -> None:
    event, timetable = barcamp([[2, 1, 2, 1]] * 3, ["AB", "CD"], seats=[1, 2])
    found = seat_people(event, timetable, least=1)
    assert (min(found.shares.values()), found.interest) == (0.5, 8)
    assert (found.floor, found.is_highest_floor, found.is_proven) == (0.5, True, True)


def test_a_step_that_is_given_up_without_proof_is_not_told_to_be_out_of_reach(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event, timetable = barcamp([[3, 1, 3, 1], [3, 0, 3, 0]], ["AB", "CD"], seats=[1, 1])
    monkeypatch.setattr(floor, "solve_whole", lambda *_: Whole(None, False))
    found = seat_people(event, timetable, least=1)
    assert (found.floor, found.is_highest_floor, found.is_proven) == (0.3, False, True)


def test_a_seating_that_is_not_proven_the_best_states_what_no_seating_exceeds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event, timetable = barcamp([[3, 1, 3, 1], [3, 0, 3, 0]], ["AB", "CD"], seats=[1, 1])

    def unproven(programme: Programme, aim: np.ndarray) -> Whole:
        return replace(solve_whole(programme, aim), is_proven=False)

    monkeypatch.setattr(floor, "solve_whole", unproven)
    found = seat_people(event, timetable, least=1)
    assert (found.floor, found.value, found.bound) == (0.5, 7.0, 8.0)
    assert (found.is_proven, found.is_highest_floor) == (False, True)
