"""What may come onto the list of a budget: accepted needs, actions of the plan, a table typed in."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from territoria_web.library.typed import sum_in
from territoria_web.listen.models import Need
from territoria_web.listen.need_rules import S
from territoria_web.plan.budget_rules import Item, check_item, tidy_item
from territoria_web.plan.models import Action, Budget
from territoria_web.plan.queries.need_links import offered_needs

TAKEN_UP = (S.ACCEPTED, S.PARTLY)
MOST_OFFERED = 50


@dataclass(frozen=True)
class Actions:
    """Actions of the plan that could be on the list, and how many could not: without a sum, in
    another currency, or dearer than the whole.
    """

    offered: tuple[Action, ...]
    unfit: int


def offered_accepted(budget: Budget) -> list[Need]:
    """Accepted needs that are not on the list, the most supported first."""
    held = offered_needs(budget.forum.cycle).filter(state__in=TAKEN_UP)
    listed = budget.items.filter(need__isnull=False).values("need")
    return list(held.exclude(pk__in=listed)[:MOST_OFFERED])


def offered_actions(budget: Budget) -> Actions:
    """Actions of the cycle's plan that are not on the list."""
    held = Action.objects.filter(plan__cycle=budget.forum.cycle).exclude(state=Action.State.DROPPED)
    listed = budget.items.filter(action__isnull=False).values("action")
    rest = list(held.exclude(pk__in=listed))
    fit = tuple(
        a
        for a in rest
        if a.money is not None and 0 < a.money <= budget.amount and a.currency == budget.currency
    )
    return Actions(fit, len(rest) - len(fit))


def items_in(text: str, budget: Budget) -> list[Item]:
    """A pasted table, ``title;cost;category;text`` a line, or cells of a spreadsheet. ValidationError
    with the number of every line that cannot be read; then none is taken.
    """
    found, wrong = [], []
    for number, cells in _lines(text):
        try:
            found.append(_item(cells, budget))
        except ValidationError as refused:
            said = _("Line %(number)d: %(what)s")
            wrong += [said % {"number": number, "what": what} for what in refused.messages]
    if not found and not wrong:
        wrong = [_("There is no line to read. Write title;cost;category;text, one item a line.")]
    if wrong:
        raise ValidationError({"table": wrong})
    return found


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    lines = text.strip().splitlines()
    sign = "\t" if any("\t" in line for line in lines) else ";"
    for number, line in enumerate(lines, start=1):
        if line.strip(f"{sign} "):
            cells = next(csv.reader([line], delimiter=sign), [])
            if number > 1 or len(lines) == 1 or not _is_head(cells):
                yield number, cells


def _is_head(cells: Sequence[str]) -> bool:
    """A first line with a word where the cost would stand, and no digit in it."""
    return len(cells) > 1 and not any(c.isdigit() for c in cells[1]) and bool(cells[1].strip())


def _item(cells: Sequence[str], budget: Budget) -> Item:
    title, cost, category, what = (*cells, "", "", "", "")[:4]
    amount = sum_in(cost.replace(budget.currency, "").replace("€", ""))
    if amount is None:
        said = _("“%(cost)s” is no sum. Write title;cost;category;text.")
        raise ValidationError(said % {"cost": cost.strip()})
    item = tidy_item(Item(title, amount, category, what))
    check_item(item, budget.amount)
    return item
