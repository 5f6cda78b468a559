"""A list that an action ticks: what it answers, what it carries on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from territoria_web.desk.guards import account_of
from territoria_web.desk.plan.overview import back_to_plan
from territoria_web.desk.tried import posted, seen_anew, tried
from territoria_web.desk.workspace import show_stage
from territoria_web.invite.models import Step
from territoria_web.library.refused import put_beside
from territoria_web.people.models import User
from territoria_web.people.queries import open_cycle
from territoria_web.plan.models import Action
from territoria_web.plan.queries.plans import open_action, open_plan
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

Shown = Callable[[Cycle, Action, QueryDict | None], forms.Form]
Kept = Callable[[User, Action, forms.Form], object]


@dataclass(frozen=True)
class Ticked:
    """``name``: of the field and the template; ``form``: with what stands and what is offered; ``keep``:
    what is ticked; ``said``: once it is kept; ``title``: of the page, with ``%(number)d``.
    """

    name: str
    form: Shown
    keep: Kept
    said: str
    title: str


def tick(request: HttpRequest, public_id: UUID, action: UUID, list_: Ticked) -> HttpResponse:
    """The page of such a list; of two who change an action at once, the second is told."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    row = open_action(open_plan(cycle), action)
    form = list_.form(cycle, row, posted(request))
    if form.is_bound and form.is_valid():
        try:
            if tried(form, lambda: list_.keep(account_of(request), row, form)):
                messages.success(request, list_.said)
                return redirect("desk:plan-action", cycle.public_id, row.public_id)
        except ChangedMeanwhile as refused:
            row = open_action(open_plan(cycle), action)
            form = list_.form(cycle, row, seen_anew(request, row.edit))
            put_beside(form, refused)
    return show_stage(
        request,
        cycle,
        "plan",
        f"desk/plan/{list_.name}.html",
        title=list_.title % {"number": row.number},
        finding=row.title,
        facts={"form": form, "action": row, "offered": bool(form[list_.name].subwidgets)},
        below=back_to_plan(cycle),
        status=422 if form.errors else 200,
        step=Step.Kind.BRIEFING,
    )
