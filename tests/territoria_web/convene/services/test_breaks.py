"""A fresh agenda has lunch and coffee where its days are long, and nothing where they are short."""

from __future__ import annotations

import pytest

from territoria_web.convene.rules import Phase
from territoria_web.convene.services.breaks import with_breaks
from territoria_web.convene.services.meetings import agenda_from
from territoria_web.library.queries import library


def lines(*minutes: int) -> list[Phase]:
    return [Phase(f"p{n}", 1, f"Part {n}", long) for n, long in enumerate(minutes)]


@pytest.mark.parametrize(
    ("minutes", "laid"),
    [
        ((15, 60, 45), [15, 60, 45]),
        ((60, 60, 60), [60, 15, 60, 60]),
        ((300,), [300]),
        ((30, 60, 30, 75, 60, 75, 20), [30, 60, 15, 30, 75, 60, 60, 15, 75, 20]),
    ],
)
def test_breaks_come_where_stretches_are_long(minutes, laid):
    assert [line.minutes for line in with_breaks(lines(*minutes))] == laid


def test_the_two_days_of_a_workshop_have_lunch_each_and_say_it_in_their_language():
    agenda = agenda_from(library().formats["two-day-workshop"], "fr")
    pauses = [(line.day, line.title) for line in agenda if line.pause]
    assert [day for day, _title in pauses] == [1, 1, 1, 2, 2]
    assert [line.day for line in agenda if line.pause and line.minutes == 60] == [1, 2]
    assert len({line.id for line in agenda}) == len(agenda)
