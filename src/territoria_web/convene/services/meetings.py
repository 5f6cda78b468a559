"""Opening a meeting from a format, and changing what it is called, when and where it is held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria import model
from territoria_web.convene.models import Meeting
from territoria_web.convene.queries.agenda import problems_of
from territoria_web.convene.rules import (
    AXES,
    DOTS,
    MOST_DOTS,
    Phase,
    as_data,
    asked_in,
    axes_in,
    phases_of,
)
from territoria_web.convene.services.breaks import with_breaks
from territoria_web.convene.services.journal import locked, refuse_unless_seen, write_deed
from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.library.codes import save_with_code
from territoria_web.library.dates import is_within_reach, written
from territoria_web.library.languages import document_languages
from territoria_web.library.queries import library
from territoria_web.library.saying import said_in
from territoria_web.library.services import freeze_text
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle

Days = Mapping[int, tuple[date | None, time]]
LONGEST_MANDATE = 2000


@transaction.atomic
def open_meeting(*, by: User, cycle: Cycle, format_id: str, title: str, language: str) -> Meeting:
    """Open a meeting from a format, which is frozen; its agenda is the team's to change."""
    refuse_unless_open(cycle, Step.Kind.WORKSHOP)
    text = library().formats.get(format_id)
    if text is None:
        raise ValidationError(_("There is no such format. Choose one of the list."))
    if language not in dict(document_languages()):
        raise ValidationError(_("Materials are not written in this language. Choose another."))
    _check_title(title)
    agenda = agenda_from(text, language)
    meeting = _with_code(
        Meeting(
            cycle=cycle,
            format=freeze_text(kind="formats", text_id=text.id, text=text),
            title=title.strip(),
            language=language,
            agenda=[as_data(phase) for phase in agenda],
            days={str(day): {"date": None, "starts": "09:00"} for day in text.minutes},
            table_size=min(text.group_size.high, 12),
            dots={axis: DOTS[axis] for phase in agenda for axis in phase.axes},
            made_by=by,
        )
    )
    write_deed(by=by, what="open meeting", meeting=meeting, after={"format": format_id})
    return meeting


def agenda_from(text: model.MeetingFormat, language: str) -> list[Phase]:
    """The agenda that a format begins with, in a language; with breaks where its days are long."""
    found: list[Phase] = []
    before: list[tuple[str, ...]] = []
    with said_in(language):
        for phase in text.phases:
            found.append(
                Phase(
                    id=phase.id,
                    day=phase.day,
                    title=phase.title.say(language),
                    minutes=phase.minutes,
                    what=phase.what.say(language),
                    output=phase.output.say(language) if phase.output else "",
                    records=phase.records,
                    asks=asked_in(phase.id, phase.records),
                    axes=axes_in(phase.records, before),
                )
            )
            before.append(phase.records)
        return with_breaks(found)


def _with_code(meeting: Meeting) -> Meeting:
    def save(code: str) -> None:
        meeting.code = code
        meeting.save(force_insert=True)

    save_with_code(save)
    return meeting


@transaction.atomic
def change_meeting(
    *,
    by: User,
    meeting: Meeting,
    seen: int,
    title: str,
    place: str,
    mandate: str,
    timezone: str,
    days: Days,
    table_size: int,
    dots: Mapping[str, int],
) -> Meeting:
    """Change what a meeting is called, when and where it is held, the tables and the dots."""
    held = locked(meeting)
    refuse_unless_open(held.cycle, Step.Kind.WORKSHOP)
    _check_title(title)
    _check_settings(held, timezone, days, table_size, dots, mandate)
    refuse_unless_seen(held, seen)
    before, mandate_before = _told(held), held.mandate
    held.title, held.place, held.mandate = title.strip(), place.strip()[:200], mandate.strip()
    held.timezone, held.table_size = timezone, table_size
    held.days = days_as_data(days)
    held.dots = {axis: dots[axis] for axis in AXES if axis in dots}
    if wrong := problems_of(held, phases_of(held)):  # a day that begins late may not end in time
        raise ValidationError({"days": wrong})
    if _told(held) == before and held.mandate == mandate_before:
        return held
    held.edit += 1
    held.beat += 1
    held.save()
    write_deed(by=by, what="change meeting", meeting=held, before=before, after=_told(held))
    return held


def _check_title(title: str) -> None:
    if not 3 <= len(title.strip()) <= 200:
        raise ValidationError({"title": _("Give the meeting a title of at most 200 characters.")})


def _check_settings(
    held: Meeting,
    timezone: str,
    days: Days,
    table_size: int,
    dots: Mapping[str, int],
    mandate: str,
) -> None:
    wrong: dict[str, str] = {}
    if timezone not in available_timezones():
        wrong["timezone"] = _("There is no such time zone. Write it like Europe/Brussels.")
    if len(mandate) > LONGEST_MANDATE:
        wrong["mandate"] = _("Use at most 2,000 characters.")
    if not 2 <= table_size <= 12:
        wrong["table_size"] = _("A table seats 2 to 12 people.")
    if fault := fault_of_days(days):
        wrong["days"] = fault
    if any(not 1 <= count <= MOST_DOTS for count in dots.values()):
        wrong["dots"] = _("Give each person 1 to 20 dots.")
    if held.state != Meeting.State.PLANNED and dict(held.dots) != dict(dots):
        wrong["dots"] = _("The meeting has begun: the number of dots stays as it is.")
    if wrong:
        raise ValidationError(wrong)


def fault_of_days(days: Days) -> str:
    """What is wrong with the dates of days; empty where nothing is."""
    dated = [when for _day, (when, _starts) in sorted(days.items()) if when]
    if not all(map(is_within_reach, dated)):
        return _("Give a day, such as 2027-05-10.")
    if dated != sorted(set(dated)):
        return _("Each day has a date of its own, later than that of the day before.")
    return ""


def days_as_data(days: Days) -> dict[str, dict[str, str | None]]:
    """Days as a meeting keeps them."""
    return {
        str(day): {"date": written(when), "starts": f"{starts:%H:%M}"}
        for day, (when, starts) in days.items()
    }


def _told(meeting: Meeting) -> dict[str, Any]:
    return {
        "title": meeting.title,
        "place": meeting.place,
        "timezone": meeting.timezone,
        "days": meeting.days,
        "table size": meeting.table_size,
        "dots": meeting.dots,
    }


@transaction.atomic
def turn_door(*, by: User, meeting: Meeting, opened: bool) -> Meeting:
    """Let whoever has the code come in, or no longer; those inside stay."""
    held = locked(meeting)
    if held.door_open == opened:
        return held
    if opened:
        refuse_unless_open(held.cycle, Step.Kind.WORKSHOP)
        if held.state == Meeting.State.ENDED:
            raise ValidationError(_("The meeting has ended; its door stays closed."))
    held.door_open = opened
    held.beat += 1
    held.save(update_fields=["door_open", "beat"])
    write_deed(by=by, what="open door" if opened else "close door", meeting=held)
    return held
