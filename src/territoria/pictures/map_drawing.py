"""What both maps share: regions with value and name, the legend, groups by class, the data table.

Regions of a class are one group, called by its bounds, so that a screen reader walks from the
lowest class to the highest. A region with an address is a link; then the drawing is a group of
links and no longer one image. Colours stand on the groups, which keeps the drawing small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from xml.sax.saxutils import escape

from territoria.pictures.lettering import clean, text_width
from territoria.pictures.map_classes import Classes
from territoria.pictures.numbers import known
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import ACCENT, HATCH, INK, MUTED, PAPER, PEER, SMALL
from territoria.pictures.svg import Drawing, attributes
from territoria.pictures.words import UNKNOWN
from territoria.speech import gettext, gettext_noop

HEADER: Final = (
    gettext_noop("Territory"),
    gettext_noop("Code"),
    gettext_noop("Value"),
    gettext_noop("Range"),
    gettext_noop("Class"),
)
SWATCH: Final = 52.0
TALL: Final = 13.0
EDGE: Final = 0.6
"""The thin edge that lets the lightest shade stand out from paper."""


@dataclass(frozen=True, slots=True)
class MapRegion:
    """A territory on a map. ``label`` and ``between`` print its value and range (``58–66``).

    Round ``value`` as ``label`` prints it: else a 43.6 printed as 44 stands below a bound of 44.
    ``country`` parts groups of tiles; ``href`` is its page; ``own`` is the reader's territory.
    """

    code: str
    name: str
    country: str
    value: float | None
    label: Label
    between: str = ""
    href: str = ""
    own: bool = False

    @property
    def known(self) -> bool:
        """Whether there is a value to colour."""
        return known(self.value) is not None

    @property
    def said(self) -> str:
        """The value as words: ``62``, or *unknown*."""
        return self.label.text if self.known else gettext(UNKNOWN)

    @property
    def tooltip(self) -> str:
        """Name, value and range: ``Hauts-de-France: 62 (58–66)``."""
        if not (self.known and self.between):
            return gettext("{place}: {value}").format(place=self.name, value=self.said)
        return gettext("{place}: {value} ({range})").format(
            place=self.name, value=self.said, range=self.between
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """How a region is drawn: its path, and where it stands among the others for arrow keys."""

    region: MapRegion
    path: str
    x: int
    y: int


class MapDrawing(Drawing):
    """A drawing with groups and links."""

    linked = False

    def open(self, tag: str, pairs: dict[str, str | float | None]) -> None:
        """Begin an element that holds others."""
        self._body.append(f"<{tag}{attributes(pairs)}>")

    def close(self, tag: str) -> None:
        """End it."""
        self._body.append(f"</{tag}>")

    def mark(self, mark: Mark) -> None:
        """One region: a link where it has an address, with its tooltip as its name."""
        region = mark.region
        tag = "a" if region.href else "g"
        self.linked |= bool(region.href)
        pairs: dict[str, str | float | None] = {
            "href": region.href or None,
            "data-code": region.code,
            "data-x": mark.x,
            "data-y": mark.y,
            "aria-current": "location" if region.own and region.href else None,
        }
        title, shape = escape(clean(region.tooltip)), f'<path d="{mark.path}"/>'
        self._body.append(f"<{tag}{attributes(pairs)}><title>{title}</title>{shape}</{tag}>")

    def marks(self, marks: Sequence[Mark], found: Classes, edge: float = EDGE) -> None:
        """All regions, class by class, the unknown last; the own territory's outline on top."""
        named = any(mark.region.href for mark in marks)
        for number in range(len(found)):
            held = [m for m in marks if m.region.known and found.of(m.region.value or 0) == number]
            self._group(held, found.shade(number), found.words(number) if named else None, edge)
        unknown = [m for m in marks if not m.region.known]
        if unknown:
            self._hatched = True
            name = gettext(UNKNOWN) if named else None
            self._group(unknown, f"url(#{self.key}-h)", name, edge, HATCH)
        for mark in marks:
            if mark.region.own:
                self._outline(mark.path, edge)

    def _group(
        self, marks: Sequence[Mark], fill: str, name: str | None, edge: float, stroke: str = PEER
    ) -> None:
        if not marks:
            return
        pairs: dict[str, str | float | None] = {
            "fill": fill,
            "role": "group" if name else None,
            "aria-label": name,
            "fill-rule": "evenodd",
            "stroke": stroke,
            "stroke-width": edge,
        }
        self.open("g", pairs)
        for mark in marks:
            self.mark(mark)
        self.close("g")

    def _outline(self, path: str, edge: float) -> None:
        for colour, width in ((PAPER, 5.5), (ACCENT, 3.0)):
            pairs: dict[str, str | float | None] = {
                "d": path,
                "fill": "none",
                "stroke": colour,
                "stroke-width": width * edge / EDGE,
                "stroke-linejoin": "round",
                "pointer-events": "none",
            }
            self.add("path", pairs)

    def finish(
        self, height: float, title: str, description: str, regions: Iterable[MapRegion],
        found: Classes,
    ) -> Picture:  # fmt: skip
        """Close the map; the table holds every region, also one that the map cannot draw."""
        rows = [_row(region, found) for region in regions]
        picture = self.picture(height, title, description, HEADER, rows)
        if not self.linked:
            return picture
        # links inside an image would be hidden from those who cannot see it
        return replace(picture, svg=picture.svg.replace(' role="img"', ' role="group"', 1))


def _row(region: MapRegion, found: Classes) -> tuple[Label, ...]:
    return (
        Label(region.name),
        Label(region.code),
        region.label if region.known else Label(gettext(UNKNOWN), region.label.address),
        Label(region.between if region.known else ""),
        Label(found.words(found.of(region.value or 0)) if region.known else gettext(UNKNOWN)),
    )


def legend(
    drawing: MapDrawing, regions: Sequence[MapRegion], found: Classes, unit_of_measure: str
) -> float:
    """The shades with their bounds, *unknown* and the own territory; returns the height used."""
    drawing.text(0, 13, unit_of_measure, SMALL, INK, room=drawing.width)
    side = min(SWATCH, drawing.width / 5)
    for number in range(len(found)):
        drawing.rect(number * side, 21, side, TALL, found.shade(number), PEER, EDGE)
    places = [(n * side, Label(text), MUTED) for n, text in enumerate(found.labels, start=1)]
    drawing.labels(places, 0, side * len(found), 21 + TALL + 15)
    x, y = _line(drawing, regions, found, side * len(found) + 24)
    return y + 22 if x else 21 + TALL + 28


def _line(
    drawing: MapDrawing, regions: Sequence[MapRegion], found: Classes, x: float
) -> tuple[float, float]:
    """Behind the shades, or under them where there is no room: hatching and the own outline."""
    y = 21.0
    entries: list[tuple[str, Callable[[float, float], None]]] = []
    if any(not region.known for region in regions):
        entries.append((gettext(UNKNOWN), lambda x, y: drawing.hatch(x, y, 20, TALL)))
    for region in regions:
        if region.own:
            entries.append((region.name, lambda x, y: _own(drawing, x, y)))
    for text, draw in entries:
        if x + 28 + text_width(text, SMALL) > drawing.width and x:
            x, y = 0.0, y + 34 if y == 21 else y + 22
        draw(x, y)
        x += 28 + drawing.text(x + 28, y + 11, text, SMALL, MUTED, room=drawing.width - x - 28) + 20
    return (x, y) if y > 21 else (0.0, y)


def _own(drawing: MapDrawing, x: float, y: float) -> None:
    drawing.rect(x + 1.5, y + 1, 17, TALL - 2, PAPER, ACCENT, 3)
