"""Materials to print: cards, sheets, ballots, the poster."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.convene.models import Meeting
from territoria_web.convene.queries.meetings import open_meeting_of
from territoria_web.convene.queries.votes import ballot_to_print
from territoria_web.desk.convene.frame import show_meeting
from territoria_web.desk.convene.running import room_address
from territoria_web.desk.files import as_file
from territoria_web.desk.guards import too_often
from territoria_web.reports.cards.build import NAMES, NothingToPrint, material
from territoria_web.territories.models import Cycle


@login_required
@require_safe
def materials(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """What there is to print."""
    cycle, held = open_meeting_of(request.user, public_id, meeting)
    return show_meeting(
        request,
        cycle,
        held,
        "materials",
        "desk/convene/materials.html",
        title=_("Materials"),
        finding=_("What lies on the tables and hangs on the wall."),
        facts={"files": [_file(held, name) for name in NAMES]},
    )


def _file(held: Meeting, name: str) -> tuple[str, str, str, bool]:
    """Name, title, what it is, and whether there is something to print; else when there will be."""
    title, about = map(str, NAMES[name])
    if name != "ballots":
        return name, title, about, True
    phase, items = ballot_to_print(held)
    if phase is None:
        return name, title, _("There is no vote in this agenda."), False
    return name, title, about if items else _nothing_to_print(name), bool(items)


@login_required
@require_safe
def file(request: HttpRequest, public_id: UUID, meeting: UUID, name: str) -> HttpResponse:
    """One of them as PDF."""
    cycle, held = open_meeting_of(request.user, public_id, meeting)
    if name not in NAMES:
        raise Http404
    if wait := too_often(request, "upload"):
        return wait
    try:
        pdf = material(held, name, address=room_address(request, held), day=timezone.localdate())
    except NothingToPrint:
        return _nothing(request, cycle, held, name)
    return as_file(pdf, "application/pdf", f"{name}-{held.code}.pdf", way="inline")


def _nothing_to_print(name: str) -> str:
    said = {
        "cards": _("There is no advice to this territory yet, so there are no cards."),
        "ballots": _("There is nothing to vote on yet. Print ballots when the board is in order."),
    }
    return said.get(name, "")


def _nothing(request: HttpRequest, cycle: Cycle, held: Meeting, name: str) -> HttpResponse:
    return show_meeting(
        request,
        cycle,
        held,
        "materials",
        "desk/convene/nothing.html",
        title=str(NAMES[name][0]),
        finding=_nothing_to_print(name),
        status=404,
    )
