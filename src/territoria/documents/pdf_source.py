"""The document as typst source. All text goes in as string literals, never as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files
from itertools import zip_longest

from territoria.documents import look
from territoria.documents.annex import reference_of
from territoria.documents.document import (
    ANNEX,
    Block,
    Box,
    Bullets,
    Card,
    Document,
    Figure,
    Heading,
    Line,
    PageBreak,
    Paragraph,
    Table,
    addresses_of,
    leads_into,
    number_readings,
    text_of,
)
from territoria.documents.pdf_annex import annex_pages, annex_source
from territoria.documents.pdf_lines import array_of, esc, line_of, table_of
from territoria.documents.svg import alternative_text, paper_svg
from territoria.documents.words import day_of, word

#: Rows of a table that is kept on one page, and the characters they may hold.
_SHORT_TABLE = 12
_SHORT_WORDS = 900
#: Fields of a card that is kept on one page.
_SHORT_CARD = 6
#: Numbered sections from which on a document has a table of contents behind its first page.
_LONG = 8


def typst_source(document: Document) -> str:
    """The whole source: tokens, the paper look, the blocks, the annex and the end table."""
    lang = document.lang if re.fullmatch(r"[a-z]{2,3}", document.lang) else "en"
    day = document.day
    look_text = files("territoria.documents").joinpath("document.typ").read_text(encoding="utf-8")
    facts = array_of(array_of((esc(a), esc(b))) for a, b in document.facts)
    words = (lang, look.FONT, look.MONO, document.footer, word("page", lang), word("of", lang))
    dressed = ", ".join(map(esc, words))
    cover = ", ".join(
        (
            esc(look.AUTHOR),
            esc(day_of(day, lang)),
            esc(document.title),
            esc(document.subtitle),
            facts,
        )
    )
    numbers = number_readings(document)
    source = _Source(document, numbers)
    pages = _pages(source, document, cover)
    return "\n".join(
        (
            _tokens(),
            look_text,
            f"#set document(title: {esc(document.title)}, author: {esc(look.AUTHOR)}, "
            f"description: {esc(document.subtitle)}, "
            f"date: datetime(year: {day.year}, month: {day.month}, day: {day.day}))",
            f"#show: body => dressed({dressed}, body)",
            *pages,
            *annex_source(document, numbers, wide=source.annexed),
        )
    )


def _pages(source: _Source, document: Document, cover: str) -> list[str]:
    """Cover and first section on one page, drawn as close as it takes; contents, if long; the rest."""
    blocks, end, sections = document.blocks, 0, 0
    for block in blocks:
        sections += isinstance(block, Heading) and block.level == 1
        if sections > 1 or isinstance(block, PageBreak):
            break
        end += 1
    first = source.blocks(blocks[:end])
    names = ("cover", "lead", "apart", "whole")
    closer = [f"let {name} = {name}.with(k: {'t' if name == 'lead' else 'k'})" for name in names]
    inside = "\n".join([*closer, f"cover({cover})", *first])
    source.floating = True
    rest = source.blocks(blocks[end:])
    if sum(isinstance(b, Heading) and b.level == 1 and b.section != "" for b in blocks) >= _LONG:
        behind = int(isinstance(blocks[end], PageBreak))
        rest.insert(behind, f"contents({esc(word('contents', document.lang))})")
    return [f"#page-one((k, t) => {{\n{inside}\n}})", *(f"#{line}" for line in rest)]


def _frame(block: Block, after: Block | None) -> str:
    """How a block stands among its neighbours: short tables and cards stay in one piece."""
    match block:
        case Paragraph() if leads_into(block, after):
            return "leading"
        case Table(rows=rows):
            words = sum(len(text_of(cell)) for row in rows for cell in row)
            return "whole" if len(rows) <= _SHORT_TABLE and words <= _SHORT_WORDS else "apart"
        case Card(fields=fields) if len(fields) <= _SHORT_CARD:
            return "whole"
        case Figure() | Box() | Card():
            return "apart"
        case _:
            return "block"


def _tokens() -> str:
    colours = {
        "ink": look.INK,
        "quiet": look.QUIET,
        "accent": look.ACCENT,
        "rule-color": look.RULE,
        "tint": look.TINT,
        "mark": look.PEER,
    }
    lengths = {
        "column": look.COLUMN_MM,
        "gap": look.GAP_MM,
        "outer": look.OUTER_MM,
        "wide": look.WIDE_MM,
        "left-margin": look.LEFT_MM,
        "top-margin": look.TOP_MM,
        "bottom-margin": look.BOTTOM_MM,
    }
    lines = [f'#let {name} = rgb("{value}")' for name, value in colours.items()]
    lines += [f"#let {name} = {value:g}mm" for name, value in lengths.items()]
    steps = ", ".join(f"{size:g}pt" for size in look.SCALE_PT)
    return "\n".join([*lines, f"#let steps = ({steps})"])


class _Source:
    """Turns blocks into typst calls; remembers the heading level and waiting margin notes.

    The annex has no outer margin: there the readings' numbers stand at the end of their line.
    """

    def __init__(self, document: Document, numbers: dict[str, int]) -> None:
        self.document = document
        self.numbers = numbers
        self.level = 0
        self.waiting: list[str] = []
        self.annexed = False
        self.floating = False
        self.spots = 0

    def blocks(self, blocks: Iterable[Block]) -> list[str]:
        """Top blocks in code mode, each with its readings' numbers and waiting notes beside it.

        Notes come after their block, as they are to be read after it. Bare numbers come before
        it: a block that runs on over two pages has them beside its beginning.
        """
        out, held = [], tuple(blocks)
        for before, block, after in zip_longest((None, *held[:-1]), held, held[1:]):
            if isinstance(block, Paragraph) and block.style == "margin":
                self.waiting.append(f"margin-text({self.margin_line(block)})")
            elif isinstance(block, Heading | PageBreak):
                if isinstance(block, Heading) and (block.level, block.section) == (1, ANNEX):
                    self.annexed = True
                    out += annex_pages()
                out.append(self.block(block))
            elif self.annexed:
                out.append(f"{_frame(block, after)}({{{self.block(block)}}})")
            else:
                frame = _frame(block, after)
                if self._floats(before, block):
                    frame = f"afloat.with(label({esc(f'spot{self.spots}')}))"
                noted = bool(self.waiting)
                # a card is as wide as the page: its numbers stand inside it
                beside = "" if isinstance(block, Card) else self._beside(block)
                parts = [beside, self.block(block)]
                if noted and not (isinstance(block, Table) and frame != "whole"):
                    parts.reverse()
                if self._floats(block, after):
                    self.spots += 1
                    parts.append(f"[#metadata(none) #label({esc(f'spot{self.spots}')})]")
                out.append(f"{frame}({{{'; '.join(part for part in parts if part)}}})")
        if self.waiting:
            out.append("block({" + "; ".join(self.waiting) + "})")
            self.waiting = []
        return out

    def _floats(self, before: Block | None, block: Block | None) -> bool:
        """Whether a figure may stand on the next page, while what follows it goes on."""
        if not self.floating or not isinstance(block, Figure) or before is None:
            return False
        return not isinstance(before, Heading | PageBreak | Figure)

    def margin_line(self, block: Paragraph) -> str:
        """A margin note, followed by the numbers of its readings."""
        refs = self._refs(block)
        return f"{{{line_of(block.line)}; {esc(' ')}; {refs}}}" if refs else line_of(block.line)

    def _beside(self, block: Block) -> str:
        refs = self._refs(block)
        items = ([refs] if refs else []) + self.waiting
        self.waiting = []
        return f"beside({', '.join(items)})" if items else ""

    def _refs(self, block: Block) -> str:
        span = reference_of(block, self.numbers)
        if not span:
            return ""
        first = min(self.numbers[a] for a in addresses_of(block))
        return f"refs({first}, {esc(span)})"

    def block(self, block: Block) -> str:
        """One block as a call in code mode."""
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case Bullets(items=items, ordered=ordered):
                lines = ", ".join(self._line(i, Paragraph(i)) for i in items)
                return f"{'enum' if ordered else 'list'}({lines})"
            case Table():
                return table_of(
                    block, self._line(block.caption, block) if block.caption else "none"
                )
            case Figure():
                return self._figure(block)
            case Box():
                inner = "; ".join(self.block(b) for b in block.blocks)
                return f"panel({esc(block.kind)}, {esc(block.title)}, {{{inner}}})"
            case Card():
                return self._card(block)
            case PageBreak():
                return "pagebreak(weak: true)"

    def _heading(self, block: Heading) -> str:
        self.level = min(block.level, self.level + 1)
        return f"head({self.level}, {esc(block.section)}, {esc(block.text)})"

    def _line(self, line: Line, block: Block) -> str:
        """A line; in the annex with the numbers of all that its block prints."""
        refs = self._refs(block) if self.annexed else ""
        return f"{{{line_of(line)}; {esc(' ')}; {refs}}}" if refs else line_of(line)

    def _paragraph(self, block: Paragraph) -> str:
        line = self._line(block.line, block)
        match block.style:
            case "body":
                return f"par({line})"
            case "lead":
                return f"lead({line})"
            case "sure":
                return f"note({self._sure(block.line, line)})"
            case "note" | "margin":
                return f"note({line})"

    def _sure(self, line: Line, drawn: str = "") -> str:
        words, drawn = word("sure", self.document.lang), drawn or line_of(line)
        if text_of(line).startswith(words):
            return drawn
        return f"{{text(fill: ink, strong({esc(words)})); {esc(' ')}; {drawn}}}"

    def _figure(self, block: Figure) -> str:
        picture = block.picture
        width = min(picture.width * 25.4 / 96, look.PICTURE_MM)
        beneath = [self._sure(block.sure)] if block.sure else []
        beneath += [line_of(block.source)] if block.source else []
        name = f"{word('figure', self.document.lang)} {block.key}"
        arguments = (
            esc(name),
            self._line(block.caption, block),
            esc(paper_svg(picture)),
            esc(alternative_text(picture)),
            f"{width:.2f}mm",
            *beneath,
        )
        return f"picture({', '.join(arguments)})"

    def _card(self, block: Card) -> str:
        tier = block.tier.strip().upper()[:1]
        filled = str(tier == "A").lower()
        dash = '"densely-dashed"' if tier == "D" else '"solid"'
        shape = esc(look.tier_shape(block.tier))
        badge = f"badge({shape}, {esc(block.tier)}, {esc(block.tier_words)}, {filled}, {dash})"
        fields = [
            array_of((esc(label), f"{{{'; '.join(f'par({line_of(x)})' for x in lines)}}}"))
            for label, lines in block.fields
        ]
        level = min(max(self.level, 0) + 1, 3)
        refs = self._refs(block) or "none"
        parts = (str(level), badge, refs, esc(block.title), esc(block.subtitle), *fields)
        return f"card({', '.join(parts)})"
