"""Counting a budget: ballots and items to the engine, the outcome of both rules as plain data.

What is counted here is kept whole; ``budget_results`` decides what of it is shown.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from territoria.plan.budget.compared import Compared, Served, compare_rules
from territoria.plan.budget.completion import MOST_STEPS
from territoria.plan.budget.election import Election, Project
from territoria.plan.budget.ranking import rank_projects
from territoria.plan.budget.ties import Tie
from territoria_web.plan.budget_rules import LEAST
from territoria_web.plan.models import Ballot, Budget, BudgetItem

Body = dict[str, Any]


def count_budget(budget: Budget, *, most: int = MOST_STEPS) -> Body:
    """The result as plain data; without winners where fewer than five people voted. MethodError where
    it takes more than ``most`` rounds.
    """
    items, ballots = list(budget.items.all()), list(budget.ballots.all())
    held: Body = {
        "people": len(ballots),
        "channels": dict(sorted(Counter(_channel(b) for b in ballots).items())),
        "few": len(ballots) < LEAST,
    }
    if held["few"]:
        return held
    election = election_of(budget, items, [b.chosen for b in ballots])
    step = step_for(election)
    lot = budget.extra.get("lot", ())
    found = compare_rules(election, step=Fraction(step), lot=lot, most=most)
    return {**held, **_told(election, found, step)}


def election_of(
    budget: Budget, items: Sequence[BudgetItem], ballots: Iterable[Sequence[int]]
) -> Election:
    """The vote as the engine takes it; items by their numbers."""
    projects = tuple(
        Project(
            str(one.number),
            one.title,
            Fraction(one.cost),
            (one.category,) if one.category else (),
        )
        for one in items
    )
    held = {str(n): frozenset(map(str, b)) for n, b in enumerate(ballots, start=1)}
    return Election(Fraction(budget.amount), projects, held)


def step_for(election: Election) -> int:
    """By how much shares are raised: by 1 of the currency, as the rule has it; by ten or a hundred
    where so few people share so much that it would take too many rounds. At a share that pays every
    item alone all are bought, so there are never more rounds than that takes.
    """
    enough = sum(
        (p.cost / votes for p in election.projects if (votes := election.votes[p.id])), Fraction(0)
    )
    step = 1
    while enough / step >= MOST_STEPS:
        step *= 10
    return step


def draw_lot(budget: Budget, numbers: Sequence[int]) -> list[str]:
    """The order that breaks what stays equal, drawn before anybody votes."""
    drawn = [str(n) for n in sorted(numbers)]
    random.Random(f"lot {budget.public_id}").shuffle(drawn)
    return drawn


def _channel(ballot: Ballot) -> str:
    """By which way a ballot came; of an imported one as its file says, where it does."""
    return str(ballot.extra.get("channel") or ballot.channel)


def _told(election: Election, found: Compared, step: int) -> Body:
    shares = found.by_shares
    return {
        "votes_of": {i: int(n) for i, n in election.votes.items()},
        "greedy": _side(found.votes_serve, found.by_votes.ties),
        "equal-shares": {
            **_side(found.shares_serve, shares.ties),
            "tied_elsewhere": [_tie(t) for t in shares.tied_elsewhere],
            "bought": list(shares.raised.winners),
            "filled": list(shares.filled.winners),
            "share": str(shares.plain.share),
            "raised": str(shares.raised.share),
            "step": step,
            "steps": shares.steps,
            "stopped": shares.stopped,
            "first": _first(found),
        },
        "ranking": [[r.project, r.rank, r.by] for r in rank_projects(election, shares.raised)],
    }


def _side(serves: Served, ties: Iterable[Tie]) -> Body:
    return {
        "winners": list(serves.winners),
        "spent": str(serves.spent),
        "mean_funded": str(serves.mean_funded),
        "with_one": str(serves.with_one),
        "ties": [_tie(t) for t in ties],
    }


def _tie(tie: Tie) -> Body:
    return {
        "tied": list(tie.tied),
        "chosen": tie.chosen,
        "by": tie.by,
        "lost": list(tie.lost),
    }


def _first(found: Compared) -> Body | None:
    """The first purchase: its supporters still had all of their shares, so it is easily told."""
    bought = found.by_shares.raised.purchases
    return {"item": bought[0].project, "payment": str(bought[0].payment)} if bought else None
