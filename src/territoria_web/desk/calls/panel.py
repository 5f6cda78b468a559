"""The reviewers of a call, and who gets what: shown before it is taken."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from territoria_web.desk.calls.forms import ReviewerForm
from territoria_web.desk.calls.frame import show_call
from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.tried import tell_refused
from territoria_web.invite.call_rules import FEWEST_REVIEWS, MOST_REVIEWS, takes_reviews
from territoria_web.invite.letters import mail_reviewer, mail_reviews_given
from territoria_web.invite.models import Call, Reviewer
from territoria_web.invite.queries.assigning import Proposal, proposed_assignment
from territoria_web.invite.queries.doors import open_call
from territoria_web.invite.queries.panels import label_of, reviews_in, seats_of
from territoria_web.invite.services.assignments import assign_reviews
from territoria_web.invite.services.reviewers import invite_reviewer, let_reviewer_leave
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of


@login_required
@takes_form
def reviewers(request: HttpRequest, call: UUID) -> HttpResponse:
    """Who reviews, how far each is; asking somebody more."""
    held = open_call(request.user, call)
    form = ReviewerForm(request.POST or None)
    if form.is_bound and (wait := too_often(request, "invite")):
        return wait
    if form.is_bound and form.is_valid() and _invited(request, held, form):
        return redirect("desk:call-reviewers", held.public_id)
    seats = seats_of(held)
    inside = [s for s in seats if s.row.left is None]
    undeclared = sum(s.row.declared is None for s in inside)
    return show_call(
        request,
        held,
        "call-reviewers",
        "desk/calls/reviewers.html",
        title=_("Reviewers"),
        finding=_finding(len(inside), undeclared),
        facts={"form": form, "seats": seats, "open": held.state != Call.State.DECIDED},
        status=422 if form.errors else 200,
    )


def _finding(inside: int, undeclared: int) -> str:
    if not inside:
        return _("Nobody was asked to review yet.")
    said = ngettext(
        "%(count)d person reviews for this call.", "%(count)d people review for this call.", inside
    ) % {"count": inside}
    if not undeclared:
        return said
    more = ngettext(
        "%(count)d has not said yet where they have a conflict of interest.",
        "%(count)d have not said yet where they have a conflict of interest.",
        undeclared,
    )
    return f"{said} {more % {'count': undeclared}}"


def _invited(request: HttpRequest, call: Call, form: ReviewerForm) -> bool:
    by = account_of(request)
    asked = {**form.cleaned_data, "most": form.cleaned_data["most"] or 0}
    try:
        seat = invite_reviewer(by=by, call=call, language=by.language, **asked)
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    mail_reviewer(reviewer=seat, by=by, origin=origin_of(request))
    said = _("%(email)s is asked: a link to come in is on its way.")
    messages.success(request, said % {"email": seat.user.email})
    return True


@login_required
@require_POST
def write_again(request: HttpRequest, call: UUID, reviewer: UUID) -> HttpResponse:
    """The invitation once more, with a new link, to whoever has not said where a conflict is."""
    held = open_call(request.user, call)
    seats = Reviewer.objects.filter(call=held, left=None, public_id=reviewer)
    seat = seats.select_related("call__network", "user").first()
    if seat is None:
        raise Http404
    if held.state == Call.State.DECIDED or seat.declared is not None:
        messages.info(request, _("No letter is needed: this person has answered."))
        return redirect("desk:call-reviewers", held.public_id)
    if wait := too_often(request, "invite") or too_often(request, "send_link", seat.user.email):
        return wait
    mail_reviewer(reviewer=seat, by=account_of(request), origin=origin_of(request))
    said = _("%(email)s is asked once more: a new link is on its way.")
    messages.success(request, said % {"email": seat.user.email})
    return redirect("desk:call-reviewers", held.public_id)


@login_required
@require_POST
def leave(request: HttpRequest, call: UUID, reviewer: UUID) -> HttpResponse:
    """Let a reviewer leave; what they did not hand in is free again."""
    held = open_call(request.user, call)
    seat = Reviewer.objects.select_related("call").filter(call=held, public_id=reviewer).first()
    if seat is None:
        raise Http404
    try:
        free = let_reviewer_leave(by=account_of(request), reviewer=seat)
    except ValidationError as refused:
        tell_refused(request, refused)
        return redirect("desk:call-reviewers", held.public_id)
    said = ngettext(
        "The reviewer has left; %(count)d review is free. Give it out once more.",
        "The reviewer has left; %(count)d reviews are free. Give them out once more.",
        free,
    )
    messages.success(request, said % {"count": free})
    return redirect("desk:call-assignment", held.public_id)


# ── who gets what ─────────────────────────────────────────────────────────────────────────────


@login_required
@takes_form
def assignment(request: HttpRequest, call: UUID) -> HttpResponse:
    """A proposal: who would review what, with which loads; taken by a button."""
    held = open_call(request.user, call)
    each = _each(request, held)
    if request.method == "POST" and _taken(request, held, each):
        return redirect("desk:call-reviewers", held.public_id)
    may = takes_reviews(held, timezone.now())
    proposal = proposed_assignment(held, each) if may else None
    return show_call(
        request,
        held,
        "call-assignment",
        "desk/calls/assignment.html",
        title=_("Who reviews what"),
        finding=_said(proposal),
        facts={
            "proposal": proposal,
            "rows": _rows(held, proposal) if proposal else [],
            "each": each,
            "choices": range(FEWEST_REVIEWS, MOST_REVIEWS + 1),
        },
    )


def _each(request: HttpRequest, call: Call) -> int:
    asked = (request.POST if request.method == "POST" else request.GET).get("each", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 3 else call.reviews_each
    return min(max(number, FEWEST_REVIEWS), MOST_REVIEWS)


def _taken(request: HttpRequest, call: Call, each: int) -> bool:
    stamp = request.POST.get("stamp", "") or "none"
    try:
        new = assign_reviews(by=account_of(request), call=call, each=each, stamp=stamp)
    except ValidationError as refused:
        tell_refused(request, refused)
        return False
    for reviewer, count in new.items():
        reviewer.call = call
        mail_reviews_given(reviewer=reviewer, count=count, origin=origin_of(request))
    messages.success(request, _("The expressions are given out; the reviewers are told."))
    return True


def _said(proposal: Proposal | None) -> str:
    if proposal is None:
        return _("Expressions are given to reviewers between the closing and the decision.")
    if proposal.problems and (waits := len(proposal.undeclared)):
        said = ngettext(
            "Wait for %(count)d declaration of conflicts of interest, or ask more reviewers.",
            "Wait for %(count)d declarations of conflicts of interest, or ask more reviewers.",
            waits,
        )
        return said % {"count": waits}
    if proposal.problems:
        return _("There is no assignment yet that keeps to all rules.")
    if not proposal.pairs:
        return _("No expression is eligible yet.")
    loads = [load.count for load in proposal.loads if load.reviewer.left is None]
    low, high = min(loads, default=0), max(loads, default=0)
    if low == high:
        said = _(
            "Each expression gets %(each)d reviewers without a conflict of interest; each reviewer "
            "gets %(low)d."
        )
    else:
        said = _(
            "Each expression gets %(each)d reviewers without a conflict of interest; each reviewer "
            "gets from %(low)d to %(high)d."
        )
    return said % {"each": proposal.each, "low": low, "high": high}


def _rows(call: Call, proposal: Proposal) -> list[dict[str, Any]]:
    standing = {
        (r.application_id, r.reviewer_id) for rows in reviews_in(call).values() for r in rows
    }
    return [
        {
            "label": label_of(application),
            "people": [(str(r.user), (application.pk, r.pk) in standing) for r in rows],
        }
        for application, rows in proposal.pairs
    ]
