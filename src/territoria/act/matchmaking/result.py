"""What an arrangement of meetings is: the meetings, those that found no place, and how good it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from territoria.speech import gettext, number

Pair = tuple[str, str]
"""Ids of two companies, the smaller first."""
Cause = Literal[
    "declined",
    "unanswered",
    "forbidden",
    "met before",
    "absent",
    "never together",
    "full",
    "no slot in common",
    "no table",
]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two companies, ``a`` the smaller id, in a slot at a table, both counted from 1."""

    a: str
    b: str
    slot: int
    table: int
    weight: int


@dataclass(frozen=True, slots=True)
class Pin:
    """A meeting that stays where it is; ``table`` None where only the slot is held."""

    a: str
    b: str
    slot: int
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A pair that wished to meet and does not. ``weight`` 0 where it was never agreed."""

    a: str
    b: str
    weight: int
    cause: Cause
    reason: str


@dataclass(frozen=True)
class Arrangement:
    """Who meets whom, when and where.

    ``meetings``: by slot, then table. ``unplaced``: every other pair with a wish, why in a sentence.
    ``value``: weight of the meetings; ``bound``: no arrangement is worth more. ``holes``: slots in
    which a company is there and waits between two meetings, ``waiting``: companies with such a slot;
    ``holes_before``: holes before they were closed. ``changes``: how often a company goes to another
    table from one meeting to the next. ``seed``: of everything that was drawn.
    """

    meetings: tuple[Meeting, ...]
    unplaced: tuple[Unplaced, ...]
    value: int
    bound: int
    holes_before: int
    holes: int
    waiting: int
    changes: int
    seed: int

    @property
    def proven(self) -> bool:
        """Whether no arrangement is worth more."""
        return self.value >= self.bound

    @property
    def gap(self) -> float:
        """By what share of the bound a better one could be worth more, at most."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0

    @property
    def sentence(self) -> str:
        """How good it is, in the language spoken."""
        if self.proven:
            text = gettext("Meetings: {count}, worth {value}: no arrangement is worth more.")
            return text.format(count=number(len(self.meetings), ","), value=number(self.value, ","))
        text = gettext(
            "Meetings: {count}, worth {value}: another arrangement could be worth {gap} % more at "
            "most, {bound} in all."
        )
        more = -(10_000 * (self.value - self.bound) // max(self.value, 1)) / 100  # rounded up
        return text.format(
            count=number(len(self.meetings), ","),
            value=number(self.value, ","),
            gap=number(more, ".2f"),
            bound=number(self.bound, ","),
        )

    def agenda_of(self, company: str) -> tuple[Meeting, ...]:
        """The meetings of one company, by slot."""
        return tuple(m for m in self.meetings if company in (m.a, m.b))


def pair_of(one: str, other: str) -> Pair:
    """Two ids as a pair."""
    return (one, other) if one <= other else (other, one)


def pairs_of(pairs: Collection[tuple[str, str]]) -> frozenset[Pair]:
    """Pairs of ids, whoever is named first."""
    return frozenset(pair_of(one, other) for one, other in pairs)
