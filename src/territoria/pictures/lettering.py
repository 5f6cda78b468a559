"""How wide a text is, estimated before any font is known; fitting, wrapping, moving apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from territoria.pictures.style import TEXT

_BREAK: Final = re.compile(r"[^\S\u00a0\u202f]+")
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Without the characters XML forbids; every run of white space is one space, but spaces at which
    no line may break stay.
    """
    return " ".join(words_of(_FORBIDDEN.sub("", text)))


def words_of(text: str) -> list[str]:
    """What stands between the spaces at which a line may break."""
    return [word for word in _BREAK.split(text) if word]


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
    return _length(text) * size * _SLACK * (1.08 if bold else 1.0)


@lru_cache(maxsize=8192)
def _length(text: str) -> float:
    return sum(map(_advance, clean(text)))


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
    words, done = [w for w in clean(text).split(" ") if w], list[str]()
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
