"""Who voted what on which statement: the one table that all of a conversation is computed from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from territoria.errors import DataError, Problem
from territoria.speech import gettext

Floats = NDArray[np.float64]
CountsArray = NDArray[np.intp]
Truth = NDArray[np.bool_]

AGREE: Final = 1
PASS: Final = 0
DISAGREE: Final = -1
VALUES: Final = frozenset((AGREE, PASS, DISAGREE))

Record = tuple[str, str, int]
"""Participant, statement, and +1 agree, 0 pass or −1 disagree."""


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """Votes of a conversation, each person once on a statement.

    ``values``: (participants, statements), +1 agree, −1 disagree, 0 pass, NaN where nobody was asked
    or nothing was said. ``moderated_out`` and ``meta``: (statements,) truth by statement; a meta
    statement is about the people, not about the subject.
    """

    values: Floats
    participants: tuple[str, ...]
    statements: tuple[str, ...]
    moderated_out: tuple[bool, ...]
    meta: tuple[bool, ...]

    @property
    def said(self) -> Truth:
        """(participants, statements): whether there is a vote, a pass among them."""
        return np.isfinite(self.values)


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Votes by statement, each (statements,) or (groups, statements); ``seen`` = all three."""

    agree: CountsArray
    disagree: CountsArray
    seen: CountsArray

    @property
    def passed(self) -> CountsArray:
        """Those who saw the statement and took no side."""
        return self.seen - self.agree - self.disagree


def votes_from(
    records: Iterable[Record],
    *,
    statements: Sequence[str] | None = None,
    moderated_out: Collection[str] = (),
    meta: Collection[str] = (),
) -> Votes:
    """The table of some records in the order of time: the last vote of a person on a statement counts.

    ``statements``: all of them in their order, also those without a vote; by default those that were
    voted on, in the order of their first vote. Participants are sorted by id, so that what is drawn
    among them does not hang on who voted first.
    DataError names every value that is no vote and every unknown statement.
    """
    held = list(records)
    names = tuple(dict.fromkeys(s for _, s, _ in held) if statements is None else statements)
    spot = {name: n for n, name in enumerate(names)}
    _check(held, names, spot, (*moderated_out, *meta))
    rows = {name: n for n, name in enumerate(sorted({p for p, _, _ in held}))}
    at = np.fromiter((rows[p] for p, _, _ in held), np.intp, len(held))
    on = np.fromiter((spot[s] for _, s, _ in held), np.intp, len(held))
    values = np.full((len(rows), len(names)), np.nan)
    # of several values for one cell, NumPy keeps the last
    values[at, on] = np.fromiter((v for _, _, v in held), float, len(held))
    out, about = frozenset(moderated_out), frozenset(meta)
    return Votes(
        values,
        tuple(rows),
        names,
        tuple(name in out for name in names),
        tuple(name in about for name in names),
    )


def count(values: Floats, groups: CountsArray | None = None, number: int = 0) -> Counts:
    """Counts of a table of votes; by group where ``groups`` (participants,) says 0 … number − 1.

    Whoever has a negative group is in none of them.
    """
    parts = (values == AGREE, values == DISAGREE, np.isfinite(values))
    if groups is None:
        return Counts(*(part.sum(axis=0) for part in parts))
    inside = [groups == g for g in range(number)]
    empty = np.zeros((0, values.shape[1]), dtype=np.intp)
    return Counts(
        *(
            np.array([part[rows].sum(axis=0) for rows in inside]) if number else empty
            for part in parts
        )
    )


def _check(
    held: Sequence[Record], names: Sequence[str], spot: dict[str, int], flagged: Sequence[str]
) -> None:
    problems: list[Problem] = []
    if len(spot) < len(names):
        what = gettext("a statement is named twice.")
        problems.append(Problem(gettext("statements"), what, gettext("Name each once.")))
    name_it = gettext("Name it among the statements.")
    strange = sorted(
        {s for _, s, _ in held if s not in spot} | {s for s in flagged if s not in spot}
    )
    for name in strange:
        problems.append(Problem(name, gettext("there is no such statement."), name_it))
    for participant, statement, value in held:
        if value not in VALUES:
            what = gettext("{value} is no vote.").format(value=value)
            mend = gettext("Give 1 for agree, -1 for disagree, 0 for pass.")
            problems.append(Problem(f"{participant}, {statement}", what, mend))
    if problems:
        raise DataError(problems)
