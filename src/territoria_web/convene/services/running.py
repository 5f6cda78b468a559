"""Running a meeting: a phase begins and ends, one step back, the end of it all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.convene.models import Meeting
from territoria_web.convene.rules import Timed, phase_at
from territoria_web.convene.services.journal import (
    locked,
    refuse_unless_taken,
    write_deed,
)
from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile


@transaction.atomic
def begin_phase(*, by: User, meeting: Meeting, phase: str, running: str) -> Meeting:
    """Begin a phase, which ends the one that runs; any of the agenda, also one held before.

    ``running``: the phase that whoever presses the button saw running; ChangedMeanwhile where
    another does by now, so that two who press *next* do not leave one out.
    """
    held = locked(meeting)
    refuse_unless_open(held.cycle, Step.Kind.WORKSHOP)
    if held.state != Meeting.State.PLANNED:
        refuse_unless_taken(held)
    line = phase_at(held, phase)
    if line is None:
        raise ValidationError(_("This phase is not in the agenda."))
    refuse_unless_runs(held, running)
    now = timezone.now()
    held.ran = {**ran_until(held, now), phase: {"begun": now.isoformat(), "ended": None}}
    held.phase, held.state, held.ended = phase, Meeting.State.LIVE, None
    held.begun = held.begun or now
    _save(held)
    write_deed(by=by, what="begin phase", meeting=held, after={"phase": line.title})
    return held


@transaction.atomic
def end_phase(*, by: User, meeting: Meeting, running: str) -> Meeting:
    """End the phase that runs without beginning another: for a night, or a talk."""
    held = locked(meeting)
    refuse_unless_runs(held, running)
    if not held.phase:
        return held
    line = phase_at(held, held.phase)
    held.ran = ran_until(held, timezone.now())
    held.phase = ""
    _save(held)
    title = line.title if line else running
    write_deed(by=by, what="end phase", meeting=held, after={"phase": title})
    return held


@transaction.atomic
def end_meeting(*, by: User, meeting: Meeting) -> Meeting:
    """The meeting is over: the door closes, paper can still be entered."""
    held = locked(meeting)
    if held.state == Meeting.State.ENDED:
        return held
    if held.state == Meeting.State.PLANNED:
        raise ValidationError(_("The meeting has not begun."))
    now = timezone.now()
    held.ran = ran_until(held, now)
    held.phase, held.state, held.ended, held.door_open = "", Meeting.State.ENDED, now, False
    _save(held)
    write_deed(by=by, what="end meeting", meeting=held)
    return held


def refuse_unless_runs(held: Timed, running: str) -> None:
    """ChangedMeanwhile where another phase runs by now."""
    if held.phase != running:
        raise ChangedMeanwhile(
            _("A colleague moved the meeting on while you looked. What runs now is shown here.")
        )


def ran_until(held: Timed, now: datetime) -> dict[str, Any]:
    """When each phase was begun and ended, with the one that runs ended now."""
    ran = held.ran.get(held.phase)
    if held.phase and ran and not ran.get("ended"):
        return {**held.ran, held.phase: {**ran, "ended": now.isoformat()}}
    return dict(held.ran)


def _save(held: Meeting) -> None:
    held.beat += 1
    held.save(update_fields=["ran", "phase", "state", "begun", "ended", "door_open", "beat"])
