"""Who sits where at a BarCamp, as values: seats, why somebody has none, what had to give way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Seat = tuple[str, str]
"""A person and a slot."""
Picks = Mapping[Seat, str | None]
"""Seats given by hand: the topic, or None for somebody who sits out."""
Kind = Literal["small", "city", "out", "host", "pick", "floor"]

STEPS = 20
"""The floor is told in twentieths: steps of 0.05."""
CITY_TENTHS = 3
"""What a city is worth in each group where it is present, in tenths of a point of interest."""
INTEREST_TENTHS = 10


@dataclass(frozen=True)
class Note:
    """Something that gave way, said in a sentence.

    ``kind``: a group that stays *small*, more people of a *city* than wanted, people who stand *out*
    because seats lack, a *host* who cannot be there, a *pick* that cannot hold, a *floor* below
    three quarters. ``slot``, ``topic``: where, "" where it is about more than one; ``people``: whom.
    """

    kind: Kind
    text: str
    slot: str = ""
    topic: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seating:
    """Who sits in which topic, in every slot.

    ``seats``: (person, slot) → topic; ``out``: (person, slot) → why there is no seat, in a sentence.
    ``picks``: what was given by hand. ``interest``: Σ over the seats of the interest in the topic;
    ``cities``: Σ over the groups of the different cities in them. ``bound``: no seating under the
    same rules and the same floor (and, made again, with as few moves) is worth more. ``floor``:
    everybody gets at least this share of their own ideal, in steps of 0.05; ``is_highest_floor``: no
    seating under the same rules reaches the next step. ``fair_cost``: points of value given up for the floor. ``shares``: person → share
    of the own ideal, of those who have one above 0. ``mixed``: mean over the groups of different
    cities ÷ people with a city; 0 without any. ``least``, ``most_of_city``: the rules it was made by.
    """

    seats: Mapping[Seat, str]
    out: Mapping[Seat, str]
    picks: Picks
    interest: int
    cities: int
    bound: float
    floor: float
    is_highest_floor: bool
    fair_cost: float
    shares: Mapping[str, float]
    mixed: float
    notes: tuple[Note, ...]
    least: int
    most_of_city: int

    @property
    def value(self) -> float:
        """Interest, and 0.3 for each city in each group."""
        return (INTEREST_TENTHS * self.interest + CITY_TENTHS * self.cities) / 10

    @property
    def is_proven(self) -> bool:
        """Whether no better one exists under the same rules and floor."""
        return self.value >= self.bound

    def group(self, slot: str, topic: str) -> tuple[str, ...]:
        """Who sits in a topic of a slot, by id."""
        return tuple(sorted(p for (p, s), t in self.seats.items() if (s, t) == (slot, topic)))


@dataclass(frozen=True)
class Moved:
    """Somebody who has another seat than before; ``topic`` "" where none is left."""

    person: str
    slot: str
    before: str
    topic: str


@dataclass(frozen=True)
class Reseating:
    """A seating made again, and who had to move for it: those who had a seat and have another."""

    seating: Seating
    moved: tuple[Moved, ...]
