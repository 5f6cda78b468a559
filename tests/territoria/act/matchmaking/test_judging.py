"""The judge finds every fault that an arrangement can have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from territoria.act.companies import Company, Wish
from territoria.act.matchmaking import (
    Arrangement,
    Meeting,
    Pin,
    Unplaced,
    judge_arrangement,
    judge_meetings,
)

COMPANIES = [Company("a", booth=1), Company("b", away=frozenset({3})), Company("c"), Company("d")]
WISHES = [
    Wish("a", "b", 1, True),
    Wish("b", "c", 2),
    Wish("c", "b", 3),
    Wish("c", "d", 1, False),
    Wish("a", "d", 2),
    Wish("b", "d", 1, True),
]
LEFT = (
    Unplaced("a", "d", 0, "unanswered", "d has not answered."),
    Unplaced("b", "d", 1, "no slot in common", "No slot."),
    Unplaced("c", "d", 0, "declined", "d declined."),
)
GOOD = Arrangement(
    meetings=(Meeting("a", "b", 1, 1, 1), Meeting("b", "c", 2, 2, 7)),
    unplaced=LEFT,
    value=8,
    bound=9,
    holes_before=0,
    holes=0,
    waiting=0,
    changes=1,
    seed=1,
)
DAY: dict[str, Any] = {"slots": 3, "tables": 3}


def faults(arrangement: Arrangement, **asked: Any) -> tuple[str, ...]:
    return judge_arrangement(arrangement, COMPANIES, WISHES, **{**DAY, **asked}).faults


def changed(number: int, **fields: Any) -> Arrangement:
    meetings = list(GOOD.meetings)
    meetings[number] = replace(meetings[number], **fields)
    return replace(GOOD, meetings=tuple(meetings))


def test_what_holds_holds() -> None:
    judged = judge_arrangement(GOOD, COMPANIES, WISHES, **DAY)
    assert (judged.faults, judged.holds, judged.value) == ((), True, 8)
    assert faults(GOOD, pins=[Pin("b", "a", 1, 1), Pin("c", "b", 2)]) == ()


@pytest.mark.parametrize(
    ("arrangement", "asked", "said"),
    [
        (changed(1, slot=1), {}, ("b has two meetings in slot 1",)),
        (changed(1, slot=4), {}, ("there is no slot 4", "there are 1 holes in 1 days")),
        (changed(1, slot=3), {}, ("b is away in slot 3", "there are 1 holes in 1 days")),
        (changed(1, table=4), {}, ("there is no table 4",)),
        (changed(1, table=1), {}, ("b and c meet at table 1, the booth of others",)),
        (changed(0, table=3), {}, ("a and b meet at table 3, away from the booth",)),
        (changed(1, weight=6), {}, ("b and c weigh 7, not 6",)),
        (GOOD, {"pins": [Pin("b", "c", 1)]}, ("b and c do not meet in slot 1, to which they are pinned",)),
        (GOOD, {"pins": [Pin("b", "c", 2, 3)]}, ("b and c do not meet at table 3",)),
        (GOOD, {"forbidden": [("c", "b")]}, ("b and c were not to meet",)),
        (GOOD, {"past": [("b", "c")]}, ("b and c were not to meet",)),
        (GOOD, {"absent": ["c"]}, ("c does not come",)),
        (GOOD, {"closed": [2]}, ("b and c meet in slot 2, which is closed",)),
        (replace(GOOD, value=9), {}, ("the value is 8, not 9",)),
        (replace(GOOD, bound=7), {}, ("the value 8 is above the bound 7", "proven is said where value and bound differ, or not where they are equal")),
        (replace(GOOD, holes=1, waiting=1), {}, ("there are 0 holes in 0 days",)),
        (replace(GOOD, unplaced=LEFT[1:]), {}, ("not every wish is told of once",)),
        (replace(GOOD, unplaced=(replace(LEFT[0], reason=""), *LEFT[1:])), {}, ("a and d have no reason",)),
    ],
)  # fmt: skip
def test_every_fault_is_found(
    arrangement: Arrangement, asked: dict[str, Any], said: tuple[str, ...]
) -> None:
    assert faults(arrangement, **asked) == said


def test_a_meeting_without_consent_or_twice_is_found() -> None:
    more = (*GOOD.meetings, Meeting("c", "d", 3, 2, 1))
    found = faults(replace(GOOD, meetings=more, unplaced=LEFT[:2], value=9))
    assert found == ("c and d did not both agree",)
    twice = (*GOOD.meetings, Meeting("b", "c", 2, 2, 7))
    found = faults(replace(GOOD, meetings=twice))
    assert found[:4] == (
        "b has two meetings in slot 2",
        "c has two meetings in slot 2",
        "table 2 has two meetings in slot 2",
        "b and c meet twice",
    )


def test_whether_meetings_can_be_held_is_judged_whatever_they_are_worth() -> None:
    meetings = [replace(meeting, weight=0) for meeting in GOOD.meetings]
    assert judge_meetings(meetings, COMPANIES, WISHES, **DAY) == ()
    assert judge_meetings(meetings, COMPANIES, WISHES, slots=3, tables=1) == (
        "there is no table 2",
    )
