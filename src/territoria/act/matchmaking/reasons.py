"""Why an agreed meeting found no place, in a sentence."""

from __future__ import annotations

from territoria.act.matchmaking.board import Board
from territoria.act.matchmaking.day import NONE
from territoria.act.matchmaking.result import Cause, Unplaced
from territoria.speech import gettext


def left_over(board: Board) -> list[Unplaced]:
    """Every agreed pair that is not placed."""
    out = []
    for pair, slot in enumerate(board.slot_of):
        if slot == NONE:
            cause, reason = _why(board, pair)
            weight = int(board.day.weights[pair])
            out.append(Unplaced(*board.day.pairs[pair], weight, cause, reason))
    return out


def _why(board: Board, pair: int) -> tuple[Cause, str]:
    """What stands in the way as the board is now."""
    one, other = board.ends[pair]
    names = [board.day.companies[c].called for c in (one, other)]
    if not board.day.together[pair]:
        text = gettext("{one} and {other} are never there in the same slot.")
        return "never together", text.format(one=names[0], other=names[1])
    full = [n for n, c in enumerate((one, other)) if not board.free_slots(c)]
    if len(full) == 2:
        text = gettext("{one} and {other} both have a meeting in every slot that is open to them.")
        return "full", text.format(one=names[0], other=names[1])
    if full:
        text = gettext("{name} has a meeting in every slot that is open to it.")
        return "full", text.format(name=names[full[0]])
    if not board.free_slots(one) & board.free_slots(other):
        text = gettext("{one} and {other} have no free slot in common.")
        return "no slot in common", text.format(one=names[0], other=names[1])
    text = gettext("Where {one} and {other} are both free, every table is taken.")
    return "no table", text.format(one=names[0], other=names[1])
