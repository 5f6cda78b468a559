"""What most agree on, in all or in every group, and what divides.

- **Consensus** of all voters, as published: a side with more than half and significant at 90 %.
- **Group-informed consensus**: the product over the groups of the smoothed share that agrees; its
  root by the number of groups can be compared between conversations.
- **Division**: ``4 · agree · disagree / (agree + disagree)²``, the variance of those who took a side as
  a share of the largest there can be: 1 half against half, 0 one voice. ``at_least`` is the least that
  the 90 % range of the share leaves, so that three votes do not look like a rift.
- **Spread**: the largest minus the smallest smoothed share of agreement between groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from territoria.listen.opinion.representative import Side
from territoria.listen.opinion.significance import (
    Z_90,
    adjusted,
    chance_of,
    smoothed_share,
    z_share,
)
from territoria.listen.opinion.votes import Counts, CountsArray, Floats, Truth
from territoria.listen.reach import wilson

MOST_SHOWN: Final = 5
# ``4 · p · (1 − p)`` where each side has a quarter
DIVIDES: Final = 0.75
Verdict = Literal["agree", "disagree", "divided", "open"]


@dataclass(frozen=True, slots=True)
class Consensus:
    """A statement that most agree (or disagree) with; ``votes`` of ``seen`` took the ``side``.

    ``share`` smoothed; ``z``: above a half; ``q``: its p-value adjusted for all statements and sides.
    """

    statement: str
    side: Side
    votes: int
    seen: int
    share: float
    z: float
    q: float


@dataclass(frozen=True, slots=True)
class Division:
    """How divided those are who took a side, 0 to 1, and the least that it may be; None without any."""

    value: float | None
    at_least: float | None


def consensus(
    counts: Counts, statements: tuple[str, ...], moderated_out: tuple[bool, ...]
) -> tuple[tuple[Consensus, ...], tuple[Consensus, ...]]:
    """The statements most agree with and those most disagree with, five at most of each."""
    sides: tuple[tuple[Side, CountsArray], ...] = (
        ("agree", counts.agree),
        ("disagree", counts.disagree),
    )
    z = np.array([z_share(part, counts.seen) for _, part in sides])
    share = np.array([smoothed_share(part, counts.seen) for _, part in sides])
    shown = ~np.array(moderated_out, dtype=bool)
    q = adjusted(chance_of(z), np.broadcast_to(shown & (counts.seen > 0), z.shape))
    agreed, refused = (
        tuple(
            Consensus(
                statements[c],
                side,
                int(part[c]),
                int(counts.seen[c]),
                float(share[row, c]),
                float(z[row, c]),
                float(q[row, c]),
            )
            for c in _top(share[row], z[row], shown & stands_out(part, counts.seen))
        )
        for row, (side, part) in enumerate(sides)
    )
    return agreed, refused


def stands_out(part: CountsArray, seen: CountsArray) -> Truth:
    """Where more than half take a side, significant at 90 %."""
    more: Truth = (smoothed_share(part, seen) > 0.5) & (z_share(part, seen) > Z_90)
    return more


def _top(share: Floats, z: Floats, told: Truth) -> list[int]:
    columns = sorted(np.flatnonzero(told), key=lambda c: -share[c] * z[c])
    return [int(c) for c in columns[:MOST_SHOWN]]


def group_informed(counts: Counts) -> Floats:
    """(statements,): the product over the groups of the smoothed share that agrees."""
    product: Floats = smoothed_share(counts.agree, counts.seen).prod(axis=0)
    return product


def spread(counts: Counts) -> Floats:
    """(statements,): the furthest distance between two groups' smoothed shares that agree."""
    share = smoothed_share(counts.agree, counts.seen)
    apart: Floats = share.max(axis=0) - share.min(axis=0)
    return apart


def division(agree: int, disagree: int) -> Division:
    """How divided one statement leaves those who took a side."""
    sides = agree + disagree
    if not sides:
        return Division(None, None)
    low, high = wilson(agree, sides)
    return Division(
        4 * agree * disagree / sides**2, min(4 * low * (1 - low), 4 * high * (1 - high))
    )


def divides_for_certain(agree: int, disagree: int) -> bool:
    """Whether each side has a quarter at least of those who took one, at 90 %."""
    sure = division(agree, disagree).at_least
    return sure is not None and sure >= DIVIDES


def verdict(agree: int, disagree: int, seen: int) -> Verdict:
    """What the votes on a statement say for certain, at 90 %: most of those who saw it agree, most
    disagree, each side has a quarter of those who took one at least, or it is open.
    """
    if seen and wilson(agree, seen)[0] > 0.5:
        return "agree"
    if seen and wilson(disagree, seen)[0] > 0.5:
        return "disagree"
    return "divided" if divides_for_certain(agree, disagree) else "open"
