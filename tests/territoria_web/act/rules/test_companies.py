"""The table of phases: what is not named is refused, in every phase."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from territoria_web.act.models import CompanyDay, Encounter
from territoria_web.act.rules.companies import (
    AGAIN_AFTER,
    KINDS,
    ONWARD,
    PHASE_NAMES,
    TAKEN,
    Phase,
    has_begun,
    last_end,
    may_tell,
    may_tell_again,
    phase_of,
    takes,
)

BEGIN = datetime(2027, 3, 18, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def a_day(state: str = "open") -> CompanyDay:
    return CompanyDay(
        state=state,
        slots=[(BEGIN + timedelta(minutes=25 * n)).isoformat() for n in range(3)],
        minutes=20,
        register_until=BEGIN - 14 * DAY,
        ask_until=BEGIN - 3 * DAY,
    )


def test_the_clock_moves_an_open_day_from_phase_to_phase():
    moments = (-20 * DAY, -10 * DAY, -DAY, 10 * DAY)
    assert [phase_of(a_day(), BEGIN + one) for one in moments] == [
        Phase.REGISTERING,
        Phase.ASKING,
        Phase.ARRANGING,
        Phase.ARRANGING,
    ]
    assert phase_of(a_day("arranged"), BEGIN - 20 * DAY) == Phase.ARRANGED


def test_every_phase_is_in_the_table_and_has_a_name():
    assert set(TAKEN) == set(Phase) == set(PHASE_NAMES)
    assert set().union(*TAKEN.values()) == set(KINDS)
    assert set(ONWARD) == set(CompanyDay.State.values)


@pytest.mark.parametrize("phase", Phase)
def test_what_the_table_does_not_name_is_not_taken(phase: Phase):
    state = phase if phase not in ("registering", "asking", "arranging") else "open"
    days = {"registering": 20, "asking": 10, "arranging": 1}.get(phase, 1)
    now = BEGIN - days * DAY
    assert {kind for kind in KINDS if takes(a_day(state), kind, now)} == TAKEN[phase]


def test_a_talk_is_told_of_once_its_hour_has_come_and_again_after_90_days():
    day = a_day("arranged")
    talk = Encounter(state="scheduled", slot=1)
    begin = BEGIN + timedelta(minutes=25)
    end = last_end(day)
    assert end == BEGIN + timedelta(minutes=70)
    assert (has_begun(day, talk, begin - DAY), has_begun(day, talk, begin)) == (False, True)
    assert may_tell(day, talk, begin)
    held, again = Encounter(state="held", slot=1), end + AGAIN_AFTER
    told = [may_tell_again(day, held, at) for at in (again - DAY, again)]
    assert told == [False, True]
    assert not may_tell_again(day, talk, again)
    assert not has_begun(day, Encounter(state="accepted", slot=1), again)
