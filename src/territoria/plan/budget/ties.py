"""Ties: never hidden, broken by one rule that is told.

Among projects that the rule of the vote holds equal: the one that costs least; among those, the one
with most votes; among those, the first in the lot that was drawn; without a lot the first in the list.
The first two are what the authors of equal shares recommend. The order of a list is no better than a
lot, and no worse: where it decided, people should know.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from territoria.errors import DataError, Problem, did_you_mean
from territoria.plan.budget.election import Election
from territoria.speech import gettext

Decider = Literal["cost", "votes", "lot", "list"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Projects that were equal at one step. ``chosen``: whose turn it was then; ``by``: what told
    them apart; ``lost``: those of them that are not funded in the end.
    """

    tied: tuple[str, ...]
    chosen: str
    by: Decider
    lost: tuple[str, ...] = ()


def check_lot(election: Election, lot: Sequence[str]) -> None:
    """DataError for a lot that names a project twice, or one that is none."""
    known = {p.id for p in election.projects}
    problems = [
        Problem(gettext("lot"), gettext("{id} is no project.").format(id=i), did_you_mean(i, known))
        for i in sorted(set(lot) - known)
    ]
    if len(set(lot)) < len(lot):
        what = gettext("a project is named twice.")
        problems.append(Problem(gettext("lot"), what, gettext("Draw each once.")))
    if problems:
        raise DataError(problems)


def break_tie(election: Election, tied: Iterable[int], lot: Sequence[str]) -> tuple[int, Decider]:
    """Whose turn it is among places in the list, and what decided."""
    left = sorted(tied)
    projects, votes = election.projects, election.counted.votes
    least = min(projects[n].cost for n in left)
    left = [n for n in left if projects[n].cost == least]
    if len(left) == 1:
        return left[0], "cost"
    most = max(votes[n] for n in left)
    left = [n for n in left if votes[n] == most]
    if len(left) == 1:
        return left[0], "votes"
    drawn = [n for i in lot for n in left if projects[n].id == i]
    return (drawn[0], "lot") if drawn else (left[0], "list")


def with_losers(ties: Iterable[Tie], winners: Collection[str]) -> tuple[Tie, ...]:
    """The ties, each with those that are not among the winners."""
    held = set(winners)
    return tuple(replace(t, lost=tuple(i for i in t.tied if i not in held)) for t in ties)


def say_tie(tie: Tie) -> str:
    """One sentence on a tie: who was equal, what decided, and who went away with nothing for it."""
    decided = {
        "cost": gettext("{tied} were equal; {chosen} came first because it costs least."),
        "votes": gettext("{tied} were equal in cost too; {chosen} came first with most votes."),
        "lot": gettext("{tied} were equal in cost and votes too; the lot put {chosen} first."),
        "list": gettext(
            "{tied} were equal in cost and votes too; {chosen} came first only because the list "
            "names it first. Draw lots instead."
        ),
    }
    said = decided[tie.by].format(tied=", ".join(tie.tied), chosen=tie.chosen)
    if not tie.lost:
        return f"{said} {gettext('All of them are funded.')}"
    return f"{said} {gettext('Not funded: {lost}.').format(lost=', '.join(tie.lost))}"
