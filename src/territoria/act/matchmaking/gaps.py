"""Close the holes in the days of companies: turn chains over, never losing a meeting.

A chain that is turned over changes the days of the companies at its two ends only; those between
have a meeting in both slots before and after. So all chains of two slots can be judged apart from
each other. Those that close holes are turned; where one needs a table more, another that gives one
up is turned with it. At first some that open a hole are turned too (annealing), later none.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import numpy as np

from territoria.act.matchmaking.board import Board, Chain, slots_in

SWEEPS = 5
"""How often every two slots are looked at, beside once for each round of search."""
HEAT = 3.0
"""Holes by which a chain may seem better or worse than it is at the first sweep, from end to end."""
CALM = 0.5
"""The same at the last: chains that change nothing are turned now and then."""
FEW = 0.02
"""Share of companies that may wait without every two slots being looked at."""
VISITS = 20
"""How often each company that waits is looked at by itself, before the sweeps and after them."""
Judged = tuple[float, Chain]
"""Holes more when the chain is turned, and the chain."""


def holes_of(board: Board) -> list[int]:
    """For each company the slots in which it is there and waits between two meetings."""
    return [
        holes_in(busy, there) for busy, there in zip(board.busy, board.day.open_to, strict=True)
    ]


@lru_cache(maxsize=1 << 16)
def holes_in(busy: int, there: int) -> int:
    """Slots between the first and the last meeting in which somebody is there without one."""
    if not busy:
        return 0
    between = (1 << busy.bit_length()) - (busy & -busy)
    return (between & there & ~busy).bit_count()


def close_holes(board: Board, *, sweeps: int, chance: np.random.Generator) -> None:
    """Turn chains over until few companies wait, or so many sweeps over all slots are done."""
    _visit_all(board, chance)
    couples = list(combinations(range(board.day.slots), 2))
    for sweep in range(sweeps):
        if sum(map(bool, holes_of(board))) <= FEW * len(board.at):
            break
        heat = CALM + HEAT * max(1 - sweep / (0.8 * sweeps), 0)
        for n in chance.permutation(len(couples)).tolist():
            one, other = couples[n]
            _turn_best(board, one, other, heat, chance)
    _visit_all(board, chance)


def _visit_all(board: Board, chance: np.random.Generator) -> None:
    """Look at each company that waits, by itself, a fixed number of times."""
    for _ in range(VISITS):
        waiting = [c for c, count in enumerate(holes_of(board)) if count]
        if not waiting:
            return
        for company in chance.permutation(waiting).tolist():
            _visit(board, company, chance)


def _turn_best(
    board: Board, one: int, other: int, heat: float, chance: np.random.Generator
) -> None:
    """Turn the chains of two slots that close holes, as far as there are tables."""
    even: list[Judged] = []
    ahead: list[Judged] = []
    back: list[Judged] = []
    for chain in _paths(board, one, other):
        change = _change(board, chain, one, other) + heat * (float(chance.random()) - 0.5)
        moved = _moved(board, chain, one)
        if abs(moved) <= 1:
            (even if not moved else ahead if moved > 0 else back).append((change, chain))
    turned = [chain for change, chain in even if change < 0]
    turned += _balanced(
        ahead, back, board.tables - board.walking[other], board.tables - board.walking[one]
    )
    for chain in turned:
        board.turn(chain.pairs, one, other)


def _balanced(
    ahead: list[Judged], back: list[Judged], room_ahead: int, room_back: int
) -> list[Chain]:
    """Chains that move a meeting ahead and back by twos, then single ones while there is room."""
    ahead, back = sorted(ahead, key=_first), sorted(back, key=_first)
    both = 0
    while both < min(len(ahead), len(back)) and ahead[both][0] + back[both][0] < 0:
        both += 1
    out = [chain for side in (ahead, back) for _, chain in side[:both]]
    for side, room in ((ahead, room_ahead), (back, room_back)):
        out += [chain for change, chain in side[both : both + room] if change < 0]
    return out


def _first(judged: Judged) -> float:
    return judged[0]


def _paths(board: Board, one: int, other: int) -> list[Chain]:
    """The chains of two slots that have ends and may be turned, tables aside."""
    out: list[Chain] = []
    seen: set[int] = set()
    both = 1 << one | 1 << other
    for company, busy in enumerate(board.busy):
        if busy & both in (0, both) or company in seen:
            continue
        chain = board.chain(company, one, other)
        seen.update(chain.tips)
        if board.may_turn(chain, one, other, tables=False):
            out.append(chain)
    return out


def _moved(board: Board, chain: Chain, one: int) -> int:
    """Meetings with a table that leave the first slot, less those that come into it."""
    return sum(1 if board.slot_of[pair] == one else -1 for pair in chain.pairs if board.walks[pair])


def _visit(board: Board, company: int, chance: np.random.Generator) -> None:
    """Better this company's day if a chain does, else carry its hole on by one that is drawn."""
    even: list[tuple[Chain, int, int]] = []
    for hole in slots_in(board.free_slots(company)):
        for slot in slots_in(board.busy[company]):
            chain = board.chain(company, slot, hole)
            change = _change(board, chain, slot, hole)
            if change > 0 or not board.may_turn(chain, slot, hole):
                continue
            if change < 0:
                board.turn(chain.pairs, slot, hole)
                return
            even.append((chain, slot, hole))
    if even:
        chain, slot, hole = even[int(chance.integers(len(even)))]
        board.turn(chain.pairs, slot, hole)


def _change(board: Board, chain: Chain, one: int, other: int) -> int:
    """How many holes more there are when a chain is turned over."""
    both = 1 << one | 1 << other
    change = 0
    for company in chain.tips:
        busy, there = board.busy[company], board.day.open_to[company]
        change += holes_in(busy ^ both, there) - holes_in(busy, there)
    return change
