"""The timetable that serves the most interest: known optima, all tried, pins, seeds, bounds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barcamp_events import best_of, drawn, event_of
from territoria.convene.timetable.check import check_event
from territoria.convene.timetable.event import Person, Pin, Placement, Room, Topic
from territoria.convene.timetable.judge import judge_timetable
from territoria.convene.timetable.make import favourites_of, make_timetable
from territoria.convene.timetable.prepared import prepare
from territoria.errors import DataError, MethodError

seeds = st.integers(0, 100_000)


def test_what_the_same_people_want_is_held_one_after_the_other():
    event = event_of([[3, 3, 0, 0], [3, 3, 0, 0], [0, 0, 3, 3]], slots=2, rooms=2)
    found = make_timetable(event)
    slot = {p.topic: p.slot for p in found.placements}
    assert slot["t0"] != slot["t1"]
    assert slot["t2"] != slot["t3"]
    assert (found.value, found.bound, found.proven, found.gap) == (18, 18, True, 0.0)
    assert judge_timetable(event, found) == ()


def test_a_greedy_choice_is_not_the_best():
    # t0 adds most at first, and then keeps t1 and t2 from standing where they do not meet
    rows = [[3, 3, 0], [3, 3, 0], [3, 0, 3], [3, 0, 3], [0, 2, 0], [0, 0, 2]]
    event = event_of(rows, slots=1, rooms=2)
    assert make_timetable(event, effort="first").value <= 16
    found = make_timetable(event)
    assert (found.value, found.proven) == (best_of(event), True)


def test_a_host_counts_only_the_own_topic_and_hosts_one_at_a_time():
    event = event_of(
        [[1, 3], [0, 2]], slots=1, rooms=2, topics=(Topic("t0", "", ("p0",)), Topic("t1"))
    )
    found = make_timetable(event)
    assert (found.value, found.left_out) == (
        5,
        {"t0": "Its hosts would lose more by hosting it than others would gain."},
    )
    both = event_of(
        [[3, 3], [0, 2]],
        slots=1,
        rooms=2,
        topics=(Topic("t0", "", ("p0",)), Topic("t1", "", ("p0",))),
    )
    only = make_timetable(both)
    assert [p.topic for p in only.placements] == ["t1"]
    assert only.left_out == {
        "t0": "No place is left for it: rooms that fit are taken, or its hosts host another."
    }


def test_nobody_is_counted_while_away_and_a_host_is_there():
    people = (Person("p0", away=frozenset({"s0"})), Person("p1", away=frozenset({"s1"})))
    event = event_of([[3, 0], [0, 2]], people=people, topics=(Topic("t0"), Topic("t1")))
    found = make_timetable(event)
    assert found.placements == (Placement("t1", "s0", "r0"), Placement("t0", "s1", "r0"))
    assert found.value == 5
    hosted = event_of(
        [[3, 0], [2, 1]], people=people, topics=(Topic("t0", "", ("p1",)), Topic("t1"))
    )
    assert {p.topic: p.slot for p in make_timetable(hosted).placements}["t0"] == "s0"
    never = replace(event, topics=(Topic("t0", "", ("p0", "p1")), Topic("t1")))
    assert make_timetable(never).left_out == {
        "t0": "There is no slot in which all who host it are there."
    }


def test_what_is_not_held_has_its_reason():
    topics = (Topic("t0"), Topic("t1", needs=frozenset({"stage"})), Topic("t2"), Topic("t3"))
    event = event_of([[3, 3, 3, 1]], slots=1, topics=topics, skipped=frozenset({"t0"}))
    assert make_timetable(event).left_out == {
        "t0": "It was left out by hand.",
        "t1": "No room has what it needs.",
        "t3": "All places went to topics that together serve as much or more.",
    }
    shut = (Room("r0", 9), Room("r1", 9, frozenset({"stage"}), frozenset({"s0"})))
    assert make_timetable(replace(event, rooms=shut)).left_out["t1"] == (
        "Whenever it could be held, every room with what it needs is closed."
    )


def test_what_nobody_asked_for_fills_free_places():
    event = event_of([[3, 0, -1]], slots=2, rooms=2)
    found = make_timetable(event)
    assert (len(found.placements), found.value, found.left_out) == (3, 3, {})


def test_pins_hold_whatever_they_cost():
    event = event_of([[3, 3, 0], [3, 3, 0]], slots=2, rooms=2)
    pins = (Pin("t0", "s1", "r1"), Pin("t1", "s1"), Pin("t2", "", "r0"))
    found = make_timetable(replace(event, pins=pins))
    assert judge_timetable(replace(event, pins=pins), found) == ()
    assert (found.value, found.proven) == (6, True)
    assert Placement("t0", "s1", "r1") in found.placements
    assert Placement("t2", "s0", "r0") in found.placements


def test_pins_that_do_not_go_together_are_refused():
    event = event_of([[1, 1, 1]], slots=2, rooms=2)
    pins = tuple(Pin(f"t{n}", "", "r0") for n in range(3))
    with pytest.raises(MethodError) as refused:
        make_timetable(replace(event, pins=pins))
    assert str(refused.value) == (
        "pins: no timetable was found that keeps all of them. Take one of the pins away."
    )


def test_an_event_that_does_not_hold_is_refused():
    with pytest.raises(DataError):
        make_timetable(event_of([[1]], slots=0))


@given(seeds, st.sampled_from(["first", "quick", "full"]))
def test_it_is_the_best_of_all_and_says_so(seed, effort):
    event = drawn(seed)
    try:
        check_event(event)
    except DataError:
        return
    best = best_of(event)
    if best is None:
        with pytest.raises(MethodError):
            make_timetable(event, effort=effort)
        return
    found = make_timetable(event, effort=effort)
    assert judge_timetable(event, found) == ()
    assert found.value <= best <= found.bound
    if effort != "first":
        assert (found.value, found.bound) == (best, best)


@given(seeds)
def test_three_slots_that_are_alike_are_the_best_of_all_too(seed):
    event = drawn(seed, people=9, topics=6, slots=3, rooms=2, pinned=False)
    event = replace(
        event,
        people=tuple(replace(person, away=frozenset()) for person in event.people),
        rooms=tuple(replace(room, closed=frozenset()) for room in event.rooms),
        skipped=frozenset(),
    )
    found = make_timetable(event)
    assert (found.value, found.bound) == (best_of(event), found.value)
    assert judge_timetable(event, found) == ()


@given(seeds)
def test_the_bound_of_favourites_is_never_below_the_best(seed):
    event = drawn(seed, pinned=False)
    assert favourites_of(prepare(event)) >= best_of(event)


@pytest.mark.parametrize("effort", ["first", "quick", "full"])
def test_the_same_seed_finds_the_same(effort):
    event = drawn(7, people=30, topics=12, slots=4, rooms=3, pinned=False)
    first, again = (make_timetable(event, seed=3, effort=effort) for _ in range(2))
    assert first == again


def test_what_is_too_much_to_list_has_a_bound_and_is_not_called_proven():
    event = drawn(1, people=60, topics=60, slots=5, rooms=9, pinned=False)
    found = make_timetable(event, effort="quick")
    assert judge_timetable(event, found) == ()
    assert (found.method, found.proven) == ("simulated annealing", False)
    assert found.bound == favourites_of(prepare(event))
    assert 0 < found.gap < 0.1


def test_more_effort_is_never_worth_less():
    event = drawn(3, people=40, topics=14, slots=3, rooms=4, pinned=False)
    values = [make_timetable(event, effort=effort).value for effort in ("first", "quick", "full")]
    assert values == sorted(values)


def test_interest_counts_as_it_was_said():
    event = event_of([[-1, 2]], slots=2)
    assert (make_timetable(event).value, np.asarray(event.values).tolist()) == (2, [[0, 2]])
