"""Beginning a budget."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria_web.desk.citizens.budgets.forms import FrameForm
from territoria_web.desk.citizens.budgets.frame import PART
from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.plan.models import Budget
from territoria_web.plan.services.budgets import draft_budget


@login_required
@takes_form
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Sum, rule and words; the list comes next."""
    forum = opened(request, public_id, "prepare")
    form = FrameForm(posted(request), initial={"language": get_language() or "en"})
    made: list[Budget] = []
    if form.is_bound and form.is_valid():

        def deed() -> None:
            made.append(draft_budget(by=account_of(request), forum=forum, frame=form.told()))

        if tried(form, deed):
            return redirect("desk:citizens-budget-items", public_id, made[0].public_id)
    return show_citizens(
        request,
        forum,
        PART,
        "desk/citizens/budgets/new.html",
        title=_("New budget"),
        finding=_("A sum, a list, a vote. Nobody but your team sees it before you open it."),
        facts={"form": form},
        below=((_("Budgets"), reverse(f"desk:{PART}", args=[public_id])),),
        status=422 if form.errors else 200,
    )
