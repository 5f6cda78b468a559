"""A reviewer's desk: conflicts of interest first, then the expressions that were given to them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
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

from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted
from territoria_web.invite.call_rules import takes_reviews
from territoria_web.invite.models import Application, Review, Reviewer
from territoria_web.invite.queries.doors import open_reviewer
from territoria_web.invite.queries.panels import conflicts_in, judged_in
from territoria_web.invite.queries.reviewing import divided_applications, reviews_given, seats_held
from territoria_web.invite.queries.sayings import moment, said_of
from territoria_web.invite.services.reviewers import LONGEST_CONFLICT, declare_conflicts
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.territories.queries import territory_name


@login_required
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """The calls that someone reviews for."""
    rows = [
        {
            "call": said_of(seat.call.title),
            "network": seat.call.network.name,
            "closes": moment(seat.call.closes),
            "url": reverse("desk:panel", args=[seat.call.public_id]),
            "given": getattr(seat, "given", 0),
            "done": getattr(seat, "done", 0),
        }
        for seat in seats_held(account_of(request))
    ]
    return show(
        request,
        "desk/calls/reviews.html",
        title=_("Your reviews"),
        finding="" if rows else _("Nobody has asked you to review yet."),
        facts={"rows": rows},
        crumbs=((_("Your desk"), reverse("desk:home")),),
    )


@login_required
@require_safe
def panel(request: HttpRequest, call: UUID) -> HttpResponse:
    """What was given to a reviewer in a call, and how far each is."""
    seat = open_reviewer(request.user, call)
    if seat.declared is None and _may_declare(seat):
        return redirect("desk:declare", seat.call.public_id)
    divided = divided_applications(seat, seat.call)
    rows = [_row(review, divided) for review in reviews_given(seat)]
    return show(
        request,
        "desk/calls/panel.html",
        title=str(said_of(seat.call.title)),
        finding=_finding(seat, rows),
        facts={"seat": seat, "call": seat.call, "rows": rows},
        crumbs=_crumbs(),
    )


def _may_declare(seat: Reviewer) -> bool:
    """There is something to look at: expressions that are judged, before the decision."""
    return takes_reviews(seat.call, timezone.now()) and judged_in(seat.call).exists()


def _crumbs() -> tuple[tuple[str, str], ...]:
    return ((_("Your reviews"), reverse("desk:reviews")),)


def _row(review: Review, divided: set[int]) -> dict[str, Any]:
    if review.application_id in divided:
        state = _("talk with the others first")
    elif review.submitted:
        state = _("submitted")
    else:
        state = _("begun") if review.begun else _("not begun")
    return {
        "name": territory_name(review.application.territory),
        "url": reverse("desk:review", args=[review.public_id]),
        "state": state,
        "open": review.submitted is None or review.application_id in divided,
    }


def _finding(seat: Reviewer, rows: list[dict[str, Any]]) -> str:
    if not takes_reviews(seat.call, timezone.now()):
        if seat.call.decided:
            return _("The places are given. Thank you for your reviews.")
        return _("The call closes on %(closes)s; then the expressions are given out.") % {
            "closes": moment(seat.call.closes)
        }
    if not rows:
        return _("Nothing was given to you yet. You get a letter when it is.")
    left = sum(row["open"] for row in rows)
    if not left:
        return _("All your reviews are in.")
    said = ngettext(
        "%(left)d of your %(of)d reviews waits for you.",
        "%(left)d of your %(of)d reviews wait for you.",
        left,
    )
    return said % {"left": left, "of": len(rows)}


# ── conflicts of interest ─────────────────────────────────────────────────────────────────────


class DeclareForm(forms.Form):
    """For each expression: why one may not judge it; nothing where one may."""

    def __init__(
        self, *args: Any, rows: list[Application], standing: dict[int, Any], by: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = [a for a in rows if a.pk not in standing or standing[a.pk].declared_by == by]
        self.fixed = [a for a in rows if a not in self.rows]
        for application in self.rows:
            place = territory_name(application.territory)
            conflict = standing.get(application.pk)
            self.fields[f"why-{application.public_id}"] = forms.CharField(
                label=_("%(place)s, %(body)s") % {"place": place, "body": application.organisation},
                max_length=LONGEST_CONFLICT,
                required=False,
                initial=conflict.reason if conflict else "",
            )
        self.fields["sure"] = forms.BooleanField(
            label=_("I have no other conflict of interest, and will say so when I find one."),
            error_messages={
                "required": _("Tick that you have no other conflict; then you see expressions.")
            },
        )

    def conflicts(self) -> dict[int, str]:
        """Expression → why."""
        held = self.cleaned_data
        return {a.pk: why for a in self.rows if (why := held[f"why-{a.public_id}"].strip())}


@login_required
@takes_form
def declare(request: HttpRequest, call: UUID) -> HttpResponse:
    """Say where one has a conflict of interest, or none: by territory and body, not by the text."""
    seat = open_reviewer(request.user, call)
    if not _may_declare(seat):
        return redirect("desk:panel", seat.call.public_id)
    by = account_of(request)
    form = DeclareForm(
        posted(request),
        rows=list(judged_in(seat.call)),
        standing=conflicts_in(seat.call).get(seat.pk, {}),
        by=by,
    )
    if form.is_bound and form.is_valid():
        try:
            declare_conflicts(by=by, reviewer=seat, conflicts=form.conflicts())
        except ValidationError as refused:
            put_beside(form, refused)
        else:
            messages.success(request, _("Thank you. It is kept."))
            return redirect("desk:panel", seat.call.public_id)
    return show(
        request,
        "desk/calls/declare.html",
        title=_("Where do you have a conflict of interest?"),
        finding=_(
            "You work or worked there, advise them, compete with them, or are close to them."
        ),
        facts={"form": form, "call": seat.call, "fixed": form.fixed},
        crumbs=_crumbs(),
        status=422 if form.errors else 200,
    )
