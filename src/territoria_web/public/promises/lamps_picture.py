"""The two lamps of an action as a picture, for wide screens and for phones."""

from __future__ import annotations

from territoria.pictures.picture import Label, Picture
from territoria.pictures.two_lamps import LampPair, MovedEntry, two_lamps
from territoria_web.public.drawn import SLIM, drawn_once
from territoria_web.track.queries.accounts import Kept
from territoria_web.track.queries.moves import Move, moved_target_of, moves_of

WIDE = 640


def lamp_pictures(row: Kept) -> tuple[Picture, Picture]:
    """Wide and narrow."""
    pair, title = _pair(row), f"{row.action.number} {row.action.title}"
    description = f"{row.delivery.sentence} {row.effect.sentence}"
    wide, slim = (
        drawn_once(two_lamps, f"lamps-{width}", title, description, pair, width=width)
        for width in (WIDE, SLIM)
    )
    return wide, slim


def _pair(row: Kept) -> LampPair:
    target = moved_target_of(row)
    return LampPair(
        name=row.action.title,
        delivery=row.delivery.state,
        effect=row.effect.state,
        delivery_said=Label(row.delivery.sentence),
        effect_said=Label(row.effect.sentence),
        reached=row.delivery.reached,
        of=row.delivery.of,
        moved_days=tuple(_entry(move) for move in moves_of(row)),
        moved_target=_entry(target) if target else None,
        silence=row.silence.sentence if row.is_silent else "",
    )


def _entry(move: Move) -> MovedEntry:
    return MovedEntry(move.name, move.before, move.after)
