"""The result of a budget as it may be shown: no figure about fewer than five people.

Votes below five are told as such, and those of all but fewer than five people too. What both rules do
for the voters is told only where it cannot be traced back to votes that are not shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from territoria.listen.disclosure import hidden_cells
from territoria.plan.budget.compared import Served, say_difference
from territoria.plan.budget.ties import Tie, say_tie
from territoria_web.library.saying import numeral_of
from territoria_web.plan.budget_rules import LEAST
from territoria_web.plan.models import Budget, BudgetItem

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Side:
    """What one rule does. ``mean`` funded items that a voter ticked, on average; ``with_one``: share
    of the voters with at least one, 0–1; both None where they would tell too much.
    """

    rule: str
    winners: tuple[int, ...]
    spent: Decimal
    mean: float | None
    with_one: float | None
    ties: tuple[str, ...]
    holds: bool


@dataclass(frozen=True)
class Row:
    """One item. ``votes`` None where they are not shown, ``votes_said`` then says why."""

    number: int
    title: str
    what: str
    category: str
    cost: Decimal
    votes: int | None
    votes_said: str
    by_votes: bool
    by_shares: bool
    holds: bool
    filled: bool


@dataclass(frozen=True)
class Outcome:
    """A counted budget. ``rows``: those that are funded by the rule that holds first;
    ``channels``: way → people, None where it is not shown; ``elsewhere``: ties of other rounds;
    ``all_shown``: whether every figure about votes is.
    """

    people: int
    rows: tuple[Row, ...]
    greedy: Side
    shares: Side
    difference: str
    channels: Mapping[str, int | None]
    elsewhere: tuple[str, ...]
    all_shown: bool
    body: Body

    @property
    def holding(self) -> Side:
        """What the rule that was said before it opened has found."""
        return self.greedy if self.greedy.holds else self.shares

    @property
    def other(self) -> Side:
        """What the other rule would have found."""
        return self.shares if self.greedy.holds else self.greedy


def outcome_of(budget: Budget) -> Outcome | None:
    """The result; None before it is counted, and where fewer than five people voted."""
    body = budget.result
    if not body or body["few"]:
        return None
    people, votes = body["people"], body["votes_of"]
    hidden = hidden_items(budget, votes, people)
    greedy, shares = (_side(budget, body, rule, hidden) for rule in Budget.Rule.values[::-1])
    greedy, shares = _apart(greedy, shares, people)
    items = {one.number: one for one in budget.items.all()}
    return Outcome(
        people=people,
        rows=_rows(items, body, people, hidden, greedy, shares),
        greedy=greedy,
        shares=shares,
        difference=_difference(body, greedy, shares),
        channels=channels_shown(body["channels"]),
        elsewhere=_ties_said(body["equal-shares"]["tied_elsewhere"]),
        all_shown=not any(votes[i] for i in hidden),
        body=body,
    )


# ── what is hidden ────────────────────────────────────────────────────────────────────────────


def hidden_items(budget: Budget, votes: Mapping[str, int], people: int) -> frozenset[str]:
    """Items whose votes are not shown: about fewer than five people, or all but fewer than five. With
    one choice a ballot the votes add up to all ballots, so others may have to hide them.
    """
    held = {i for i, n in votes.items() if n < LEAST or people - n < LEAST}
    if budget.most_choices == 1:
        held |= hidden_cells(votes, LEAST)
    return frozenset(held)


def channels_shown(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Way → people; None where so few came by it that they could be told."""
    hidden = hidden_cells(counts, LEAST)
    return {name: None if name in hidden else n for name, n in counts.items()}


def votes_said(votes: int, people: int, *, hidden: bool) -> str:
    """The votes of an item in words, where they are hidden as far as they may be told."""
    if not hidden:
        return numeral_of(votes)
    if votes < LEAST:
        return _("fewer than %(least)d") % {"least": LEAST}
    if people - votes < LEAST:
        return _("all but fewer than %(least)d") % {"least": LEAST}
    return _("not shown")


def _apart(greedy: Side, shares: Side, people: int) -> tuple[Side, Side]:
    """Two shares that differ by fewer than five people would tell of these: only what holds stays."""
    if greedy.with_one is None or shares.with_one is None:
        return greedy, shares
    apart = round(abs(greedy.with_one - shares.with_one) * people)
    if not 0 < apart < LEAST:
        return greedy, shares
    if greedy.holds:
        return greedy, _without(shares)
    return _without(greedy), shares


def _without(side: Side) -> Side:
    held = {**side.__dict__, "with_one": None}
    return Side(**held)


# ── what is shown ─────────────────────────────────────────────────────────────────────────────


def _side(budget: Budget, body: Body, rule: str, hidden: frozenset[str]) -> Side:
    told, people = body[rule], body["people"]
    shown = not hidden & set(told["winners"])
    with_one = Fraction(told["with_one"])
    votes = [body["votes_of"][i] for i in told["winners"]]
    near = _tells_of_few(with_one * people, people, votes)
    return Side(
        rule=rule,
        winners=tuple(map(int, told["winners"])),
        spent=_money(told["spent"]),
        mean=float(Fraction(told["mean_funded"])) if shown else None,
        with_one=float(with_one) if shown and not near else None,
        ties=_ties_said(told["ties"]),
        holds=budget.rule == rule,
    )


def _tells_of_few(served: Fraction, people: int, votes: Sequence[int]) -> bool:
    """Whether the number of voters with a winner tells of fewer than five people: by itself, or beside
    the votes of the winners, as what one of them adds, or what two have in common.
    """
    told = [served, people - served, *(served - n for n in votes)]
    if len(votes) == 2:
        told.append(sum(votes) - served)
    return any(0 < n < LEAST for n in told)


def _rows(
    items: Mapping[int, BudgetItem],
    body: Body,
    people: int,
    hidden: frozenset[str],
    greedy: Side,
    shares: Side,
) -> tuple[Row, ...]:
    winners = greedy.winners if greedy.holds else shares.winners
    others = (*greedy.winners, *shares.winners)
    order = list(dict.fromkeys((*winners, *others)))
    rest = [int(i) for i, _rank, _by in body["ranking"] if int(i) not in order]
    filled = set(map(int, body["equal-shares"]["filled"]))
    return tuple(
        _row(items[n], body, people, hidden, greedy, shares, filled)
        for n in [*order, *rest]
        if n in items
    )


def _row(
    item: BudgetItem,
    body: Body,
    people: int,
    hidden: frozenset[str],
    greedy: Side,
    shares: Side,
    filled: set[int],
) -> Row:
    key, number = str(item.number), item.number
    votes, by_votes = body["votes_of"][key], number in greedy.winners
    by_shares = number in shares.winners
    return Row(
        number=number,
        title=item.title,
        what=item.what,
        category=item.category,
        cost=item.cost,
        votes=None if key in hidden else votes,
        votes_said=votes_said(votes, people, hidden=key in hidden),
        by_votes=by_votes,
        by_shares=by_shares,
        holds=by_votes if greedy.holds else by_shares,
        filled=number in filled,
    )


def _difference(body: Body, greedy: Side, shares: Side) -> str:
    """How far the rules differ; with figures only where all of them are shown."""
    if set(greedy.winners) == set(shares.winners):
        return _("Both rules fund the same items.")
    if None in (greedy.mean, greedy.with_one, shares.mean, shares.with_one):
        return _("The two rules fund different items.")
    return say_difference(_served(body["greedy"]), _served(body["equal-shares"]))


def _served(told: Body) -> Served:
    return Served(
        winners=tuple(told["winners"]),
        spent=Fraction(told["spent"]),
        mean_funded=Fraction(told["mean_funded"]),
        with_one=Fraction(told["with_one"]),
        by_group={},
    )


def _ties_said(ties: Sequence[Body]) -> tuple[str, ...]:
    """Those by which something was not funded first."""
    held = sorted(ties, key=lambda told: not told["lost"])
    return tuple(
        say_tie(Tie(tuple(t["tied"]), t["chosen"], t["by"], tuple(t["lost"]))) for t in held
    )


def _money(fraction: str) -> Decimal:
    """A sum that has an end in cents: costs do."""
    held = Fraction(fraction)
    return Decimal(held.numerator) / Decimal(held.denominator)


def ranked(outcome: Outcome) -> Sequence[tuple[int, int, str]]:
    """Number, rank and what decided, of every item in the order that people gave them."""
    return [(int(item), rank, by) for item, rank, by in outcome.body["ranking"]]
