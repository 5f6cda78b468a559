"""Words and numbers of a paper as lines of a document, each figure with the address of its source.

What people wrote is plain text: paragraphs stand between empty lines, a line that begins with a
hyphen is a point of a list, and what stands in square brackets at the end is the source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.utils.translation import gettext as _

from territoria.documents.document import (
    Block,
    Bullets,
    Cited,
    Inline,
    Line,
    Number,
    Paragraph,
    Plain,
)
from territoria.model import Address, Reading
from territoria.pictures.picture import Label
from territoria_web.library.languages import name_of_language
from territoria_web.library.saying import semicolon
from territoria_web.papers.models import Paper

SLOT: Final = re.compile(r"\{(\w+)\}")
POINT: Final = re.compile(r"^\s*[-•–*]\s+")
SOURCE: Final = re.compile(r"\[([^\[\]]*[^\W\d_][^\[\]]*)\]")


def line_of(template: str, **parts: Inline | Line | str) -> Line:
    """A line from a translated sentence with named slots."""
    found: list[Inline] = []
    for n, piece in enumerate(SLOT.split(template)):
        value: Inline | Line | str = parts[piece] if n % 2 else piece
        if isinstance(value, tuple):
            found += value
        elif isinstance(value, str):
            found += [Plain(value)] if value else []
        else:
            found.append(value)
    return tuple(found)


@dataclass
class Cites:
    """The lines of one document, with a reading behind every figure that stands in them.

    ``place``: key of the territory, or of the network; ``paper``: public id.
    """

    place: str
    paper: str
    readings: dict[str, Reading] = field(default_factory=dict)

    def words(self, text: str, node: str, source: str = "") -> Line:
        """Words as people or reviewed texts have them; figures in them lead to their source."""
        if not text:
            return ()
        if not re.search(r"\d", text):
            return (Plain(text),)
        address = Address(
            "text", "paper@1", self.place, f"papers/{self.paper}/{node}", "words", "-"
        )
        said = source or _("As its authors wrote it.")
        self.readings[str(address)] = Reading(address, None, sentence=said)
        return (Cited(text, str(address)),)

    def number(self, text: str, reading: Mapping[str, Any], *, strong: bool = False) -> Line:
        """A printed number; the reading it came from is registered."""
        return (Number(text, self._kept(reading), strong),)

    def label(self, text: str, reading: Mapping[str, Any] | None) -> Label:
        """The same inside a picture."""
        return Label(text, self._kept(reading)) if reading else Label(text)

    def _kept(self, reading: Mapping[str, Any]) -> str:
        address = str(reading["address"])
        if address not in self.readings:
            held = {**reading, "address": Address.parse(address)}
            self.readings[address] = replace(Reading(held["address"], None), **held)
        return address


# ── what people wrote ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Piece:
    """A paragraph, or the points of a list. ``sources``: what stands in square brackets."""

    texts: tuple[str, ...]
    points: bool

    @property
    def sources(self) -> tuple[str, ...]:
        """Of all its texts."""
        return tuple(s.strip() for text in self.texts for s in SOURCE.findall(text))


def pieces_of(text: str) -> list[Piece]:
    """Paragraphs and lists in the order in which they were written."""
    found: list[Piece] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        for points, lines in _runs(chunk.split("\n")):
            bare = [POINT.sub("", line).strip() for line in lines]
            kept = [line for line in bare if line]
            if kept:
                found.append(Piece(tuple(kept) if points else (" ".join(kept),), points))
    return found


def _runs(lines: Sequence[str]) -> list[tuple[bool, list[str]]]:
    found: list[tuple[bool, list[str]]] = []
    for line in lines:
        points = bool(POINT.match(line))
        if found and found[-1][0] == points:
            found[-1][1].append(line)
        else:
            found.append((points, [line]))
    return found


def words_in(paper: Paper, section: str, language: str) -> tuple[str, str]:
    """The words of a section in a language, and the language that they are really in.

    Where nobody wrote them in this language, those of the paper's own stand in.
    """
    held = paper.words.get(section, {})
    for code in (language, paper.language):
        if held.get(code, "").strip():
            return held[code], code
    return "", language


def blocks_of_words(cites: Cites, paper: Paper, section: str, language: str) -> list[Block]:
    """What people wrote in a section, marked where it stands in another language."""
    text, code = words_in(paper, section, language)
    found: list[Block] = []
    if text and code != language:
        said = _("The words of this section are in this language: {language}.")
        found.append(Paragraph(line_of(said, language=name_of_language(code)), "note"))
    for n, piece in enumerate(pieces_of(text), start=1):
        source = semicolon().join(piece.sources)
        lines = tuple(
            cites.words(t, f"{section}/{n}.{m}", source) for m, t in enumerate(piece.texts)
        )
        found.append(Bullets(lines) if piece.points else Paragraph(lines[0]))
    return found
