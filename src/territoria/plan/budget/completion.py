"""Equal shares alone leave money over; Add1 raises what each voter may spend, as long as it fits.

The rule that its authors recommend: run equal shares with the share, the share + 1, + 2 and so on, each
time from the start. Stop where nothing that anybody approved would still fit, or where the next
step would cost more than the budget. What is left then may go to the next projects by votes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from territoria.errors import MethodError, Problem
from territoria.plan.budget.election import Election
from territoria.plan.budget.equal_shares import (
    EqualShares,
    Run,
    equal_share,
    run_shares,
    written_out,
)
from territoria.plan.budget.greedy import ByVotes, fund_by_votes
from territoria.plan.budget.ties import Tie, check_lot, with_losers
from territoria.speech import gettext, number

MOST_STEPS = 20_000
Stop = Literal["nothing more fits", "the next step costs too much"]


@dataclass(frozen=True)
class Completed:
    """Equal shares, completed.

    ``plain``: with budget ÷ voters; ``raised``: with the last share that fits, ``steps`` above it;
    ``stopped``: why no further; ``filled``: what was added by votes, empty where not asked for;
    ``tied_elsewhere``: ties of the runs with other shares, which may have moved the end.
    """

    plain: EqualShares
    raised: EqualShares
    steps: int
    stopped: Stop
    filled: ByVotes
    tied_elsewhere: tuple[Tie, ...]

    @property
    def winners(self) -> tuple[str, ...]:
        """Bought with shares, in that order, then added by votes."""
        return (*self.raised.winners, *self.filled.winners)

    @property
    def spent(self) -> Fraction:
        """What all of them cost; never more than the budget."""
        return self.raised.spent + self.filled.spent

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Ties of the last run and of the filling; ``lost``: by neither funded."""
        return with_losers((*self.raised.ties, *self.filled.ties), self.winners)


def add_one(
    election: Election,
    *,
    step: Fraction = Fraction(1),
    fill: bool = True,
    lot: Sequence[str] = (),
    most: int = MOST_STEPS,
) -> Completed:
    """Complete equal shares. ``step``: by how much each share is raised; ``fill``: whether what is
    left goes to projects by votes.

    MethodError for a step that is not above 0, or that needs more than ``most`` runs; DataError for
    a lot that does not fit the projects.
    """
    if not step > 0:
        what = gettext("shares would not rise.")
        raise MethodError(Problem(f"step = {step}", what, gettext("Take 1.")))
    check_lot(election, lot)
    first = equal_share(election)
    run, steps, elsewhere = run_shares(election, first, lot), 0, list[Tie]()
    plain = written_out(election, first, run)
    while not (exhausted := _nothing_fits(election, run)):
        if steps == most:
            raise _too_fine(step, most)
        following = run_shares(election, first + (steps + 1) * step, lot)
        if following.spent > election.budget:
            elsewhere += following.ties
            break
        elsewhere += run.ties
        run, steps = following, steps + 1
    raised = written_out(election, first + steps * step, run)
    filled = ByVotes((), Fraction(0), ())
    if fill:
        filled = fund_by_votes(election, already=raised.winners, lot=lot)
    return Completed(
        plain=plain,
        raised=raised,
        steps=steps,
        stopped="nothing more fits" if exhausted else "the next step costs too much",
        filled=filled,
        tied_elsewhere=_tied_elsewhere(elsewhere, raised, (*raised.winners, *filled.winners)),
    )


def _nothing_fits(election: Election, run: Run) -> bool:
    """Whether every project that is approved and not bought costs more than what is left."""
    left, bought = election.budget - run.spent, set(run.order)
    votes = election.counted.votes
    return not any(
        p.cost <= left and votes[n] > 0 for n, p in enumerate(election.projects) if n not in bought
    )


def _tied_elsewhere(
    ties: Iterable[Tie], raised: EqualShares, winners: Sequence[str]
) -> tuple[Tie, ...]:
    """Each tie once, without those that the last run met too."""
    met = set(with_losers(raised.ties, winners))
    return tuple(t for t in dict.fromkeys(with_losers(ties, winners)) if t not in met)


def _too_fine(step: Fraction, most: int) -> MethodError:
    what = gettext("{count} steps were not enough.").format(count=number(most, ",.0f"))
    mend = gettext("Take a step ten times as large.")
    return MethodError(Problem(f"step = {step}", what, mend))
