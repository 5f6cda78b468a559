"""Taking up advice and results of the workshop as actions."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.desk.guards import account_of
from territoria_web.desk.plan.overview import back_to_plan
from territoria_web.desk.workspace import show_stage
from territoria_web.invite.models import Step
from territoria_web.library.http_methods import takes_form
from territoria_web.people.queries import open_cycle
from territoria_web.plan.queries.plans import indicator_said, open_plan
from territoria_web.plan.queries.sources import ADVICE, count_unlisted, sources_of
from territoria_web.plan.services.actions import take_up_sources


@login_required
@takes_form
def take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was accepted or promised and is no action yet; take some or all of it up."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    held = open_plan(cycle)
    wrong: list[str] = []
    chosen = request.POST.getlist("source")[:300]
    if request.method == "POST":
        try:
            made = take_up_sources(by=account_of(request), plan=held, chosen=set(chosen))
            said = ngettext(
                "%(count)d action is in the plan. Fill in what is missing.",
                "%(count)d actions are in the plan. Fill in what is missing.",
                len(made),
            )
            messages.success(request, said % {"count": len(made)})
            return redirect("desk:plan", cycle.public_id)
        except ValidationError as refused:
            wrong = refused.messages
    sources = sources_of(held)
    finding = _("No advice that you accepted and no action on a short list waits.")
    if sources:
        finding = ngettext(
            "%(count)d thing that was accepted or put on the short list is no action yet.",
            "%(count)d things that were accepted or put on the short list are no actions yet.",
            len(sources),
        ) % {"count": len(sources)}
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/plan/take.html",
        title=_("From advice and the short list"),
        finding=finding,
        facts={
            "advice": [(s, indicator_said(s.draft.indicator)) for s in sources if s.kind == ADVICE],
            "results": [
                (s, indicator_said(s.draft.indicator)) for s in sources if s.kind != ADVICE
            ],
            "unlisted": count_unlisted(cycle),
            "chosen": chosen,
            "wrong": wrong,
        },
        below=back_to_plan(cycle),
        status=422 if wrong else 200,
        step=Step.Kind.BRIEFING,
    )
