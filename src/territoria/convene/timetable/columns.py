"""Everything a kind of slot can hold, listed with its worth, and searched for what prices make best.

Contents are listed by size. A content of *j* topics is one of *j − 1* with a later topic added, so a
row keeps only where it comes from and what was added; rows stand in the order of the topic added,
which makes all that a topic can be added to a beginning of the list before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from territoria.convene.timetable.prepared import Kind, Prepared

Words = NDArray[np.uint64]
Integers = NDArray[np.int64]
CHUNK = 1 << 15
"""Rows joined at a time, so that they stay in the processor's memory."""
MOST_WORDS = 60_000_000
"""Joined bits held at a time, 8 bytes each."""


@dataclass(frozen=True)
class Level:
    """Contents of one size: the row of the size before, the topic added (by its place), the worth."""

    parent: NDArray[np.int32]
    added: NDArray[np.int16]
    worth: NDArray[np.int32]


@dataclass(frozen=True)
class Contents:
    """All contents of a kind. ``topics``: what places stand for; ``levels``: the empty one first."""

    kind: Kind
    topics: tuple[int, ...]
    levels: tuple[Level, ...]

    def gains(self, prices: Integers, scale: int) -> list[Integers]:
        """Level by level: ``scale × worth`` less the prices of the topics, the pinned without price.

        ``prices``: of every topic of the event, whole numbers.
        """
        own = prices[list(self.topics)] if self.topics else np.zeros(0, dtype=np.int64)
        cost = np.zeros(1, dtype=np.int64)
        out = [self.levels[0].worth * np.int64(scale)]
        for level in self.levels[1:]:
            cost = cost[level.parent]
            cost += own[level.added]
            out.append(level.worth * np.int64(scale) - cost)
        return out

    def topics_of(self, level: int, row: int) -> tuple[int, ...]:
        """The topics of a content, the pinned among them, by their numbers."""
        found = list(self.kind.pinned)
        while level:
            found.append(self.topics[int(self.levels[level].added[row])])
            row, level = int(self.levels[level].parent[row]), level - 1
        return tuple(sorted(found))

    def row_of(self, topics: Sequence[int]) -> tuple[int, int]:
        """The level and row of a content that is listed."""
        places = sorted(self.topics.index(t) for t in topics if t not in self.kind.pinned)
        row = 0
        for size, place in enumerate(places, start=1):
            level = self.levels[size]
            begin, end = np.searchsorted(level.added, [place, place + 1])
            row = int(begin + np.searchsorted(level.parent[begin:end], row))
        return len(places), row


def can_be_listed(event: Prepared, most: int) -> bool:
    """Whether the contents of all kinds are no more than ``most`` and fit into memory.

    Each takes some 10 bytes, and 24 more while prices are tried.
    """
    rows = words = 0
    for kind in event.kinds:
        count, places = len(_listed(event, kind)), kind.rooms - len(kind.pinned)
        rows += sum(comb(count, size) for size in range(places + 1))
        words = max(words, comb(count, max(places - 1, 0)) * (kind.bits.shape[1] // 64 + 1))
    return rows <= most and words <= MOST_WORDS


def list_contents(event: Prepared, kind: Kind) -> Contents:
    """Everything a kind can hold beside what is pinned to it, topics that add nothing left out."""
    topics = _listed(event, kind)
    masks = _words(kind, topics)
    joined = np.bitwise_or.reduce(_words(kind, kind.pinned), axis=0)[:, None]
    counts = np.array(
        [[sum(mask >> t & 1 for t in kind.pinned)] for mask, _ in kind.limits], dtype=np.int8
    ).reshape(len(kind.limits), 1)
    lack = np.array([event.lack[t] for t in topics], dtype=np.int32)
    less = np.array([sum(event.lack[t] for t in kind.pinned)], dtype=np.int32)
    start = np.bitwise_count(joined).sum(axis=0, dtype=np.int32) - less
    levels = [Level(np.zeros(1, np.int32), np.full(1, -1, np.int16), start)]
    own = np.array([[mask >> t & 1 for t in topics] for mask, _ in kind.limits], dtype=np.int8)
    own = own.reshape(len(kind.limits), len(topics))
    most = np.array([limit for _, limit in kind.limits], dtype=np.int8)[:, None]
    size = kind.rooms - len(kind.pinned)
    for place in range(size):
        level = _combine(levels[-1].added, counts, own, most)
        parent, added = level
        last = place == size - 1
        joined, worth = _join(joined, parent, masks, added, keep=not last)
        less = less[parent] + lack[added]
        counts = counts[:, parent] + own[:, added]
        levels.append(Level(parent, added, worth - less))
    return Contents(kind, topics, tuple(levels))


def _listed(event: Prepared, kind: Kind) -> tuple[int, ...]:
    return tuple(t for t in kind.topics if t in event.wanted)


def _words(kind: Kind, topics: Sequence[int]) -> Words:
    """Topics × words: their bits, 64 a word."""
    bits = np.packbits(kind.bits[list(topics)], axis=1)
    short = -bits.shape[1] % 8
    return np.ascontiguousarray(np.pad(bits, ((0, 0), (0, short)))).view(np.uint64)


def _combine(
    before: NDArray[np.int16],
    counts: NDArray[np.int8],
    own: NDArray[np.int8],
    most: NDArray[np.int8],
) -> tuple[NDArray[np.int32], NDArray[np.int16]]:
    """Parent and added topic of every content of the next size that keeps the limits."""
    ends = np.searchsorted(before, np.arange(own.shape[1]), side="left")
    parents, added = [], []
    for topic, end in enumerate(ends.tolist()):
        rows = np.arange(end, dtype=np.int32)
        bound = np.flatnonzero(own[:, topic])
        if len(bound):
            rows = rows[(counts[bound, :end] < most[bound]).all(axis=0)]
        parents.append(rows)
        added.append(np.full(len(rows), topic, dtype=np.int16))
    if not parents:
        return np.zeros(0, np.int32), np.zeros(0, np.int16)
    return np.concatenate(parents), np.concatenate(added)


def _join(
    joined: Words, parent: NDArray[np.int32], masks: Words, added: NDArray[np.int16], *, keep: bool
) -> tuple[Words, NDArray[np.int32]]:
    """Words × contents of the next size, empty where not kept, and how many bits are set."""
    width, count = len(joined), len(parent)
    out = np.empty((width, count if keep else 0), dtype=np.uint64)
    worth = np.zeros(count, dtype=np.int32)
    part = np.empty(CHUNK, dtype=np.uint64)
    for begin in range(0, count, CHUNK):
        end = min(begin + CHUNK, count)
        rows, topics = parent[begin:end], added[begin:end]
        total = np.zeros(end - begin, dtype=np.int32)
        for word in range(width):
            one = part[: end - begin]
            np.bitwise_or(joined[word][rows], masks[topics, word], out=one)
            total += np.bitwise_count(one)
            if keep:
                out[word, begin:end] = one
        worth[begin:end] = total
    return out, worth
