from __future__ import annotations

from dataclasses import replace

from barcamp_seats import barcamp
from territoria.convene.timetable.seating import seat_people


def test_a_seating_is_worth_its_interest_and_three_tenths_a_city() -> None:
    found = seat_people(*barcamp([[2]] * 5, ["A"], seats=[5], cities="vwxyz"))
    assert (found.value, found.is_proven) == (11.5, True)
    assert not replace(found, bound=11.6).is_proven


def test_a_group_is_told_by_id() -> None:
    found = seat_people(*barcamp([[3, 0]] * 2 + [[0, 3]], ["AB"], seats=[5, 5]), least=1)
    assert found.group("s0", "A") == ("p0", "p1")
    assert found.group("s1", "A") == ()
