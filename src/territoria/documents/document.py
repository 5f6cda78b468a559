"""The one document model. Writers turn it into HTML, PDF and DOCX with the same words and numbers.

A document is a list of blocks; a block holds lines; a line is a tuple of inlines. A number that
the engine computed or a release observed is never plain text: it is a ``Number`` that carries its
address, so that every writer can lead the reader to its derivation. ``Cited`` does the same for
figures quoted from a reviewed text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

#: How the annex is marked among the sections.
ANNEX = "A"
#: Words that a line may have which only leads into what follows.
_LEAD_WORDS = 16


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


def nested(blocks: Sequence[Block]) -> Iterator[Block]:
    """All blocks, those inside of boxes too."""
    for block in blocks:
        yield block
        if isinstance(block, Box):
            yield from nested(block.blocks)


def section(document: Document, number: str) -> list[Block]:
    """The blocks of one numbered section, without its heading."""
    found: list[Block] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.section:
            inside = block.section == number
        elif inside:
            found.append(block)
    return found


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
    """Address → its number at the end of the document, each in order of first appearance: figures
    first, then the sources of what is quoted. All that is quoted from one source shares a number.
    """
    found = dict.fromkeys(a for block in document.blocks for a in addresses_of(block))
    figures = [address for address in found if not is_quoted(address)]
    order = {address: number for number, address in enumerate(figures, start=1)}
    sources: dict[tuple[str, str], int] = {}
    for address in found:
        if is_quoted(address):
            source = _source_of(address, document.readings.get(address))
            order[address] = sources.setdefault(source, len(figures) + len(sources) + 1)
    return order


def is_quoted(address: str) -> bool:
    """Whether it names words that stand in a text, and no figure that was observed or computed."""
    return address.startswith("text:")


def _source_of(address: str, reading: Reading | None) -> tuple[str, str]:
    """A reviewed text is one source; of a paper, each part with what is said of its source."""
    parts = address.split(":")
    steps = (parts[3] if len(parts) > 3 else address).split("/")
    if steps[0] != "papers":
        return "/".join(steps[:2]), ""
    return "/".join(steps[:3]), reading.sentence if reading else ""


def leads_into(block: Paragraph, following: Block | None) -> bool:
    """Whether a short line only introduces the list or table behind it, and must not stand alone."""
    short = len(text_of(block.line).split()) <= _LEAD_WORDS
    return short and isinstance(following, Bullets | Table)


def text_of(line: Line) -> str:
    """The words of a line without markup."""
    return "".join(inline.text for inline in line)
