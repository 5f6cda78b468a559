"""What a budget, its list and a ballot may hold, said field by field; when ballots are taken."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from territoria_web.library.saying import sum_said
from territoria_web.library.typed import plain, plain_line
from territoria_web.listen.models.forum import Channel
from territoria_web.plan.models import Budget, BudgetItem

MOST_ITEMS: Final = 200
LONGEST: Final[Mapping[str, int]] = {
    "title": 200,
    "what": 4000,  # as of an action, which may come onto the list
    "category": 120,
    "intro": 4000,
    "mandate": 2000,
    "reason": 1000,
}
SHORTEST_REASON: Final = 10
LARGEST: Final = Decimal(10) ** 12
CURRENCY: Final = re.compile(r"[A-Z]{3}")
# figures about fewer people than this are never shown
LEAST: Final = 5
# what is counted while somebody waits: so many ballots, and items, of which many are equal where
# few people vote; more is counted by the worker
AT_ONCE: Final = 2_000
ITEMS_AT_ONCE: Final = 80
# and so often an item may be looked at, over all rounds in which shares are raised: a few seconds
LOOKS_AT_ONCE: Final = 10_000
# the ways by which the team enters ballots
ENTERED: Final = (Channel.PAPER, Channel.COUNTER, Channel.PHONE)

RULE_NAMES: Final[Mapping[str, Promise]] = {
    Budget.Rule.EQUAL_SHARES: gettext_lazy("Equal shares"),
    Budget.Rule.GREEDY: gettext_lazy("Most votes first"),
}
RULES_SAID: Final[Mapping[str, Promise]] = {
    Budget.Rule.EQUAL_SHARES: gettext_lazy(
        "Everybody who votes gets the same share of the sum, and it is spent only on what they "
        "ticked. What is left over goes to the items with most votes."
    ),
    Budget.Rule.GREEDY: gettext_lazy(
        "The item with most votes comes first, then the next one, as long as the sum suffices."
    ),
}
STATE_NAMES: Final[Mapping[str, Promise]] = {
    Budget.State.DRAFT: gettext_lazy("Draft"),
    Budget.State.OPEN: pgettext_lazy("state of a vote", "Open"),
    Budget.State.CLOSED: gettext_lazy("Closed"),
}
CHANNEL_NAMES: Final[Mapping[str, Promise]] = {
    Channel.WEB: gettext_lazy("online"),
    Channel.PAPER: gettext_lazy("on paper"),
    Channel.COUNTER: gettext_lazy("at a counter"),
    Channel.PHONE: gettext_lazy("by telephone"),
    Channel.IMPORT: gettext_lazy("from a file"),
}

Faults = dict[str, list[str]]


@dataclass(frozen=True)
class Frame:
    """What a team says of a budget before it opens. ``most_choices``: None for as many as one likes."""

    title: str
    amount: Decimal
    currency: str = "EUR"
    rule: str = Budget.Rule.EQUAL_SHARES.value
    most_choices: int | None = None
    intro: str = ""
    mandate: str = ""
    language: str = "en"
    ranks_plan: bool = False


@dataclass(frozen=True)
class Item:
    """Something to spend money on, as it is written."""

    title: str
    cost: Decimal
    category: str = ""
    what: str = ""


def tidy_frame(frame: Frame) -> Frame:
    """The same with all its texts tidy."""
    return replace(
        frame,
        title=plain_line(frame.title),
        intro=plain(frame.intro),
        mandate=plain(frame.mandate),
        currency=frame.currency.strip().upper(),
    )


def tidy_item(item: Item) -> Item:
    """The same with all its texts tidy."""
    return replace(
        item,
        title=plain_line(item.title),
        category=plain_line(item.category),
        what=plain(item.what),
    )


# ── checking what a team writes ───────────────────────────────────────────────────────────────


def check_frame(frame: Frame) -> None:
    """ValidationError by field says all that is wrong with a tidy frame."""
    wrong: Faults = {}
    if not frame.title:
        wrong["title"] = [_("Give it a title.")]
    for name in ("title", "intro", "mandate"):
        _refuse_long(wrong, name, getattr(frame, name))
    if not _is_sum(frame.amount):
        wrong["amount"] = [_("Give a sum above 0 and below a trillion.")]
    if not CURRENCY.fullmatch(frame.currency):
        wrong["currency"] = [_("Write the currency in three letters, as in EUR.")]
    if frame.rule not in Budget.Rule.values:
        wrong["rule"] = [_("Choose one of the two.")]
    if frame.most_choices is not None and not 1 <= frame.most_choices <= MOST_ITEMS:
        wrong["most_choices"] = [_("Allow 1 to 200 items, or leave it empty.")]
    if wrong:
        raise ValidationError(wrong)


def check_item(item: Item, amount: Decimal) -> None:
    """ValidationError by field; ``amount``: the sum of the budget."""
    wrong: Faults = {}
    if not item.title:
        wrong["title"] = [_("Say what the money would be spent on.")]
    for name in ("title", "what", "category"):
        _refuse_long(wrong, name, getattr(item, name))
    if not _is_sum(item.cost):
        wrong["cost"] = [_("Give a cost above 0 and below a trillion.")]
    elif item.cost > amount:
        said = _(
            "It costs more than the whole sum of %(amount)s. Make it smaller, or leave it out."
        )
        wrong["cost"] = [said % {"amount": sum_said(amount)}]
    if wrong:
        raise ValidationError(wrong)


def check_ready(budget: Budget, items: Sequence[BudgetItem]) -> None:
    """ValidationError where a budget cannot be opened: everything that is still missing."""
    wrong = []
    if len(items) < 2:
        wrong.append(_("There is nothing to choose from: put at least two items on the list."))
    dear = [str(one.number) for one in items if one.cost > budget.amount]
    if dear:
        said = _("These items cost more than the whole sum: %(numbers)s.")
        wrong.append(said % {"numbers": ", ".join(dear)})
    if not budget.mandate:
        wrong.append(_("Say what the result is for; people want to know it before they vote."))
    if wrong:
        raise ValidationError(wrong)


def check_reason(reason: str) -> str:
    """A public reason as it is kept; ValidationError where it says nothing."""
    said = plain(reason)
    if not SHORTEST_REASON <= len(said) <= LONGEST["reason"]:
        raise ValidationError({"reason": _("Say why in a sentence; it is public.")})
    return said


def _refuse_long(wrong: Faults, name: str, text: str) -> None:
    if len(text) > LONGEST[name]:
        said = _("Use at most %(most)d characters.") % {"most": LONGEST[name]}
        wrong.setdefault(name, []).append(said)


def _is_sum(value: Decimal) -> bool:
    return value.is_finite() and 0 < value < LARGEST and value == round(value, 2)


# ── ballots ───────────────────────────────────────────────────────────────────────────────────


def takes_ballots(budget: Budget, now: datetime) -> bool:
    """Whether people may vote now; its forum and cycle are read with it."""
    forum = budget.forum
    if budget.state != Budget.State.OPEN or not forum.is_open or forum.cycle.state != "open":
        return False
    return budget.closes is None or now < budget.closes


def check_choice(budget: Budget, chosen: Iterable[int], numbers: Collection[int]) -> list[int]:
    """The numbers as they are kept, each once and rising; ValidationError where it is no ballot."""
    held = sorted(set(chosen))
    strange = [n for n in held if n not in numbers]
    if strange:
        said = _("There is no item %(numbers)s on the list.")
        told = said % {"numbers": ", ".join(map(str, strange))}
        raise ValidationError({"chosen": told})
    if not held:
        raise ValidationError({"chosen": _("Tick at least one item, then it counts.")})
    most = budget.most_choices
    if most is not None and len(held) > most:
        raise ValidationError({"chosen": too_many(len(held), most)})
    return held


def too_many(count: int, most: int) -> str:
    """How many are ticked, how many may be, and how many to take out."""
    said = ngettext(
        "You ticked %(count)d items, and at most %(most)d count. Take %(over)d out.",
        "You ticked %(count)d items, and at most %(most)d count. Take %(over)d out.",
        count,
    )
    return said % {"count": count, "most": most, "over": count - most}


def choice_said(most: int | None) -> str:
    """How many items a ballot may name."""
    if most is None:
        return _("Tick as many items as you like, at least one.")
    said = ngettext("Tick %(most)d item.", "Tick at least one and at most %(most)d items.", most)
    return said % {"most": most}
