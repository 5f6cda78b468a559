"""Eight shapes in ink and greys: who is who where several territories stand in one picture.

The first is this territory: the disc in the accent. Each other one has a shape of its own, so that
a print in black and white still says who is who; shape and tone come again after the eighth.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from territoria.pictures.numbers import Scale, known
from territoria.pictures.style import ACCENT, INK, MUTED, PAPER, PEER
from territoria.pictures.svg import Drawing

TONES: Final = (ACCENT, INK, PEER, INK, PEER, INK, PEER, MUTED)
Points = Sequence[tuple[float, float]]

_PLUS: Final[Points] = tuple(
    (x * 5.8, y * 5.8)
    for x, y in (
        *((-0.36, -1), (0.36, -1), (0.36, -0.36), (1, -0.36), (1, 0.36), (0.36, 0.36)),
        *((0.36, 1), (-0.36, 1), (-0.36, 0.36), (-1, 0.36), (-1, -0.36), (-0.36, -0.36)),
    )
)
_OUTLINES: Final[tuple[Points, ...]] = (
    (),  # the disc
    ((0, -6.2), (6.2, 0), (0, 6.2), (-6.2, 0)),
    ((-4.8, -4.8), (4.8, -4.8), (4.8, 4.8), (-4.8, 4.8)),
    ((0, -6), (6, 4.8), (-6, 4.8)),
    ((0, 6), (6, -4.8), (-6, -4.8)),
    _PLUS,
    tuple(((x - y) * 0.71, (x + y) * 0.71) for x, y in _PLUS),
    ((-5.2, -5.6), (5.2, -5.6), (0.9, 0), (5.2, 5.6), (-5.2, 5.6), (-0.9, 0)),
)


def tone(index: int) -> str:
    """The colour of the territory at this place in the list."""
    return TONES[index % len(TONES)]


def words_tone(index: int) -> str:
    """The colour of its name: never lighter than quiet text."""
    return MUTED if tone(index) == PEER else tone(index)


def shape(
    drawing: Drawing, index: int, x: float, y: float, *, hollow: bool = False, size: float = 1.0
) -> None:
    """The mark of the territory at this place in the list, centred at ``x, y``."""
    colour, outline = tone(index), _OUTLINES[index % len(_OUTLINES)]
    fill, stroke, width = (PAPER, colour, 1.8) if hollow else (colour, PAPER, 1.0)
    if not outline:
        drawing.circle(x, y, 5.6 * size, fill, stroke, width)
        return
    points = [(x + across * size, y + down * size) for across, down in outline]
    drawing.path(points, fill, stroke, width, close=True)


def reach(
    drawing: Drawing,
    scale: Scale,
    low: float | None,
    high: float | None,
    y: float,
    colour: str,
    width: float = 2.5,
) -> None:
    """The range of a value as a line in the territory's tone, on a paper edge."""
    low, high = known(low), known(high)
    if low is None or high is None:
        return
    x1, x2 = sorted((scale(low), scale(high)))
    drawing.line(x1, y, x2, y, PAPER, width + 3)
    drawing.line(x1, y, x2, y, colour, width, cap="round")
