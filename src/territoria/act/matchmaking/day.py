"""Everything an arrangement hangs on, as numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from territoria.act.b_matching import Flags, Integers, Limit
from territoria.act.companies import Company
from territoria.act.matchmaking.pins import odd_pins, outside
from territoria.act.matchmaking.result import Pair, Pin, pair_of
from territoria.errors import DataError, MethodError, Problem
from territoria.speech import gettext

NONE = -1


@dataclass(frozen=True)
class Day:
    """Companies, pairs and slots by number, from 0.

    ``ends`` (pairs, 2), ``weights`` (pairs,). ``open_to``: for each company the slots in which it
    may meet, as bits. ``pinned``: pair → slot; ``pinned_at``: pair → table, where that is held.
    ``booth``: of each company, None where it has none. ``walks`` (pairs,): nobody of the two has a
    booth, so they need a table. ``free_tables``: those that are no booth. ``slots``: how many.
    """

    companies: tuple[Company, ...]
    pairs: tuple[Pair, ...]
    ends: Integers
    weights: Integers
    open_to: tuple[int, ...]
    pinned: Mapping[int, int]
    pinned_at: Mapping[int, int]
    booth: tuple[int | None, ...]
    walks: Flags
    free_tables: tuple[int, ...]
    slots: int
    closed: int

    @cached_property
    def is_unrestricted(self) -> bool:
        """Whether everybody may meet in every slot, and nothing is pinned."""
        full = (1 << self.slots) - 1
        return not self.pinned and all(self.open_to[c] == full for c in set(self.ends.flat))

    @cached_property
    def together(self) -> tuple[int, ...]:
        """For each pair, the slots in which both may meet, as bits."""
        return tuple(self.open_to[a] & self.open_to[b] for a, b in self.ends.tolist())

    @cached_property
    def possible(self) -> Flags:
        """Pairs × slots: whether a meeting may be placed there."""
        bits = np.array(self.together, dtype=object)
        columns = [((bits >> slot) & 1).astype(bool) for slot in range(self.slots)]
        return np.stack(columns, axis=1) if len(bits) else np.zeros((0, self.slots), dtype=bool)

    @property
    def present(self) -> list[int]:
        """For each company, the slots in which it may meet or is pinned, as bits."""
        bits = list(self.open_to)
        for pair, slot in self.pinned.items():
            for company in self.ends[pair]:
                bits[company] |= 1 << slot
        return bits

    @property
    def room(self) -> Integers:
        """The most meetings of each company."""
        return np.array([bits.bit_count() for bits in self.present], dtype=np.int64)

    @property
    def held(self) -> Flags:
        """(pairs,) Whether a pair is pinned."""
        out = np.zeros(len(self.pairs), dtype=bool)
        out[list(self.pinned)] = True
        return out

    @property
    def limits(self) -> list[Limit]:
        """What no arrangement exceeds beside the room of each: tables, and companies left over.

        In a slot at most half of those who are there can meet: of an odd number, one is left over.
        """
        closed = [slot for slot in range(self.slots) if self.closed >> slot & 1]
        beyond = sum(slot in closed and bool(self.walks[e]) for e, slot in self.pinned.items())
        tables = len(self.free_tables) * (self.slots - len(closed)) + beyond
        out = [(np.flatnonzero(self.walks), tables)]
        present = self.present
        for inside in _circles(self):
            bits = [present[c] for c in {c for e in inside for c in self.ends[e].tolist()}]
            there = [sum(b >> slot & 1 for b in bits) for slot in range(self.slots)]
            if any(count % 2 for count in there):
                out.append((np.array(inside), sum(count // 2 for count in there)))
        return out


def day_of(
    companies: Sequence[Company],
    weights: Mapping[Pair, int],
    *,
    slots: int,
    tables: int,
    pins: Sequence[Pin] = (),
    closed: Collection[int] = (),
) -> Day:
    """The numbers of an encounter. ``weights``: of the agreed pairs; ``pins`` are among them.

    ``closed``: slots that take no meeting but pinned ones. MethodError: no slot or no table.
    DataError, all at once: times and booths outside the day, pins that contradict each other.
    """
    if slots < 1 or tables < 1:
        text = gettext("{slots} slots and {tables} tables cannot be arranged.")
        text = text.format(slots=slots, tables=tables)
        raise MethodError(Problem(gettext("encounter"), text, gettext("Give at least 1 of each.")))
    problems = [
        *outside(companies, slots, tables, closed),
        *odd_pins(companies, weights, slots, tables, pins),
    ]
    if problems:
        raise DataError(problems)
    return _numbered(companies, weights, slots, tables, pins, closed)


def _numbered(
    companies: Sequence[Company],
    weights: Mapping[Pair, int],
    slots: int,
    tables: int,
    pins: Sequence[Pin],
    closed: Collection[int],
) -> Day:
    place = {company.id: n for n, company in enumerate(companies)}
    pairs = tuple(weights)
    number = {pair: n for n, pair in enumerate(pairs)}
    ends = np.array([[place[a], place[b]] for a, b in pairs], dtype=np.int64).reshape(-1, 2)
    open_slots = [slot for slot in range(1, slots + 1) if slot not in closed]
    booths = np.array([company.booth is not None for company in companies], dtype=bool)
    taken = {company.booth for company in companies}
    at = {number[pair_of(pin.a, pin.b)]: pin for pin in pins}
    return Day(
        companies=tuple(companies),
        pairs=pairs,
        ends=ends,
        weights=np.array(list(weights.values()), dtype=np.int64),
        open_to=tuple(
            sum(1 << slot - 1 for slot in open_slots if slot not in company.away)
            for company in companies
        ),
        pinned={pair: pin.slot - 1 for pair, pin in at.items()},
        pinned_at={pair: pin.table for pair, pin in at.items() if pin.table is not None},
        booth=tuple(company.booth for company in companies),
        walks=np.logical_not(booths[ends].any(axis=1)),
        free_tables=tuple(table for table in range(1, tables + 1) if table not in taken),
        slots=slots,
        closed=sum(1 << slot - 1 for slot in set(closed)),
    )


def _circles(day: Day) -> list[list[int]]:
    """The pairs of each part of the encounter that has no wish into another."""
    root = list(range(len(day.companies)))

    def top(c: int) -> int:
        while root[c] != c:
            root[c] = root[root[c]]
            c = root[c]
        return c

    for a, b in day.ends.tolist():
        root[top(a)] = top(b)
    inside: dict[int, list[int]] = {}
    for e, (a, _) in enumerate(day.ends.tolist()):
        inside.setdefault(top(a), []).append(e)
    return list(inside.values())
