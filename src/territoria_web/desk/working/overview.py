"""Where a working meeting stands: what comes next, who registered, its poster; opening, cancelling."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.people import in_language
from territoria_web.convene.queries.qr import qr_svg
from territoria_web.convene.queries.working import axis_name, open_working_meeting
from territoria_web.convene.queries.working_days import when_said
from territoria_web.convene.queries.working_people import (
    coming_to,
    counted_by_city,
    counted_by_group,
    counted_by_role,
)
from territoria_web.convene.services.working import missing_to_open
from territoria_web.convene.services.working_states import (
    cancel_working_meeting,
    open_registration,
)
from territoria_web.convene.working_rules import MODE_NAMES, may_become
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import tell_refused
from territoria_web.desk.working.frame import show_working
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import semicolon
from territoria_web.people.links import origin_of

State = WorkingMeeting.State


def room_address(request: HttpRequest, meeting: WorkingMeeting) -> str:
    """The one address for phones, without a language: the phone's own is spoken."""
    path = reverse("guest:meet", args=[meeting.code])
    return f"{origin_of(request)}/{path.split('/', 2)[2]}"


@login_required
@takes_form
def overview(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """Where it stands; opening registration, cancelling."""
    held = open_working_meeting(request.user, network, meeting)
    reason = ""
    if request.method == "POST":
        if _done(request, held):
            return redirect("desk:working", held.network.public_id, held.public_id)
        reason = str(request.POST.get("reason", ""))
        held.refresh_from_db()
    people = list(coming_to(held))
    return show_working(
        request,
        held,
        "working",
        "desk/working/overview.html",
        title=held.title,
        finding=_finding(held, people),
        facts={
            **_facts(request, held),
            "people": len(people),
            "present": sum(one.state == Attendee.State.PRESENT for one in people),
            "counts": [
                (_("City or region"), counted_by_city(people)),
                (_("Actor group"), counted_by_group(people)),
                (_("Role"), counted_by_role(people)),
            ],
            "reason": reason,
        },
        status=422 if request.method == "POST" else 200,
    )


def _done(request: HttpRequest, held: WorkingMeeting) -> bool:
    do, by = str(request.POST.get("do", "")), account_of(request)
    try:
        if do == "open":
            open_registration(by=by, meeting=held)
            messages.success(request, _("Registration is open. Everybody can read about it now."))
        elif do == "cancel":
            reason = str(request.POST.get("reason", ""))
            cancel_working_meeting(by=by, meeting=held, reason=reason, origin=origin_of(request))
            messages.success(request, _("The meeting is cancelled. Those registered are told."))
        else:
            messages.error(request, _("Choose one of the buttons."))
            return False
    except ValidationError as refused:
        tell_refused(request, refused)
        return False
    return True


def _facts(request: HttpRequest, held: WorkingMeeting) -> dict[str, Any]:
    shown = held.opened is not None and held.state != State.CANCELLED
    address = room_address(request, held)
    return {
        "when": when_said(held),
        "mode": MODE_NAMES[held.mode],
        "axis": axis_name(held.axis),
        "format": in_language(held.format.body["title"], held.language),
        "missing": list(missing_to_open(held).values()) if held.state == State.PLANNED else [],
        "address": address if shown else "",
        "public": reverse("public:working-meeting", args=[held.public_id]) if held.opened else "",
        "may_open": may_become(held, State.OPEN),
        "may_cancel": may_become(held, State.CANCELLED),
    }


def _finding(held: WorkingMeeting, people: list[Attendee]) -> str:
    if held.state == State.PLANNED:
        return _("It is in preparation; nobody outside of the office sees it.")
    if held.state == State.CANCELLED:
        return _("It is cancelled.")
    if held.state in (State.ENDED, State.REPORTED):
        present = sum(one.state == Attendee.State.PRESENT for one in people)
        said = ngettext("%(count)d person came.", "%(count)d people came.", present)
        return said % {"count": present}
    said = ngettext(
        "%(count)d person is registered, for %(seats)d places.",
        "%(count)d people are registered, for %(seats)d places.",
        len(people),
    )
    return said % {"count": len(people), "seats": held.seats}


@login_required
@require_safe
def poster(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """For the wall and the doors: title, address, code, in large type."""
    held = open_working_meeting(request.user, network, meeting)
    address = room_address(request, held)
    return show_working(
        request,
        held,
        "working",
        "desk/working/poster.html",
        title=held.title,
        finding=semicolon().join(when_said(held)),
        facts={
            "address": address,
            "qr": qr_svg(address, title=_("QR code of the meeting")),
        },
    )
