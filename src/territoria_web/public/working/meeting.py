"""A working meeting as everybody reads it: when, where and for what; registering; later its report."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.queries.projects import projects_out_of
from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.agenda import Day, days_of
from territoria_web.convene.queries.people import in_language
from territoria_web.convene.queries.working import axis_name, public_working_meeting
from territoria_web.convene.queries.working_days import when_said
from territoria_web.convene.queries.working_people import coming_to
from territoria_web.convene.queries.working_report import Report, report_of, reported_said
from territoria_web.convene.working_rules import MODE_NAMES, REGISTER, STATE_NAMES, takes
from territoria_web.library.dates import written
from territoria_web.library.saying import semicolon
from territoria_web.listen.rules import LEAST
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.public.working.timetable import timetable_facts
from territoria_web.reports.working.build import KINDS

HEAD = ("day", "date", "begins", "ends", "part", "minutes", "break")
State = WorkingMeeting.State


def meeting(request: HttpRequest, meeting: UUID) -> Page:
    """One meeting; 404 before its registration opens."""
    held = public_working_meeting(meeting)
    count = coming_to(held).count()
    report = report_of(held) if held.state == State.REPORTED else None
    days = days_of(held)
    projects = projects_of(held)
    return Page(
        template="public/working/meeting.html",
        title=held.title,
        finding=_finding(held, count, report, len(projects)),
        facts={
            "meeting": held,
            "example": held.example,
            "state": STATE_NAMES[held.state],
            "mode": MODE_NAMES[held.mode],
            "axis": axis_name(held.axis),
            "when": when_said(held),
            "days": days,
            "format": in_language(held.format.body["title"], held.language),
            "takes": takes(held, REGISTER),
            "full": count >= held.seats,
            "found": report,
            "documents": documents_of(held) if report else [],
            "projects": projects,
            "timetable": timetable_facts(held),
        },
        table=Table("programme", HEAD, _lines(days)),
        data=_data(held, count, report, projects),
        crumbs=(
            Crumb(_("Network"), reverse("public:network")),
            Crumb(_("Working meetings"), reverse("public:working-meetings")),
        ),
    )


def _finding(held: WorkingMeeting, count: int, report: Report | None, projects: int) -> str:
    if held.state == State.CANCELLED:
        return _("This meeting does not take place.")
    if report is not None:
        return reported_said(report, projects) or _("The report is published.")
    if held.state == State.ENDED:
        return _("The meeting has ended; its report will be published here.")
    if held.state == State.LIVE:
        return _("The meeting is under way.")
    when = semicolon().join(when_said(held))
    if count >= held.seats:
        return _("%(when)s. All places are taken.") % {"when": when}
    if count < LEAST:
        return _("%(when)s. Registration is open.") % {"when": when}
    said = ngettext(
        "%(when)s. %(count)d person is registered.",
        "%(when)s. %(count)d people are registered.",
        count,
    )
    return said % {"when": when, "count": count}


def projects_of(held: WorkingMeeting) -> list[dict[str, str]]:
    """The projects that came out of its sessions, as everybody reads them."""
    return [
        {
            "id": str(one.public_id),
            "title": one.title,
            "question": one.question,
            "language": one.language,
            "url": reverse("public:project", args=[one.public_id]),
        }
        for one in projects_out_of(held)
    ]


def documents_of(held: WorkingMeeting) -> list[tuple[str, str]]:
    """The report as files: what they are called, their addresses."""
    return [
        (kind.upper(), reverse("public:working-meeting-report", args=[held.public_id, kind]))
        for kind in KINDS
    ]


def _lines(days: list[Day]) -> list[tuple[Any, ...]]:
    return [
        (
            *(day.number, written(day.date), f"{slot.begins:%H:%M}", f"{slot.ends:%H:%M}"),
            *(slot.phase.title, slot.phase.minutes, slot.phase.pause),
        )
        for day in days
        for slot in day.slots
    ]


def _data(
    held: WorkingMeeting, count: int, report: Report | None, projects: list[dict[str, str]]
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "meeting": {
            "id": str(held.public_id),
            "network": held.network.name,
            "title": held.title,
            "question": held.question,
            "axis": held.axis,
            "language": held.language,
            "mode": held.mode,
            "place": held.place,
            "timezone": held.timezone,
            "state": held.state,
            "reason": held.reason,
            "example": held.example,
            "places": held.seats,
            "registered": count if count >= LEAST else None,
        },
        "projects": projects,
    }
    if report is None:
        return told
    return told | {
        "minutes": held.report,
        "reported": held.reported,
        "people": report.cities.total,
        **{
            name: {
                "counts": dict(counts.shown),
                "others": list(counts.others),
                "together": counts.together,
            }
            for name, counts in (("cities", report.cities), ("groups", report.groups))
        },
        "named": [dict(one) for one in report.names],
        "sessions": [dict(vars(one)) for one in report.sessions],
    }
