"""Minutes of a working meeting, and publishing its report."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.sheets import is_written, sheets_of
from territoria_web.convene.queries.working import open_working_meeting
from territoria_web.convene.queries.working_people import attendees_of
from territoria_web.convene.queries.working_report import report_of
from territoria_web.convene.services.working_report import (
    WRITTEN,
    publish_report,
    write_minutes,
)
from territoria_web.convene.working_rules import may_become
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, seen_anew, tried
from territoria_web.desk.working.files import documents_of, is_draft
from territoria_web.desk.working.frame import show_working
from territoria_web.library.http_methods import takes_form
from territoria_web.territories.rules import ChangedMeanwhile

State = WorkingMeeting.State


class MinutesForm(forms.Form):
    """What came of the meeting, in the words of the office."""

    minutes = forms.CharField(
        label=pgettext_lazy("of a meeting", "Minutes"),
        help_text=gettext_lazy(
            "What the meeting found and decided, and who does what next. Name persons only if they "
            "agreed."
        ),
        widget=forms.Textarea(attrs={"rows": 16}),
        max_length=40_000,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


@login_required
@takes_form
def report(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """Writing the minutes; publishing them with who came and what the sessions wrote."""
    held = open_working_meeting(request.user, network, meeting)
    status = 422
    form = MinutesForm(
        posted(request), initial={"minutes": held.minutes or held.report, "seen": held.edit}
    )
    if form.is_bound and form.is_valid():
        try:
            if tried(form, lambda: _keep(request, held, form)):
                return redirect("desk:working-report", held.network.public_id, held.public_id)
        except ChangedMeanwhile as refused:
            held.refresh_from_db()
            form = MinutesForm(seen_anew(request, held.edit))
            form.add_error(None, refused)
            status = 409
    may_publish = held.state == State.REPORTED or may_become(held, State.REPORTED)
    return show_working(
        request,
        held,
        "working-report",
        "desk/working/report.html",
        title=_("Minutes and report"),
        finding=_finding(held),
        facts={
            "form": form,
            "found": report_of(held),
            "may_write": held.state in WRITTEN,
            "may_publish": may_publish,
            "theirs": held.minutes if form.errors else "",
            "public": _public(held),
            "documents": documents_of(held),
            "draft": is_draft(held),
            **(_missing(held) if held.state == State.ENDED else {}),
        },
        status=status if form.errors else 200,
    )


def _missing(held: WorkingMeeting) -> dict[str, Any]:
    """What a published report would lack: sheets, and marks of who came."""
    rows = sheets_of(held)
    written = sum(is_written(one.sheet) for one in rows)
    said = _("%(written)d of %(count)d sheets are written.")
    waiting = attendees_of(held).filter(state=Attendee.State.REGISTERED).count()
    facts = {"written": written, "count": len(rows)}
    return {"unwritten": said % facts if written < len(rows) else "", "waiting": waiting}


def _public(held: WorkingMeeting) -> str:
    shown = held.state == State.REPORTED
    return reverse("public:working-meeting", args=[held.public_id]) if shown else ""


def _keep(request: HttpRequest, held: WorkingMeeting, form: MinutesForm) -> None:
    told: dict[str, Any] = {
        "by": account_of(request),
        "meeting": held,
        "minutes": form.cleaned_data["minutes"],
        "seen": form.cleaned_data["seen"],
    }
    publishes = request.POST.get("do") == "publish"
    done = publish_report(**told) if publishes else write_minutes(**told)
    if done.edit == told["seen"]:
        messages.info(request, _("Nothing was changed."))
    elif publishes:
        messages.success(request, _("The report is published."))
    else:
        messages.success(request, _("The minutes are kept; nobody else reads them yet."))


def _finding(held: WorkingMeeting) -> str:
    if held.state == State.REPORTED:
        if held.minutes != held.report:
            return _("The report is published; the minutes were changed since.")
        return _("The report is published.")
    if held.state == State.ENDED:
        return _("The meeting has ended; its report is not published yet.")
    if held.state == State.LIVE:
        return _("The meeting is under way; minutes can be written, and published once it ended.")
    return _("Minutes are written from the beginning of the meeting on.")
