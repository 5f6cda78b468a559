"""A vote on projects under one budget: approval ballots, one voter one voice, exact amounts.

Amounts are fractions from the door on: a tie is a tie only where two numbers are equal, and floats
cannot tell. ``Election.counted`` holds the same vote as arrays, for everything that needs no tie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from territoria.errors import DataError, Problem, did_you_mean
from territoria.speech import gettext, number

Amount = int | str | Decimal | Fraction
Places = NDArray[np.intp]


def exact_amount(given: Amount) -> Fraction:
    """An amount as the fraction it is: ``"1234.50"`` is 2469/2.

    DataError for what is no number, and for floats: 0.1 is not a tenth in them.
    """
    if not isinstance(given, float) and not isinstance(given, bool):
        try:
            return Fraction(Decimal(given) if isinstance(given, str) else given)
        except (ArithmeticError, TypeError, ValueError):
            pass
    what = gettext("{amount} is no exact amount.").format(amount=given)
    mend = gettext("Give a whole number, or decimals as text, such as 1234.50.")
    raise DataError(Problem(gettext("amount"), what, mend))


def say_amount(amount: Fraction) -> str:
    """An amount in the signs of the language, with cents only where there are some."""
    return number(float(amount), ",.0f" if amount.denominator == 1 else ",.2f")


@dataclass(frozen=True, slots=True)
class Project:
    """What is voted on. ``groups``: themes, districts or the like that it belongs to."""

    id: str
    name: str
    cost: Fraction
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Election:
    """Projects, a budget, and who approved what.

    ``budget`` and the costs are in one currency; ``projects`` in the order of the list, which is the
    last to break a tie; ``ballots``: voter → ids of the projects approved. Every voter counts once.
    DataError, all problems at once: no budget, no project, no ballot, an id twice, a cost that is not
    above 0 or above the budget, an empty ballot, an unknown id.
    """

    budget: Fraction
    projects: tuple[Project, ...]
    ballots: Mapping[str, frozenset[str]]

    def __post_init__(self) -> None:
        problems = [*_whole(self), *_of_projects(self), *_of_ballots(self)]
        if problems:
            raise DataError(problems)

    @cached_property
    def counted(self) -> Counted:
        """The same vote as arrays."""
        return count_ballots(self)

    @cached_property
    def votes(self) -> Mapping[str, int]:
        """Project → how many approved it, in the order of the list."""
        held = self.counted.votes.tolist()
        return {p.id: n for p, n in zip(self.projects, held, strict=True)}

    def cost_of(self, ids: Iterable[str]) -> Fraction:
        """What some projects cost together."""
        chosen = set(ids)
        return sum((p.cost for p in self.projects if p.id in chosen), Fraction(0))


@dataclass(frozen=True)
class Counted:
    """Equal ballots in one row, ``k`` different ones over ``m`` projects.

    ``weights`` (k,): people with that ballot; ``approves`` (k, m): 1.0 where they approved;
    ``supporters``: for each project the rows that approved it; ``votes`` (m,): people;
    ``costs`` (m,): as floats; ``row_of``: voter → row.
    """

    weights: NDArray[np.float64]
    approves: NDArray[np.float64]
    supporters: tuple[Places, ...]
    votes: NDArray[np.int64]
    costs: NDArray[np.float64]
    row_of: Mapping[str, int]


def count_ballots(election: Election) -> Counted:
    """Bring equal ballots together."""
    place = {p.id: n for n, p in enumerate(election.projects)}
    rows: dict[frozenset[str], int] = {}
    row_of = {v: rows.setdefault(b, len(rows)) for v, b in election.ballots.items()}
    weights = np.bincount(list(row_of.values()), minlength=len(rows)).astype(np.float64)
    approves = np.zeros((len(rows), len(place)))
    for ballot, row in rows.items():
        approves[row, [place[i] for i in ballot]] = 1.0
    return Counted(
        weights=weights,
        approves=approves,
        supporters=tuple(np.flatnonzero(column) for column in approves.T),
        votes=(weights @ approves).astype(np.int64),
        costs=np.array([float(p.cost) for p in election.projects]),
        row_of=row_of,
    )


# ── what does not hold ────────────────────────────────────────────────────────────────────────


def _whole(election: Election) -> list[Problem]:
    found = []
    if not election.budget > 0:
        what = gettext("there is no money to give away.")
        found.append(Problem(gettext("budget"), what, gettext("Give an amount above 0.")))
    if not election.projects:
        what = gettext("there is nothing to vote on.")
        found.append(Problem(gettext("projects"), what, gettext("Name at least one project.")))
    if not election.ballots:
        what = gettext("nobody voted.")
        found.append(Problem(gettext("ballots"), what, gettext("Give at least one ballot.")))
    return found


def _of_projects(election: Election) -> list[Problem]:
    found = []
    times = Counter(p.id for p in election.projects)
    for double in sorted(i for i, n in times.items() if n > 1):
        what = gettext("two projects have this id.")
        found.append(Problem(_project(double), what, gettext("Give each its own.")))
    for project in election.projects:
        if not project.cost > 0:
            what = gettext("its cost of {cost} is not above 0.").format(
                cost=say_amount(project.cost)
            )
            mend = gettext("Give the cost, or take out of the vote what costs nothing.")
            found.append(Problem(_project(project.id), what, mend))
        elif election.budget > 0 and project.cost > election.budget:
            what = gettext("it costs {cost}, more than the whole budget of {budget}.").format(
                cost=say_amount(project.cost), budget=say_amount(election.budget)
            )
            mend = gettext("Take it out of the vote, or make it smaller.")
            found.append(Problem(_project(project.id), what, mend))
    return found


def _of_ballots(election: Election) -> list[Problem]:
    known, found = {p.id for p in election.projects}, []
    for voter, ballot in election.ballots.items():
        where = gettext("ballot of {voter}").format(voter=voter)
        if not ballot:
            what = gettext("it approves nothing.")
            found.append(Problem(where, what, gettext("Leave it out: nothing can be paid by it.")))
        for strange in sorted(ballot - known):
            what = gettext("it approves {id}, which is no project.").format(id=strange)
            found.append(Problem(where, what, did_you_mean(strange, known)))
    return found


def _project(name: str) -> str:
    return gettext("project {id}").format(id=name)
