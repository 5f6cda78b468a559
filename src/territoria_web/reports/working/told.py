"""What stands behind the report of a working meeting, read once; what people wrote as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from territoria.documents.document import Block, Bullets, Line, Paragraph, Plain
from territoria_web.act.models import Project
from territoria_web.act.queries.projects import projects_out_of
from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.sessions import Programme, programme_of
from territoria_web.convene.queries.working_report import Report, report_of
from territoria_web.convene.working_rules import holds_barcamp
from territoria_web.reports.paper_text import POINT


@dataclass(frozen=True)
class Told:
    """A meeting with what its public page tells of it. ``origin``: of the links in the document."""

    meeting: WorkingMeeting
    found: Report
    programme: Programme | None
    projects: tuple[Project, ...]
    minutes: str
    origin: str
    draft: bool

    def page(self, name: str, number: object) -> str:
        """The whole address of a public page."""
        return self.origin + reverse(f"public:{name}", args=[number])


def told_of(meeting: WorkingMeeting, *, origin: str, draft: bool) -> Told:
    """All of it; of a draft the minutes as the office keeps them."""
    return Told(
        meeting=meeting,
        found=report_of(meeting),
        programme=programme_of(meeting) if holds_barcamp(meeting) else None,
        projects=tuple(projects_out_of(meeting)),
        minutes=meeting.minutes if draft else meeting.report,
        origin=origin,
        draft=draft,
    )


def line(text: str) -> Line:
    """Words as they are."""
    return (Plain(text),)


def written(text: str) -> Iterator[Block]:
    """What people wrote: a line is a paragraph; lines that begin with a hyphen are points."""
    lines = [one.strip() for one in text.split("\n") if one.strip()]
    for points, held in groupby(lines, key=lambda one: bool(POINT.match(one))):
        told = [line(POINT.sub("", one)) for one in held]
        if points:
            yield Bullets(tuple(told))
        else:
            yield from (Paragraph(one) for one in told)
