"""Session sheets: who moderates, who takes notes, three answers; from a phone or from paper."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.convene.models import Attendee, Sheet, Topic, WorkingMeeting
from territoria_web.convene.queries.sheets import QUESTIONS, session_for, sits_in, writes_for
from territoria_web.convene.queries.topics import comes
from territoria_web.convene.services.working_journal import (
    NotTakenNow,
    beat_working,
    held_working,
    note_working,
    refuse_unless_takes,
)
from territoria_web.convene.working_rules import LONGEST_SHEET, SEAT, SHEET, takes
from territoria_web.library.typed import plain
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile

DUTIES = ("facilitator", "recorder")


@transaction.atomic
def take_duty(*, person: Attendee, topic: Topic, duty: str) -> Sheet:
    """Somebody of the group moderates it, or takes its notes; whoever does so already is not put out,
    unless they do not come.

    ``duty``: *facilitator* or *recorder*. NotTakenNow where somebody else was quicker.
    """
    held = _of_group(person, topic, duty)
    before: Attendee | None = getattr(held, duty)
    if before is not None and before.pk != person.pk and comes(before):
        raise NotTakenNow(_("Somebody else does this already."))
    setattr(held, duty, person)
    held.save(update_fields=[duty])
    beat_working(person.meeting)
    return held


@transaction.atomic
def leave_duty(*, person: Attendee, topic: Topic, duty: str) -> Sheet:
    """Somebody does it no longer."""
    held = _of_group(person, topic, duty)
    if getattr(held, f"{duty}_id") == person.pk:
        setattr(held, duty, None)
        held.save(update_fields=[duty])
        beat_working(person.meeting)
    return held


@transaction.atomic
def write_sheet(
    *, person: Attendee, topic: Topic, answers: Mapping[str, str], nothing: bool, seen: int
) -> Sheet:
    """Whoever asked for the topic, moderates or takes notes writes what it left behind.

    ``answers``: by name of the question. NotTakenNow where sheets are not taken, or by others;
    ChangedMeanwhile where somebody wrote since ``seen``.
    """
    meeting = held_working(person.meeting)
    refuse_unless_takes(meeting, SHEET)
    found = session_for(person, topic.public_id)
    if found is None or not writes_for(person, found[1]):
        raise NotTakenNow(
            _("The sheet is written by those who asked for the topic, moderate or take notes.")
        )
    row = _written(topic, answers, nothing, seen, channel="phone")
    beat_working(meeting)
    return row


@transaction.atomic
def enter_sheet(
    *,
    by: User,
    topic: Topic,
    answers: Mapping[str, str],
    nothing: bool,
    seen: int,
    facilitator: Attendee | None = None,
    recorder: Attendee | None = None,
    parked: bool = False,
) -> Sheet:
    """The office enters a sheet from paper, or mends one."""
    meeting = held_working(topic.meeting)
    if meeting.state not in (WorkingMeeting.State.LIVE, WorkingMeeting.State.ENDED):
        raise NotTakenNow(_("Sheets are entered from the beginning of the meeting to its report."))
    if any(one is not None and one.meeting_id != meeting.pk for one in (facilitator, recorder)):
        raise ValidationError(_("Choose somebody of this meeting."))
    row = _written(topic, answers, nothing, seen, channel="paper")
    row.facilitator, row.recorder, row.parked = facilitator, recorder, parked
    row.save(update_fields=["facilitator", "recorder", "parked"])
    note_working(by, meeting, "enter session sheet", topic=topic.title)
    beat_working(meeting)
    return row


def _of_group(person: Attendee, topic: Topic, duty: str) -> Sheet:
    meeting = held_working(person.meeting)
    if not (takes(meeting, SEAT) or takes(meeting, SHEET)):
        raise NotTakenNow(_("The meeting does not take this now."))
    found = session_for(person, topic.public_id)
    if duty not in DUTIES or found is None or not sits_in(person, *found):
        raise NotTakenNow(_("Only those who sit in this group moderate it or take its notes."))
    return _held(topic)


def _held(topic: Topic) -> Sheet:
    Sheet.objects.get_or_create(topic=topic)
    return Sheet.objects.select_for_update(of=("self",)).get(topic=topic)


def _written(
    topic: Topic, answers: Mapping[str, str], nothing: bool, seen: int, *, channel: str
) -> Sheet:
    row = _held(topic)
    if row.edit != seen:
        raise ChangedMeanwhile(
            _(
                "Somebody wrote on this sheet while you did. Theirs stands above, yours is kept below."
            )
        )
    said = {name: plain(answers.get(name, "")) for name in QUESTIONS}
    _check(said, nothing)
    for name, text in said.items():
        setattr(row, name, text)
    row.nothing, row.channel = nothing, channel
    row.written = timezone.now() if nothing or any(said.values()) else None
    row.edit += 1
    row.save(update_fields=[*QUESTIONS, "nothing", "channel", "written", "edit"])
    return row


def _check(said: Mapping[str, str], nothing: bool) -> None:
    long = _("Write at most %(count)d letters.") % {"count": LONGEST_SHEET}
    wrong = {name: long for name, text in said.items() if len(text) > LONGEST_SHEET}
    if wrong:
        raise ValidationError(wrong)
    if nothing and said["together"]:
        raise ValidationError(
            {"nothing": _("You wrote what you could do together. Take back one of the two.")}
        )
