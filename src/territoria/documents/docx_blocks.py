"""Blocks of the document model as paragraphs, tables and pictures of a DOCX."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from itertools import zip_longest
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from territoria.documents import look
from territoria.documents.annex import number_span, reference_of
from territoria.documents.document import (
    ANNEX,
    Block,
    Box,
    Bullets,
    Card,
    Cited,
    Document,
    Figure,
    Heading,
    Line,
    Number,
    PageBreak,
    Paragraph,
    Plain,
    Strong,
    Table,
    leads_into,
    text_of,
)
from territoria.documents.docx_pictures import add_drawing
from territoria.documents.docx_styles import border, margin_frame, rgb
from territoria.documents.docx_tables import add_table
from territoria.documents.docx_text import add_bookmark, add_text, styled, write_line
from territoria.documents.svg import alternative_text
from territoria.documents.words import clean, word

_STYLES = {
    "body": "Body Text",
    "lead": "Lead",
    "note": "Note",
    "margin": "Margin note",
    "sure": "Note",
}
#: Sections from which on a document has a table of contents.
_CONTENTS = 5
_ANNEX_STYLES = {"body": "Annex text", "lead": "Annex text"}


class DocxBlocks:
    """Writes blocks to the end of ``docx``; ``headings`` grows with (bookmark, level, text)."""

    def __init__(
        self, docx: Any, document: Document, numbers: dict[str, int], pngs: dict[str, bytes]
    ) -> None:
        self.docx = docx
        self.document = document
        self.numbers = numbers
        self.pngs = pngs
        self.level = 0
        self.breaking = False
        self.annexed = False
        self.headings: list[tuple[str, int, str]] = []
        self.pictures = 0
        self.contents: Any | None = None

    def write_with_contents(self, blocks: Iterable[Block]) -> None:
        """All blocks; the contents of a long document stand behind what opens it: its first section, or
        the words before that.
        """
        sections, held = 0, tuple(blocks)
        long = sum(_is_section(b) for b in held) >= _CONTENTS
        opened = bool(held) and not _is_section(held[0])
        for n, block in enumerate(held):
            if isinstance(block, Heading) and block.level == 1:
                sections += 1
                if sections == 2:
                    self.breaking = False  # with other fonts a message may need two lines more
                if long and sections == (1 if opened else 2):
                    self.add("Contents heading", (Plain(word("contents", self.document.lang)),))
                    self.contents = self.add("TOC 1")
                self.annexed = block.section == ANNEX
            self.write([block], held[n + 1 : n + 2])

    def write(self, blocks: Iterable[Block], following: Iterable[Block] = ()) -> None:
        """All blocks, in order; ``following``: what comes behind the last of them."""
        held = tuple(blocks)
        for block, after in zip_longest(held, (*held[1:], *following)[: len(held)]):
            match block:
                case Heading():
                    self.heading(block.level, block.text, block.section)
                case Paragraph():
                    made = self._paragraph(block)
                    if leads_into(block, after):
                        made.paragraph_format.keep_with_next = True
                case Bullets():
                    self._bullets(block)
                case Table():
                    self._table(block)
                case Figure():
                    self._figure(block)
                case Box():
                    self._box(block)
                case Card():
                    self._card(block)
                case PageBreak():
                    self.breaking = True

    def heading(self, level: int, text: str, section: str = "") -> None:
        """A heading in its style, with a bookmark for the contents."""
        self.level = min(level, self.level + 1)
        paragraph = self.add(f"Heading {self.level}")
        if section:
            run = paragraph.add_run(clean(section) + " ")
            run.bold, run.font.color.rgb = False, rgb(look.QUIET)
        paragraph.add_run(clean(text))
        name = f"_Toc{len(self.headings) + 1:06d}"
        add_bookmark(paragraph, name, len(self.headings) + 1)
        words = f"{clean(section)} {clean(text)}" if section else clean(text)
        self.headings.append((name, self.level, words))

    def add(self, style: str, line: Line = (), refs: str = "") -> Any:
        """One paragraph in a style; takes a waiting page break with it."""
        paragraph = styled(self.docx.add_paragraph(), style)
        if self.breaking:
            paragraph.paragraph_format.page_break_before = True
            self.breaking = False
        return write_line(paragraph, line, refs)

    # ── blocks ────────────────────────────────────────────────────────────────────────────────

    def _paragraph(self, block: Paragraph, style: str = "") -> Any:
        line = self._sure(block.line) if block.style == "sure" else block.line
        own = _ANNEX_STYLES.get(block.style) if self.annexed else None
        named = style or own or _STYLES[block.style]
        paragraph = self.add(named, line, reference_of(block, self.numbers))
        if not style and block.style == "margin":
            # Word takes the frame from the style; other word processors want it here too.
            paragraph._p.get_or_add_pPr().append(margin_frame())
        return paragraph

    def _bullets(self, block: Bullets) -> list[Any]:
        plain = "Annex list" if self.annexed else "List Bullet"
        style = "List Number" if block.ordered else plain
        made = [self.add(style, item, self._refs([item])) for item in block.items]
        if block.ordered and made:
            number = self._new_numbering()
            for paragraph in made:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number
        return made

    def _table(self, block: Table) -> None:
        refs = reference_of(block, self.numbers)
        if block.caption:
            self.add("Caption", block.caption, refs)
        width = look.WIDE_MM if block.wide else look.COLUMN_MM
        add_table(self.docx, block.header, block.rows, width, align=block.align, small=block.small)
        self.add("Note", (), "" if block.caption else refs)

    def _figure(self, block: Figure) -> None:
        picture = block.picture
        name = f"{word('figure', self.document.lang)} {block.key}"
        caption = self.add("Caption")
        run = caption.add_run(clean(name) + "\u2002")
        run.bold, run.font.color.rgb = False, rgb(look.QUIET)
        write_line(caption, block.caption, reference_of(block, self.numbers))
        paragraph = self.add("Figure")
        paragraph.paragraph_format.keep_with_next = bool(block.sure or block.source)
        width = min(picture.width * 25.4 / 96, look.PICTURE_MM)
        shape = paragraph.add_run().add_picture(BytesIO(self.pngs[picture.svg]), width=Mm(width))
        add_drawing(self.docx, shape, picture)
        self.pictures += 1
        properties = shape._inline.docPr
        properties.set("id", str(self.pictures))
        properties.set("name", clean(name))
        properties.set("title", clean(picture.title))
        properties.set("descr", alternative_text(picture))
        if block.sure:
            self.add("Note", self._sure(block.sure))
        if block.source:
            self.add("Note", block.source)

    def _box(self, block: Box) -> None:
        made = []
        if block.title:
            made.append(self.add("Box title", (Strong(block.title),)))
        for inner in block.blocks:
            match inner:
                case Paragraph():
                    made.append(self._paragraph(inner, "Box text"))
                case Bullets():
                    for item in self._bullets(inner):
                        item.paragraph_format.left_indent = Mm(10)
                        item.paragraph_format.first_line_indent = Mm(-6)
                        item.paragraph_format.tab_stops.add_tab_stop(Mm(10))
                        made.append(item)
                case _:
                    self.write([inner])
        for paragraph in made:
            paragraph.paragraph_format.space_after = Mm(0)
            _tint(paragraph, block.kind)
        if made:
            made[0].paragraph_format.space_before = Mm(5)
            made[-1].paragraph_format.space_after = Mm(7)

    def _card(self, block: Card) -> None:
        tier = self.add("Card tier")
        tier.add_run(f"{look.tier_shape(block.tier)}\u00a0{clean(block.tier)}")
        tier.add_run(f"\u2002{clean(block.tier_words)}")
        sides = OxmlElement("w:pBdr")
        sides.append(border("top", 2, look.ACCENT, 8))
        _insert_border(tier, sides)
        level = self.level
        self.heading(min(level + 1, 3), block.title)
        self.level = level
        if block.subtitle:
            self.add("Note", (Plain(block.subtitle),)).paragraph_format.keep_with_next = True
        for label, lines in block.fields:
            for index, line in enumerate(lines):
                paragraph = self.add("Card field")
                if index == 0:
                    add_text(paragraph, clean(label), style="Label")
                paragraph.add_run("\t")
                write_line(paragraph, line, self._refs([line]))

    # ── parts ─────────────────────────────────────────────────────────────────────────────────

    def _refs(self, lines: Iterable[Line]) -> str:
        return number_span(
            self.numbers[inline.address]
            for line in lines
            for inline in line
            if isinstance(inline, Number | Cited)
        )

    def _sure(self, line: Line) -> Line:
        words = word("sure", self.document.lang)
        return line if text_of(line).startswith(words) else (Strong(f"{words} "), *line)

    def _new_numbering(self) -> int:
        """A numbering that starts at 1 again, with the shape of *List Number*."""
        style: Any = self.docx.styles["List Number"]
        numbering: Any = self.docx.part.numbering_part.element
        number_id = style.element.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(number_id).abstractNumId.val
        number = numbering.add_num(abstract)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(number.numId)


def _tint(paragraph: Any, kind: str) -> None:
    """The ground and the bar of a box on one of its paragraphs."""
    sides = OxmlElement("w:pBdr")
    bar = {"decision": (3.0, look.ACCENT), "caveat": (3.0, look.PEER), "why-not": (1.0, look.PEER)}
    edge = look.PAPER if kind == "why-not" else look.TINT
    sides.append(border("top", 0.5, edge, space=6))
    if kind in bar:
        sides.append(border("left", *bar[kind], space=8))
    sides.append(border("bottom", 0.5, edge, space=6))
    _insert_border(paragraph, sides)
    if kind != "why-not":
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:color"), "auto")
        shade.set(qn("w:fill"), look.TINT.lstrip("#").upper())
        properties = paragraph._p.get_or_add_pPr()
        after = [qn(f"w:{n}") for n in ("tabs", "suppressAutoHyphens", "spacing", "ind", "jc")]
        _insert_before(properties, shade, after)


def _insert_border(paragraph: Any, sides: Any) -> None:
    after = [qn(f"w:{n}") for n in ("shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "jc")]
    _insert_before(paragraph._p.get_or_add_pPr(), sides, after)


def _insert_before(properties: Any, element: Any, names: list[str]) -> None:
    """Word wants the parts of a paragraph's properties in the order of its schema."""
    for child in properties:
        if child.tag in names:
            child.addprevious(element)
            return
    properties.append(element)


def _is_section(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1
