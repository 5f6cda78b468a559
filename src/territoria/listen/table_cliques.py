"""Which attributes must be thought of together, to know all that a set of tables tells.

Whoever subtracts tables reasons about people, cell by cell of all attributes together. Where the
tables hang together like a tree, agreeing on shared margins is the same as coming from one and the
same people (Lauritzen 1996, decomposable models), and far fewer cells are needed. What is a ring
stays together as one.
"""

from __future__ import annotations

from collections.abc import Iterable

Names = frozenset[str]


def cliques_of(tables: Iterable[tuple[str, ...]]) -> tuple[tuple[Names, Names], ...]:
    """Sets of attributes that hang together like a tree, each with those it shares with one before it.

    Every table lies inside one of the sets. Graham's reduction: a set goes when what it shares with
    the rest lies inside one other set; a rest that cannot be reduced is joined, piece by piece.
    """
    held = _largest({frozenset(table) for table in tables})
    taken: list[tuple[Names, Names]] = []
    while held:
        if len(held) == 1:
            taken.append((held.pop(), frozenset()))
            break
        ear = _ear(held)
        if ear is None:
            held = _joined(held)
        else:
            taken.append(ear)
            held.remove(ear[0])
    return tuple(reversed(taken))


def _largest(sets: Iterable[Names]) -> list[Names]:
    """Those that lie in no other, in an order that does not depend on chance."""
    every = sorted(sets, key=lambda s: (-len(s), sorted(s)))
    return [one for i, one in enumerate(every) if not any(one <= other for other in every[:i])]


def _ear(held: list[Names]) -> tuple[Names, Names] | None:
    for one in reversed(held):
        others = [other for other in held if other != one]
        shared = one & frozenset().union(*others)
        if any(shared <= other for other in others):
            return one, shared
    return None


def _joined(held: list[Names]) -> list[Names]:
    """The two that share most become one; the ring is shorter by one."""
    pairs = [(one, two) for i, one in enumerate(held) for two in held[i + 1 :]]
    one, two = max(pairs, key=lambda pair: (len(pair[0] & pair[1]), -len(pair[0] | pair[1])))
    return _largest({one | two, *(other for other in held if other not in (one, two))})
