"""The table of phases of a mentoring round: each deed in each phase; days that hang on a pair."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from territoria_web.act.models import MentoringRound, Mentorship
from territoria_web.act.rules.mentoring import (
    KINDS,
    PHASE_NAMES,
    TAKEN,
    At,
    Pair,
    Phase,
    State,
    feedback_due,
    first_talk_due,
    phase_of,
    takes,
)

TODAY = date(2027, 3, 10)
BEGUN = datetime(2027, 3, 1, 12, tzinfo=UTC)


def a_round(state: str, days: int | None = 0) -> MentoringRound:
    until = None if days is None else TODAY + timedelta(days=days)
    return MentoringRound(state=state, open_until=until)


def test_every_phase_has_a_line_and_a_name_and_every_deed_is_taken_somewhere():
    assert set(TAKEN) == set(PHASE_NAMES) == set(Phase)
    assert frozenset().union(*TAKEN.values()) == frozenset(KINDS)


@pytest.mark.parametrize(
    ("state", "days", "phase"),
    [
        (State.PLANNED, 0, Phase.PLANNED),
        (State.OPEN, 0, Phase.OPEN),
        (State.OPEN, None, Phase.OPEN),
        (State.OPEN, -1, Phase.PAIRING),
        (State.RUNNING, -1, Phase.RUNNING),
        (State.ENDED, 9, Phase.ENDED),
    ],
)
def test_the_last_day_closes_registration_and_nothing_else_takes_it(state, days, phase):
    held = a_round(state, days)
    assert phase_of(held, TODAY) == phase
    assert [kind for kind in KINDS if takes(held, kind, TODAY)] == [
        kind for kind in KINDS if kind in TAKEN[phase]
    ]
    assert takes(held, "register", TODAY) == (phase == Phase.OPEN)


def test_a_first_talk_is_due_three_weeks_after_both_said_yes():
    assert first_talk_due(Mentorship(state=Pair.RUNNING, begun=BEGUN)) == date(2027, 3, 22)
    assert first_talk_due(Mentorship(state=Pair.PROPOSED)) is None
    assert first_talk_due(Mentorship(state=Pair.ENDED, begun=BEGUN)) is None


def test_feedback_is_open_from_the_second_talk_on_and_once_talks_have_ended():
    running = Mentorship(state=Pair.RUNNING, begun=BEGUN)
    assert [feedback_due(running, talks) for talks in (0, 1, 2, 5)] == [
        "",
        "",
        At.MIDDLE,
        At.MIDDLE,
    ]
    assert feedback_due(Mentorship(state=Pair.ENDED, begun=BEGUN), 0) == At.END
    assert feedback_due(Mentorship(state=Pair.DECLINED), 0) == ""
