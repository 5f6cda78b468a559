"""A tiny SVG writer: escaped elements, numbers with one decimal, the same bytes every time.

Only presentation attributes, explicit baselines and real text, so that one drawing serves the
HTML page, the PDF and a PNG. Text widths are estimated, so that labels can be placed and wrapped
before any font is known.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal
from xml.sax.saxutils import escape

from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import BOLD, FONT, HATCH, INK, PAPER, SMALL, TEXT, TINT

Anchor = Literal["start", "middle", "end"]
Part = tuple[Label, float, str, bool]
"""Words on a line: label, size, colour, bold."""

# ── numbers ───────────────────────────────────────────────────────────────────────────────────


def known(value: float | None) -> float | None:
    """The value, or None when it is missing, not a number or infinite."""
    return None if value is None or not math.isfinite(value) else value


def number(value: float) -> str:
    """A coordinate: one decimal, no trailing zero, never ``-0``, ``nan`` or ``inf``."""
    if not math.isfinite(value):
        raise ValueError(f"a drawing has no place for {value}")
    text = f"{round(value, 1):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def tick(value: float | None) -> str:
    """A number for an axis or a data table where the caller gives no label; "" when unknown."""
    value = known(value)
    if value is None:
        return ""
    text = f"{value:,.0f}" if 1000 <= abs(value) < 1e12 else f"{value:.4g}"
    return text.replace("-", "−")


class Scale:
    """Maps ``low … high`` to ``left … right``; clamps; one single value stands in the middle."""

    def __init__(self, low: float, high: float, left: float, right: float) -> None:
        self.unit = max(abs(low), abs(high))
        self.low, self.high, self.left, self.right = low, high, left, right

    def __call__(self, value: float) -> float:
        span = (self.high / self.unit - self.low / self.unit) if self.unit else 0.0
        if not span:
            return (self.left + self.right) / 2
        value = min(max(value, self.low), self.high)
        part = (value / self.unit - self.low / self.unit) / span
        return self.left + part * (self.right - self.left)


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers inside ``low … high``: steps of 1, 2 or 5 times a power of ten."""
    span = high - low
    if not math.isfinite(span) or span <= 0 or span < 1e-9 * max(abs(low), abs(high)):
        return []
    rough = span / max(about, 1)
    power = math.floor(math.log10(rough)) if rough > 0 else -400
    if not -300 < power < 306:
        return []
    steps = [factor * 10.0**power for factor in (1, 2, 5, 10)]
    step = next((s for s in steps if s >= rough), steps[-1])
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [float(f"{index * step:.10g}") for index in range(first, last + 1)]


# ── text widths ───────────────────────────────────────────────────────────────────────────────

_WIDTHS: Final[dict[str, float]] = {
    character: width / 1000
    for width, characters in (
        (200, " \u00a0"),
        (249, "ij|',.:;·’"),
        (263, "lI!f"),
        (305, "()[]{}-"),
        (345, "tr/\\*²"),
        (425, 'sz?"“”'),
        (462, "xcvy"),
        (486, "YJ–LF"),
        (497, "ke0123456789#$+<=>^~≤≥×−±€ag_"),
        (531, "XVEST"),
        (545, "ZohuAn`ø"),
        (560, "bdpqPRCß"),
        (588, "KB&"),
        (617, "DG→"),
        (650, "UNHOQ"),
        (722, "wM"),
        (790, "Wæ—"),
        (838, "m%@œ"),
        (950, "…"),
    )
    for character in characters
}
_SLACK: Final = 1.2
"""System sans faces are up to a fifth wider than Source Sans, which the table measures."""


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    width = _WIDTHS.get(character)
    if width is None and unicodedata.combining(character):
        width = 0.0
    if width is None and unicodedata.east_asian_width(character) in "WF":
        width = 1.0
    if width is None:
        base = unicodedata.normalize("NFD", character)[0]
        width = _WIDTHS.get(base, 0.7)
    return width


def text_width(text: str, size: float = TEXT, bold: bool = False) -> float:
    """About how wide the text is drawn, rather too wide than too narrow."""
    return sum(map(_advance, clean(text))) * size * _SLACK * (1.08 if bold else 1.0)


def fit(text: str, size: float, width: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis when it is wider than ``width``."""
    text = clean(text)
    if text_width(text, size, bold) <= width:
        return text
    while text and text_width(f"{text}…", size, bold) > width:
        text = text[:-1].rstrip()
    return f"{text}…" if text else ""


def wrap(text: str, size: float, width: float, lines: int = 2, bold: bool = False) -> list[str]:
    """At most ``lines`` lines of whole words; what does not fit ends in an ellipsis."""
    words, done = clean(text).split(), list[str]()
    while words and len(done) < lines - 1:
        count = 1
        while count < len(words) and text_width(" ".join(words[: count + 1]), size, bold) <= width:
            count += 1
        done.append(fit(" ".join(words[:count]), size, width, bold))
        words = words[count:]
    if words:
        done.append(fit(" ".join(words), size, width, bold))
    return done


def spread(
    centres: Sequence[float], widths: Sequence[float], left: float, right: float, gap: float = 10.0
) -> list[float]:
    """New centres for labels on one line: inside ``left … right``, apart, as near as can be."""
    order = sorted(range(len(centres)), key=lambda index: (centres[index], index))
    starts = [0.0] * len(centres)
    edge = left
    for index in order:
        starts[index] = max(centres[index] - widths[index] / 2, edge)
        edge = starts[index] + widths[index] + gap
    edge = right
    for index in reversed(order):
        starts[index] = min(starts[index], edge - widths[index])
        edge = starts[index] - gap
    return [start + width / 2 for start, width in zip(starts, widths, strict=True)]


# ── the writer ────────────────────────────────────────────────────────────────────────────────

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Without the characters XML forbids; every run of white space is one space."""
    return " ".join(_FORBIDDEN.sub("", text).split())


def attributes(pairs: Mapping[str, str | float | None]) -> str:
    """`` name="value"`` for each pair that is not None, in the given order."""
    out = []
    for name, value in pairs.items():
        if value is None:
            continue
        text = clean(value) if isinstance(value, str) else number(value)
        out.append(f' {name}="{escape(text, {chr(34): "&quot;"})}"')
    return "".join(out)


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
        """Close the drawing."""
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
            header=tuple(header),
            rows=tuple(tuple(row) for row in rows),
        )
