from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from barcamp_seats import barcamp
from territoria.convene.timetable.judge_seating import judge_seating, judge_seats
from territoria.convene.timetable.seated import Seating
from territoria.convene.timetable.seating import seat_people

EVENT, TIMETABLE = barcamp(
    [[3, 0, 2, 0]] * 6 + [[0, 3, 0, 2]] * 6,
    ["AB", "CD"],
    seats=[6, 8],
    cities="xyzxyzxyzxyz",
    hosts={"A": "p0"},
    away={"p11": "s1"},
)
PICKS = {("p6", "s0"): "B", ("p7", "s1"): None}
FOUND = seat_people(EVENT, TIMETABLE, picks=PICKS)


def seated(**changes: str) -> Seating:
    """The seating with some seats of the first slot changed, all else as it was."""
    seats = {**FOUND.seats, **{(person, "s0"): topic for person, topic in changes.items()}}
    return replace(FOUND, seats=seats)


def without_seat(person: str, slot: str) -> Seating:
    seats = {at: topic for at, topic in FOUND.seats.items() if at != (person, slot)}
    return replace(FOUND, seats=seats)


def told(seating: Seating) -> list[str]:
    return [str(problem) for problem in judge_seating(EVENT, TIMETABLE, seating, PICKS)]


def test_a_seating_that_holds_has_no_problems() -> None:
    assert told(FOUND) == []


@pytest.mark.parametrize(
    ("seating", "expected"),
    [
        (lambda: seated(stranger="A"), "stranger, s0: nobody of the event can have this seat: A."),
        (lambda: seated(p1="C"), "p1, s0: nobody of the event can have this seat: C."),
        (
            lambda: replace(FOUND, out={**FOUND.out, ("p1", "s9"): ""}),
            "p1, s9: the event does not have this.",
        ),
        (
            lambda: replace(FOUND, out={**FOUND.out, ("p1", "s0"): ""}),
            "p1, s0: neither a seat nor a reason for none, or both.",
        ),
        (
            lambda: without_seat("p1", "s0"),
            "p1, s0: neither a seat nor a reason for none, or both.",
        ),
        (
            lambda: replace(
                without_seat("p8", "s0"), out={**FOUND.out, ("p8", "s0"): "No seat is left."}
            ),
            "p8, s0: stands out while B has a free seat.",
        ),
        (
            lambda: replace(FOUND, seats={**FOUND.seats, ("p11", "s1"): "D"}),
            "p11, s1: has a seat and is away.",
        ),
        (lambda: seated(p6="A"), "p6, s0: does not sit where it was set by hand."),
        (
            lambda: replace(FOUND, seats={**FOUND.seats, ("p7", "s1"): "D"}),
            "p7, s1: does not sit where it was set by hand.",
        ),
        (lambda: seated(p0="B"), "p0, s0: does not sit in the own topic, A."),
        (lambda: seated(p8="A"), "A, s0: 7 people on 6 seats."),
        (
            lambda: seated(p1="B", p2="B"),
            "A, s0: the group is small and no note says so; or a note says so wrongly.",
        ),
        (
            lambda: replace(FOUND, most_of_city=1),
            "A, s0: more people of one city than wanted, and no note says so; or a note says so wrongly.",
        ),
    ],
)
def test_a_broken_rule_is_found(seating: Callable[[], Seating], expected: str) -> None:
    assert expected in told(seating())


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("interest", FOUND.interest + 1),
        ("cities", FOUND.cities - 1),
        ("bound", FOUND.value - 1),
        ("fair_cost", -0.3),
        ("shares", {**FOUND.shares, "p1": 0.5}),
        ("floor", FOUND.floor - 0.05),
        ("mixed", FOUND.mixed + 0.01),
    ],
)
def test_a_wrong_figure_is_found(figure: str, value: object) -> None:
    problems = told(replace(FOUND, **{figure: value}))  # type: ignore[arg-type]
    assert f"{figure}: the figure is not that of the seats." in problems


def test_two_seats_are_not_exchanged_behind_the_figures() -> None:
    named = [one.partition(":")[0] for one in told(seated(p1="B", p8="A"))]
    assert {"interest", "shares"} <= set(named)


def test_a_host_who_is_set_elsewhere_by_hand_is_excused() -> None:
    picks = {("p0", "s0"): "B"}
    found = seat_people(EVENT, TIMETABLE, picks=picks)
    assert judge_seating(EVENT, TIMETABLE, found, picks) == ()
    assert judge_seating(EVENT, TIMETABLE, found, {}) != ()


def test_what_is_judged_later_is_seats_that_lead_nowhere_and_rooms_too_small() -> None:
    assert judge_seats(EVENT, TIMETABLE, replace(without_seat("p1", "s0"), interest=0)) == ()
    crowded = seated(p6="A", p7="A", stranger="A")
    assert [str(problem) for problem in judge_seats(EVENT, TIMETABLE, crowded)] == [
        "stranger, s0: nobody of the event can have this seat: A.",
        f"A, s0: {sum(t == 'A' for (_p, s), t in crowded.seats.items() if s == 's0')} people on 6 seats.",
    ]
