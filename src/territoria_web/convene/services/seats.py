"""Taking another seat: the law of two feet on the phone, and the office for whoever asks it to."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.convene.models import Attendee, Pick, Slot, WorkingMeeting
from territoria_web.convene.queries.sessions import Programme, programme_of
from territoria_web.convene.queries.topics import comes
from territoria_web.convene.services.topics import refuse_unless_open_or_live
from territoria_web.convene.services.working_journal import (
    NotTakenNow,
    beat_working,
    held_working,
    note_working,
    refuse_unless_takes,
)
from territoria_web.convene.working_rules import SEAT
from territoria_web.people.models import User


class NoSeatLeft(ValidationError):
    """Everybody else was quicker."""


@transaction.atomic
def take_seat(*, person: Attendee, slot: int, topic: UUID | None) -> None:
    """Somebody sits elsewhere in a slot, or sits it out (None).

    NotTakenNow where seats are not changed now; NoSeatLeft where the space is full; ValidationError
    where a group waits for them as its host.
    """
    meeting = held_working(person.meeting)
    refuse_unless_takes(meeting, SEAT)
    _put(meeting, person, slot, topic, by_office=False)


@transaction.atomic
def give_seat(*, by: User, person: Attendee, slot: int, topic: UUID | None) -> None:
    """The office gives somebody a seat; hosts may be sent elsewhere, a full space stays full."""
    meeting = held_working(person.meeting)
    refuse_unless_open_or_live(meeting)
    _put(meeting, person, slot, topic, by_office=True)
    note_working(by, meeting, "give seat")


def _put(
    meeting: WorkingMeeting, person: Attendee, number: int, topic: UUID | None, *, by_office: bool
) -> None:
    held, programme = _slot(meeting, number), programme_of(meeting)
    if programme is None:
        raise NotTakenNow(_("There is no timetable yet."))
    if not comes(person):
        raise NotTakenNow(_("Only those who come have a seat."))
    hosted = programme.hosted_in(person, held)
    if hosted is not None and hosted.topic.public_id != topic and not by_office:
        said = _("You asked for “%(topic)s”: the group waits for you then.")
        raise ValidationError(said % {"topic": hosted.topic.title})
    row = None if topic is None else _free(programme, person, held, topic)
    if row is not None and number in person.away:  # they are there after all
        person.away = [one for one in person.away if one != number]
        person.save(update_fields=["away"])
    Pick.objects.update_or_create(
        attendee=person, slot=held, defaults={"topic_id": row, "by_office": by_office}
    )
    beat_working(meeting)


def _slot(meeting: WorkingMeeting, number: int) -> Slot:
    found = meeting.slots.filter(number=number).first()
    if found is None:
        raise NotTakenNow(_("There is no such slot any more."))
    return found


def _free(programme: Programme, person: Attendee, slot: Slot, topic: UUID) -> int:
    """The topic's row, where there is a place."""
    session = programme.session(topic)
    if session is None or session.slot.pk != slot.pk:
        raise NotTakenNow(_("This topic is not held then any more. Look at the timetable."))
    sits = programme.seats.get(slot.number, {}).get(person.pk) == session.topic.pk
    if not session.free and not sits:
        raise NoSeatLeft(_("All seats of this group are taken. Choose another one."))
    return session.topic.pk
