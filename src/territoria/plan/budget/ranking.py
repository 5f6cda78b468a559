"""An order of all projects or actions: as equal shares buy them, then by votes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from territoria.plan.budget.election import Election
from territoria.plan.budget.equal_shares import EqualShares


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the order. ``rank`` begins at 1, equals share the better one; ``by``: whether shares
    bought it, or only its votes say where it stands.
    """

    project: str
    rank: int
    by: Literal["shares", "votes"]


def rank_projects(election: Election, outcome: EqualShares) -> tuple[Ranked, ...]:
    """All projects in order. ``outcome``: the run whose purchases come first, as a rule the raised one.

    Projects bought one after the other share a rank where they were equal when the first was bought.
    The rest follow by votes; equal votes share a rank, and stand in the order of the list.
    """
    together = {t.chosen: set(t.tied) for t in outcome.ties}
    ranked, equals = list[Ranked](), set[str]()
    for place, project in enumerate(outcome.winners, start=1):
        shared = bool(ranked) and project in equals
        ranked.append(Ranked(project, ranked[-1].rank if shared else place, "shares"))
        equals = equals if shared else together.get(project, set())
    votes, bought = election.votes, set(outcome.winners)
    rest = sorted((i for i in votes if i not in bought), key=lambda i: -votes[i])
    sizes, place = Counter(votes[i] for i in rest), len(ranked) + 1
    for count in sorted(sizes, reverse=True):
        ranked += [Ranked(i, place, "votes") for i in rest if votes[i] == count]
        place += sizes[count]
    return tuple(ranked)
