"""Workshops of a mentoring round: in words, for a calendar, who comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.utils import timezone

from territoria_web.act.models import MentoringPerson, MentoringRound, MentoringWorkshop
from territoria_web.act.rules.mentoring import is_ahead
from territoria_web.library.calendar_text import as_calendar
from territoria_web.library.saying import day, hours


@dataclass(frozen=True)
class WorkshopDate:
    """A workshop for a calendar."""

    uid: str
    begins: datetime
    ends: datetime
    title: str
    place: str
    text: str
    url: str
    sequence: int
    status: str


def workshops_of(held: MentoringRound) -> QuerySet[MentoringWorkshop]:
    """All workshops of a round with their mentors and how many come, the next ones first."""
    rows = MentoringWorkshop.objects.filter(round=held).select_related("mentor")
    return rows.annotate(coming=Count("mentees"))


def workshop_in(held: MentoringRound, number: UUID) -> MentoringWorkshop | None:
    """One of them by its public number."""
    found = workshops_of(held).filter(public_id=number).first()
    if found is not None:
        found.round = held
    return found


def local_begin(workshop: MentoringWorkshop) -> datetime:
    """When it begins, in the time zone that was said."""
    return workshop.begins.astimezone(ZoneInfo(workshop.timezone))


def workshop_when(workshop: MentoringWorkshop) -> str:
    """In words: *18 March 2027, 09:00–10:30 (Europe/Paris)*."""
    begin = local_begin(workshop)
    end = (workshop.begins + timedelta(minutes=workshop.minutes)).astimezone(begin.tzinfo)
    return f"{day(begin.date())}, {hours(begin, end)} ({workshop.timezone})"


def calendar_of_workshop(workshop: MentoringWorkshop, *, url: str) -> bytes:
    """A workshop as a calendar, with its link: for those who come alone."""
    date = WorkshopDate(
        uid=f"mentoring-{workshop.public_id}",
        begins=workshop.begins.astimezone(UTC),
        ends=workshop.begins.astimezone(UTC) + timedelta(minutes=workshop.minutes),
        title=workshop.title,
        place=workshop.link,
        text="",
        url=url,
        sequence=workshop.edit,
        status="CANCELLED" if workshop.cancelled else "CONFIRMED",
    )
    return as_calendar(workshop.title, [date], made=timezone.now())


@dataclass(frozen=True)
class OwnWorkshop:
    """A workshop as one of the round sees it. ``names``: who comes, for its mentor alone."""

    row: MentoringWorkshop
    when: str
    comes: bool
    leads: bool
    free: int
    names: tuple[str, ...]

    @property
    def is_ahead(self) -> bool:
        """Whether it can still be come to."""
        return is_ahead(self.row)


def own_workshops(person: MentoringPerson) -> list[OwnWorkshop]:
    """The workshops of the round: those to come, and those one was at."""
    rows = list(workshops_of(person.round).prefetch_related("mentees"))
    found = [_own(row, person) for row in rows]
    return [one for one in found if one.comes or one.leads or one.is_ahead]


def _own(row: MentoringWorkshop, person: MentoringPerson) -> OwnWorkshop:
    coming = list(row.mentees.all())
    leads = row.mentor.pk == person.pk
    return OwnWorkshop(
        row=row,
        when=workshop_when(row),
        comes=leads or any(one.pk == person.pk for one in coming),
        leads=leads,
        free=max(0, row.places - len(coming)),
        names=tuple(one.name for one in coming if one.name) if leads else (),
    )
