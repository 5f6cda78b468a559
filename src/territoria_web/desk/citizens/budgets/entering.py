"""Ballots on paper, at a counter or by telephone: one after the other, by the numbers of the items."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.desk.citizens.budgets.forms import BallotForm
from territoria_web.desk.citizens.budgets.frame import at, opened_budget, show_budget
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tell_refused
from territoria_web.library.http_methods import takes_form
from territoria_web.library.typed import plain_line
from territoria_web.plan.budget_rules import choice_said, takes_ballots
from territoria_web.plan.models import Budget
from territoria_web.plan.queries.budgets import entered_last, items_of
from territoria_web.plan.services.ballots import enter_ballot, take_out_entered


@login_required
@takes_form
def enter(request: HttpRequest, public_id: UUID, budget: UUID) -> HttpResponse:
    """One ballot; then the next one."""
    held = opened_budget(request, public_id, budget, "enter")
    if not takes_ballots(held, timezone.now()):
        messages.info(request, _("Ballots are entered while the vote is open."))
        return redirect(at(held))
    if "out" in request.POST:
        return _taken_out(request, held)
    initial = {"channel": request.GET.get("channel", "paper"), "sheet": uuid.uuid4()}
    form = BallotForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid() and _entered(request, held, form):
        way = f"?channel={form.cleaned_data['channel']}"
        return redirect(at(held, "citizens-budget-enter") + way)
    return _shown(request, held, form)


def _taken_out(request: HttpRequest, held: Budget) -> HttpResponse:
    try:
        sheet = plain_line(request.POST["out"])
        if take_out_entered(by=account_of(request), budget=held, sheet=sheet):
            messages.success(request, _("The ballot is taken out."))
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect(at(held, "citizens-budget-enter"))


def _entered(request: HttpRequest, held: Budget, form: BallotForm) -> bool:
    told = form.cleaned_data
    try:
        made = enter_ballot(
            by=account_of(request),
            budget=held,
            chosen=told["numbers"],
            channel=told["channel"],
            sheet=told["sheet"],
        )
    except ValidationError as refused:
        form.add_error("numbers", refused.messages)
        return False
    if made is None:
        messages.info(request, _("This ballot was entered already."))
    else:
        messages.success(request, _("The ballot is kept. Here is the next one."))
    return True


def _shown(request: HttpRequest, held: Budget, form: BallotForm) -> HttpResponse:
    return show_budget(
        request,
        held,
        "citizens-budget-enter",
        "desk/citizens/budgets/enter.html",
        title=_("Enter ballots"),
        finding=_("Your name is recorded as the one who entered them; whose they are is not."),
        facts={
            "form": form,
            "choice": choice_said(held.most_choices),
            "rows": items_of(held),
            "last": [_last(one) for one in entered_last(held, account_of(request))],
        },
        status=422 if form.errors else 200,
    )


def _last(ballot: Any) -> tuple[str, str]:
    """The numbers of a ballot, and the sheet by which it is taken out."""
    return " ".join(map(str, ballot.chosen)), str(ballot.extra.get("sheet", ""))
