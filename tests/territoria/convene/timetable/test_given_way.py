from __future__ import annotations

from barcamp_seats import barcamp
from territoria.convene.timetable.duties import hall_of
from territoria.convene.timetable.given_way import notes_of, why_out
from territoria.convene.timetable.seated import Note

EVENT, TIMETABLE = barcamp(
    [[1, 1]] * 5, ["AB", ""], seats=[2, 1], cities="xx", away={"p4": "s0 s1"}
)
HALL = hall_of(EVENT, TIMETABLE)
SEATS = {("p0", "s0"): "A", ("p1", "s0"): "A"}
SETTLED = {("p2", "s0"): None}


def test_a_reason_for_everybody_without_a_seat() -> None:
    assert why_out(EVENT, HALL, SETTLED, SEATS) == {
        ("p2", "s0"): "Sits out, as set by hand.",
        ("p3", "s0"): "No seat is left: the rooms in use have 3 in all.",
        ("p4", "s0"): "Is away.",
        **{(f"p{n}", "s1"): "Nothing is held in this slot." for n in range(4)},
        ("p4", "s1"): "Is away.",
    }


def test_a_note_for_everything_that_gave_way() -> None:
    shares = {"p0": 1.0, "p3": 0.7, "p1": 0.75}
    assert list(notes_of(EVENT, HALL, SETTLED, SEATS, shares, 3, 1)) == [
        Note("small", "A in s0 stays small: 2 people, 3 are wanted.", "s0", "A", ("p0", "p1")),
        Note("city", "A in s0: 2 people of x, at most 1 are wanted.", "s0", "A", ("p0", "p1")),
        Note("small", "B in s0 stays small: 0 people, 3 are wanted.", "s0", "B", ()),
        Note("out", "Seats are short in s0: 3 in all. Without a seat (1): p3.", "s0", "", ("p3",)),
        Note("floor", "Fewer than 75 % of what they could have at best (1): p3.", people=("p3",)),
    ]
