"""Timetables of a BarCamp: asked for, kept as drafts, published to those whom they concern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria.errors import DataError
from territoria_web.convene.models import TimetableVersion, WorkingMeeting
from territoria_web.convene.queries.conditions import conditions_of
from territoria_web.convene.queries.timetables import Laid, laid_of, picks_of
from territoria_web.convene.services.judging import refuse_faulty_draft
from territoria_web.convene.services.publishing import refuse_unless_draft
from territoria_web.convene.services.topics import refuse_unless_open_or_live
from territoria_web.convene.services.working_journal import (
    held_working,
    note_working,
)
from territoria_web.convene.working_rules import name_in_journal
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import enqueue
from territoria_web.people.models import Entry, User

if TYPE_CHECKING:
    from territoria.convene.timetable.event import Event, Timetable
    from territoria.convene.timetable.seated import Seating

KIND = "timetable"
CHANGED = "changed"
DROPPED = "drop timetable"


def job_key(meeting: WorkingMeeting) -> str:
    """Of the jobs of a meeting one waits or runs at a time."""
    return f"{KIND} {meeting.public_id}"


@transaction.atomic
def ask_for_timetable(*, by: User, meeting: WorkingMeeting) -> Job:
    """Have a timetable made. ValidationError, all at once, where something stands against it."""
    held = held_working(meeting)
    refuse_unless_open_or_live(held)
    refuse_unless_ready(laid_of(held).event)
    note_working(by, held, "ask for timetable")
    return enqueue(
        kind=KIND,
        key=job_key(held),
        arguments={"meeting": str(held.public_id), "by": by.pk},
        by=by,
    )


def refuse_unless_ready(event: Event) -> None:
    """ValidationError with what is missing, or with pins that cannot hold."""
    from territoria.convene.timetable.check import check_event

    missing = [
        said
        for rows, said in (
            (event.topics, _("There is no topic yet.")),
            (event.slots, _("There is no slot yet. Say when groups meet.")),
            (event.rooms, _("There is no space yet. Say where groups meet.")),
            (event.people, _("Nobody is registered yet.")),
        )
        if not rows
    ]
    if missing:
        raise ValidationError(missing)
    try:
        check_event(event)
    except DataError as refused:
        raise ValidationError(
            [f"{p.where}. {p.what} {p.mend}".strip() for p in refused.problems]
        ) from refused


@dataclass(frozen=True)
class Drafted:
    """A timetable with its groups, as it was worked out from an event."""

    laid: Laid
    timetable: Timetable
    seating: Seating


@transaction.atomic
def keep_draft(*, meeting: WorkingMeeting, drafted: Drafted, by: User | None) -> TimetableVersion:
    """Keep what was worked out as a new draft; what changed meanwhile is told in its notes.
    ValidationError where it does not hold before its judges.
    """
    refuse_faulty_draft(drafted.laid.event, drafted.timetable, drafted.seating)
    held = held_working(meeting)
    fields = as_rows(drafted.laid, drafted.timetable, drafted.seating)
    if fields["conditions"] != conditions_of(laid_of(held)):
        fields["notes"] = [*fields["notes"], _note(CHANGED)]
    made = TimetableVersion.objects.create(
        meeting=held, number=next_number(held), made_by=by, **fields
    )
    note_working(by, held, "make timetable", version=made.number)
    return made


def next_number(meeting: WorkingMeeting) -> int:
    """Of the version after the last; that of a draft which was thrown away is not given again."""
    dropped = Entry.objects.filter(about=name_in_journal(meeting), what=DROPPED)
    numbers = [
        *meeting.timetables.values_list("number", flat=True),
        *((told or {}).get("version", 0) for told in dropped.values_list("after", flat=True)),
    ]
    return max(numbers, default=0) + 1


def as_rows(laid: Laid, timetable: Timetable, seating: Seating) -> dict[str, Any]:
    """The fields of a version."""
    return {
        "placements": placed(laid, timetable),
        "seats": seats_in(laid, seating),
        "left_out": {str(laid.topics[t].row.pk): why for t, why in timetable.left_out.items()},
        "value": timetable.value,
        "bound": timetable.bound,
        "conditions": conditions_of(laid),
        "method": timetable.method[:40],
        **seat_fields(laid, seating),
    }


def placed(laid: Laid, timetable: Timetable) -> list[dict[str, int]]:
    """What stands where, by row of the topic and numbers of slot and space."""
    return [
        {
            "topic": laid.topics[one.topic].row.pk,
            "slot": laid.slots[one.slot].number,
            "space": laid.spaces[one.room].number,
        }
        for one in timetable.placements
    ]


def seats_in(laid: Laid, seating: Seating) -> dict[str, dict[str, int]]:
    """Slot number → attendee → topic."""
    seats: dict[str, dict[str, int]] = {}
    for (person, slot), topic in seating.seats.items():
        inside = seats.setdefault(str(laid.slots[slot].number), {})
        inside[str(laid.people[person].pk)] = laid.topics[topic].row.pk
    return seats


def seat_fields(laid: Laid, seating: Seating) -> dict[str, Any]:
    """What a version says about its groups as a whole."""
    return {
        "floor": seating.floor,
        "fair_cost": seating.fair_cost,
        "seated_value": seating.value,
        "mixed": seating.mixed,
        "notes": [
            _note(
                one.kind,
                laid.slots[one.slot].number if one.slot else 0,
                laid.topics[one.topic].row.pk if one.topic else 0,
                [laid.people[person].pk for person in one.people],
            )
            for one in seating.notes
        ],
    }


def _note(
    kind: str, slot: int = 0, topic: int = 0, people: Sequence[int] = ()
) -> Mapping[str, Any]:
    """What gave way, without names: pages say it in the language of whoever reads."""
    return {"kind": kind, "slot": slot, "topic": topic, "people": list(people)}


def seat(meeting: WorkingMeeting, laid: Laid, timetable: Timetable, *, seed: int = 1) -> Seating:
    """Groups for a timetable, with seats that were chosen kept."""
    from territoria.convene.timetable.seating import seat_people

    return seat_people(
        laid.event,
        timetable,
        picks=picks_of(meeting, laid),
        least=meeting.least,
        most_of_city=meeting.most_of_city,
        seed=seed,
    )


@transaction.atomic
def drop_draft(*, by: User, version: TimetableVersion, seen: int) -> None:
    """Throw away a draft. ValidationError where it is published by now; ChangedMeanwhile where it was
    changed by hand since ``seen``.
    """
    meeting = held_working(version.meeting)
    row = TimetableVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    refuse_unless_draft(row, seen)
    row.delete()
    note_working(by, meeting, DROPPED, version=version.number)
