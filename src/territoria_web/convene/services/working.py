"""Opening a working meeting from a format, and changing what it is called, when and where it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.agenda import problems_of
from territoria_web.convene.queries.working import axis_names
from territoria_web.convene.queries.working_days import is_dated
from territoria_web.convene.rules import as_data, phases_of
from territoria_web.convene.services.meetings import (
    Days,
    agenda_from,
    days_as_data,
    fault_of_days,
)
from territoria_web.convene.services.working_journal import (
    held_working,
    note_working,
    refuse_unless_read,
    refuse_unless_worked_on,
)
from territoria_web.convene.services.working_letters import tell_change
from territoria_web.convene.services.working_slots import move_slots, starts_of
from territoria_web.convene.working_rules import FORMATS, MOST_ATTENDEES
from territoria_web.library.codes import save_with_code
from territoria_web.library.languages import document_languages
from territoria_web.library.queries import library
from territoria_web.library.services import freeze_text
from territoria_web.library.typed import is_web_address, plain, plain_line
from territoria_web.people.models import Organisation, User

LONGEST_QUESTION = 1000
Mode = WorkingMeeting.Mode
# what people who registered are told by letter when it changes
TOLD = ("days", "timezone", "mode", "place", "link")


@dataclass(frozen=True)
class Settings:
    """What a working meeting is called, for what, when and where it is held, and for how many."""

    title: str
    question: str = ""
    axis: str = ""
    mode: str = Mode.PLACE
    place: str = ""
    link: str = ""
    timezone: str = "Europe/Brussels"
    days: Days = field(default_factory=dict)
    seats: int = 120
    least: int = 5
    most_of_city: int = 3


@transaction.atomic
def open_working_meeting_from(
    *,
    by: User,
    network: Organisation,
    format_id: str,
    title: str,
    language: str,
    example: bool = False,
) -> WorkingMeeting:
    """A meeting of a network from a format, which is frozen; its programme is the office's to change.
    ``example``: it is invented, to show how it works.
    """
    text = library().formats.get(format_id)
    if text is None or format_id not in FORMATS:
        raise ValidationError({"format_id": _("There is no such format. Choose one of the list.")})
    if language not in dict(document_languages()):
        raise ValidationError(
            {"language": _("Materials are not written in this language. Choose another.")}
        )
    _refuse_title(title)
    meeting = WorkingMeeting(
        network=network,
        format=freeze_text(kind="formats", text_id=text.id, text=text),
        title=plain_line(title),
        language=language,
        agenda=[as_data(phase) for phase in agenda_from(text, language)],
        days={str(day): {"date": None, "starts": "09:00"} for day in text.minutes},
        seats=min(text.participants.high, MOST_ATTENDEES),
        least=text.group_size.low,
        example=example,
        made_by=by,
    )

    def save(code: str) -> None:
        meeting.code = code
        meeting.save(force_insert=True)

    save_with_code(save)
    note_working(by, meeting, "open working meeting", format=format_id)
    return meeting


@transaction.atomic
def change_working_meeting(
    *, by: User, meeting: WorkingMeeting, seen: int, settings: Settings, origin: str
) -> WorkingMeeting:
    """Change the settings that were ``seen``. Those registered get one letter where date, time, place
    or link changed; rounds of groups move with their day.
    """
    held = held_working(meeting)
    refuse_unless_worked_on(held)
    _check(held, settings)
    refuse_unless_read(held, seen)
    before, starts, kept = _told(held), starts_of(held), _kept(held)
    _put(held, settings)
    if wrong := problems_of(held, phases_of(held)):  # a day that begins late may not end in time
        raise ValidationError({"days": wrong})
    if _kept(held) == kept:
        return held
    held.edit += 1
    held.beat += 1
    held.save()
    move_slots(meeting=held, before=starts)
    after = _facts(_kept(held))
    note_working(by, held, "change working meeting", before=_facts(kept), **after)
    if _told(held) != before and held.opened is not None:
        tell_change(meeting=held, origin=origin)
    return held


def _put(held: WorkingMeeting, settings: Settings) -> None:
    held.title, held.question = plain_line(settings.title), plain(settings.question)
    held.axis, held.mode, held.timezone = settings.axis, settings.mode, settings.timezone
    held.place, held.link = plain_line(settings.place)[:200], settings.link.strip()
    held.days = days_as_data(settings.days)
    held.seats, held.least = settings.seats, settings.least
    held.most_of_city = settings.most_of_city


def _told(held: WorkingMeeting) -> dict[str, Any]:
    return {name: getattr(held, name) for name in TOLD}


def _kept(held: WorkingMeeting) -> dict[str, Any]:
    names = ("question", "axis", "seats", "least", "most_of_city")
    return {**_told(held), **{name: getattr(held, name) for name in ("title", *names)}}


def _facts(kept: dict[str, Any]) -> dict[str, Any]:
    """What the journal keeps of it: the link online is for those who registered."""
    return {**kept, "link": bool(kept["link"])}


def _refuse_title(title: str) -> None:
    if not 3 <= len(plain_line(title)) <= 200:
        raise ValidationError({"title": _("Give the meeting a title of at most 200 characters.")})


def _check(held: WorkingMeeting, told: Settings) -> None:
    _refuse_title(told.title)
    wrong: dict[str, str] = {}
    if len(told.question) > LONGEST_QUESTION:
        wrong["question"] = _("Use at most 1,000 characters.")
    if told.axis and told.axis not in axis_names():
        wrong["axis"] = _("There is no such axis. Choose one of the list.")
    if told.mode not in Mode.values:
        wrong["mode"] = _("Choose one of the list.")
    if told.timezone not in available_timezones():
        wrong["timezone"] = _("There is no such time zone. Write it like Europe/Brussels.")
    if fault := fault_of_days(told.days):
        wrong["days"] = fault
    if told.link and not is_web_address(told.link):
        wrong["link"] = _("This is no address of a web page. Such an address begins with https://.")
    wrong |= _wrong_numbers(held, told)
    if held.opened is not None:
        wrong |= _missing(told, dated=all(when for when, _starts in told.days.values()))
    if wrong:
        raise ValidationError(wrong)


def _wrong_numbers(held: WorkingMeeting, told: Settings) -> dict[str, str]:
    wrong: dict[str, str] = {}
    registered = held.attendees.exclude(state=Attendee.State.CANCELLED).count()
    if not 2 <= told.seats <= MOST_ATTENDEES:
        wrong["seats"] = _("A meeting has 2 to 400 places.")
    elif told.seats < min(registered, held.seats):  # whoever came in at the door may be more
        said = ngettext(
            "%(count)d person is registered already.",
            "%(count)d people are registered already.",
            registered,
        )
        wrong["seats"] = said % {"count": registered}
    if not 2 <= told.least <= 10:
        wrong["least"] = _("The fewest people in a group can be set from 2 to 10.")
    if not 1 <= told.most_of_city <= 20:
        wrong["most_of_city"] = _("Let 1 to 20 people of a city sit in a group.")
    return wrong


def _missing(told: Settings | WorkingMeeting, *, dated: bool) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not dated:
        wrong["days"] = _("Give each day its date: people plan their journey by it.")
    if told.mode != Mode.ONLINE and not told.place.strip():
        wrong["place"] = _("Say where the meeting is held.")
    if told.mode != Mode.PLACE and not told.link.strip():
        wrong["link"] = _("Give the link of the meeting online.")
    return wrong


def missing_to_open(meeting: WorkingMeeting) -> dict[str, str]:
    """What is missing before people can register, by field; empty where nothing is."""
    return _missing(meeting, dated=is_dated(meeting))
