from __future__ import annotations

from datetime import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.convene.hours import Break, lay_hours
from territoria.errors import DataError

DAYS = [
    *((f"one-{n}", 1, minutes) for n, minutes in enumerate([30, 60, 30, 75, 60, 75, 20])),
    *((f"two-{n}", 2, minutes) for n, minutes in enumerate([15, 120, 45, 60, 45, 45])),
]
STARTS = {1: time(9, 0), 2: time(8, 30)}


def test_phases_and_breaks_follow_each_other_from_the_start_of_the_day() -> None:
    found = lay_hours(
        [("welcome", 1, 30), ("facts", 1, 60), ("recap", 2, 15)],
        starts=STARTS,
        breaks=[Break(1, "welcome", 15), Break(2, "recap", 30)],
    )
    assert [(s.id, s.day, f"{s.begins:%H:%M}", f"{s.ends:%H:%M}", s.pause) for s in found] == [
        ("welcome", 1, "09:00", "09:30", False),
        ("welcome", 1, "09:30", "09:45", True),
        ("facts", 1, "09:45", "10:45", False),
        ("recap", 2, "08:30", "08:45", False),
        ("recap", 2, "08:45", "09:15", True),
    ]


def test_the_two_day_workshop_works_350_and_330_minutes() -> None:
    found = lay_hours(DAYS, starts=STARTS, breaks=[Break(1, "one-3", 60), Break(2, "two-1", 45)])
    worked = {d: sum(s.minutes for s in found if s.day == d and not s.pause) for d in (1, 2)}
    assert worked == {1: 350, 2: 330}
    assert [s.ends for s in found if s.id in ("one-6", "two-5")] == [time(15, 50), time(14, 45)]


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 60)), max_size=12),
    st.sets(st.integers(0, 11), max_size=4),
)
def test_slots_leave_no_gap_and_have_the_minutes_they_were_given(
    lengths: list[tuple[int, int]], pauses: set[int]
) -> None:
    phases = [(f"p{n}", day, minutes) for n, (day, minutes) in enumerate(lengths)]
    breaks = [Break(phases[n][1], phases[n][0], 15) for n in pauses if n < len(phases)]
    found = lay_hours(phases, starts=dict.fromkeys((1, 2, 3), time(8, 0)), breaks=breaks)
    assert len(found) == len(phases) + len(breaks)
    assert sorted((s.id, s.day, s.minutes) for s in found if not s.pause) == sorted(phases)
    for one, other in pairwise(found):
        assert other.begins == (one.ends if one.day == other.day else time(8, 0))


@pytest.mark.parametrize(
    ("phases", "breaks", "said"),
    [
        ([("a", 1, 30)], [Break(1, "b", 15)],
         ["day 1: the break comes after no phase: b. Did you mean a? Known: a."]),
        ([("a", 1, 30)], [Break(2, "a", 15)],
         ["day 2: the break comes after a, which is held on day 1. Move the break to that day."]),
        ([("a", 1, 30)], [Break(1, "a", 15), Break(1, "a", 5)],
         ["day 1: there is more than one break after a. Make one break of them."]),
        ([("a", 1, 0), ("a", 3, 30)], [],
         ["a: this phase is named more than once. Name each once.",
          "a: it cannot last 0 minutes. Give at least 1 minute.",
          "day 3: it has no start. Say when this day begins."]),
        ([("a", 1, 600), ("b", 1, 300)], [],
         ["day 1: it would not end before midnight: 1 minutes too many. "
          "Begin earlier, shorten a phase, or move one to another day."]),
    ],
)  # fmt: skip
def test_what_cannot_be_held_is_refused_with_every_reason(
    phases: list[tuple[str, int, int]], breaks: list[Break], said: list[str]
) -> None:
    with pytest.raises(DataError) as caught:
        lay_hours(phases, starts=STARTS, breaks=breaks)
    found = [str(problem) for problem in caught.value.problems]
    assert [one.replace("Did you mean a? ", "") for one in found] == [
        one.replace("Did you mean a? ", "") for one in said
    ]


def test_a_day_may_end_a_minute_before_midnight() -> None:
    assert lay_hours([("a", 1, 899)], starts=STARTS)[0].ends == time(23, 59)
