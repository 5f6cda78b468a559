"""The list of a budget, while it is a draft: adding, changing and dropping what is on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from territoria_web.people.models import User
from territoria_web.plan.budget_rules import MOST_ITEMS, Item, check_item, tidy_item
from territoria_web.plan.models import Budget, BudgetItem
from territoria_web.plan.queries.budget_items import offered_accepted, offered_actions
from territoria_web.plan.services.budgets import bump, lock_draft, note

Row = tuple[Item, dict[str, Any]]


@transaction.atomic
def add_items(*, by: User, budget: Budget, items: Sequence[Item], seen: int) -> int:
    """Put items at the end of the list; how many. ValidationError where one does not hold."""
    return _add(by, lock_draft(budget, seen), [(one, {}) for one in items])


@transaction.atomic
def add_needs(*, by: User, budget: Budget, costs: Mapping[UUID, Decimal], seen: int) -> int:
    """Put accepted needs on the list, each with what it would cost."""
    held = lock_draft(budget, seen)
    offered = {need.public_id: need for need in offered_accepted(held)}
    _refuse_strange(set(costs) - set(offered))
    rows = [
        (Item(need.title, costs[key], "", need.text), {"need": need})
        for key, need in offered.items()
        if key in costs
    ]
    return _add(by, held, rows)


@transaction.atomic
def add_actions(*, by: User, budget: Budget, chosen: Collection[UUID], seen: int) -> int:
    """Put actions of the plan on the list, each with its own sum."""
    held = lock_draft(budget, seen)
    offered = {action.public_id: action for action in offered_actions(held).offered}
    _refuse_strange(set(chosen) - set(offered))
    rows: list[Row] = [
        (Item(action.title, action.money, "", action.what), {"action": action})
        for key, action in offered.items()
        if key in set(chosen) and action.money is not None
    ]
    return _add(by, held, rows)


@transaction.atomic
def change_item(*, by: User, item: BudgetItem, draft: Item, seen: int) -> None:
    """Write an item anew; its number and where it came from stay."""
    held = lock_draft(item.budget, seen)
    draft = tidy_item(draft)
    check_item(draft, held.amount)
    fresh = {name: getattr(draft, name) for name in ("title", "cost", "category", "what")}
    before = {name: getattr(item, name) for name in fresh if getattr(item, name) != fresh[name]}
    if not before:
        return
    BudgetItem.objects.filter(pk=item.pk, budget=held).update(**fresh)
    bump(held)
    after = {name: str(fresh[name]) for name in before}
    told = {"title": held.title, "item": f"{item.number} {draft.title}"}
    note(
        by,
        held,
        "change budget item",
        before={name: str(value) for name, value in before.items() if name != "title"},
        after={**{k: v for k, v in after.items() if k != "title"}, **told},
    )


@transaction.atomic
def drop_item(*, by: User, item: BudgetItem, seen: int) -> None:
    """Take an item off the list."""
    held = lock_draft(item.budget, seen)
    if held.items.filter(pk=item.pk).delete()[0]:
        bump(held)
        told = {"title": held.title, "item": f"{item.number} {item.title}"}
        note(by, held, "drop budget item", after=told)


def _add(by: User, budget: Budget, rows: Sequence[Row]) -> int:
    if not rows:
        raise ValidationError(_("Nothing was chosen."))
    tidy = [(tidy_item(one), more) for one, more in rows]
    for one, _more in tidy:
        check_item(one, budget.amount)
    if budget.items.count() + len(tidy) > MOST_ITEMS:
        raise ValidationError(_("A list holds at most 200 items."))
    last = budget.items.aggregate(last=Max("number"))["last"] or 0
    BudgetItem.objects.bulk_create(
        BudgetItem(budget=budget, number=number, **one.__dict__, **more)
        for number, (one, more) in enumerate(tidy, start=last + 1)
    )
    bump(budget)
    note(by, budget, "add budget items", after={"title": budget.title, "figures": len(tidy)})
    return len(tidy)


def _refuse_strange(strange: Collection[UUID]) -> None:
    if strange:
        raise ValidationError(_("Choose from what is listed."))
