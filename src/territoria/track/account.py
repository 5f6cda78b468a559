"""Totals over the actions of a plan for its public page: each lamp by itself, no score of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType

from territoria.speech import gettext
from territoria.track import delivery, effect
from territoria.track.delivery import Delivery
from territoria.track.effect import Effect
from territoria.track.silence import Silence
from territoria.track.wording import days_said


@dataclass(frozen=True, slots=True)
class Tracked:
    """One action with its two lamps and its news."""

    delivery: Delivery
    effect: Effect
    silence: Silence


@dataclass(frozen=True, slots=True)
class Account:
    """Totals over ``of`` actions. ``delivery``, ``effect``: how many in each state, none left out.

    ``in_time`` of ``owed`` actions that owe news have told some in time; ``closed`` owe none and
    ``unpromised`` promised none. ``median_days_moved`` is over the ``dated`` actions whose end can
    be compared with the first adopted version, ``later`` of them end later. None: not known.
    """

    of: int
    delivery: Mapping[str, int]
    effect: Mapping[str, int]
    in_time: int
    owed: int
    closed: int
    unpromised: int
    median_days_moved: float | None
    later: int
    dated: int

    @property
    def share_in_time(self) -> float | None:
        """Share of the actions that owe news and told some in time, 0 to 1."""
        return self.in_time / self.owed if self.owed else None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What can be said of news and of days, one sentence each."""
        return (*_news_said(self), *_moved_said(self))


def account_of(actions: Sequence[Tracked]) -> Account:
    """Totals over the actions of a plan."""
    news = Counter(action.silence.state for action in actions)
    moved = [m for action in actions if (m := action.delivery.days_moved) is not None]
    return Account(
        of=len(actions),
        delivery=_counted(delivery.STATES, [a.delivery.state for a in actions]),
        effect=_counted(effect.STATES, [a.effect.state for a in actions]),
        in_time=news["heard"],
        owed=news["heard"] + news["silent"],
        closed=news["closed"],
        unpromised=news["unknown"],
        median_days_moved=float(median(moved)) if moved else None,
        later=sum(m > 0 for m in moved),
        dated=len(moved),
    )


def _counted(states: Iterable[str], found: Sequence[str]) -> Mapping[str, int]:
    """How often each state stands, in the order of the states."""
    counts = Counter(found)
    return MappingProxyType({state: counts[state] for state in states})


def _news_said(account: Account) -> tuple[str, ...]:
    if not account.owed:
        return ()
    text = gettext("{part} of {all} actions that owe news told some in time.")
    return (text.format(part=account.in_time, all=account.owed),)


def _moved_said(account: Account) -> tuple[str, ...]:
    if account.median_days_moved is None:
        return ()
    days = round(account.median_days_moved)
    if not account.later and days == 0:
        text = gettext("None of {all} actions ends later than first promised.")
        return (text.format(all=account.dated),)
    if days < 0:
        text = gettext("{part} of {all} actions end later than first promised; the median is {days} earlier.")  # fmt: skip
    else:
        text = gettext("{part} of {all} actions end later than first promised; the median is {days} later.")  # fmt: skip
    return (text.format(part=account.later, all=account.dated, days=days_said(abs(days))),)
