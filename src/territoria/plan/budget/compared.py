"""Votes alone beside equal shares: who is funded, how many voters find something, what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from territoria.plan.budget.completion import MOST_STEPS, Completed, add_one
from territoria.plan.budget.election import Election
from territoria.plan.budget.greedy import ByVotes, fund_by_votes
from territoria.speech import gettext, number


@dataclass(frozen=True)
class Served:
    """What an outcome does for the voters.

    ``winners`` in the order in which they were funded; ``spent``: their cost; ``mean_funded``: funded
    projects that a voter approved, on average; ``with_one``: share of voters with at least one, 0–1;
    ``by_group``: group of projects → its share of the budget, 0–1; a project of several groups counts
    in equal parts, one of none under "".
    """

    winners: tuple[str, ...]
    spent: Fraction
    mean_funded: Fraction
    with_one: Fraction
    by_group: Mapping[str, Fraction]


@dataclass(frozen=True)
class Compared:
    """Both rules on one election. ``sentence``: the difference in plain words, whichever way it goes."""

    by_votes: ByVotes
    by_shares: Completed
    votes_serve: Served
    shares_serve: Served
    sentence: str

    @property
    def only_votes(self) -> tuple[str, ...]:
        """Funded by votes and not by shares."""
        return tuple(i for i in self.by_votes.winners if i not in self.by_shares.winners)

    @property
    def only_shares(self) -> tuple[str, ...]:
        """Funded by shares and not by votes."""
        return tuple(i for i in self.by_shares.winners if i not in self.by_votes.winners)


def compare_rules(
    election: Election,
    *,
    step: Fraction = Fraction(1),
    fill: bool = True,
    lot: Sequence[str] = (),
    most: int = MOST_STEPS,
) -> Compared:
    """Fund by votes, and by equal shares with Add1; the rest as in ``add_one``."""
    by_votes = fund_by_votes(election, lot=lot)
    by_shares = add_one(election, step=step, fill=fill, lot=lot, most=most)
    votes_serve = serve(election, by_votes.winners)
    shares_serve = serve(election, by_shares.winners)
    sentence = say_difference(votes_serve, shares_serve)
    return Compared(by_votes, by_shares, votes_serve, shares_serve, sentence)


def serve(election: Election, winners: Sequence[str]) -> Served:
    """What a choice of projects does for the voters, whichever rule made it."""
    counted, chosen = election.counted, set(winners)
    funded = [n for n, p in enumerate(election.projects) if p.id in chosen]
    each = counted.approves[:, funded].sum(axis=1)
    people = len(election.ballots)
    return Served(
        winners=tuple(winners),
        spent=election.cost_of(chosen),
        mean_funded=Fraction(int(counted.weights @ each), people),
        with_one=Fraction(int(counted.weights @ (each > 0).astype(np.float64)), people),
        by_group=_by_group(election, chosen),
    )


def _by_group(election: Election, chosen: set[str]) -> dict[str, Fraction]:
    """Every group that a project belongs to, with 0 where none of them is funded."""
    shares: dict[str, Fraction] = {}
    for project in election.projects:
        groups = project.groups or ("",)
        for group in groups:
            part = project.cost / len(groups) / election.budget if project.id in chosen else 0
            shares[group] = shares.get(group, Fraction(0)) + part
    return shares


def say_difference(votes: Served, shares: Served) -> str:
    """One sentence; it says as plainly where equal shares do worse."""
    if set(votes.winners) == set(shares.winners):
        return gettext("Both rules fund the same projects.")
    more = _sign(shares.mean_funded - votes.mean_funded)
    wider = _sign(shares.with_one - votes.with_one)
    return _SAID[more, wider]().format(
        shares_mean=number(float(shares.mean_funded), ".2f"),
        votes_mean=number(float(votes.mean_funded), ".2f"),
        shares_with=number(100 * float(shares.with_one), ".1f"),
        votes_with=number(100 * float(votes.with_one), ".1f"),
    )


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _better() -> str:
    return gettext(
        "Equal shares do more for the voters: on average {shares_mean} instead of {votes_mean} of the "
        "projects a voter approved are funded, and {shares_with} % instead of {votes_with} % of the "
        "voters find at least one."
    )


def _worse() -> str:
    return gettext(
        "Equal shares do less for the voters: on average {shares_mean} instead of {votes_mean} of the "
        "projects a voter approved are funded, and {shares_with} % instead of {votes_with} % of the "
        "voters find at least one."
    )


def _more_for_fewer() -> str:
    return gettext(
        "With equal shares a voter finds more projects on average ({shares_mean} instead of "
        "{votes_mean}), but fewer voters find at least one ({shares_with} % instead of {votes_with} %)."
    )


def _less_for_more() -> str:
    return gettext(
        "With equal shares more voters find at least one of their projects ({shares_with} % instead of "
        "{votes_with} %), but a voter finds fewer on average ({shares_mean} instead of {votes_mean})."
    )


def _even() -> str:
    return gettext(
        "The rules fund different projects and do as much for the voters: {shares_mean} funded "
        "projects each on average, and {shares_with} % find at least one."
    )


# how the mean and the share of voters with at least one differ → what is said
_SAID = {
    (1, 1): _better,
    (1, 0): _better,
    (0, 1): _better,
    (0, 0): _even,
    (-1, 0): _worse,
    (0, -1): _worse,
    (-1, -1): _worse,
    (1, -1): _more_for_fewer,
    (-1, 1): _less_for_more,
}
