"""What a BarCamp's timetable is made of: people with their interests, topics, slots and rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Interests = NDArray[np.int8]
"""People × topics: 0 (not for me) to 3 (must have); -1 where somebody was not asked or did not say."""
MOST_INTEREST = 3
UNSAID = -1
LEAST = 5
"""Fewest people in a group, its host among them."""
MOST_OF_CITY = 3
"""Most people of one city in a group."""


@dataclass(frozen=True)
class Person:
    """Somebody who takes part. ``city`` "" stands for none; ``away``: slots without this person."""

    id: str
    city: str = ""
    away: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Topic:
    """What somebody wants to talk about. ``hosts`` have to be there; ``needs``: features of a room."""

    id: str
    title: str = ""
    hosts: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Room:
    """Where a group sits. ``closed``: slots in which it cannot be used."""

    id: str
    seats: int
    features: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pin:
    """Where a topic has to stand, by hand. ``slot`` or ``room`` "" leave that open."""

    topic: str
    slot: str = ""
    room: str = ""


@dataclass(frozen=True)
class Event:
    """Everything a timetable hangs on.

    ``interests``: people × topics. ``slots`` are held one after the other; in each, every room takes
    one topic at most, and every topic is held once at most. ``skipped``: topics left out by hand.
    """

    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    slots: tuple[str, ...]
    rooms: tuple[Room, ...]
    interests: Interests
    pins: tuple[Pin, ...] = ()
    skipped: frozenset[str] = frozenset()

    @property
    def values(self) -> Interests:
        """People × topics: interests with 0 for what was not said."""
        return np.maximum(self.interests, 0)


@dataclass(frozen=True)
class Placement:
    """A topic in a slot and a room."""

    topic: str
    slot: str
    room: str


@dataclass(frozen=True)
class Timetable:
    """A timetable, with what it is worth and how far the best can lie from it.

    ``value``: interest served, the sum over people and slots of the liveliest interest among what is
    held then; 0 in a slot where somebody is away. ``bound``: no timetable of this event is worth
    more. ``proven``: value and bound meet. ``left_out``: topic → why it is not held, in a sentence.
    ``method``: how it was found.
    """

    placements: tuple[Placement, ...]
    left_out: Mapping[str, str]
    value: int
    bound: int
    method: str

    @property
    def proven(self) -> bool:
        """Whether no better one exists."""
        return self.value >= self.bound

    @property
    def gap(self) -> float:
        """By what share of the bound a better one could be worth more, at most."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0
