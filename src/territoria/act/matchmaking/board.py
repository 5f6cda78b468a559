"""The board of a day: who meets whom in which slot, and chains of meetings that change two slots.

In two slots every company has two meetings at most, so the meetings of both form paths and circles.
Each may be turned over: what was in the one slot is then in the other, and nobody meets twice at a
time (Kempe's chains). No meeting is lost by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from territoria.act.matchmaking.day import NONE, Day


@dataclass(frozen=True, slots=True)
class Chain:
    """Meetings of two slots that hang together; ``tips``: the companies at the two ends of a path,
    none of a circle.
    """

    pairs: tuple[int, ...]
    tips: tuple[int, ...]


class Board:
    """Where each pair stands; changed in place.

    ``at[company][slot]``: pair, or NONE. ``slot_of[pair]``: slot, or NONE. ``busy[company]``: slots
    with a meeting, as bits. ``walking[slot]``: meetings that need a table.
    """

    def __init__(self, day: Day) -> None:
        """An empty board, but for the pins."""
        self.day = day
        self.ends: list[list[int]] = day.ends.tolist()
        self.walks: list[bool] = day.walks.tolist()
        self.tables = len(day.free_tables)
        self.at = [[NONE] * day.slots for _ in day.companies]
        self.slot_of = [NONE] * len(day.pairs)
        self.busy = [0] * len(day.companies)
        self.walking = [0] * day.slots
        for pair, slot in day.pinned.items():
            self.put(pair, slot)

    @property
    def value(self) -> int:
        """Weight of what is placed."""
        weights = self.day.weights.tolist()
        return sum(w for w, slot in zip(weights, self.slot_of, strict=True) if slot != NONE)

    def put(self, pair: int, slot: int) -> None:
        """Place a pair that stands nowhere, where both are free."""
        self.slot_of[pair] = slot
        self.walking[slot] += self.walks[pair]
        for company in self.ends[pair]:
            self.at[company][slot] = pair
            self.busy[company] |= 1 << slot

    def take(self, pair: int) -> None:
        """Take a pair off."""
        slot = self.slot_of[pair]
        self.slot_of[pair] = NONE
        self.walking[slot] -= self.walks[pair]
        for company in self.ends[pair]:
            self.at[company][slot] = NONE
            self.busy[company] &= ~(1 << slot)

    def free_slots(self, company: int) -> int:
        """Slots in which a company may meet and does not, as bits."""
        return self.day.open_to[company] & ~self.busy[company]

    def has_table(self, pair: int, slot: int) -> bool:
        """Whether there is a table for the pair in a slot."""
        return not self.walks[pair] or self.walking[slot] < self.tables

    def chain(self, company: int, one: int, other: int) -> Chain:
        """What hangs together with a company in two slots."""
        first, tip = self._walk(company, one, other)
        if tip == company and first:
            return Chain(tuple(first), ())
        second, end = self._walk(company, other, one)
        return Chain((*first, *second), (tip, end))

    def _walk(self, company: int, one: int, other: int) -> tuple[list[int], int]:
        """Pairs met from a company by turns, and the company at which they end."""
        pairs: list[int] = []
        start, slot = company, one
        while (pair := self.at[company][slot]) != NONE:
            pairs.append(pair)
            a, b = self.ends[pair]
            company = b if a == company else a
            if company == start:
                break
            slot = other if slot == one else one
        return pairs, company

    def may_turn(self, chain: Chain, one: int, other: int, *, tables: bool = True) -> bool:
        """Whether all may meet in their new slots, none is pinned, and there are tables."""
        together, pinned = self.day.together, self.day.pinned
        moved = 0
        for pair in chain.pairs:
            to = other if self.slot_of[pair] == one else one
            if not together[pair] >> to & 1 or pair in pinned:
                return False
            if self.walks[pair]:
                moved += 1 if to == other else -1
        if not tables or not moved:
            return True
        fuller = other if moved > 0 else one
        return self.walking[fuller] + abs(moved) <= self.tables

    def turn(self, pairs: Iterable[int], one: int, other: int) -> None:
        """Turn a chain over."""
        moved = [(pair, other if self.slot_of[pair] == one else one) for pair in pairs]
        for pair, _ in moved:
            self.take(pair)
        for pair, slot in moved:
            self.put(pair, slot)


def slots_in(bits: int) -> list[int]:
    """The numbers of the bits that are set, from the lowest."""
    found = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found
