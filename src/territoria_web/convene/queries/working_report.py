"""What came of a working meeting: who was there in numbers, what each session wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import ngettext

from territoria_web.convene.models import Attendee, Sheet, Topic, WorkingMeeting
from territoria_web.convene.queries.working_people import (
    Told,
    attendees_of,
    counted_by_city,
    counted_by_group,
    may_tell,
    names_told,
)
from territoria_web.library.saying import lower_first, semicolon


@dataclass(frozen=True)
class Session:
    """What a session left behind. ``nothing``: the group says so."""

    topic: str
    title: str
    about: str
    shared: str
    stops: str
    together: str
    nothing: bool
    parked: bool


@dataclass(frozen=True)
class Report:
    """A meeting as it is published, beside the minutes; see ``may_tell`` for the counts."""

    cities: Told
    groups: Told
    names: tuple[Mapping[str, str], ...]
    sessions: tuple[Session, ...]


def report_of(meeting: WorkingMeeting) -> Report:
    """What is published of a meeting; two queries."""
    there = list(attendees_of(meeting).filter(state=Attendee.State.PRESENT))
    return Report(
        cities=may_tell(counted_by_city(there)),
        groups=may_tell(counted_by_group(there)),
        names=tuple(names_told(there)),
        sessions=sessions_of(meeting),
    )


def sessions_of(meeting: WorkingMeeting) -> tuple[Session, ...]:
    """The sessions whose sheet is written, in the order in which they were proposed; also of a topic
    that was joined with another since.
    """
    sheets = (
        Sheet.objects.filter(
            topic__meeting=meeting,
            topic__state=Topic.State.PROPOSED,
            written__isnull=False,
        )
        .select_related("topic")
        .order_by("topic__made", "topic__pk")
    )
    return tuple(
        Session(
            topic=str(sheet.topic.public_id),
            title=sheet.topic.title,
            about=sheet.topic.about,
            shared=sheet.shared,
            stops=sheet.stops,
            together=sheet.together,
            nothing=sheet.nothing,
            parked=sheet.parked,
        )
        for sheet in sheets
    )


def reported_said(report: Report, projects: int) -> str:
    """What came of a meeting in a sentence: people, sessions, projects; empty where there are none."""
    told = [_people_said(report.cities), _sessions_said(len(report.sessions))]
    if projects:
        made = ngettext("%(count)d project came out", "%(count)d projects came out", projects)
        told.append(made % {"count": projects})
    found = [said for said in told if said]
    if not found:
        return ""
    return semicolon().join([found[0], *(lower_first(said) for said in found[1:])]) + "."


def _people_said(cities: Told) -> str:
    """How many of how many cities; nothing of fewer than five."""
    if not cities.total:
        return ""
    count = sum(bool(name) for name in (*dict(cities.shown), *cities.others))
    if not count:
        said = ngettext("%(count)d person took part", "%(count)d people took part", cities.total)
        return said % {"count": cities.total}
    said = ngettext(
        "%(people)d people from %(count)d city or region took part",
        "%(people)d people from %(count)d cities or regions took part",
        count,
    )
    return said % {"people": cities.total, "count": count}


def _sessions_said(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "%(count)d session wrote what came of it",
        "%(count)d sessions wrote what came of it",
        count,
    )
    return said % {"count": count}
