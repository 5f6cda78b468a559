"""The office of a call: how far it is, what was handed in, and what is eligible."""

from __future__ import annotations

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
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.calls.forms import ConflictForm, EligibilityForm
from territoria_web.desk.calls.frame import show_call
from territoria_web.desk.calls.texts import files_of, written_sections
from territoria_web.desk.calls.way import mark_of, steps_of_call
from territoria_web.desk.calls.writing import state_of
from territoria_web.desk.guards import account_of
from territoria_web.desk.journal_lines import read_aloud
from territoria_web.desk.tried import posted, seen_anew, tell_refused
from territoria_web.invite.call_rules import (
    SHORTEST_REASON,
    STANDING,
    STATE_NAMES,
    is_closed,
    is_open,
)
from territoria_web.invite.letters import mail_eligibility
from territoria_web.invite.models import Application, Call, Reviewer
from territoria_web.invite.queries.calls import closings_moved
from territoria_web.invite.queries.doors import application_in, open_call
from territoria_web.invite.queries.panels import seats_of
from territoria_web.invite.queries.reviewing import seen_of
from territoria_web.invite.queries.sayings import moment, said_of
from territoria_web.invite.services.eligibility import OPEN_TO_IT, mark_eligibility
from territoria_web.invite.services.reviewers import add_conflict
from territoria_web.invite.services.reviews import note_talk
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.people.models import Entry
from territoria_web.territories.queries import territory_name
from territoria_web.territories.rules import ChangedMeanwhile

LINES = 8
State = Application.State


@login_required
@require_safe
def overview(request: HttpRequest, call: UUID) -> HttpResponse:
    """How far a call is, and what comes next."""
    held = open_call(request.user, call)
    now = timezone.now()
    stand = list(Application.objects.filter(call=held).values_list("state", "cycle"))
    states = [state for state, _cycle in stand]
    closed_desks = sum(state == State.SELECTED and cycle is None for state, cycle in stand)
    seats = seats_of(held)
    steps = steps_of_call(held, states, [s for s in seats if s.row.left is None], closed_desks)
    coming = next((s for s in steps if not s["done"]), None)
    lines = Entry.objects.filter(about=f"call {held.public_id}").select_related("who", "territory")
    return show_call(
        request,
        held,
        "call",
        "desk/calls/overview.html",
        title=str(said_of(held.title)),
        finding=_("Next: %(what)s") % {"what": coming["what"]}
        if coming
        else _("The call is decided, every applicant has the feedback, and the desks are open."),
        facts={
            "state": state_of(held),
            "opens": moment(held.opens),
            "closes": moment(held.closes),
            "moved": [(moment(m.before), moment(m.after), m.reason) for m in closings_moved(held)],
            "drafts": states.count(State.DRAFT),
            "standing": sum(s in STANDING for s in states),
            "steps": [(s["name"], s["url"], mark_of(s, coming)) for s in steps],
            "coming": coming,
            "may_move": is_open(held, now),
            "lines": read_aloud(lines[:LINES]),
        },
    )


@login_required
@require_safe
def applications(request: HttpRequest, call: UUID) -> HttpResponse:
    """What was handed in. Before the closing only how many; drafts never."""
    held = open_call(request.user, call)
    shown = (*STANDING, State.WITHDRAWN)
    handed_in = Application.objects.filter(call=held, state__in=shown, submitted__isnull=False)
    rows = list(handed_in.select_related("territory").order_by("territory__code", "pk"))
    closed = is_closed(held, timezone.now())
    waiting = sum(a.state == State.SUBMITTED for a in rows)
    said = ngettext(
        "%(count)d expression was handed in.", "%(count)d expressions were handed in.", len(rows)
    ) % {"count": len(rows)}
    if closed and waiting:
        more = ngettext(
            "%(count)d waits to be marked eligible or not.",
            "%(count)d wait to be marked eligible or not.",
            waiting,
        )
        said = f"{said} {more % {'count': waiting}}"
    return show_call(
        request,
        held,
        "call-applications",
        "desk/calls/applications.html",
        title=_("Expressions of interest"),
        finding=said,
        facts={"closed": closed, "rows": [_row(held, a) for a in rows] if closed else []},
    )


def _row(call: Call, application: Application) -> dict[str, Any]:
    keys = [call.public_id, application.public_id]
    withdrawn = application.state == State.WITHDRAWN
    return {
        "row": application,
        "name": territory_name(application.territory),
        "state": STATE_NAMES[application.state],
        "url": "" if withdrawn else reverse("desk:call-application", args=keys),
        "waits": application.state == State.SUBMITTED,
    }


# ── one expression ────────────────────────────────────────────────────────────────────────────


@login_required
@takes_form
def application(request: HttpRequest, call: UUID, application: UUID) -> HttpResponse:
    """One expression: its text, its eligibility, conflicts of interest, reviewers who must talk."""
    held = open_call(request.user, call)
    found = application_in(held, application)
    if not is_closed(held, timezone.now()):
        return redirect("desk:call-applications", held.public_id)
    sent = posted(request)
    forms = _forms(found, sent)
    if sent is not None and _done(request, held, found, forms):
        onward = _next_to_mark(held, found) if "next" in sent else None
        return redirect("desk:call-application", held.public_id, (onward or found).public_id)
    seen = seen_of(found, held)
    titles = {c["id"]: c["title"] for c in held.criteria}
    return show_call(
        request,
        held,
        "call-applications",
        "desk/calls/application.html",
        title=territory_name(found.territory),
        finding=str(STATE_NAMES[found.state]),
        facts={
            **forms,
            "application": found,
            "sections": written_sections(found),
            "files": files_of(found),
            "next": _next_to_mark(held, found),
            "may_mark": found.state in OPEN_TO_IT and held.state == Call.State.PUBLISHED,
            "shortest": SHORTEST_REASON,
            "may_bar": found.state == State.ELIGIBLE and held.state == Call.State.PUBLISHED,
            "conflicts": [
                (str(c.reviewer.user), c.reason)
                for c in found.conflicts.select_related("reviewer__user").order_by("made")
            ],
            "divided": [(d, titles[d.criterion]) for d in seen.disagreements],
        },
        status=422 if any(form.errors for form in forms.values()) else 200,
    )


def _next_to_mark(call: Call, after: Application) -> Application | None:
    """The one that waits to be marked after this one, by territory; behind the last the first."""
    waiting = Application.objects.filter(call=call, state=State.SUBMITTED).exclude(pk=after.pk)
    rows = list(waiting.select_related("territory").order_by("territory__code", "pk"))
    code = after.territory.code
    return next((a for a in rows if a.territory.code > code), rows[0] if rows else None)


def _forms(application: Application, sent: Any) -> dict[str, Any]:
    deed = sent.get("do", "") if sent is not None else ""
    seats = Reviewer.objects.filter(call=application.call, left=None).select_related("user")
    standing = application.state != State.NOT_ELIGIBLE
    initial = {"seen": application.edit, "reason": application.reason}
    if application.state != State.SUBMITTED:
        initial["eligible"] = "yes" if standing else "no"
    marking = EligibilityForm(sent if deed == "mark" else None, initial=initial)
    barring = ConflictForm(sent if deed == "bar" else None)
    barring.fields["reviewer"].choices = [  # type: ignore[attr-defined]
        ("", "–"),
        *((str(r.public_id), str(r.user)) for r in seats),
    ]
    return {"marking": marking, "barring": barring}


def _done(request: HttpRequest, call: Call, found: Application, forms: dict[str, Any]) -> bool:
    by, deed = account_of(request), request.POST.get("do", "")
    form = forms.get({"mark": "marking", "bar": "barring"}.get(deed, ""))
    try:
        if deed.startswith("talk:"):
            outcome = request.POST.get("outcome", "")
            note_talk(by=by, application=found, criterion=deed[5:], outcome=outcome)
            messages.success(request, _("The outcome is kept; the criterion counts now."))
            return True
        if form is None or not form.is_valid():
            return False
        asked = form.cleaned_data
        if deed == "mark":
            _mark_it(request, found, asked)
        else:
            seat = Reviewer.objects.get(call=call, public_id=asked["reviewer"])
            add_conflict(by=by, reviewer=seat, application=found, reason=asked["conflict"])
            messages.success(request, _("The conflict is kept. Give out the reviews once more."))
    except ValidationError as refused:
        if form is None:
            tell_refused(request, refused)
            return True
        if isinstance(refused, ChangedMeanwhile):
            form.data = seen_anew(request, found.edit)
        put_beside(form, refused)
        return False
    return True


def _mark_it(request: HttpRequest, found: Application, asked: dict[str, Any]) -> None:
    before = found.state
    marked = mark_eligibility(
        by=account_of(request),
        application=found,
        eligible=asked["eligible"] == "yes",
        reason=asked["reason"],
        seen=asked["seen"],
    )
    if marked.state != before:
        mail_eligibility(application=marked, origin=origin_of(request))
        messages.success(request, _("It is kept, and the applicant is told."))
    else:
        messages.success(
            request, _("It is kept. No letter goes: the applicant knows the outcome already.")
        )
