"""A tiny SVG writer: escaped elements, numbers with one decimal, the same bytes every time.

Only presentation attributes, explicit baselines and real text, so that one drawing serves the
HTML page, the PDF and a PNG.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal
from xml.sax.saxutils import escape

from territoria.pictures.lettering import clean, fit, spread, text_width
from territoria.pictures.numbers import number
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import BOLD, FONT, HATCH, INK, PAPER, SMALL, TEXT, TINT
from territoria.speech import gettext

SHORT = 64  # such values stand in every drawing: colours, anchors, the names of faces
Anchor = Literal["start", "middle", "end"]
Part = tuple[Label, float, str, bool]
"""Words on a line: label, size, colour, bold."""


def attributes(pairs: Mapping[str, str | float | None]) -> str:
    """`` name="value"`` for each pair that is not None, in the given order."""
    out = []
    for name, value in pairs.items():
        if value is None:
            continue
        out.append(f' {name}="{_quoted(value) if isinstance(value, str) else number(value)}"')
    return "".join(out)


def _quoted(text: str) -> str:
    return _short(text) if len(text) < SHORT else _escaped(text)


def _escaped(text: str) -> str:
    return escape(clean(text), {'"': "&quot;"})


_short = lru_cache(maxsize=4096)(_escaped)


class Drawing:
    """Collects elements from back to front; :meth:`picture` closes it."""

    def __init__(self, key: str, width: int) -> None:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", key):
            raise ValueError(f"key {key!r} must be a letter, then letters, digits, '-' or '_'")
        self.key, self.width = key, width
        self._body: list[str] = []
        self._hatched = False

    def add(self, tag: str, pairs: dict[str, str | float | None]) -> None:
        """One element without content."""
        self._body.append(f"<{tag}{attributes(pairs)}/>")

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        stroke: str = INK,
        width: float = 1.0,
        dash: str | None = None,
        cap: str | None = None,
    ) -> None:
        """A straight stroke."""
        self.add(
            "line",
            {
                "x1": x1,
                "y1": y1,
                "x2": x2,
                "y2": y2,
                "stroke": stroke,
                "stroke-width": width,
                "stroke-dasharray": dash,
                "stroke-linecap": cap,
            },
        )

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = "none",
        stroke: str | None = None,
        stroke_width: float | None = None,
        dash: str | None = None,
        radius: float | None = None,
    ) -> None:
        """A box from its upper left corner; a negative size is drawn as none."""
        self.add(
            "rect",
            {
                "x": x,
                "y": y,
                "width": max(width, 0.0),
                "height": max(height, 0.0),
                "rx": radius,
                "fill": fill,
                "stroke": stroke,
                "stroke-width": stroke_width,
                "stroke-dasharray": dash,
            },
        )

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str,
        stroke: str | None = None,
        stroke_width: float | None = None,
    ) -> None:
        """A disc or ring."""
        self.add(
            "circle",
            {
                "cx": x,
                "cy": y,
                "r": radius,
                "fill": fill,
                "stroke": stroke,
                "stroke-width": stroke_width,
            },
        )

    def path(
        self,
        points: Iterable[tuple[float, float]],
        fill: str = "none",
        stroke: str | None = None,
        width: float | None = None,
        dash: str | None = None,
        close: bool = False,
    ) -> None:
        """Straight lines through the points."""
        steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self.add(
            "path",
            {
                "d": f"M{steps}{'Z' if close else ''}",
                "fill": fill,
                "stroke": stroke,
                "stroke-width": width,
                "stroke-dasharray": dash,
                "stroke-linejoin": "round" if stroke else None,
            },
        )

    def hatch(self, x: float, y: float, width: float, height: float) -> None:
        """Hatching: unknown."""
        self._hatched = True
        self.rect(x, y, width, height, f"url(#{self.key}-h)", HATCH, 1.0)

    def text(
        self,
        x: float,
        y: float,
        content: str | Label,
        size: float = TEXT,
        fill: str = INK,
        anchor: Anchor = "start",
        bold: bool = False,
        room: float | None = None,
    ) -> float:
        """Real text on the baseline ``y``; cut to ``room``. Returns its estimated width."""
        label = content if isinstance(content, Label) else Label(content)
        words = clean(label.text) if room is None else fit(label.text, size, room, bold)
        if not words:
            return 0.0
        pairs: dict[str, str | float | None] = {
            "x": x,
            "y": y,
            "font-size": size,
            "fill": fill,
            "text-anchor": None if anchor == "start" else anchor,
            "font-weight": BOLD if bold else None,
            "data-reading": label.address or None,
        }
        self._body.append(f"<text{attributes(pairs)}>{escape(words)}</text>")
        return text_width(words, size, bold)

    def flow(
        self, x: float, y: float, parts: Sequence[Part], room: float, gap: float = 8.0
    ) -> None:
        """Parts that follow each other on one line, whatever the font turns out to be."""
        body = ""
        for label, size, fill, bold in parts:
            space = gap if body else 0.0
            words = fit(label.text, size, room - space, bold)
            if not words:
                continue
            room -= space + text_width(words, size, bold)
            pairs: dict[str, str | float | None] = {
                "dx": space or None,
                "font-size": size,
                "fill": fill,
                "font-weight": BOLD if bold else None,
                "data-reading": label.address or None,
            }
            body += f"<tspan{attributes(pairs)}>{escape(words)}</tspan>"
        if body:
            self._body.append(f"<text{attributes({'x': x, 'y': y})}>{body}</text>")

    def lines(
        self,
        x: float,
        y: float,
        texts: Sequence[str],
        size: float = TEXT,
        fill: str = INK,
        bold: bool = False,
        address: str = "",
    ) -> float:
        """One text over several lines; returns the baseline for the next line."""
        leading, last = size * 1.2, len(texts) - 1
        body = "".join(
            f"<tspan{attributes({'x': x, 'y': y + leading * index})}>"
            f"{escape(text)}{' ' if index < last else ''}</tspan>"
            for index, text in enumerate(texts)
        )
        pairs: dict[str, str | float | None] = {
            "font-size": size,
            "fill": fill,
            "font-weight": BOLD if bold else None,
            "data-reading": address or None,
        }
        if body:
            self._body.append(f"<text{attributes(pairs)}>{body}</text>")
        return y + leading * len(texts)

    def labels(
        self,
        places: Sequence[tuple[float, Label, str]],
        left: float,
        right: float,
        y: float,
        size: float = SMALL,
        bold: bool = False,
    ) -> None:
        """Labels ``(x, label, fill)`` on one line, each near its ``x``, moved until none touch.

        At an edge a label is anchored to that edge, so that a wider font grows inwards.
        """
        room = (right - left - 10 * (len(places) - 1)) / max(len(places), 1)
        widths = [min(text_width(label.text, size, bold), room) for _, label, _ in places]
        centres = spread([x for x, _, _ in places], widths, left, right)
        for x, wide, (_, label, fill) in zip(centres, widths, places, strict=True):
            anchor: Anchor = "middle"
            if x - wide / 2 <= left + 0.5:
                x, anchor = left, "start"
            elif x + wide / 2 >= right - 0.5:
                x, anchor = right, "end"
            self.text(x, y, label, size, fill, anchor, bold, room=wide + 0.1)

    def picture(
        self,
        height: float,
        title: str,
        description: str,
        header: Sequence[str],
        rows: Iterable[Sequence[Label]],
    ) -> Picture:
        """Close the drawing. ``header`` is English, or a title in the language spoken already."""
        key, tall = self.key, math.ceil(height)
        pattern = (
            f'<defs><pattern id="{key}-h" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{TINT}"/>'
            f'<line x1="1" y1="0" x2="1" y2="6" stroke="{HATCH}" stroke-width="1.4"/>'
            "</pattern></defs>"
            if self._hatched
            else ""
        )
        root = attributes(
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {self.width} {tall}",
                "width": self.width,
                "height": tall,
                "role": "img",
                "aria-labelledby": f"{key}-t {key}-d",
                "font-family": FONT,
            }
        )
        ground = f'<rect width="{self.width}" height="{tall}" fill="{PAPER}"/>'
        svg = "\n".join(
            (
                f"<svg{root}>",
                f'<title id="{key}-t">{escape(clean(title))}</title>',
                f'<desc id="{key}-d">{escape(clean(description))}</desc>',
                *([pattern] if pattern else []),
                ground,
                *self._body,
                "</svg>\n",
            )
        )
        return Picture(
            svg=svg,
            width=self.width,
            height=tall,
            title=title,
            description=description,
            header=tuple(gettext(name) for name in header),
            rows=tuple(tuple(row) for row in rows),
        )
