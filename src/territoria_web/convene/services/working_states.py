"""A working meeting goes on: registration opens, the door, phases, the end; or it is cancelled."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.rules import phase_at
from territoria_web.convene.services.running import ran_until, refuse_unless_runs
from territoria_web.convene.services.working import missing_to_open
from territoria_web.convene.services.working_journal import (
    held_working,
    note_working,
    refuse_unless_leads,
)
from territoria_web.convene.services.working_letters import tell_cancelled
from territoria_web.convene.services.working_slots import make_first_slots
from territoria_web.library.typed import plain
from territoria_web.people.models import User

LONGEST_REASON = 1000
State = WorkingMeeting.State


@transaction.atomic
def open_registration(*, by: User, meeting: WorkingMeeting) -> WorkingMeeting:
    """From now on everybody reads about it and can register. It needs dates, and a place or a link;
    a BarCamp gets its first rounds of groups from the programme.
    """
    held = held_working(meeting)
    refuse_unless_leads(held, State.OPEN)
    if missing := missing_to_open(held):
        raise ValidationError(list(missing.values()))
    held.state, held.opened = State.OPEN, timezone.now()
    _save(held, "state", "opened")
    make_first_slots(meeting=held)
    note_working(by, held, "open registration")
    return held


@transaction.atomic
def turn_working_door(*, by: User, meeting: WorkingMeeting, opened: bool) -> WorkingMeeting:
    """Let whoever has the code come in while the meeting runs, or no longer; those inside stay."""
    held = held_working(meeting)
    if held.door_open == opened:
        return held
    if opened and held.state != State.LIVE:
        raise ValidationError(_("The door opens once the meeting has begun."))
    held.door_open = opened
    _save(held, "door_open")
    note_working(by, held, "open working door" if opened else "close working door")
    return held


@transaction.atomic
def begin_working_phase(
    *, by: User, meeting: WorkingMeeting, phase: str, running: str
) -> WorkingMeeting:
    """Begin a phase, which ends the one that runs; with the first of all, the door opens.

    ``running``: the phase that whoever presses the button saw running; ChangedMeanwhile where
    another does by now.
    """
    held = held_working(meeting)
    if held.state != State.LIVE:
        refuse_unless_leads(held, State.LIVE)
    line = phase_at(held, phase)
    if line is None:
        raise ValidationError(_("This phase is not in the agenda."))
    refuse_unless_runs(held, running)
    now = timezone.now()
    held.ran = {**ran_until(held, now), phase: {"begun": now.isoformat(), "ended": None}}
    held.door_open = held.door_open or held.begun is None
    held.phase, held.state, held.ended = phase, State.LIVE, None
    held.begun = held.begun or now
    _save(held, "ran", "phase", "state", "begun", "ended", "door_open")
    note_working(by, held, "begin working phase", phase=line.title)
    return held


@transaction.atomic
def end_working_phase(*, by: User, meeting: WorkingMeeting, running: str) -> WorkingMeeting:
    """End the phase that runs without beginning another: for a night, or a talk."""
    held = held_working(meeting)
    refuse_unless_runs(held, running)
    if not held.phase:
        return held
    line = phase_at(held, held.phase)
    held.ran, held.phase = ran_until(held, timezone.now()), ""
    _save(held, "ran", "phase")
    note_working(by, held, "end working phase", phase=line.title if line else running)
    return held


@transaction.atomic
def end_working_meeting(*, by: User, meeting: WorkingMeeting) -> WorkingMeeting:
    """The meeting is over: the door closes. Sheets and attendance can still be entered."""
    held = held_working(meeting)
    refuse_unless_leads(held, State.ENDED)
    now = timezone.now()
    held.ran = ran_until(held, now)
    held.phase, held.state, held.ended, held.door_open = "", State.ENDED, now, False
    _save(held, "ran", "phase", "state", "ended", "door_open")
    note_working(by, held, "end working meeting")
    return held


@transaction.atomic
def cancel_working_meeting(
    *, by: User, meeting: WorkingMeeting, reason: str, origin: str
) -> WorkingMeeting:
    """The meeting does not take place. The reason is public; those registered are told by letter."""
    held = held_working(meeting)
    refuse_unless_leads(held, State.CANCELLED)
    said = plain(reason)
    if not 3 <= len(said) <= LONGEST_REASON:
        raise ValidationError(
            {"reason": _("Say in at most 1,000 characters why; everybody reads it.")}
        )
    held.state, held.reason, held.door_open = State.CANCELLED, said, False
    held.edit += 1
    _save(held, "state", "reason", "door_open", "edit")
    told = tell_cancelled(meeting=held, origin=origin)
    note_working(by, held, "cancel working meeting", reason=said, told=told)
    return held


@transaction.atomic
def end_absence(*, by: User, meeting: WorkingMeeting) -> int:
    """Whoever registered and did not come in is marked as not come; says how many."""
    held = held_working(meeting)
    if held.state not in (State.LIVE, State.ENDED):
        raise ValidationError(_("Who did not come is known once the meeting has begun."))
    count = _unmarked(held).update(state=Attendee.State.ABSENT)
    if count:
        _save(held)
        note_working(by, held, "mark absent", people=count)
    return count


@transaction.atomic
def welcome_the_rest(*, by: User, meeting: WorkingMeeting) -> int:
    """Whoever registered and is not marked is marked as there; says how many."""
    held = held_working(meeting)
    if held.state not in (State.LIVE, State.ENDED):
        raise ValidationError(_("Who came is known once the meeting has begun."))
    count = _unmarked(held).update(state=Attendee.State.PRESENT, came=timezone.now())
    if count:
        _save(held)
        note_working(by, held, "mark attendance", people=count)
    return count


def _unmarked(held: WorkingMeeting) -> QuerySet[Attendee]:
    return held.attendees.filter(state=Attendee.State.REGISTERED)


def _save(held: WorkingMeeting, *fields: str) -> None:
    """What people's pages show has changed."""
    held.beat += 1
    held.save(update_fields=[*fields, "beat"])
