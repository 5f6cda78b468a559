"""Votes and what follows from them: counts, the picture, the short list, the plan for 100 days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.convene.models import Meeting
from territoria_web.convene.queries.meetings import open_meeting_of
from territoria_web.convene.queries.proceedings import proceedings_of
from territoria_web.convene.queries.promises import Promised, promises_of, short_list_reason
from territoria_web.convene.queries.votes import (
    Outcome,
    few_voted,
    outcomes_in,
    range_said,
    vote_phases,
)
from territoria_web.convene.rules import Phase, runs, sheets_are_taken
from territoria_web.convene.services.board import mark_short_list
from territoria_web.desk.convene.board import numbers_in
from territoria_web.desk.convene.frame import show_meeting
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import tell_refused
from territoria_web.library.http_methods import takes_form
from territoria_web.reports.proceedings.pictures import vote_pictures


@login_required
@takes_form
def votes(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """All votes, the short list and the promises."""
    marking = request.method == "POST"
    cycle, held = open_meeting_of(
        request.user, public_id, meeting, verb="run" if marking else "see"
    )
    if marking:
        _marked(request, held)
        return redirect("desk:convene-votes", cycle.public_id, held.public_id)
    phases, promised = vote_phases(held), promises_of(held)
    begun = [p for p in phases if p.id in held.ran]
    counted = {o.phase.id: o for o in outcomes_in(held, begun)}
    return show_meeting(
        request,
        cycle,
        held,
        "votes",
        "desk/convene/votes.html",
        title=_("Votes and plan"),
        finding=_finding(promised),
        facts={
            "votes": [_vote(held, p, counted.get(p.id)) for p in phases],
            "promises": promised,
            "reason": short_list_reason(held),
            "open": sheets_are_taken(held, proceedings_of(held)),
        },
    )


def _vote(held: Meeting, phase: Phase, outcome: Outcome | None) -> dict[str, Any]:
    """A vote: how many took part while it runs, all counts when it has ended."""
    if outcome is None:
        return {"phase": phase, "runs": False}
    if runs(held, phase.id):
        return {"phase": phase, "runs": True, "voters": outcome.people}
    broad, slim = vote_pictures(outcome)
    return {
        "phase": phase,
        "outcome": outcome,
        "broad": broad,
        "slim": slim,
        "said": _said(outcome),
        "range_said": range_said(outcome.ranged),
    }


def _said(outcome: Outcome) -> str:
    """The finding of a vote in a sentence."""
    if outcome.few:
        return few_voted()
    if outcome.empty:
        return _("Nobody has voted.")
    if outcome.tied_out:
        said = ngettext(
            "%(count)d actions are tied for %(open)d place of the short list; decide by hand.",
            "%(count)d actions are tied for %(open)d places of the short list; decide by hand.",
            outcome.open_places,
        )
        return said % {"count": len(outcome.tied_out), "open": outcome.open_places}
    first = outcome.rows[0]
    if first.tied:
        return _("Several share the first place.")
    return _("First: %(text)s") % {"text": first.item.text[:200]}


def _finding(promised: Sequence[Promised]) -> str:
    count = sum(bool(held.action and held.action.short_listed) for held in promised)
    if not count:
        return _("The short list is not marked yet.")
    return _("Actions on the short list: %(count)d.") % {"count": count}


def _marked(request: HttpRequest, held: Meeting) -> None:
    try:
        mark_short_list(
            by=account_of(request),
            meeting=held,
            chosen=numbers_in(request.POST.getlist("chosen")),
            reason=str(request.POST.get("reason", "")),
        )
        messages.success(request, _("The short list is kept."))
    except ValidationError as refused:
        tell_refused(request, refused)
