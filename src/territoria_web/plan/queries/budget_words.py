"""How a budget was counted, in plain words and with an example from its own ballots."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.library.saying import listed, money, numeral_of, percent
from territoria_web.plan.budget_rules import CHANNEL_NAMES, LEAST, RULE_NAMES
from territoria_web.plan.models import Budget
from territoria_web.plan.queries.budget_results import Outcome, Row, Side

MOST_TIES: Final = 12  # on a page


@dataclass(frozen=True)
class Compared:
    """One line of the two rules beside each other; the rule that holds first."""

    label: str
    holding: str
    other: str


@dataclass(frozen=True)
class Said:
    """A counted budget in words. ``names``: of the rule that holds, and of the other one; ``ties``:
    those by which somebody lost first; ``more_ties``: how many stand in the data only.
    """

    names: tuple[str, str]
    steps: tuple[str, ...]
    other_steps: tuple[str, ...]
    compared: tuple[Compared, ...]
    only_holding: tuple[Row, ...]
    only_other: tuple[Row, ...]
    ties: tuple[str, ...]
    more_ties: int
    ways: str


def counted_said(budget: Budget, outcome: Outcome) -> Said:
    """All that is told about how it was counted."""
    steps = {
        Budget.Rule.EQUAL_SHARES: _shares_said(budget, outcome),
        Budget.Rule.GREEDY: _votes_said(budget, outcome),
    }
    first, second = outcome.holding, outcome.other
    ties = (*first.ties, *(() if outcome.greedy.holds else outcome.elsewhere))
    return Said(
        names=(str(RULE_NAMES[first.rule]), str(RULE_NAMES[second.rule])),
        steps=steps[Budget.Rule(first.rule)],
        other_steps=steps[Budget.Rule(second.rule)],
        compared=_compared(budget, first, second),
        only_holding=_only(outcome, first, second),
        only_other=_only(outcome, second, first),
        ties=ties[:MOST_TIES],
        more_ties=max(0, len(ties) - MOST_TIES),
        ways=ways_said(outcome),
    )


# ── the rules ─────────────────────────────────────────────────────────────────────────────────


def _votes_said(budget: Budget, outcome: Outcome) -> tuple[str, ...]:
    said = [_("From most votes downwards, each item was funded that still fitted into the sum.")]
    rows = {row.number: row for row in outcome.rows}
    first = next((rows[n] for n in outcome.greedy.winners if n in rows), None)
    if first is not None and first.votes is not None:
        example = _(
            "First came item %(number)d, “%(title)s”, with %(votes)s votes; it took %(cost)s."
        )
        said.append(example % _item(budget, first))
    said.append(_("What did not fit was passed over, and the next one was tried."))
    return tuple(said)


def _shares_said(budget: Budget, outcome: Outcome) -> tuple[str, ...]:
    told = outcome.body["equal-shares"]
    share = _("The sum of %(amount)s was divided by %(people)s ballots: %(share)s each.") % {
        "amount": _sum(budget, budget.amount),
        "people": numeral_of(outcome.people),
        "share": _sum(budget, Fraction(told["share"])),
    }
    bought = _(
        "A share is spent only on what its voter ticked. Each time that item was bought which asked "
        "the smallest part of its cost of each supporter; whoever had less than that paid all they "
        "had left."
    )
    said = [share, bought, _example(budget, outcome, told), _raised(budget, told)]
    if told["filled"]:
        filled = _("What was left went by votes to these items: %(numbers)s.")
        said.append(filled % {"numbers": listed(told["filled"])})
    return tuple(one for one in said if one)


def _raised(budget: Budget, told: dict[str, Any]) -> str:
    """Why shares were raised, and where that ended."""
    if not told["steps"]:
        return ""
    said = ngettext(
        "Some shares found nothing to pay for, so all of them were raised once, by %(step)s, to "
        "%(raised)s.",
        "Some shares found nothing to pay for, so all of them were raised %(count)s times, by "
        "%(step)s each time, to %(raised)s.",
        told["steps"],
    ) % {
        "count": numeral_of(told["steps"]),
        "step": _sum(budget, told["step"]),
        "raised": _sum(budget, Fraction(told["raised"])),
    }
    if told["stopped"] == "nothing more fits":
        return f"{said} {_('Then nothing more fitted into the sum.')}"
    return f"{said} {_('The next time would have cost more than the sum.')}"


def _example(budget: Budget, outcome: Outcome, told: dict[str, Any]) -> str:
    """The first purchase, where its votes are shown."""
    first = told["first"]
    row = next((r for r in outcome.rows if first and str(r.number) == first["item"]), None)
    if row is None or row.votes is None:
        return ""
    said = _(
        "First came item %(number)d, “%(title)s”: it cost %(cost)s and had %(votes)s votes, so each "
        "of its supporters paid %(payment)s."
    )
    payment = _sum(budget, Fraction(first["payment"]))
    return said % {**_item(budget, row), "payment": payment}


def _item(budget: Budget, row: Row) -> dict[str, Any]:
    return {
        "number": row.number,
        "title": row.title,
        "votes": row.votes_said,
        "cost": _sum(budget, row.cost),
    }


# ── beside each other ─────────────────────────────────────────────────────────────────────────


def _compared(budget: Budget, first: Side, second: Side) -> tuple[Compared, ...]:
    hidden = _("not shown")

    def mean(side: Side) -> str:
        return numeral_of(side.mean, 2) if side.mean is not None else hidden

    def some(side: Side) -> str:
        return percent(side.with_one) if side.with_one is not None else hidden

    return (
        Compared(_("Items funded"), str(len(first.winners)), str(len(second.winners))),
        Compared(_("Spent"), _sum(budget, first.spent), _sum(budget, second.spent)),
        Compared(
            _("Funded items that a voter ticked, on average"),
            mean(first),
            mean(second),
        ),
        Compared(_("Voters with at least one of them"), some(first), some(second)),
    )


def _only(outcome: Outcome, one: Side, other: Side) -> tuple[Row, ...]:
    """What one rule funds and the other does not."""
    numbers = set(one.winners) - set(other.winners)
    return tuple(row for row in outcome.rows if row.number in numbers)


def ways_said(outcome: Outcome) -> str:
    """By which ways the ballots came."""
    ways = outcome.channels
    names = {name: str(CHANNEL_NAMES.get(name, name)) for name in ways}
    if len(ways) == 1:
        return _("All ballots came %(way)s.") % {"way": next(iter(names.values()))}
    if any(count is None for count in ways.values()):
        said = _(
            "Ballots came %(ways)s. How many by each way is not shown where fewer than %(least)d "
            "people could be told by it."
        )
        shown = [_way(names[name], count) for name, count in ways.items()]
        return said % {"ways": listed(shown), "least": LEAST}
    shown = [_way(names[name], count) for name, count in ways.items()]
    return _("Ballots came %(ways)s.") % {"ways": listed(shown)}


def _way(name: str, count: int | None) -> str:
    return name if count is None else f"{name} ({numeral_of(count)})"


def _sum(budget: Budget, value: Any) -> str:
    """A sum, to the cent where it has some."""
    return money(round(float(value), 2), budget.currency)
