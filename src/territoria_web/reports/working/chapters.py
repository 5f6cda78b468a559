"""What a working meeting did: its timetable, what the sessions wrote, minutes, projects, programme."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from territoria.documents.document import (
    Block,
    Emphasis,
    Heading,
    Line,
    Link,
    Paragraph,
    Plain,
    Strong,
    Table,
)
from territoria_web.act.models import Partner, Project
from territoria_web.act.queries.project_standing import name_said
from territoria_web.act.queries.projects import agreed_of, lead_in
from territoria_web.act.rules.projects import ROLE_NAMES, STATE_NAMES, State
from territoria_web.convene.models import Slot
from territoria_web.convene.queries.agenda import Day, days_of
from territoria_web.convene.queries.barcamp_grid import hours_said, slot_name
from territoria_web.convene.queries.sheets import QUESTIONS
from territoria_web.convene.queries.timetable_words import quality_said
from territoria_web.convene.queries.working_report import Session
from territoria_web.library.saying import colon, day
from territoria_web.reports.working.told import Told, line, written


def timetable(told: Told) -> list[Block]:
    """The timetable that was published last: how good it is, and what was held when and where."""
    if told.programme is None:
        return []
    said = [Paragraph(line(one)) for one in quality_said(told.programme.version)]
    rows: list[tuple[Line, ...]] = []
    for slot, held in told.programme.by_slot:
        when = line(_hours(told, slot))
        rows += [(when, line(one.topic.title), line(one.space.name)) for one in held]
        if not held:
            rows.append((when, line(_("Nothing is held in this slot.")), line("–")))
    header = (_("Time"), _("Topic"), _("Space"))
    zone = _("Times of %(zone)s.") % {"zone": told.meeting.timezone}
    return [*said, Table(line(zone), header, tuple(rows))]


def _hours(told: Told, slot: Slot) -> str:
    return f"{slot_name(slot)}, {hours_said(slot, told.meeting)}"


def sessions(told: Told) -> list[Block]:
    """What each session wrote, and the project that came out of it."""
    if not told.found.sessions:
        said = _("No session has written its sheet.")
        return [Paragraph(line(said))] if told.programme else []
    return [block for one in told.found.sessions for block in _session(told, one)]


def _session(told: Told, one: Session) -> Iterator[Block]:
    yield Heading(2, one.title)
    if said := _beside(told, one):
        yield Paragraph(line(said), "note")
    if one.nothing:
        yield Paragraph(line(_("The group says: nothing.")))
    for name, question in QUESTIONS.items():
        if text := getattr(one, name):
            yield Heading(3, str(question))
            yield from written(text)
    for project in told.projects:
        if project.topic is not None and str(project.topic.public_id) == one.topic:
            yield Paragraph((Strong(f"{_('Project')}{colon()}"), _linked(told, project)))


def _beside(told: Told, one: Session) -> str:
    """When and where it was held; that it is parked."""
    held = told.programme.sessions if told.programme else ()
    said = [
        f"{_hours(told, found.slot)} · {found.space.name}"
        for found in held
        if str(found.topic.public_id) == one.topic
    ]
    if one.parked:
        said.append(_("Parked: kept, may be taken up again"))
    return " · ".join(said)


def _linked(told: Told, project: Project) -> Link:
    return Link(project.title, told.page("project", project.public_id))


def minutes(told: Told) -> list[Block]:
    """The minutes of the office; who published them when and where."""
    blocks = list(written(told.minutes))
    reported = told.meeting.reported
    if reported and not told.draft:
        facts = {"network": told.meeting.network.name, "day": day(reported)}
        said = _("Published by %(network)s on %(day)s.") % facts
        page = told.page("working-meeting", told.meeting.public_id)
        blocks.append(Paragraph((Plain(f"{said} "), Link(page, page)), "note"))
    return blocks


def projects(told: Told) -> list[Block]:
    """Each project with its question, who leads it, and what it promises by when."""
    if not told.projects:
        return []
    header = (
        _("Project"),
        _("Question"),
        str(ROLE_NAMES[Partner.Role.LEAD]),
        _("Product"),
        _("Due"),
        _("State"),
    )
    rows = tuple(_project(told, one) for one in told.projects)
    return [Table((), header, rows, wide=True)]


def _project(told: Told, one: Project) -> tuple[Line, ...]:
    lead = lead_in(agreed_of(one))
    return (
        (_linked(told, one),),
        line(one.question),
        line(name_said(lead) if lead else _("nobody yet")),
        line(one.product),
        line(day(one.due)),
        line(str(STATE_NAMES[State(one.state)])),
    )


def programme(told: Told) -> list[Block]:
    """The programme of each day."""
    return [_day(told, held) for held in days_of(told.meeting) if held.slots]


def _day(told: Told, held: Day) -> Table:
    said = f"{day(held.date) or _('Programme of a day')} ({told.meeting.timezone})"
    rows = tuple(
        (
            line(f"{slot.begins:%H:%M}–{slot.ends:%H:%M}"),
            (Emphasis(slot.phase.title),) if slot.phase.pause else (Plain(slot.phase.title),),
        )
        for slot in held.slots
    )
    return Table(line(said), (_("Time"), _("Part")), rows)
