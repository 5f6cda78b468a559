"""Budgets of a forum: for its team, for everybody, and as somebody sees the list."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.library.saying import clock, day, money, numeral_of
from territoria_web.listen.models import Forum, Voice
from territoria_web.listen.queries.forums import forum_by_code
from territoria_web.people.models import User
from territoria_web.plan.budget_rules import LEAST, takes_ballots
from territoria_web.plan.models import Ballot, Budget, BudgetItem
from territoria_web.plan.queries.budget_results import Outcome, outcome_of


@dataclass(frozen=True)
class Brief:
    """A budget in a list for everybody. ``state``: *open*, *counting* or *closed*."""

    id: UUID
    title: str
    state: str
    closes: datetime | None
    closed: datetime | None
    finding: str


@dataclass(frozen=True)
class Heading:
    """Items of a category, in the order in which somebody sees them."""

    title: str
    items: tuple[BudgetItem, ...]


# ── doors ─────────────────────────────────────────────────────────────────────────────────────


def budget_in(forum: Forum, number: UUID) -> Budget:
    """A budget of this forum, whatever its state; 404 where it is of another."""
    found = Budget.objects.filter(forum=forum, public_id=number).first()
    if found is None:
        raise Http404
    found.forum = forum
    return found


def public_budget(forum: Forum, number: UUID) -> Budget:
    """A budget that everybody may see: not before it is opened."""
    found = budget_in(forum, number)
    if found.state == Budget.State.DRAFT:
        raise Http404
    return found


def budget_at(code: str, number: UUID) -> Budget:
    """The same by the code of its forum."""
    return public_budget(forum_by_code(code), number)


# ── lists ─────────────────────────────────────────────────────────────────────────────────────


def budgets_of(forum: Forum) -> list[Brief]:
    """What everybody may see of a forum's budgets: open ones first, then the latest."""
    held = Budget.objects.filter(forum=forum).exclude(state=Budget.State.DRAFT)
    briefs = []
    for one in held.prefetch_related("items"):
        one.forum = forum
        state = stage_of(one)
        briefs.append(
            Brief(one.public_id, one.title, state, one.closes, one.closed, finding_of(one))
        )
    return sorted(briefs, key=lambda b: b.state != Budget.State.OPEN)


def team_budgets(forum: Forum) -> QuerySet[Budget, Any]:
    """All budgets with the numbers of their items and ballots, the latest first."""
    return Budget.objects.filter(forum=forum).annotate(
        item_count=Count("items", distinct=True), ballot_count=Count("ballots", distinct=True)
    )


def people_said(count: int) -> str:
    """How many ballots there are, as far as it may be told."""
    if 0 < count < LEAST:
        return _("fewer than %(least)d") % {"least": LEAST}
    return numeral_of(count)


# ── how it stands ─────────────────────────────────────────────────────────────────────────────


def stage_of(budget: Budget, now: datetime | None = None) -> str:
    """*draft*, *open*, *counting* or *closed*, as people see it."""
    if budget.state == Budget.State.OPEN:
        past = budget.closes is not None and (now or timezone.now()) >= budget.closes
        return "counting" if past else "open"
    if budget.state == Budget.State.CLOSED and budget.result is None:
        return "counting"
    return str(budget.state)


def finding_of(budget: Budget, outcome: Outcome | None = None) -> str:
    """How a budget stands, in a sentence."""
    stage = stage_of(budget)
    if stage == "draft":
        return _("A draft; only your team sees it.")
    if stage == "open":
        return _open_said(budget)
    if stage == "counting":
        return _("The vote is over, and it is being counted.")
    found = outcome or outcome_of(budget)
    if found is None:
        said = _("Fewer than %(least)d people took part, so no result is shown.")
        return said % {"least": LEAST}
    return _closed_said(budget, found)


def _open_said(budget: Budget) -> str:
    if not takes_ballots(budget, timezone.now()):
        return _("Nobody can vote at the moment.")
    told = {
        "amount": money(float(budget.amount), budget.currency),
        "until": until_said(budget),
    }
    return _("Say what you would spend %(amount)s on, until %(until)s.") % told


def until_said(budget: Budget) -> str:
    """Day and time until which people can vote, in the time of the site."""
    if budget.closes is None:
        return ""
    here = timezone.localtime(budget.closes)
    told = {"day": day(here), "time": clock(here), "zone": here.tzname() or ""}
    return _("%(day)s, %(time)s (%(zone)s)") % told


def _closed_said(budget: Budget, outcome: Outcome) -> str:
    people = ngettext(
        "%(people)s person took part.", "%(people)s people took part.", outcome.people
    ) % {"people": numeral_of(outcome.people)}
    if budget.ranks_plan:
        return f"{people} {_('They put the actions of the plan in order.')}"
    funded = len(outcome.holding.winners)
    said = ngettext(
        "%(count)d of %(all)d items is funded, for %(spent)s of %(amount)s.",
        "%(count)d of %(all)d items are funded, for %(spent)s of %(amount)s.",
        funded,
    )
    told = {
        "count": funded,
        "all": len(outcome.rows),
        "spent": money(float(outcome.holding.spent), budget.currency),
        "amount": money(float(budget.amount), budget.currency),
    }
    return f"{people} {said % told}"


# ── the list as somebody sees it ──────────────────────────────────────────────────────────────


def items_of(budget: Budget) -> list[BudgetItem]:
    """The items by number."""
    return list(budget.items.all())


def shuffled(budget: Budget, items: Sequence[BudgetItem], seed: str) -> list[Heading]:
    """The items by category in an order of somebody's own, so that none is first for everybody;
    ``seed``: the same gives the same order again.
    """
    dice = random.Random(f"{budget.public_id} {seed}")
    held: dict[str, list[BudgetItem]] = {}
    for one in sorted(items, key=lambda i: i.number):
        held.setdefault(one.category, []).append(one)
    names = list(held)
    dice.shuffle(names)
    for name in names:
        dice.shuffle(held[name])
    return [Heading(name, tuple(held[name])) for name in names]


def ballot_of(budget: Budget, voice: Voice | None) -> Ballot | None:
    """What somebody chose; None before they did."""
    if voice is None:
        return None
    return Ballot.objects.filter(budget=budget, voice=voice).first()


def chosen_items(budget: Budget, ballot: Ballot) -> list[BudgetItem]:
    """The items of a ballot by number."""
    return list(budget.items.filter(number__in=ballot.chosen))


def entered_last(budget: Budget, by: User, most: int = 5) -> list[Ballot]:
    """What somebody of the team typed in last, to be put right while the budget is open."""
    held = Ballot.objects.filter(budget=budget, entered_by=by, voice=None)
    return list(held.order_by("-made", "-pk")[:most])
