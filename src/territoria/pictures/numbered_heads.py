"""Numbered heads: columns too narrow for their names carry numbers, and a key above says them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from territoria.pictures.lettering import text_width
from territoria.pictures.style import INK, MUTED, RULE, SMALL
from territoria.pictures.svg import Drawing

LEADING: Final = 18.0
BETWEEN: Final = 18.0


def numbered_heads(
    drawing: Drawing, names: Sequence[str], left: float, wide: float, y: float = 0.0
) -> float:
    """The key from ``y`` on, then a number over each column of ``wide`` from ``left``; where rows begin."""
    y = _key(drawing, names, y + 14)
    for n in range(len(names)):
        drawing.text(left + wide * (n + 0.5), y + 22, str(n + 1), SMALL, INK, "middle", True)
    drawing.line(0, y + 28, drawing.width, y + 28, RULE)
    return y + 30


def _key(drawing: Drawing, names: Sequence[str], y: float) -> float:
    x = 0.0
    for n, name in enumerate(names):
        place = text_width(str(n + 1), SMALL, True) + 5
        room = min(place + text_width(name, SMALL), float(drawing.width))
        if x and x + room > drawing.width:
            x, y = 0.0, y + LEADING
        drawing.text(x, y, str(n + 1), SMALL, INK, bold=True)
        drawing.text(x + place, y, name, SMALL, MUTED, room=room - place + 0.1)
        x += room + BETWEEN
    return y
