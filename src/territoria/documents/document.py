"""The one document model. Writers turn it into HTML, PDF and DOCX with the same words and numbers.

A document is a list of blocks; a block holds lines; a line is a tuple of inlines. A number that
the engine computed or a release observed is never plain text: it is a ``Number`` that carries its
address, so that every writer can lead the reader to its derivation. ``Cited`` does the same for
figures quoted from a reviewed text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from territoria.model import Reading
from territoria.pictures.picture import Label, Picture

# ── inlines ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Plain:
    """Words as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that weigh more."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words said with stress."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number with its address, e.g. ``62 (58–66)``."""

    text: str
    address: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """Words with figures in them, quoted from a reviewed text; ``address`` names text and field."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address on the web or in the document."""

    text: str
    target: str


Inline = Plain | Strong | Emphasis | Number | Cited | Link
Line = tuple[Inline, ...]

# ── blocks ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Heading:
    """``section`` marks the numbered sections of a briefing (``0``–``10``, ``A``)."""

    level: Literal[1, 2, 3]
    text: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``lead`` is larger, ``note`` smaller, ``margin`` stands in the outer margin,
    ``sure`` answers *How sure are we?*.
    """

    line: Line
    style: Literal["body", "lead", "note", "margin", "sure"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of lines, numbered where ``ordered``."""

    items: tuple[Line, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``wide`` tables run into the margin. ``align``: one letter a column, l or r."""

    caption: Line
    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    align: str = ""
    wide: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture whose caption is its finding. ``key`` is F1, F2 …

    ``narrow`` is the same picture drawn for a phone, 360 wide and under another key of its own;
    its data table is the picture's.
    """

    key: str
    picture: Picture
    caption: Line
    sure: Line = ()
    source: Line = ()
    narrow: Picture | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A tinted box: the decision asked, a caveat, what was not advised."""

    kind: Literal["decision", "caveat", "why-not", "note"]
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One recommendation. ``fields`` are (label, lines) in the order of the card."""

    tier: str
    tier_words: str
    title: str
    subtitle: str
    fields: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Bullets | Table | Figure | Box | Card | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a writer needs. ``facts`` are the header's label–value pairs; ``footer`` is one
    line with edition and digest; ``readings`` holds every address that a block names.
    """

    title: str
    subtitle: str
    lang: str
    day: date
    facts: tuple[tuple[str, str], ...]
    footer: str
    blocks: tuple[Block, ...]
    readings: dict[str, Reading] = field(default_factory=dict)


# ── walking ───────────────────────────────────────────────────────────────────────────────────


def lines_of(block: Block) -> Iterator[Line]:
    """All lines of a block, in reading order (pictures have labels instead, see ``labels_of``)."""
    match block:
        case Paragraph(line=line):
            yield line
        case Bullets(items=items):
            yield from items
        case Table(caption=caption, rows=rows):
            yield caption
            for row in rows:
                yield from row
        case Figure(caption=caption, sure=sure, source=source):
            yield caption
            yield sure
            yield source
        case Box(blocks=blocks):
            for inner in blocks:
                yield from lines_of(inner)
        case Card(fields=fields):
            for _, lines in fields:
                yield from lines
        case _:
            return


def labels_of(block: Block) -> Iterator[Label]:
    """All labels of the pictures' data tables inside a block."""
    if isinstance(block, Figure):
        for row in block.picture.rows:
            yield from row
    elif isinstance(block, Box):
        for inner in block.blocks:
            yield from labels_of(inner)


def addresses_of(block: Block) -> list[str]:
    """The addresses a block names, in order of first appearance."""
    seen: dict[str, None] = {}
    for line in lines_of(block):
        for inline in line:
            if isinstance(inline, Number | Cited):
                seen[inline.address] = None
    for label in labels_of(block):
        if label.address:
            seen[label.address] = None
    return list(seen)


def number_readings(document: Document) -> dict[str, int]:
    """Address → its number in the end table, counted from 1 in order of first appearance."""
    order: dict[str, int] = {}
    for block in document.blocks:
        for address in addresses_of(block):
            order.setdefault(address, len(order) + 1)
    return order


def text_of(line: Line) -> str:
    """The words of a line without markup."""
    return "".join(inline.text for inline in line)
