"""The programme of a working meeting, changed line by line without any script."""

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

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.agenda import days_of
from territoria_web.convene.queries.working import open_working_meeting
from territoria_web.convene.rules import Phase
from territoria_web.convene.services.working_programme import change_programme
from territoria_web.convene.working_rules import WORKED_ON, phases_in
from territoria_web.desk.convene.agenda_form import line_told, moved_lines, typed_lines
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import seen_in
from territoria_web.desk.working.frame import show_working
from territoria_web.library.http_methods import takes_form
from territoria_web.territories.rules import ChangedMeanwhile


@login_required
@takes_form
def programme(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """The programme on the clock, and changing it."""
    held = open_working_meeting(request.user, network, meeting)
    lines: list[Phase] = list(phases_in(held))
    wrong: list[str] = []
    seen, status = held.edit, 200
    if request.method == "POST":
        lines, wrong = typed_lines(request.POST, lines)
        status = 422
        if not wrong:
            lines = moved_lines(lines, request.POST)
            wrong, seen, status = _written(request, held, lines)
            if not wrong:
                return redirect("desk:working-programme", held.network.public_id, held.public_id)
    days = days_of(held)
    minutes = sum(day.minutes for day in days)
    said = ngettext(
        "%(count)d working minute, without breaks.",
        "%(count)d working minutes, without breaks.",
        minutes,
    )
    return show_working(
        request,
        held,
        "working-programme",
        "desk/working/programme.html",
        title=_("Programme"),
        finding=said % {"count": minutes},
        facts={
            "days": days,
            "lines": [line_told(line, n) for n, line in enumerate(lines)],
            "wrong": wrong,
            "seen": seen,
            "all_days": range(1, len(days) + 2),
            "may_change": held.state in WORKED_ON,
        },
        status=status,
    )


def _written(
    request: HttpRequest, held: WorkingMeeting, lines: Sequence[Phase]
) -> tuple[list[str], int, int]:
    """What is wrong, the state of the programme that stands now, and the status of the answer."""
    seen = seen_in(request)
    try:
        change_programme(by=account_of(request), meeting=held, agenda=lines, seen=seen)
    except ChangedMeanwhile as refused:
        held.refresh_from_db()
        mend = _("To put your own programme in its place, keep it once more.")
        return [*refused.messages, mend], held.edit, 409
    except ValidationError as refused:
        return list(refused.messages), seen, 422
    messages.success(request, _("The programme is kept."))
    return [], seen, 200
