"""What an action promised: its days, as they stand and as they were first adopted, and its news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from territoria.errors import DataError, Problem
from territoria.speech import gettext

Reported = Literal["none", "paused", "dropped", "done"]
MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step with its day. ``done``: when it was reached; ``first_due``: its day in the first
    adopted version, None where it was not in it.
    """

    name: str
    due: date | None
    done: date | None = None
    first_due: date | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """The days of an action and what was reported of it.

    ``first_begins``, ``first_ends``: of the first adopted version. ``reported``: what people said
    of it, with ``reason`` and the day ``reported_on``. ``news``: the day of the last update;
    ``news_every``: the promised days between two; ``promised_on``: the day from which they count
    while there was none.
    """

    begins: date | None = None
    ends: date | None = None
    first_begins: date | None = None
    first_ends: date | None = None
    milestones: tuple[Milestone, ...] = ()
    reported: Reported = "none"
    reason: str = ""
    reported_on: date | None = None
    news: date | None = None
    news_every: int | None = None
    promised_on: date | None = None

    def __post_init__(self) -> None:
        problems = list(_problems_of(self))
        if problems:
            raise DataError(problems)

    def reported_by(self, today: date) -> Reported:
        """What was reported until ``today``; a report of a later day is not known yet."""
        return (
            "none" if self.reported_on is not None and self.reported_on > today else self.reported
        )


def is_reached(milestone: Milestone, today: date) -> bool:
    """Whether a milestone was reached until ``today``."""
    return milestone.done is not None and milestone.done <= today


def _problems_of(promise: Promise) -> list[Problem]:
    problems = []
    if promise.reported in ("paused", "dropped") and not promise.reason.strip():
        what = gettext("an action is paused or dropped without a reason.")
        problems.append(Problem("reason", what, gettext("Say why in one sentence.")))
    if promise.begins and promise.ends and promise.ends < promise.begins:
        what = gettext("the action ends before it begins.")
        problems.append(Problem("ends", what, gettext("Correct one of the two days.")))
    if promise.news_every is not None and not 1 <= promise.news_every <= MOST_DAYS:
        what = gettext("news is promised every {count} days.").format(count=promise.news_every)
        mend = gettext("Give 1 to {most} days.").format(most=MOST_DAYS)
        problems.append(Problem("news_every", what, mend))
    return problems
