"""Whether an agreement is +1: older exports of Polis had it the other way round.

The numbers of votes that ``participants-votes.csv`` states beside each person, and those beside each
statement, tell which sign an agreement has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Sign = Literal["agree is +1", "agree is -1", "cannot tell"]
Stated = Mapping[int, tuple[int, int]]
"""Person or statement → agreements and disagreements as the file states them."""


@dataclass(frozen=True, slots=True)
class SignCheck:
    """Votes off from what is stated, when agreements are +1 (``off``) and when they are −1
    (``off_turned``), summed over all people or statements.
    """

    sign: Sign
    off: int
    off_turned: int


def check_sign(votes: Iterable[tuple[int, int]], stated: Stated) -> SignCheck:
    """Which sign fits what is stated. ``votes``: whose (or on what), and the value."""
    found: dict[int, list[int]] = {}
    for name, value in votes:
        if value:
            found.setdefault(name, [0, 0])[0 if value > 0 else 1] += 1
    off = turned = 0
    for name, (agrees, disagrees) in stated.items():
        plus, minus = found.get(name, (0, 0))
        off += abs(plus - agrees) + abs(minus - disagrees)
        turned += abs(minus - agrees) + abs(plus - disagrees)
    sign: Sign = "cannot tell"
    if off != turned:
        sign = "agree is +1" if off < turned else "agree is -1"
    return SignCheck(sign, off, turned)
