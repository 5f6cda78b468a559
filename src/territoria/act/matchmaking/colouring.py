"""Place chosen meetings into slots by chains, and level the slots: an edge colouring.

A company is a vertex, a meeting an edge, a slot a colour. Where the meetings join two sides, as many
slots as the busiest company has meetings are always enough (König 1916); elsewhere one more always is
(Vizing 1964), and mostly none. Slots can then be levelled, by turning chains over, until they differ
by one meeting at most (de Werra 1971).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

import numpy as np

from territoria.act.matchmaking.board import Board, Chain, slots_in
from territoria.act.matchmaking.day import NONE

PATIENCE = 100
"""How often something may be pushed out, beside once for each meeting to be placed."""


def place_all(
    board: Board, pairs: Iterable[int], chance: np.random.Generator, *, tables: bool = True
) -> list[int]:
    """Place pairs by chains; where none helps, push out what stands in the way and place that.

    ``tables``: whether slots have a limit of tables. Gives back the pairs that found no place.
    """
    waiting = deque(pairs)
    stuck: list[int] = []
    pushes = PATIENCE + len(waiting)
    while waiting:
        pair = waiting.popleft()
        if place(board, pair, tables=tables):
            continue
        pushed = _push(board, pair, chance, tables=tables) if pushes > 0 else None
        pushes -= 1
        if pushed is None:
            stuck.append(pair)
        else:
            waiting.extend(pushed)
    return [pair for pair in stuck if not place(board, pair, tables=tables)]


def place(board: Board, pair: int, *, tables: bool = True) -> bool:
    """Place a pair where both are free, or turn one chain over so that they are."""
    a, b = board.ends[pair]
    free_a, free_b = board.free_slots(a), board.free_slots(b)
    ready = slots_in(free_a & free_b)
    if tables:
        ready = [slot for slot in ready if board.has_table(pair, slot)]
    if ready:
        board.put(pair, min(ready, key=lambda slot: board.walking[slot]))
        return True
    ways = [(b, one, other) for one in slots_in(free_a) for other in slots_in(free_b)]
    ways += [(a, other, one) for _, one, other in ways]
    return any(_by_chain(board, pair, *way, tables=tables) for way in ways)


def _by_chain(
    board: Board, pair: int, company: int, slot: int, other: int, *, tables: bool
) -> bool:
    """Free a slot of a company, in which its partner is free, by turning its chain over."""
    if not board.day.together[pair] >> slot & 1:
        return False
    chain = board.chain(company, slot, other)
    partner = next(c for c in board.ends[pair] if c != company)
    if partner in chain.tips or not board.may_turn(chain, slot, other, tables=tables):
        return False
    board.turn(chain.pairs, slot, other)
    if tables and not board.has_table(pair, slot):
        board.turn(chain.pairs, slot, other)
        return False
    board.put(pair, slot)
    return True


def _push(
    board: Board, pair: int, chance: np.random.Generator, *, tables: bool
) -> list[int] | None:
    """Put a pair into a slot and take off what stands in its way; None where there is no slot."""
    options = []
    for slot in slots_in(board.day.together[pair]):
        in_way = {board.at[c][slot] for c in board.ends[pair]} - {NONE}
        needs = tables and not board.has_table(pair, slot)
        if needs and not any(board.walks[e] for e in in_way):
            continue
        if not in_way & board.day.pinned.keys():
            options.append((len(in_way), slot, sorted(in_way)))
    if not options:
        return None
    least = min(options)[0]
    fewest = [option for option in options if option[0] == least]
    _, slot, in_way_of = fewest[int(chance.integers(len(fewest)))]
    for out in in_way_of:
        board.take(out)
    board.put(pair, slot)
    return in_way_of


def level(board: Board) -> None:
    """Turn chains over until no slot has two meetings more than another, as far as chains allow."""
    while max(board.walking) - min(board.walking) > 1:
        big = board.walking.index(max(board.walking))
        small = board.walking.index(min(board.walking))
        chain = _levelling(board, big, small)
        if chain is None:
            return
        board.turn(chain.pairs, big, small)


def _levelling(board: Board, big: int, small: int) -> Chain | None:
    """A chain that brings more out of the fuller slot than into it, and not too much."""
    most = board.walking[big] - board.walking[small] - 1
    for company in range(len(board.at)):
        if (board.at[company][big] == NONE) == (board.at[company][small] == NONE):
            continue  # only a path that begins here can be uneven
        chain = board.chain(company, big, small)
        pull = sum(
            (1 if board.slot_of[pair] == big else -1) for pair in chain.pairs if board.walks[pair]
        )
        if 1 <= pull <= most and board.may_turn(chain, big, small, tables=False):
            return chain
    return None
