"""A plan as a picture: what first, what waits for what, and whether the hands suffice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from territoria.pictures.picture import Label, Picture
from territoria.pictures.wave_plan import Wave, WaveItem, wave_plan
from territoria_web.library.saying import numeral_of

WIDTHS = (640, 360)


@dataclass(frozen=True)
class Block:
    """An action in the picture. ``needs``: the ids of what it waits for."""

    id: str
    number: int
    name: str
    owner: str
    effort: float | None
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A wave in the picture."""

    number: int
    months: str
    used: float
    capacity: float
    blocks: tuple[Block, ...]


def wave_pictures(
    key: str, title: str, finding: str, columns: Sequence[Column], capacity: float
) -> tuple[Picture, Picture]:
    """The picture for wide screens, and the one for phones."""
    waves = [_wave(column) for column in columns]
    label = Label(
        _("%(number)s person-months a half-year") % {"number": _months(capacity)},
    )
    broad, slim = (
        wave_plan(f"{key}-{width}", title, finding, waves, label, width=width) for width in WIDTHS
    )
    return broad, slim


def _wave(column: Column) -> Wave:
    said = _("%(used)s of %(capacity)s") % {
        "used": _months(column.used),
        "capacity": _months(column.capacity),
    }
    return Wave(
        title=_("Wave %(number)d") % {"number": column.number},
        months=column.months,
        items=tuple(_item(b) for b in column.blocks),
        used=column.used,
        available=column.capacity,
        label=Label(said),
    )


def _item(block: Block) -> WaveItem:
    effort = pgettext("a figure", "unknown") if block.effort is None else _months(block.effort)
    owner = block.owner or _("owner to be named")
    return WaveItem(
        block.id, block.name, owner, block.effort, Label(effort), block.needs, block.number
    )


def _months(value: float) -> str:
    return numeral_of(value, int(value % 1 > 0))
