"""The agenda: titles, minutes, order, breaks and days, changed line by line without any script."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.convene.models import Meeting
from territoria_web.convene.queries.agenda import Day, days_of
from territoria_web.convene.queries.meetings import open_meeting_of
from territoria_web.convene.rules import Phase, phases_of
from territoria_web.convene.services.agenda import change_agenda
from territoria_web.desk.convene.agenda_form import line_told, moved_lines, typed_lines
from territoria_web.desk.convene.frame import show_meeting
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import seen_in
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import listed
from territoria_web.territories.rules import ChangedMeanwhile


@login_required
@takes_form
def agenda(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """The agenda on the clock; whoever prepares the meeting changes it here."""
    changing = request.method == "POST"
    cycle, held = open_meeting_of(
        request.user, public_id, meeting, verb="prepare" if changing else "see"
    )
    lines: list[Phase] = list(phases_of(held))
    wrong: list[str] = []
    seen = held.edit
    if changing:
        lines, wrong = typed_lines(request.POST, lines)
        if not wrong:
            lines = moved_lines(lines, request.POST)
            wrong, seen = _written(request, held, lines)
            if not wrong:
                return redirect("desk:convene-agenda", cycle.public_id, held.public_id)
    days = days_of(held)
    return show_meeting(
        request,
        cycle,
        held,
        "agenda",
        "desk/convene/agenda.html",
        title=_("Agenda"),
        finding=_finding(days),
        facts={
            "days": days,
            "lines": [line_told(line, n) for n, line in enumerate(lines)],
            "wrong": wrong,
            "seen": seen,
            "all_days": range(1, len(days) + 2),
        },
        status=422 if wrong else 200,
    )


def _finding(days: Sequence[Day]) -> str:
    count = ngettext("%(count)d day", "%(count)d days", len(days)) % {"count": len(days)}
    minutes = listed([str(day.minutes) for day in days])
    return _("%(days)s; working minutes without breaks: %(minutes)s.") % {
        "days": count,
        "minutes": minutes,
    }


def _written(request: HttpRequest, held: Meeting, lines: Sequence[Phase]) -> tuple[list[str], int]:
    """What is wrong, and the state of the agenda that stands now."""
    seen = seen_in(request)
    try:
        change_agenda(by=account_of(request), meeting=held, agenda=lines, seen=seen)
    except ChangedMeanwhile as refused:
        held.refresh_from_db()
        mend = _("To put your own agenda in its place, keep it once more.")
        return [*refused.messages, mend], held.edit
    except ValidationError as refused:
        return list(refused.messages), seen
    messages.success(request, _("The agenda is kept."))
    return [], seen


@login_required
@require_safe
def printed(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """The agenda to print or hand out."""
    cycle, held = open_meeting_of(request.user, public_id, meeting)
    return show_meeting(
        request,
        cycle,
        held,
        "agenda",
        "desk/convene/printed.html",
        title=held.title,
        finding=held.place,
        facts={"days": days_of(held)},
    )
