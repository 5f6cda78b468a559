"""Which statements tell a group from the others: the published rules, table and choice.

For every group and statement: how likely the group is to agree (or disagree), and how much likelier
than everybody else who is placed. Source as in ``projection``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from territoria.listen.opinion.significance import (
    Z_90,
    adjusted,
    chance_of,
    smoothed_share,
    z_difference,
    z_share,
)
from territoria.listen.opinion.votes import Counts, CountsArray, Floats, Truth

MOST_SHOWN: Final = 5
Side = Literal["agree", "disagree"]


@dataclass(frozen=True, slots=True, eq=False)
class SideTable:
    """One side, each (groups, statements). ``votes``: votes for the side; ``share`` smoothed;
    ``z_share``: above a half; ``ratio`` of the share to that of the rest; ``z_ratio``: above the rest.
    """

    votes: CountsArray
    share: Floats
    z_share: Floats
    ratio: Floats
    z_ratio: Floats

    @property
    def significant(self) -> Truth:
        """Both tests above 90 %."""
        both: Truth = (self.z_share > Z_90) & (self.z_ratio > Z_90)
        return both

    @property
    def metric(self) -> Floats:
        """What statements are ordered by."""
        return self.ratio * self.z_ratio * self.share * self.z_share


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that stands for a group. ``votes`` of ``seen`` in the group took the ``side``.

    ``share``, ``z_share``, ``ratio``, ``z_ratio``: as in ``SideTable``. ``q``: the larger of both
    tests' p-values, adjusted for all statements, groups and sides.
    ``significant``: both tests are above 90 %; ``first_agreed``: it leads as the best agreed one.
    """

    statement: str
    side: Side
    votes: int
    seen: int
    share: float
    z_share: float
    ratio: float
    z_ratio: float
    q: float
    significant: bool
    first_agreed: bool


def side_tables(counts: Counts) -> tuple[SideTable, SideTable]:
    """Agree and disagree. ``counts``: (groups, statements)."""
    return _side(counts.agree, counts.seen), _side(counts.disagree, counts.seen)


def _side(part: CountsArray, seen: CountsArray) -> SideTable:
    rest_part, rest_seen = part.sum(axis=0) - part, seen.sum(axis=0) - seen
    share = smoothed_share(part, seen)
    return SideTable(
        votes=part,
        share=share,
        z_share=z_share(part, seen),
        ratio=share / smoothed_share(rest_part, rest_seen),
        z_ratio=z_difference(part, seen, rest_part, rest_seen),
    )


def representative(
    counts: Counts, statements: tuple[str, ...], moderated_out: tuple[bool, ...]
) -> tuple[tuple[Representative, ...], ...]:
    """At most five statements a group, those agreed with before those disagreed with; none of them is
    moderated out, and there is one at least where anything was voted on.
    """
    agree, disagree = side_tables(counts)
    shown = ~np.array(moderated_out, dtype=bool)
    for_agree = agree.z_ratio > disagree.z_ratio
    weakest = np.array([np.minimum(s.z_ratio, s.z_share) for s in (agree, disagree)])
    tested = np.broadcast_to(shown & (counts.seen > 0), weakest.shape)
    q = adjusted(chance_of(weakest), tested)

    def told(group: int, column: int, first_agreed: bool) -> Representative:
        # the lead was chosen as the best agreed one, also where both sides tie
        side: Side = "agree" if first_agreed or for_agree[group, column] else "disagree"
        table = agree if side == "agree" else disagree
        at = (group, column)
        return Representative(
            statements[column],
            side,
            int(table.votes[at]),
            int(counts.seen[at]),
            float(table.share[at]),
            float(table.z_share[at]),
            float(table.ratio[at]),
            float(table.z_ratio[at]),
            float(q[0 if side == "agree" else 1, group, column]),
            bool(table.significant[at]),
            first_agreed,
        )

    return tuple(
        tuple(
            told(g, column, first)
            for column, first in _chosen(agree, disagree, for_agree, shown, g)
        )
        for g in range(len(counts.seen))
    )


def _chosen(
    agree: SideTable, disagree: SideTable, for_agree: Truth, shown: Truth, group: int
) -> list[tuple[int, bool]]:
    """Columns in the order shown, and whether each leads as the best agreed one."""
    columns = np.flatnonzero(shown)
    passes = agree.significant[group] | disagree.significant[group]
    metric = np.where(for_agree[group], agree.metric[group], disagree.metric[group])
    lead = _best_agreed(agree, disagree, columns, group)
    enough = sorted((c for c in columns if passes[c]), key=lambda c: -metric[c])
    if not enough:
        return [(lead, True)] if lead is not None else _best_of_all(agree, disagree, columns, group)
    rest = [(int(c), False) for c in enough if c != lead]
    listed = ([(lead, True)] if lead is not None else []) + rest
    return sorted(listed[:MOST_SHOWN], key=lambda one: not for_agree[group, one[0]])


def _best_of_all(
    agree: SideTable, disagree: SideTable, columns: CountsArray, group: int
) -> list[tuple[int, bool]]:
    """The statement that tells the group most, however little that is."""
    if not len(columns):
        return []
    strongest = np.maximum(agree.z_ratio[group], disagree.z_ratio[group])[columns]
    return [(int(columns[np.argmax(strongest)]), False)]


def _best_agreed(
    agree: SideTable, disagree: SideTable, columns: CountsArray, group: int
) -> int | None:
    """The statement that a group agrees with most tellingly, found in the order of the statements:
    once the best one is above the rest, others must beat it in the metric, else in share alone.
    """
    metric = agree.metric[group]
    plain = agree.share[group] * agree.z_share[group]
    best: int | None = None
    for column in columns:
        if agree.votes[group, column] == 0 and disagree.votes[group, column] == 0:
            continue
        if best is None:
            likely = agree.ratio[group, column] > 1 and agree.share[group, column] > 0.5
            better = agree.z_share[group, column] > Z_90 or likely
        elif agree.ratio[group, best] > 1:
            better = metric[column] > metric[best]
        else:
            better = plain[column] > plain[best]
        if better:
            best = int(column)
    return best
