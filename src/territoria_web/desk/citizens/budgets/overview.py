"""One budget: how it stands; its frame while it is a draft; opening, extending, closing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from territoria_web.desk.citizens.budgets.forms import (
    CloseForm,
    ExtendForm,
    FrameForm,
    LastDayForm,
    SeenForm,
    frame_initial,
)
from territoria_web.desk.citizens.budgets.frame import at, opened_budget, show_budget
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import seen_anew, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import money
from territoria_web.people.links import origin_of
from territoria_web.people.models import User
from territoria_web.plan.budget_rules import RULE_NAMES, STATE_NAMES, choice_said
from territoria_web.plan.models import Budget
from territoria_web.plan.queries.budgets import (
    budget_in,
    finding_of,
    people_said,
    stage_of,
    until_said,
)
from territoria_web.plan.services.budgets import (
    change_budget,
    close_budget,
    count_when_over,
    drop_budget,
    move_closing,
    open_budget,
)
from territoria_web.territories.rules import ChangedMeanwhile

State = Budget.State
# what may be pressed in which stage, each with its form
DEEDS: Mapping[str, Mapping[str, type[forms.Form]]] = {
    "draft": {"frame": FrameForm, "open": LastDayForm, "drop": SeenForm},
    "open": {"extend": ExtendForm, "close": CloseForm},
    "counting": {"count": SeenForm},
    "closed": {},
}
Forms = dict[str, forms.Form]


@login_required
@takes_form
def budget(request: HttpRequest, public_id: UUID, budget: UUID) -> HttpResponse:
    """The budget at a glance, and what may be done with it now."""
    asked = request.method == "POST"
    held = opened_budget(request, public_id, budget, "prepare" if asked else "see")
    if not asked:
        return _shown(request, held, _forms(held))
    wanted = DEEDS[stage_of(held)].get(deed := str(request.POST.get("do", "")))
    if wanted is None:
        messages.warning(request, _("This cannot be done any more. Here is how it stands."))
        return redirect(at(held))
    return _pressed(request, held, deed, wanted(request.POST))


def _forms(held: Budget) -> Forms:
    initial: dict[str, Any] = {"seen": held.edit}
    return {
        deed: form(initial=frame_initial(held) if deed == "frame" else initial)
        for deed, form in DEEDS[stage_of(held)].items()
    }


def _pressed(request: HttpRequest, held: Budget, deed: str, form: forms.Form) -> HttpResponse:
    done = False
    if form.is_valid():
        try:
            done = tried(form, lambda: _do(account_of(request), held, deed, form))
        except ChangedMeanwhile as refused:
            held = budget_in(held.forum, held.public_id)
            form = type(form)(seen_anew(request, held.edit))
            form.add_error(None, refused)
    if not done:
        return _shown(request, held, {**_forms(held), deed: form}, status=422)
    messages.success(request, _done(deed))
    if deed == "drop":
        return redirect(reverse("desk:citizens-budgets", args=[held.forum.cycle.public_id]))
    return redirect(at(held))


def _do(by: User, held: Budget, deed: str, form: Any) -> None:
    told: dict[str, Any] = {"by": by, "budget": held, "seen": form.cleaned_data.get("seen") or 0}
    deeds: Mapping[str, Callable[[], Any]] = {
        "frame": lambda: change_budget(frame=form.told(), **told),
        "open": lambda: open_budget(closes=form.end(), **told),
        "drop": lambda: drop_budget(**told),
        "extend": lambda: move_closing(
            closes=form.end(), reason=form.cleaned_data["reason"], **told
        ),
        "close": lambda: close_budget(reason=form.cleaned_data["reason"], **told),
        "count": lambda: count_when_over(budget=held),
    }
    deeds[deed]()


def _done(deed: str) -> str:
    said = {
        "frame": _("It is kept."),
        "open": _("People can vote now. Here is where."),
        "drop": _("The draft is thrown away."),
        "extend": _("People can vote for longer now."),
        "close": _("The vote is closed."),
        "count": _("The vote is closed."),
    }
    return said[deed]


def _shown(request: HttpRequest, held: Budget, made: Forms, status: int = 200) -> HttpResponse:
    code, one = held.forum.code, held.public_id
    is_public = held.state != State.DRAFT
    return show_budget(
        request,
        held,
        "citizens-budget",
        "desk/citizens/budgets/budget.html",
        title=held.title,
        finding=finding_of(held),
        facts={
            "forms": made,
            "told": _facts(held),
            "moved": [(parse_datetime(m["to"]), m["reason"]) for m in held.extra.get("moved", ())],
            "close_reason": held.extra.get("close_reason", ""),
            "vote_at": origin_of(request) + reverse("guest:ballot", args=[code, one])
            if is_public
            else "",
            "public": reverse("public:budget", args=[code, one]) if is_public else "",
        },
        status=status,
    )


def _facts(held: Budget) -> list[tuple[str, str]]:
    facts = [
        (_("State"), str(STATE_NAMES[held.state])),
        (_("Sum"), money(float(held.amount), held.currency)),
        (_("Rule"), str(RULE_NAMES[held.rule])),
        (_("On one ballot"), choice_said(held.most_choices)),
        (_("Items"), str(held.items.count())),
    ]
    if held.state != State.DRAFT:
        facts.append((_("Ballots so far"), people_said(held.ballots.count())))
    if held.closes is not None:
        facts.append((_("Open until"), until_said(held)))
    return facts
