"""Arrange the meetings of companies: whom, when, where, and how good that is.

Two steps instead of one large programme. First the meetings that are worth most while nobody has
more of them than slots: that is exact, and a bound for every arrangement. Then their slots. Where
nobody is away, that is the colouring of edges (König 1916, Vizing 1964), and mostly proven; else
slots are filled one by one and then two at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from territoria.act.b_matching import Choice, best_b_matching, shortfalls
from territoria.act.companies import Company, Wish, check_companies
from territoria.act.matchmaking.agreeing import Agreed, agree
from territoria.act.matchmaking.board import Board
from territoria.act.matchmaking.colouring import level, place_all
from territoria.act.matchmaking.day import NONE, Day, day_of
from territoria.act.matchmaking.filling import fill_whole
from territoria.act.matchmaking.gaps import SWEEPS, close_holes, holes_of
from territoria.act.matchmaking.reasons import left_over
from territoria.act.matchmaking.result import Arrangement, Meeting, Pair, Pin, pair_of, pairs_of
from territoria.act.matchmaking.slot_by_slot import deal_slots, fill_up
from territoria.act.matchmaking.table_numbers import changes, number_tables
from territoria.act.matchmaking.two_slots import improve
from territoria.errors import DataError, MethodError, Problem, did_you_mean
from territoria.speech import gettext

EFFORT = 6
"""Rounds of two slots filled anew; half a second for 500 companies."""


def arrange_meetings(
    companies: Sequence[Company],
    wishes: Sequence[Wish],
    *,
    slots: int,
    tables: int,
    pins: Sequence[Pin] = (),
    forbidden: Collection[Pair] = (),
    past: Collection[Pair] = (),
    absent: Collection[str] = (),
    closed: Collection[int] = (),
    seed: int = 1,
    effort: int = EFFORT,
) -> Arrangement:
    """Arrange the meetings that both want, of the greatest weight that is found.

    Slots and tables are counted from 1. Nobody has two meetings in a slot, or one while away; a
    company with a booth receives there, other meetings need one of the tables that are no booth.
    ``pins`` are held where they are; ``forbidden`` pairs and those of the ``past`` do not meet;
    ``absent`` companies do not come, and their pins fall; ``closed`` slots take pins only.
    ``effort``: rounds of search after the first arrangement; the same input and seed give the same
    arrangement on any machine of any speed.
    MethodError: no slot, no table, a negative effort. DataError: what does not hold, all at once.
    Source: König (1916), Vizing (1964), de Werra (1971).
    """
    _check(companies, wishes, forbidden, past, absent, effort)
    agreed = agree(
        companies, wishes, forbidden=pairs_of(forbidden), past=pairs_of(past), absent=set(absent)
    )
    standing = [pin for pin in pins if not {pin.a, pin.b} & set(absent)]
    day = day_of(
        companies, agreed.weights, slots=slots, tables=tables, pins=standing, closed=closed
    )
    chance = np.random.default_rng(seed)
    best = best_b_matching(day.ends, day.weights, day.room, limits=day.limits, held=day.held)
    board, bound = _placed(day, best, effort, chance)
    before = sum(holes_of(board))
    close_holes(board, sweeps=SWEEPS + effort, chance=chance)
    fill_up(board)
    return _arrangement(board, agreed, bound, before, seed)


def _placed(day: Day, best: Choice, effort: int, chance: np.random.Generator) -> tuple[Board, int]:
    """A board with everything placed, and the bound: by colouring where that is enough, else by search."""
    board = _coloured(day, best, chance) if day.is_unrestricted else None
    if board is None:
        board = Board(day)
        deal_slots(board, best.chosen)
    fill_up(board)
    bound = best.bound
    if effort and board.value < bound:
        bound = fill_whole(board, bound)
    if effort and board.value < bound:
        short = shortfalls(day.ends, day.weights, day.room, limits=day.limits)
        improve(board, short, bound, rounds=effort, chance=chance)
    return board, bound


def _coloured(day: Day, best: Choice, chance: np.random.Generator) -> Board | None:
    """The chosen meetings in slots that are level; None where that would take too many tables."""
    board = Board(day)
    place_all(board, np.flatnonzero(best.chosen).tolist(), chance, tables=False)
    level(board)
    return board if max(board.walking, default=0) <= board.tables else None


def _arrangement(board: Board, agreed: Agreed, bound: int, before: int, seed: int) -> Arrangement:
    day, tables = board.day, number_tables(board)
    meetings = [
        Meeting(*day.pairs[pair], slot + 1, tables[pair], int(day.weights[pair]))
        for pair, slot in enumerate(board.slot_of)
        if slot != NONE
    ]
    holes = holes_of(board)
    return Arrangement(
        meetings=tuple(sorted(meetings, key=lambda m: (m.slot, m.table))),
        unplaced=tuple(sorted((*agreed.others, *left_over(board)), key=lambda u: (u.a, u.b))),
        value=board.value,
        bound=bound,
        holes_before=before,
        holes=sum(holes),
        waiting=sum(count > 0 for count in holes),
        changes=changes(board, tables),
        seed=seed,
    )


def _check(
    companies: Sequence[Company],
    wishes: Sequence[Wish],
    forbidden: Collection[Pair],
    past: Collection[Pair],
    absent: Collection[str],
    effort: int,
) -> None:
    """What is wrong in itself; what a day cannot hold is told by ``day_of``."""
    if effort < 0:
        text = gettext("{effort} rounds cannot be made.").format(effort=effort)
        raise MethodError(Problem(gettext("effort"), text, gettext("Give 0 or more.")))
    check_companies(companies, wishes)
    known = {company.id for company in companies}
    named = (
        (gettext("ruled out"), [name for pair in forbidden for name in pair_of(*pair)]),
        (gettext("met already"), [name for pair in past for name in pair_of(*pair)]),
        (gettext("does not come"), list(absent)),
    )
    problems = [
        Problem(
            where,
            gettext("no such company: {name}.").format(name=name),
            did_you_mean(name, known),
        )
        for where, names in named
        for name in sorted(set(names) - known)
    ]
    if problems:
        raise DataError(problems)
