from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barcamp_seats import barcamp, fewest_moves_by_trying
from territoria.convene.timetable.event import Event, Person, Placement, Timetable
from territoria.convene.timetable.judge_seating import judge_seating
from territoria.convene.timetable.reseat import moves_between, reseat, without
from territoria.convene.timetable.seated import Moved, Reseating, Seating
from territoria.convene.timetable.seating import seat_people
from territoria.errors import DataError


def again(
    event: Event,
    timetable: Timetable,
    before: Seating,
    absent: tuple[str, ...] = (),
    **asked: object,
) -> Reseating:
    """Seats made again that their judge has nothing to say about."""
    found = reseat(event, timetable, before, absent=absent, **asked)  # type: ignore[arg-type]
    assert judge_seating(without(event, absent), timetable, found.seating) == ()
    return found


def crowd(seed: int = 1) -> tuple[Event, Timetable]:
    chance = np.random.default_rng(seed)
    cities = "".join(chance.choice(list("uvwxyz "), 36))
    told = chance.integers(0, 4, (36, 8)).tolist()
    return barcamp(told, ["ABC", "DEF"], seats=[15, 13, 12], cities=cities, hosts={"A": "p0"})


def test_when_nobody_is_absent_nobody_moves() -> None:
    event, timetable = crowd()
    before = seat_people(event, timetable)
    found = again(event, timetable, before)
    assert found.moved == ()
    assert found.seating == replace(before, is_highest_floor=False)


def test_after_a_no_show_the_others_stay() -> None:
    event, timetable = crowd()
    before = seat_people(event, timetable)
    found = again(event, timetable, before, ("p3", "p4"))
    assert found.moved == ()
    assert found.seating.seats == {
        at: topic for at, topic in before.seats.items() if at[0] not in ("p3", "p4")
    }
    assert found.seating.out["p3", "s0"] == "Is away."
    assert found.seating.floor >= before.floor


def test_as_few_move_as_bring_a_group_to_its_least_size() -> None:
    event, timetable = barcamp([[3, 0]] * 6 + [[0, 3]] * 5, ["AB"], seats=[9, 9])
    before = seat_people(event, timetable)
    found = again(event, timetable, before, ("p10",))
    assert len(found.moved) == 1
    assert (found.moved[0].before, found.moved[0].topic) == ("A", "B")
    assert found.seating.notes[0].kind == "floor"


def test_groups_may_shrink_where_the_least_size_is_let_go() -> None:
    event, timetable = barcamp([[3, 0]] * 6 + [[0, 3]] * 5, ["AB"], seats=[9, 9])
    found = again(event, timetable, seat_people(event, timetable), ("p10",), least=1)
    assert found.moved == ()
    assert found.seating.least == 1


def test_what_was_given_by_hand_stays_and_more_may_be_given() -> None:
    event, timetable = crowd()
    before = seat_people(event, timetable, picks={("p1", "s0"): "C", ("p2", "s0"): None})
    found = again(event, timetable, before, ("p2",), keep={("p5", "s1"): "D"})
    assert found.seating.picks == {("p1", "s0"): "C", ("p5", "s1"): "D"}
    assert found.seating.seats["p1", "s0"] == "C"
    assert found.seating.seats["p5", "s1"] == "D"


def test_a_host_who_does_not_come_is_told() -> None:
    event, timetable = crowd()
    found = again(event, timetable, seat_people(event, timetable), ("p0",))
    assert [note.text for note in found.seating.notes] == ["A in s0 is without its host."]


def test_somebody_who_stood_out_takes_the_seat_that_is_free_now() -> None:
    event, timetable = barcamp([[1]] * 6, ["A"], seats=[5])
    before = seat_people(event, timetable)
    (standing,) = before.notes[0].people
    gone = "p0" if standing != "p0" else "p1"
    found = again(event, timetable, before, (gone,))
    assert found.seating.seats[standing, "s0"] == "A"
    assert found.moved == ()


def test_after_a_topic_was_moved_only_its_slots_are_seated_anew() -> None:
    event, timetable = crowd()
    before = seat_people(event, timetable)
    later = replace(
        timetable,
        placements=(
            *(p for p in timetable.placements if p.topic != "F"),
            Placement("G", "s1", "r2"),
        ),
    )
    found = again(event, later, before)
    assert {move.slot for move in found.moved} == {"s1"}
    assert {move.before for move in found.moved} >= {"F"}
    sat_in_f = {p for (p, slot), topic in before.seats.items() if topic == "F"}
    assert sat_in_f <= {move.person for move in found.moved}


def test_somebody_new_is_seated_without_a_move() -> None:
    event, timetable = crowd()
    before = seat_people(event, timetable)
    more = replace(
        event,
        people=(*event.people, Person("late")),
        interests=np.vstack([event.interests, np.full((1, 8), 3, dtype=np.int8)]),
    )
    found = again(more, timetable, before)
    assert found.moved == ()
    assert ("late", "s0") in found.seating.seats


@settings(max_examples=30)
@given(
    st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=2, max_size=7),
    st.lists(st.integers(1, 5), min_size=2, max_size=2),
    st.integers(0, 6),
    st.integers(1, 3),
)
def test_nobody_moves_who_need_not(
    told: list[list[int]], seats: list[int], gone: int, least: int
) -> None:
    event, timetable = barcamp(told, ["AB"], seats=seats, cities="xxyy"[: len(told)])
    before = seat_people(event, timetable, least=least, most_of_city=2)
    absent = (f"p{gone % len(told)}",)
    found = again(event, timetable, before, absent)
    fewest = fewest_moves_by_trying(
        without(event, absent), timetable, before.seats, least=least, most=2
    )
    assert len(found.moved) == fewest


def test_moves_are_told_slot_by_slot() -> None:
    event, timetable = crowd()
    before = seat_people(event, timetable)
    seats = {**before.seats, ("p9", "s1"): "", ("p8", "s1"): "", ("p9", "s0"): ""}
    moved = moves_between(event, before, replace(before, seats=seats))
    assert moved == tuple(
        Moved(person, slot, before.seats[person, slot], "")
        for person, slot in (("p9", "s0"), ("p8", "s1"), ("p9", "s1"))
    )


def test_a_seat_kept_for_a_stranger_is_refused() -> None:
    event, timetable = crowd()
    before = seat_people(event, timetable)
    with pytest.raises(DataError, match="nobody"):
        reseat(event, timetable, before, keep={("nobody", "s0"): "A"})
