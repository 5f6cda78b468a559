"""What most cities do: from most votes downwards, each project that still fits.

A project that does not fit is passed over, and the next one is tried. What nobody approved is never
funded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from territoria.plan.budget.election import Election
from territoria.plan.budget.ties import Tie, break_tie, check_lot, with_losers


@dataclass(frozen=True)
class ByVotes:
    """``winners`` in the order in which they were funded; ``spent``: what they cost; ``ties``: equal
    votes where another order would have funded others.
    """

    winners: tuple[str, ...]
    spent: Fraction
    ties: tuple[Tie, ...]


def fund_by_votes(
    election: Election, *, already: Iterable[str] = (), lot: Sequence[str] = ()
) -> ByVotes:
    """Fund by votes what fits beside ``already``, which is paid from the same budget.

    Equal votes: the cheapest first, then by ``lot`` (ids in the order drawn), then as in the list.
    They are a tie where all that fit alone do not fit together: then the order decides who is funded.
    DataError for a lot that does not fit the projects.
    """
    check_lot(election, lot)
    held = set(already)
    left = election.budget - election.cost_of(held)
    projects, votes = election.projects, election.counted.votes
    open_to = [n for n, p in enumerate(projects) if p.id not in held and votes[n] > 0]
    open_to.sort(key=lambda n: -votes[n])
    winners, ties = list[str](), list[Tie]()
    for _, equals in groupby(open_to, key=lambda n: votes[n]):
        group = [n for n in equals if projects[n].cost <= left]
        if sum(projects[n].cost for n in group) > left:
            chosen, by = break_tie(election, group, lot)
            ties.append(Tie(tuple(projects[n].id for n in group), projects[chosen].id, by))
        while group:
            chosen, _ = break_tie(election, group, lot)
            group.remove(chosen)
            if projects[chosen].cost <= left:
                winners.append(projects[chosen].id)
                left -= projects[chosen].cost
    return ByVotes(tuple(winners), election.cost_of(winners), with_losers(ties, winners))
