"""Need map: where people say that something is missing, how far each is, and the districts' names.

Plane coordinates for a town (equirectangular, true to scale in the middle); no streets are drawn. Marks
of needs stand where they were put, by state in shape and tone; the table beside names every one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from territoria.pictures.lettering import text_width
from territoria.pictures.numbers import fixed, known
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import ACCENT, INK, MUTED, PAPER, PEER, RULE, SMALL, TINT, WIDTH
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

Standing = Literal["waiting", "answered", "ended"]
STANDINGS: Final[tuple[tuple[Standing, str], ...]] = (
    ("waiting", gettext_noop("waits for an answer")),
    ("answered", gettext_noop("answered, or in the plan")),
    ("ended", gettext_noop("closed: delivered, declined, passed on or followed elsewhere")),
)
HEADER: Final = (
    gettext_noop("Number"),
    gettext_noop("Need"),
    gettext_noop("Standing"),
    gettext_noop("Supports"),
)
WIDEST: Final = 0.6
TALLEST: Final = 1.2
"""Height by width of the map: a frame that is flatter or taller is drawn with more ground around."""
DEGREE: Final = 1e-4
"""The smallest frame, in degrees: about ten metres."""
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class NeedMark:
    """One need. ``spot``: latitude and longitude in degrees, None where it has no place."""

    number: int
    title: str
    standing: Standing
    supports: int
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class District:
    """A name and where it is written."""

    name: str
    spot: Spot


class Ground:
    """The frame of a map laid on ``width`` pixels: from degrees to pixels and back."""

    def __init__(self, frame: Sequence[float], width: int) -> None:
        """``frame``: west, south, east, north in degrees. ValueError where it holds no ground."""
        west, south, east, north = frame
        if not (-180 <= west < east <= 180 and -90 < south < north < 90):
            raise ValueError(f"no ground between {west}, {south} and {east}, {north}")
        self.width = width
        middle, self._across = (south + north) / 2, max(east - west, DEGREE)
        self._turn = math.cos(math.radians(middle))
        shape = max(north - south, DEGREE) / (self._across * self._turn)
        if shape > TALLEST:
            self._across *= shape / TALLEST
        self.height = round(width * min(max(shape, WIDEST), TALLEST))
        self._west = (west + east) / 2 - self._across / 2
        self._unit = width / self._across
        self._north = middle + self.height / 2 / self._unit * self._turn

    def place(self, spot: Spot) -> tuple[float, float]:
        """Pixels from the upper left corner."""
        latitude, longitude = spot
        down = (self._north - latitude) * self._unit / self._turn
        return (longitude - self._west) * self._unit, down

    def spot(self, x: float, y: float) -> Spot:
        """Latitude and longitude of a pixel."""
        return self._north - y / self._unit * self._turn, self._west + x / self._unit

    def holds(self, spot: Spot) -> bool:
        """Whether a spot lies on the map."""
        x, y = self.place(spot)
        return 0 <= x <= self.width and 0 <= y <= self.height


def need_map(
    key: str,
    title: str,
    description: str,
    needs: Sequence[NeedMark],
    districts: Sequence[District],
    frame: Sequence[float],
    *,
    width: int = WIDTH,
    mark: Spot | None = None,
) -> Picture:
    """Needs as marks on the ground, most supported on top. ``mark``: the spot that somebody chooses.

    A need without a spot, or off the map, stands in the table alone.
    """
    drawing, ground = Drawing(key, width), Ground(frame, width)
    _ground(drawing, ground)
    shown = [n for n in needs if n.spot is not None and _is_known(n.spot) and ground.holds(n.spot)]
    _names(drawing, ground, districts, [ground.place(n.spot) for n in shown if n.spot])
    for need in sorted(shown, key=lambda n: (n.supports, -n.number)):
        if need.spot is not None:
            x, y = ground.place(need.spot)
            _need(drawing, _inside(x, width), _inside(y, ground.height), need.standing)
    if mark is not None and ground.holds(mark):
        _pin(drawing, *ground.place(mark))
    y = _legend(drawing, {n.standing for n in shown}, ground.height + 20.0)
    return drawing.picture(y, title, description, HEADER, [_row(n) for n in needs])


def _is_known(spot: Spot) -> bool:
    return all(known(value) is not None for value in spot)


def _inside(at: float, end: float) -> float:
    return min(max(at, 8.0), end - 8.0)


def _ground(drawing: Drawing, ground: Ground) -> None:
    wide, high = float(ground.width), float(ground.height)
    drawing.rect(0, 0, wide, high, TINT)
    for part in (1, 2, 3):
        drawing.line(wide * part / 4, 0, wide * part / 4, high, RULE)
        drawing.line(0, high * part / 4, wide, high * part / 4, RULE)
    drawing.rect(0.5, 0.5, wide - 1, high - 1, stroke=PEER, stroke_width=1.0)


def _names(
    drawing: Drawing, ground: Ground, districts: Sequence[District], marks: Sequence[Spot]
) -> None:
    """Names that find room, beside marks where they can; one that would lie on another is left to
    the list beside the map.
    """
    taken: list[tuple[float, float, float]] = []
    for one in districts:
        if not (_is_known(one.spot) and ground.holds(one.spot)):
            continue
        x, y = ground.place(one.spot)
        half = min(text_width(one.name, SMALL), ground.width - 8.0) / 2
        x, y = (
            min(max(x, half + 4), ground.width - half - 4),
            min(max(y, 16.0), ground.height - 8.0),
        )
        free = [at for at in _heights(y, ground) if not _meets(x, at, half, taken)]
        if not free:
            continue
        y = min(free, key=lambda at: sum(_lies_on(x, at, half, mark) for mark in marks))
        taken.append((x, y, half))
        drawing.text(x, y, one.name, SMALL, MUTED, "middle", room=2 * half + 0.1)


def _heights(y: float, ground: Ground) -> list[float]:
    """Where a name may be written, its own place first."""
    return [at for at in (y + s for s in (0, -13, 13, -26, 26)) if 16 <= at <= ground.height - 8]


def _meets(x: float, y: float, half: float, taken: Sequence[tuple[float, float, float]]) -> bool:
    return any(abs(y - b) < 18 and abs(x - a) < half + h + 6 for a, b, h in taken)


def _lies_on(x: float, y: float, half: float, mark: Spot) -> bool:
    return abs(mark[0] - x) < half + 7 and abs(mark[1] - (y - 4)) < 12


def _need(drawing: Drawing, x: float, y: float, standing: Standing) -> None:
    if standing == "waiting":
        drawing.circle(x, y, 5.5, PAPER, INK, 2.0)
    elif standing == "answered":
        drawing.circle(x, y, 6.0, INK, PAPER, 1.2)
    else:
        drawing.rect(x - 5, y - 5, 10, 10, PEER, PAPER, 1.2)


def _pin(drawing: Drawing, x: float, y: float) -> None:
    """The chosen spot: a ring around a disc, so that what lies beneath stays seen."""
    drawing.circle(x, y, 13, "none", PAPER, 6.0)
    drawing.circle(x, y, 13, "none", ACCENT, 3.0)
    drawing.circle(x, y, 3.5, ACCENT, PAPER, 1.5)


def _legend(drawing: Drawing, shown: set[Standing], y: float) -> float:
    """What the shapes mean, those that stand on the map; returns where the picture ends."""
    if not shown:
        return y - 20.0
    x = 0.0
    for standing, words in STANDINGS:
        if standing not in shown:
            continue
        text = gettext(words)
        if x and x + 20 + text_width(text, SMALL) > drawing.width:
            x, y = 0.0, y + 22
        _need(drawing, x + 8, y - 4, standing)
        x += 20 + drawing.text(x + 20, y, text, SMALL, MUTED, room=drawing.width - x - 20) + 20
    return y + 10


def _row(need: NeedMark) -> tuple[Label, ...]:
    said = gettext(dict(STANDINGS)[need.standing])
    return Label(str(need.number)), Label(need.title), Label(said), Label(fixed(need.supports, 0))


__all__ = ["District", "Ground", "NeedMark", "Standing", "need_map"]
