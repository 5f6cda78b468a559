from __future__ import annotations

from dataclasses import replace

import pytest

from barcamp_seats import barcamp
from territoria.convene.timetable.duties import Duties, check_picks, duties_of, hall_of
from territoria.convene.timetable.event import Event, Placement, Timetable
from territoria.convene.timetable.seated import Picks
from territoria.errors import DataError


def settled(event: Event, timetable: Timetable, picks: Picks | None = None) -> Duties:
    return duties_of(event, hall_of(event, timetable), picks or {})


def test_the_hall_holds_topics_with_the_seats_of_their_rooms() -> None:
    hall = hall_of(*barcamp([[1, 1, 1]], ["AB", "C", ""], seats=[7, 8]))
    assert hall.held == {"s0": {"A": 7, "B": 8}, "s1": {"C": 7}, "s2": {}}
    assert hall.name("A") == "A"


def test_a_timetable_of_another_event_is_refused_with_all_that_is_wrong() -> None:
    event, timetable = barcamp([[1, 1]], ["AB"], seats=[7, 8])
    wrong = (Placement("Z", "s0", "r0"), Placement("A", "s7", "r9"))
    with pytest.raises(DataError) as caught:
        hall_of(event, replace(timetable, placements=timetable.placements + wrong))
    assert [str(problem) for problem in caught.value.problems] == [
        "timetable, topic: the event does not have this: Z. Make the timetable again for this event.",
        "timetable, slot: the event does not have this: s7. Make the timetable again for this event.",
        "timetable, room: the event does not have this: r9. Make the timetable again for this event.",
        "s0: r0 stands twice in this slot. Place it once.",
    ]


def test_picks_name_what_the_event_has() -> None:
    event, _ = barcamp([[1, 1]], ["AB"], seats=[7, 8])
    check_picks(event, {("p0", "s0"): "A", ("p0", "s0"): None})  # noqa: F601
    with pytest.raises(DataError) as caught:
        check_picks(event, {("q", "s9"): "Z"})
    assert [problem.what for problem in caught.value.problems] == [
        f"the event does not have this: {name}." for name in ("q", "s9", "Z")
    ]


def test_hosts_sit_in_their_topics_unless_they_are_away() -> None:
    event, timetable = barcamp(
        [[1, 1]] * 3, ["AB"], seats=[7, 8], hosts={"A": "p0 p1", "B": "p2"}, away={"p2": "s0"}
    )
    found = settled(event, timetable)
    assert found.settled == {("p0", "s0"): "A", ("p1", "s0"): "A"}
    assert [note.text for note in found.notes] == ["B in s0 is without its host."]


def test_who_hosts_two_topics_sits_in_the_one_without_another_host() -> None:
    event, timetable = barcamp([[1, 1]] * 2, ["AB"], seats=[7, 8], hosts={"A": "p0 p1", "B": "p0"})
    found = settled(event, timetable)
    assert found.settled == {("p0", "s0"): "B", ("p1", "s0"): "A"}
    assert [note.text for note in found.notes] == ["p0 hosts 2 topics in s0 and sits in B."]


def test_a_room_without_seats_for_its_hosts_is_told() -> None:
    event, timetable = barcamp([[1, 1]] * 2, ["AB"], seats=[1, 0], hosts={"A": "p0 p1", "B": "p0"})
    found = settled(event, timetable)
    assert found.settled == {("p0", "s0"): "A"}
    assert [note.text for note in found.notes] == [
        "The room of B in s0 has no seat left for p0, who hosts it.",
        "p0 hosts 2 topics in s0 and sits in A.",
        "The room of A in s0 has no seat left for p1, who hosts it.",
        "B in s0 is without its host.",
    ]


def test_who_hosts_two_topics_without_a_seat_sits_in_neither() -> None:
    event, timetable = barcamp([[1, 1]], ["AB"], seats=[0, 0], hosts={"A": "p0", "B": "p0"})
    found = settled(event, timetable)
    assert found.settled == {}
    assert found.notes[2].text == "p0 hosts 2 topics in s0 and cannot sit in any."


def test_a_pick_that_cannot_hold_is_told_and_let_go() -> None:
    event, timetable = barcamp(
        [[1, 1, 1]] * 4, ["A", "B"], seats=[1], hosts={"A": "p3"}, away={"p0": "s0"}
    )
    picks = {("p0", "s0"): "A", ("p1", "s0"): "C", ("p2", "s0"): "A", ("p0", "s1"): None}
    found = settled(event, timetable, picks)
    assert found.settled == {("p3", "s0"): "A", ("p0", "s1"): None}
    assert [(note.kind, note.text) for note in found.notes] == [
        ("pick", "p0 is away in s0 and cannot sit in A, as set by hand."),
        ("pick", "C is not held in s0; p1 cannot sit there, as set by hand."),
        ("pick", "The room of A in s0 has no seat left for p2, as set by hand."),
    ]


def test_a_host_whose_pick_is_full_hosts() -> None:
    event, timetable = barcamp([[1, 1]] * 2, ["AB"], seats=[2, 1], hosts={"A": "p1", "B": "p0"})
    found = settled(event, timetable, {("p1", "s0"): "B"})
    assert found.settled == {("p0", "s0"): "B", ("p1", "s0"): "A"}
