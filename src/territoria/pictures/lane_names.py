"""The name of a lane: beside it where there is room, else on a line of its own above."""

from __future__ import annotations

from typing import Final

from territoria.pictures.lettering import wrap
from territoria.pictures.style import SMALL
from territoria.pictures.svg import Drawing

LINE: Final = 14.4
ABOVE: Final = 18.0


def lane_name(
    drawing: Drawing, name: str, y: float, tall: float, room: float
) -> tuple[float, float]:
    """Where the lane begins and how tall it is, when its name is drawn. ``y``, ``tall``: of the lane without
    it; ``room``: beside the lane, 0 where there is none.
    """
    if not room:
        drawing.text(0, y + 14, name, SMALL, room=drawing.width)
        return y + ABOVE, tall
    lines = wrap(name, SMALL, room, 2)
    tall = max(tall, 6 + LINE * len(lines))
    drawing.lines(0, y + tall / 2 + 4 - LINE / 2 * (len(lines) - 1), lines, SMALL)
    return y, tall
