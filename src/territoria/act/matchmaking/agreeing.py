"""From wishes to meetings that both want, each with its weight; and the others, each with its reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from territoria.act.companies import Company, Wish
from territoria.act.matchmaking.result import Cause, Pair, Unplaced, pair_of
from territoria.speech import gettext

BOTH_ASKED = 2
"""What it adds that both asked."""


@dataclass(frozen=True)
class Agreed:
    """``weights``: of the pairs that may meet, in the order of their ids; ``others``: who does not."""

    weights: dict[Pair, int]
    others: tuple[Unplaced, ...]


def agree(
    companies: Sequence[Company],
    wishes: Sequence[Wish],
    *,
    forbidden: Collection[Pair] = (),
    past: Collection[Pair] = (),
    absent: Collection[str] = (),
) -> Agreed:
    """The pairs that may meet. The wishes name companies that are there, each at most once.

    A pair is agreed when one was asked and accepted, or when each asked the other; never when one of
    them declined. It weighs the value of the accepted wish; where both asked, both values and 2.
    ``past``: pairs that met already. ``absent``: companies that do not come.
    """
    called = {company.id: company.called for company in companies}
    by_pair: dict[Pair, list[Wish]] = {}
    for wish in wishes:
        by_pair.setdefault(pair_of(wish.asker, wish.asked), []).append(wish)
    weights: dict[Pair, int] = {}
    others = []
    for pair, asked in sorted(by_pair.items()):
        cause = _against(pair, asked, forbidden, past, absent)
        if cause is None:
            weights[pair] = weight_of(asked)
        else:
            reason = _say(cause, pair, asked, absent, called)
            others.append(Unplaced(*pair, 0, cause, reason))
    return Agreed(weights, tuple(others))


def weight_of(asked: Sequence[Wish]) -> int:
    """The weight of one or two wishes of an agreed pair."""
    return sum(wish.value for wish in asked) + (BOTH_ASKED if len(asked) > 1 else 0)


def _against(
    pair: Pair,
    asked: Sequence[Wish],
    forbidden: Collection[Pair],
    past: Collection[Pair],
    absent: Collection[str],
) -> Cause | None:
    """What forbids a meeting; None where nothing does."""
    if any(wish.accepted is False for wish in asked):
        return "declined"
    if len(asked) == 1 and asked[0].accepted is None:
        return "unanswered"
    if any(name in absent for name in pair):
        return "absent"
    if pair in forbidden:
        return "forbidden"
    return "met before" if pair in past else None


def _say(
    cause: Cause,
    pair: Pair,
    asked: Sequence[Wish],
    absent: Collection[str],
    called: dict[str, str],
) -> str:
    one, other = (called[name] for name in pair)
    if cause == "declined":
        no = next(wish.asked for wish in asked if wish.accepted is False)
        return gettext("{name} declined.").format(name=called[no])
    if cause == "unanswered":
        return gettext("{name} has not answered.").format(name=called[asked[0].asked])
    if cause == "absent":
        gone = next(name for name in pair if name in absent)
        return gettext("{name} does not come.").format(name=called[gone])
    if cause == "forbidden":
        text = gettext("A meeting of {one} and {other} was ruled out.")
    else:
        text = gettext("{one} and {other} have met already.")
    return text.format(one=one, other=other)
