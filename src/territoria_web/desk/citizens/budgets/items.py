"""The list of a budget while it is a draft: written, pasted, from needs, from the plan; then to be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.desk.citizens.budgets.forms import (
    ActionsForm,
    ItemForm,
    NeedsForm,
    PasteForm,
    SeenForm,
    item_initial,
)
from territoria_web.desk.citizens.budgets.frame import at, opened_budget, show_budget
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import seen_anew, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import money
from territoria_web.people.models import User
from territoria_web.plan.models import Budget, BudgetItem
from territoria_web.plan.queries.budget_items import items_in, offered_accepted, offered_actions
from territoria_web.plan.queries.budgets import budget_in, items_of
from territoria_web.plan.services.budget_items import (
    add_actions,
    add_items,
    add_needs,
    change_item,
    drop_item,
)
from territoria_web.territories.rules import ChangedMeanwhile

Forms = dict[str, Any]
WAYS = ("item", "paste", "needs", "actions")
DROP = "drop"


@login_required
@takes_form
def items(request: HttpRequest, public_id: UUID, budget: UUID) -> HttpResponse:
    """The list; ``?item=`` names the one that is written anew."""
    asked = request.method == "POST"
    held = opened_budget(request, public_id, budget, "prepare" if asked else "see")
    chosen = _item_in(held, (request.POST if asked else request.GET).get("item", ""))
    if not asked:
        return _shown(request, held, _forms(held, chosen), chosen)
    deed = str(request.POST.get("do", ""))
    made = _forms(held, chosen, deed, request.POST)
    form = SeenForm(request.POST) if deed == DROP else made.get(deed)
    if form is None:  # opened by a colleague, or nothing of the kind is left to choose from
        return _anew(request, held)
    try:
        if form.is_valid() and tried(
            form, lambda: _do(account_of(request), held, deed, form, chosen)
        ):
            messages.success(request, _("The list is kept."))
            return redirect(at(held, "citizens-budget-items"))
    except ChangedMeanwhile as refused:
        held = budget_in(held.forum, held.public_id)
        data = seen_anew(request, held.edit)
        made = _forms(held, chosen, deed, data)
        made.setdefault(deed, SeenForm(data)).add_error(None, refused)
    if deed == DROP:
        return _anew(request, held)
    return _shown(request, held, made, chosen, status=422)


def _anew(request: HttpRequest, held: Budget) -> HttpResponse:
    messages.error(request, _("Somebody changed this meanwhile. Look at it as it stands now."))
    return redirect(at(held, "citizens-budget-items"))


def _item_in(held: Budget, number: str) -> BudgetItem | None:
    if not number.isdecimal() or len(number) > 6:
        return None
    return BudgetItem.objects.select_related("budget").filter(budget=held, number=number).first()


def _forms(
    held: Budget, chosen: BudgetItem | None, deed: str = "", data: Any = None
) -> dict[str, Any]:
    if held.state != Budget.State.DRAFT:
        return {}
    seen = {"seen": held.edit}
    told = {name: data if name == deed else None for name in WAYS}
    initial = item_initial(chosen, held.edit) if chosen else seen
    found: Forms = {
        "item": ItemForm(told["item"], initial=initial),
        "paste": PasteForm(told["paste"], initial=seen),
    }
    if needs := offered_accepted(held):
        found["needs"] = NeedsForm(told["needs"], initial=seen, needs=needs, currency=held.currency)
    if offered := offered_actions(held).offered:
        found["actions"] = ActionsForm(told["actions"], initial=seen, offered=offered)
    return found


def _do(by: User, held: Budget, deed: str, form: Any, chosen: BudgetItem | None) -> None:
    """What was pressed."""
    seen = form.cleaned_data["seen"]
    told = {"by": by, "budget": held, "seen": seen}

    def write() -> None:
        if chosen is None:
            add_items(items=[form.told()], **told)
        else:
            change_item(by=by, item=chosen, draft=form.told(), seen=seen)

    def drop() -> None:
        if chosen is not None:
            drop_item(by=by, item=chosen, seen=seen)

    deeds: Mapping[str, Callable[[], Any]] = {
        "item": write,
        DROP: drop,
        "paste": lambda: add_items(items=items_in(form.cleaned_data["table"], held), **told),
        "needs": lambda: add_needs(costs=form.costs(), **told),
        "actions": lambda: add_actions(chosen=form.cleaned_data["actions"], **told),
    }
    deeds[deed]()


def _shown(
    request: HttpRequest,
    held: Budget,
    made: Forms,
    chosen: BudgetItem | None,
    status: int = 200,
) -> HttpResponse:
    rows = items_of(held)
    return show_budget(
        request,
        held,
        "citizens-budget-items",
        "desk/citizens/budgets/items.html",
        title=_("List: %(title)s") % {"title": held.title},
        finding=_finding(held, rows),
        facts={
            "rows": rows,
            "forms": made,
            "chosen": chosen,
            "unfit": offered_actions(held).unfit if made and held.ranks_plan else 0,
        },
        status=status,
    )


def _finding(held: Budget, rows: list[BudgetItem]) -> str:
    if not rows:
        return _("Nothing is on the list yet.")
    said = ngettext(
        "%(count)d item for %(cost)s; %(amount)s can be spent.",
        "%(count)d items for %(cost)s together; %(amount)s can be spent.",
        len(rows),
    )
    return said % {
        "count": len(rows),
        "cost": money(float(sum(one.cost for one in rows)), held.currency),
        "amount": money(float(held.amount), held.currency),
    }
