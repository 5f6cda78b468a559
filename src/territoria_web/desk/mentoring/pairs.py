"""Pairs of a mentoring round: made by the method, changed by hand, sent; what became of them."""

from __future__ import annotations

from collections.abc import Sequence
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

from territoria_web.act.models import MentoringRound, Mentorship
from territoria_web.act.queries.mentoring import open_mentoring_round
from territoria_web.act.queries.mentoring_fit import Free, free_of
from territoria_web.act.queries.mentoring_pairs import (
    Drafts,
    Line,
    drafts_of,
    line_of,
    pair_in,
    pairs_of,
)
from territoria_web.act.rules.mentoring import (
    ANSWER,
    ASSIGN,
    METHOD_NAMES,
    METHODS_SAID,
    Kind,
    Method,
    Pair,
    takes,
)
from territoria_web.act.services.mentoring_pairs import (
    answer_on_paper,
    draft_pairs,
    pair_by_hand,
    send_proposals,
    take_proposal_back,
)
from territoria_web.desk.guards import account_of
from territoria_web.desk.mentoring.frame import person_or_404, show_round
from territoria_web.desk.tried import seen_in, tell_refused
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of
from territoria_web.territories.rules import ChangedMeanwhile


@login_required
@takes_form
def pairs(request: HttpRequest, network: UUID, round: UUID) -> HttpResponse:
    """Drafts with their reasons, proposals, pairs; the buttons that make and send them."""
    held = open_mentoring_round(request.user, network, round)
    if request.method == "POST":
        _do(request, held)
        return redirect("desk:mentoring-pairs", held.network.public_id, held.public_id)
    rows, today = list(pairs_of(held)), timezone.localdate()
    lines = [line_of(one, held, today) for one in rows if one.state != Pair.DRAFT]
    facts: dict[str, Any] = {"lines": sorted(lines, key=_turn), "may_answer": takes(held, ANSWER)}
    free = free_of(held) if takes(held, ASSIGN) else None
    if free is not None and (free.mentees or not rows):
        facts |= _drafting(held, free, drafts_of(held, rows, free))
    return show_round(
        request,
        held,
        "mentoring-pairs",
        "desk/mentoring/pairs.html",
        title=_("Pairs"),
        finding=_finding(rows, len(facts.get("mentees", ()))),
        facts=facts,
    )


def _turn(line: Line) -> tuple[bool, bool, str]:
    state = line.row.state
    return (state != Pair.PROPOSED, state != Pair.RUNNING, line.row.mentee.name)


def _drafting(held: MentoringRound, free: Free, drafts: Drafts) -> dict[str, Any]:
    today = timezone.localdate()
    other = Method.STABLE if held.method == Method.TOTAL else Method.TOTAL
    return {
        "drafts": drafts,
        "draft_lines": [line_of(one, held, today) for one in drafts.rows],
        "mentees": free.mentees,
        "mentors": [(one, free.room[str(one.public_id)]) for one in free.mentors],
        "method": METHOD_NAMES[held.method],
        "method_said": METHODS_SAID[held.method],
        "other": METHOD_NAMES[other],
    }


def _finding(rows: Sequence[Mentorship], free: int) -> str:
    drafts = sum(one.state == Pair.DRAFT for one in rows)
    if drafts:
        said = ngettext(
            "%(count)d pair is drafted; nobody has been told.",
            "%(count)d pairs are drafted; nobody has been told.",
            drafts,
        )
        return said % {"count": drafts}
    if free:
        said = ngettext(
            "%(count)d mentee has no mentor yet.", "%(count)d mentees have no mentor yet.", free
        )
        return said % {"count": free}
    if not rows:
        return _("No pair is made yet.")
    return _("Waiting for an answer: %(proposed)d. Running: %(running)d. Ended: %(ended)d.") % {
        "proposed": sum(one.state == Pair.PROPOSED for one in rows),
        "running": sum(one.state == Pair.RUNNING for one in rows),
        "ended": sum(one.state == Pair.ENDED for one in rows),
    }


# ── deeds ─────────────────────────────────────────────────────────────────────────────────────


def _do(request: HttpRequest, held: MentoringRound) -> None:
    deed, _mark, about = str(request.POST.get("do", "")).partition(":")
    deeds = {"draft": _draft, "hand": _by_hand, "send": _send, "back": _back}
    answers = {"yes": True, "no": False}
    try:
        if deed in deeds:
            messages.success(request, deeds[deed](request, held, about))
        elif deed in answers:
            messages.success(request, _answer(request, held, about, agrees=answers[deed]))
        else:
            messages.error(request, _("Choose one of the buttons."))
    except ChangedMeanwhile:
        messages.error(request, _("A colleague was quicker. Here is how it stands now."))
    except ValidationError as refused:
        tell_refused(request, refused)


def _draft(request: HttpRequest, held: MentoringRound, _about: str) -> str:
    made = draft_pairs(by=account_of(request), held=held, seen=seen_in(request))
    if not made:
        return _("No pair could be made. Below it says why.")
    said = ngettext("%(count)d pair is drafted.", "%(count)d pairs are drafted.", len(made))
    return said % {"count": len(made)}


def _by_hand(request: HttpRequest, held: MentoringRound, _about: str) -> str:
    mentee = person_or_404(held, str(request.POST.get("mentee", "")))
    chosen = str(request.POST.get("mentor", ""))
    mentor = person_or_404(held, chosen) if chosen else None
    if mentee.kind != Kind.MENTEE or (mentor is not None and mentor.kind != Kind.MENTOR):
        raise Http404
    by, seen = account_of(request), seen_in(request)
    pair_by_hand(by=by, held=held, mentee=mentee, mentor=mentor, seen=seen)
    return _("The draft is changed.")


def _send(request: HttpRequest, held: MentoringRound, _about: str) -> str:
    origin = origin_of(request)
    sent = send_proposals(by=account_of(request), held=held, seen=seen_in(request), origin=origin)
    said = ngettext("%(count)d proposal is sent.", "%(count)d proposals are sent.", len(sent))
    return said % {"count": len(sent)}


def _back(request: HttpRequest, held: MentoringRound, about: str) -> str:
    take_proposal_back(by=account_of(request), pair=_pair(held, about), origin=origin_of(request))
    return _("The proposal is taken back; both are told.")


def _answer(request: HttpRequest, held: MentoringRound, about: str, *, agrees: bool) -> str:
    number, _mark, side = about.partition(":")
    pair = _pair(held, number)
    person = pair.mentor if side == Kind.MENTOR else pair.mentee
    by, origin = account_of(request), origin_of(request)
    answer_on_paper(by=by, pair=pair, person=person, agrees=agrees, origin=origin)
    return _("The answer is kept.")


def _pair(held: MentoringRound, number: str) -> Mentorship:
    try:
        found = pair_in(held, UUID(number))
    except ValueError as refused:
        raise Http404 from refused
    if found is None:
        raise Http404
    return found
