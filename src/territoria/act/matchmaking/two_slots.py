"""A better arrangement: two slots at a time are emptied and filled anew.

A large neighbourhood search. Each round solves a programme over the meetings of two slots and those
that wait, of the pairs that can belong to a best choice, in every third round over a few more; it branches a
fixed number of times at most. Which filling among equals is drawn, so that the next rounds start from
somewhere else. The number of rounds is given, never a time.
"""

from __future__ import annotations

import numpy as np

from territoria.act.b_matching import EXACT, HALF, Flags, Floats
from territoria.act.matchmaking.board import Board
from territoria.act.matchmaking.day import NONE
from territoria.act.matchmaking.filling import best_filling, places_for, refill

WIDE = 3
"""Every so many rounds also pairs that fall a little short of the best choice are looked at."""
LITTLE = 1.0


def improve(
    board: Board, short: Floats, bound: int, *, rounds: int, chance: np.random.Generator
) -> int:
    """Fill two slots anew, up to ``rounds`` times; gives back how often it was done.

    ``short`` (pairs,): what each falls short of the best choice. Ends where ``bound`` is reached.
    """
    open_slots = [slot for slot in range(board.day.slots) if not board.day.closed >> slot & 1]
    done, waiting = 0, list[tuple[int, int]]()
    while done < rounds and open_slots and board.value < bound:
        if not waiting:
            waiting = _couples(open_slots, chance)
        one, other = waiting.pop()
        near = LITTLE if done % WIDE == WIDE - 1 else 0.0
        _refill(board, short <= min(near, bound - board.value) + EXACT, one, other, chance)
        done += 1
    return done


def _couples(slots: list[int], chance: np.random.Generator) -> list[tuple[int, int]]:
    """Every two slots once, in an order that is drawn; a single slot with itself."""
    pairs = [(a, b) for n, a in enumerate(slots) for b in slots[n + 1 :]] or [(slots[0],) * 2]
    return [pairs[n] for n in chance.permutation(len(pairs)).tolist()]


def _refill(
    board: Board, looked_at: Flags, one: int, other: int, chance: np.random.Generator
) -> None:
    """The best filling of two slots, given all others."""
    day = board.day
    slots = np.array(board.slot_of)
    here = ((slots == one) | (slots == other)) & ~day.held
    free = here | ((slots == NONE) & looked_at)
    pairs, into = places_for(board, free, sorted({one, other}))
    if not len(pairs):
        return
    tie = chance.random(len(pairs)) * HALF / max(len(day.companies), 1)
    chosen, _ = best_filling(board, pairs, into, day.weights[pairs] + tie)
    if chosen is None or day.weights[pairs[chosen]].sum() < day.weights[here].sum():
        return
    refill(board, pairs[chosen], into[chosen], here)
