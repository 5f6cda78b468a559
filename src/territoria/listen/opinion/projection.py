"""Where people stand: the two directions in which votes differ most, and everybody's place on them.

Principal components of the votes, blanks at the mean of their statement, then a projection that does
not draw people to the middle because they saw few statements. Statements moderated out count as 0 for
everybody. Source: Small et al., *Polis: Scaling deliberation by mapping high dimensional opinion
spaces*, Recerca 2021.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from territoria.listen.opinion.votes import AGREE, CountsArray, Floats, Truth, Votes

ENOUGH_VOTES: Final = 7
FEWEST_PEOPLE: Final = 15
AXES: Final = 2
# a direction with less of the variance than this is rounding
NOTHING: Final = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """``positions`` (participants, 2); ``directions`` (2, statements) of length 1, or 0 where votes
    do not differ any further; ``centre`` (statements,): mean votes; ``extremity`` (statements,): how
    far out a bare agree to the statement stands; ``explained`` (2,): shares of the variance, 0 to 1.
    """

    positions: Floats
    directions: Floats
    centre: Floats
    extremity: Floats
    explained: tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """Votes with moderated-out columns at 0: ``known`` truth, ``values`` 0 where not known."""

    values: Floats
    known: Truth


def in_conversation(votes: Votes, before: Collection[str] = ()) -> Truth:
    """(participants,): who is placed in a group. Whoever voted on 7 statements, or on all of fewer,
    and whoever was placed ``before``; if that is fewer than 15 people, the most active of the others
    until they are 15.
    """
    former = frozenset(before)
    cast = votes.said.sum(axis=1)
    inside: Truth = (cast >= min(ENOUGH_VOTES, len(votes.statements))) & (cast > 0)
    inside |= np.array([name in former for name in votes.participants], dtype=bool)
    lacking = FEWEST_PEOPLE - int(inside.sum())
    if lacking > 0:
        others = [n for n in np.argsort(-cast, kind="stable") if not inside[n] and cast[n]]
        inside[others[:lacking]] = True
    return inside


def fill(votes: Votes) -> Filled:
    """The votes ready to be projected."""
    out = np.array(votes.moderated_out, dtype=bool)
    known = votes.said | out
    return Filled(np.where(votes.said & ~out, np.nan_to_num(votes.values), 0.0), known)


def project(filled: Filled, times: CountsArray | None = None) -> Projection:
    """Directions and positions. ``times`` (participants,): how often each counts, as in a resample;
    positions are given for everybody.
    """
    known, values = filled.known, filled.values
    people, statements = values.shape
    weights = np.ones(people) if times is None else times.astype(float)
    asked = weights @ known
    centre = np.divide(weights @ values, asked, out=np.zeros(statements), where=asked > 0)
    apart = np.where(known, values - centre, 0.0)
    directions, explained = _directions(apart * np.sqrt(weights)[:, None])
    stretch = np.sqrt(statements / np.maximum(known.sum(axis=1), 1))
    return Projection(
        positions=apart @ directions.T * stretch[:, None],
        directions=directions,
        centre=centre,
        extremity=np.sqrt(statements)
        * np.abs(AGREE - centre)
        * np.hypot(directions[0], directions[1]),
        explained=explained,
    )


def _directions(table: Floats) -> tuple[Floats, tuple[float, float]]:
    """The first two principal directions of a centred table, each with its largest entry positive."""
    from scipy.linalg import eigh

    people, statements = table.shape
    directions = np.zeros((AXES, statements))
    total = float((table**2).sum())
    if total <= NOTHING:
        return directions, (0.0, 0.0)
    tall = people >= statements
    square = table.T @ table if tall else table @ table.T
    size = len(square)
    found, vectors = eigh(square, subset_by_index=[max(size - AXES, 0), size - 1])
    shares = [0.0, 0.0]
    for axis, (value, vector) in enumerate(zip(found[::-1], vectors.T[::-1], strict=True)):
        if value <= NOTHING * total:
            continue
        along = vector if tall else table.T @ vector
        along = along / np.linalg.norm(along)
        directions[axis] = along * np.sign(along[np.argmax(np.abs(along))])
        shares[axis] = float(value) / total
    return directions, (shares[0], shares[1])
