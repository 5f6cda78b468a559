"""Interest sheets of paper: whose stand already, and entering one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.convene.barcamp_forms import said_by
from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.barcamp_grid import slot_name, slots_of
from territoria_web.convene.queries.topics import coming, standing_topics
from territoria_web.convene.queries.working import open_working_meeting
from territoria_web.convene.services.interests import enter_interests
from territoria_web.convene.working_rules import INTERESTS
from territoria_web.desk.guards import account_of
from territoria_web.desk.working.frame import show_working
from territoria_web.library.http_methods import takes_form


@login_required
@require_safe
def interests(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """Who has said how much; a sheet can be entered for each."""
    held = open_working_meeting(request.user, network, meeting)
    people, topics = list(coming(held)), standing_topics(held)
    rows = [(one, sum(one.pk in topic.said for topic in topics), bool(one.key)) for one in people]
    silent = sum(not said for _one, said, _phone in rows)
    finding = ngettext("%(count)d person has said nothing yet.",
                       "%(count)d people have said nothing yet.", silent)  # fmt: skip
    return show_working(
        request,
        held,
        "working-topics",
        "desk/working/interests.html",
        title=_("Interest sheets"),
        finding=finding % {"count": silent} if silent else _("Everybody has said something."),
        facts={
            "rows": sorted(rows, key=lambda row: (row[1], row[0].city, row[0].name)),
            "of": len(topics),
        },
    )


@login_required
@takes_form
def sheet(request: HttpRequest, network: UUID, meeting: UUID, person: UUID) -> HttpResponse:
    """Enter the sheet of one person: 0 to 3 for each topic, and when they are not there."""
    held = open_working_meeting(request.user, network, meeting)
    row = coming(held).filter(public_id=person).first()
    if row is None:
        raise Http404
    fault = ""
    if request.method == "POST":
        fault = _entered(request, held, row)
        if not fault:
            messages.success(request, _("The sheet is entered."))
            return redirect("desk:working-interests", held.network.public_id, held.public_id)
    return _show_sheet(request, held, row, fault)


def _show_sheet(
    request: HttpRequest, held: WorkingMeeting, row: Attendee, fault: str
) -> HttpResponse:
    typed = said_by(request.POST)
    topics = [
        (one, typed.get(one.row.public_id, one.said.get(row.pk)))
        for one in standing_topics(held)
        if not one.hosted_by(row)
    ]
    away = _away(request) if request.method == "POST" else row.away
    return show_working(
        request,
        held,
        "working-topics",
        "desk/working/interest_sheet.html",
        title=_("Sheet of %(name)s") % {"name": row.name or row.city or "–"},
        finding=_("Tick what stands on the paper; what is empty there stays “not said”."),
        facts={
            "topics": topics,
            "names": INTERESTS,
            "slots": [(s.number, slot_name(s), s.number in away) for s in slots_of(held)],
            "fault": fault,
        },
        status=422 if fault else 200,
    )


def _away(request: HttpRequest) -> list[int]:
    return [int(n) for n in request.POST.getlist("away") if n.isdecimal() and len(n) < 4]


def _entered(request: HttpRequest, held: WorkingMeeting, row: Attendee) -> str:
    """Why it was not taken; "" where it was."""
    row.meeting = held
    said, away = said_by(request.POST), _away(request)
    try:
        enter_interests(by=account_of(request), person=row, said=said, away=away)
    except ValidationError as refused:
        return str(refused.messages[0])
    return ""
