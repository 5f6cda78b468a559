"""The office writes a call: its words, criteria and dates, a preview, and publishes it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.calls.forms import (
    CallForm,
    ClosingForm,
    initial_of,
)
from territoria_web.desk.calls.frame import show_call
from territoria_web.desk.guards import account_of
from territoria_web.desk.networks.frame import show_network
from territoria_web.desk.tried import seen_in, tell_refused
from territoria_web.invite.call_rules import is_closed, is_open
from territoria_web.invite.letters import mail_closing_moved
from territoria_web.invite.models import Application, Call
from territoria_web.invite.queries.calls import call_said, calls_of
from territoria_web.invite.queries.doors import open_call
from territoria_web.invite.queries.sayings import moment, said_of
from territoria_web.invite.services.calls import (
    begin_call,
    move_closing,
    problems_before_publishing,
    publish_call,
    write_call,
)
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.people.queries import open_network
from territoria_web.territories.rules import ChangedMeanwhile


@login_required
@require_safe
def calls(request: HttpRequest, network: UUID) -> HttpResponse:
    """The calls of a network."""
    held = open_network(request.user, network, "call")
    rows = [_line(call) for call in calls_of(held)]
    said = ngettext(
        "%(count)d call of this network.", "%(count)d calls of this network.", len(rows)
    )
    return show_network(
        request,
        held,
        "calls",
        "desk/calls/calls.html",
        office=True,
        title=_("Calls of %(network)s") % {"network": held.name},
        finding=said % {"count": len(rows)} if rows else _("There is no call yet."),
        facts={"rows": rows},
    )


def _line(call: Call) -> dict[str, Any]:
    return {
        "call": call,
        "title": said_of(call.title),
        "state": state_of(call),
        "closes": moment(call.closes),
        "standing": getattr(call, "standing", 0),
    }


def state_of(call: Call) -> str:
    """Where a call stands now."""
    now = timezone.now()
    if call.state == Call.State.DRAFT:
        return pgettext("state of a call", "Draft")
    if call.state == Call.State.DECIDED:
        return pgettext("state of a call", "Decided")
    if is_open(call, now):
        return pgettext("state of a call", "Open")
    if now < call.opens:
        return pgettext("state of a call", "Opens later")
    return pgettext("state of a call", "Closed, being judged")


@login_required
@takes_form
def begin(request: HttpRequest, network: UUID) -> HttpResponse:
    """A new call."""
    held = open_network(request.user, network, "call")
    form = CallForm(request.POST or None, initial=_proposed())
    if form.is_bound and form.is_valid():
        try:
            made = begin_call(by=account_of(request), network=held, **form.facts())
        except ValidationError as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The draft is kept. Look at the criteria next."))
            return redirect("desk:call-criteria", made.public_id)
    return show_network(
        request,
        held,
        "calls",
        "desk/calls/begin_call.html",
        office=True,
        title=_("A new call"),
        finding=_("Nobody but the office sees it before you publish it."),
        facts={"form": form},
        status=422 if form.errors else 200,
        below=((_("Calls"), reverse("desk:calls", args=[held.public_id])),),
    )


def _proposed() -> dict[str, Any]:
    """From next week for eight weeks, closing at the end of an afternoon."""
    today = timezone.localdate()
    opens = datetime.combine(today + timedelta(days=7), time(9))
    closes = datetime.combine(today + timedelta(days=63), time(17))
    return {"opens": opens, "closes": closes, "places": 6, "words": 2500, "reviews_each": 3}


@login_required
@takes_form
def write(request: HttpRequest, call: UUID) -> HttpResponse:
    """Change the words and dates of a draft."""
    held = open_call(request.user, call)
    form = CallForm(request.POST or None, initial=initial_of(held))
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            write_call(by=account_of(request), call=held, seen=seen, **form.facts())
        except ChangedMeanwhile as refused:
            held.refresh_from_db()
            form = _asked_again(form, held, refused)
        except ValidationError as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The draft is kept."))
            return redirect("desk:call", held.public_id)
    return show_call(
        request,
        held,
        "call-write",
        "desk/calls/write.html",
        title=_("Text and dates"),
        facts={"form": form, "now": _standing_now(held) if form.errors else None},
        status=422 if form.errors else 200,
    )


def _asked_again(form: CallForm, call: Call, refused: ValidationError) -> CallForm:
    """The same words once more; what a colleague wrote stands beside them."""
    again = CallForm({**form.data.dict(), "seen": call.edit})  # type: ignore[attr-defined]
    again.is_valid()
    again.add_error(None, refused)
    again.add_error(None, _("Keep yours once more to put it in place of what stands now."))
    return again


def _standing_now(call: Call) -> list[tuple[str, str, str]]:
    return [(code, call.title[code], call.text.get(code, "")) for code in call.title]


# ── before and after publishing ───────────────────────────────────────────────────────────────


@login_required
@require_safe
def preview(request: HttpRequest, call: UUID) -> HttpResponse:
    """The call as everybody will read it."""
    held = open_call(request.user, call)
    return show_call(
        request,
        held,
        "call-preview",
        "desk/calls/preview.html",
        title=_("Preview"),
        finding=_("So everybody reads it once it is published."),
        facts={**call_said(held), "problems": problems_before_publishing(held, timezone.now())},
    )


@login_required
@require_POST
def publish(request: HttpRequest, call: UUID) -> HttpResponse:
    """Publish a draft as it was seen."""
    held = open_call(request.user, call)
    try:
        publish_call(by=account_of(request), call=held, seen=seen_in(request))
    except ValidationError as refused:
        tell_refused(request, refused)
        return redirect("desk:call-preview", held.public_id)
    messages.success(request, _("The call is published. Criteria and places stand from now on."))
    return redirect("desk:call", held.public_id)


@login_required
@takes_form
def closing(request: HttpRequest, call: UUID) -> HttpResponse:
    """Move the closing date to later."""
    held = open_call(request.user, call)
    if is_closed(held, timezone.now()):
        messages.info(request, _("This call has closed: its closing date stands."))
        return redirect("desk:call", held.public_id)
    form = ClosingForm(request.POST or None, initial={"closes": held.closes})
    if form.is_bound and form.is_valid():
        try:
            moved = move_closing(by=account_of(request), call=held, **form.cleaned_data)
        except ValidationError as refused:
            put_beside(form, refused)
        else:
            _tell_of_closing(request, moved, form.cleaned_data["reason"])
            messages.success(request, _("The closing date is moved; the applicants are told."))
            return redirect("desk:call", held.public_id)
    return show_call(
        request,
        held,
        "call",
        "desk/calls/closing.html",
        title=_("Move the closing date"),
        finding=_("It closes on %(closes)s. It can only close later.")
        % {"closes": moment(held.closes)},
        facts={"form": form},
        status=422 if form.errors else 200,
    )


def _tell_of_closing(request: HttpRequest, call: Call, reason: str) -> None:
    told = (Application.State.DRAFT, Application.State.SUBMITTED)
    rows = Application.objects.filter(call=call, state__in=told)
    for application in rows.select_related("applicant", "territory", "call__network"):
        mail_closing_moved(application=application, reason=reason, origin=origin_of(request))
