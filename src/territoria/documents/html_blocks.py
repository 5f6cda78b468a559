"""Blocks and inlines of the document model as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape as html_escape

from territoria.documents import look
from territoria.documents.annex import number_span
from territoria.documents.document import (
    Block,
    Box,
    Bullets,
    Card,
    Cited,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Line,
    Link,
    Number,
    PageBreak,
    Paragraph,
    Plain,
    Strong,
    Table,
    text_of,
)
from territoria.documents.html_tables import escape, table_of
from territoria.documents.svg import inline_svg
from territoria.documents.words import clean, sources_of, word
from territoria.pictures.picture import Label

#: A number longer than this may break over two lines.
_KEEP_TOGETHER = 20
#: A picture of this width in pixels fits a phone as it is.
_PHONE = 360
_SAFE_LINK = re.compile(r"^(https?:|mailto:|#|/|\./)", re.IGNORECASE)


def attribute(text: str) -> str:
    """Text for a quoted attribute."""
    return html_escape(clean(text), quote=True)


def anchor_of(index: int, heading: Heading) -> str:
    """The id of a heading: its section where it has one, else its place in the document."""
    section = re.sub(r"[^A-Za-z0-9]", "", heading.section)
    return f"section-{section}" if section and heading.level == 1 else f"h-{index}"


class Blocks:
    """Turns blocks into HTML; remembers the level of the last heading and counts the tables."""

    def __init__(self, document: Document, numbers: dict[str, int]) -> None:
        self.document = document
        self.numbers = numbers
        self.level = 1
        self.tables = 0
        self.broken = False

    def render(self, blocks: Iterable[Block]) -> str:
        """All top blocks, one after another."""
        parts = []
        for index, block in enumerate(blocks):
            if isinstance(block, PageBreak):
                self.broken = True
            elif isinstance(block, Heading):
                parts.append(self._heading(block, anchor_of(index, block)))
            else:
                parts.append(self.block(block))
        return "\n".join(parts)

    def block(self, block: Block) -> str:
        """One block. A break before it only matters on paper."""
        match block:
            case Heading():
                return self._heading(block, "")
            case Paragraph():
                return self._paragraph(block)
            case Bullets():
                return self._bullets(block)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Box():
                return self._box(block)
            case Card():
                return self._card(block)
            case PageBreak():
                return ""

    # ── blocks ────────────────────────────────────────────────────────────────────────────────

    def _heading(self, block: Heading, anchor: str) -> str:
        self.level = block.level
        tag = f"h{block.level + 1}"
        attributes = f' id="{anchor}"' if anchor else ""
        if self.broken:
            attributes += ' class="brk"'
            self.broken = False
        section = f'<span class="sec">{escape(block.section)}</span> ' if block.section else ""
        return f"<{tag}{attributes}>{section}{escape(block.text)}</{tag}>"

    def _paragraph(self, block: Paragraph) -> str:
        inner = self.line(block.line) + self.refs([block.line])
        if block.style == "body":
            return f"<p>{inner}</p>"
        if block.style == "margin":
            return f'<p class="margin" role="note">{inner}</p>'
        if block.style == "sure":
            inner = self._sure_words(block.line) + inner
        return f'<p class="{block.style}">{inner}</p>'

    def _bullets(self, block: Bullets) -> str:
        tag = "ol" if block.ordered else "ul"
        items = "".join(f"<li>{self.line(i)}{self.refs([i])}</li>" for i in block.items)
        return f"<{tag}>{items}</{tag}>"

    def _table(self, block: Table) -> str:
        self.tables += 1
        key = f"t{self.tables}"
        align = block.align.ljust(len(block.header), "l")
        lines = [block.caption, *(cell for row in block.rows for cell in row)]
        caption = ""
        label = f'aria-label="{attribute(", ".join(block.header))}"'
        if block.caption:
            label = f'aria-labelledby="{key}"'
            words = f'<span id="{key}">{self.line(block.caption)}</span>'
            caption = f"<caption>{words}{self.refs(lines)}</caption>"
        rows = [[self.line(cell) for cell in row] for row in block.rows]
        widths = [
            max((len(text_of(r[i])) for r in block.rows if i < len(r)), default=0)
            for i in range(len(block.header))
        ]
        table = table_of(block.header, rows, align, widths, caption)
        refs = "" if block.caption else self.refs(lines)
        classes = " ".join(c for c, on in (("wide", block.wide), ("small", block.small)) if on)
        opening = f'<div class="table {classes}">' if classes else '<div class="table">'
        return (
            f'{opening}<div class="scroll" role="region" {label} tabindex="0">{table}</div>'
            + (f'<p class="src">{refs}</p>' if refs else "")
            + "</div>"
        )

    def _figure(self, block: Figure) -> str:
        lang = self.document.lang
        key, picture = attribute(block.key), block.picture
        labels = [label for row in picture.rows for label in row]
        own = [block.caption, block.sure, block.source]
        refs = self.refs(own, [label.address for label in labels if label.address])
        sure = ""
        if block.sure:
            sure = f'<p class="sure">{self._sure_words(block.sure)}{self.line(block.sure)}</p>'
        source = f'<p class="src">{self.line(block.source)}</p>' if block.source else ""
        rows = [[self._label(label) for label in row] for row in picture.rows]
        name = f"{word('data-of', lang)} {block.key}"
        hidden = f'<caption class="hid">{escape(name)}</caption>'
        table = table_of(picture.header, rows, "", [], hidden)
        data = (
            f"<details><summary>{escape(word('data', lang))}</summary>"
            f'<div class="scroll" role="region" tabindex="0" '
            f'aria-label="{attribute(name)}">{table}</div></details>'
        )
        wide = ' class="wide"' if picture.width > 640 else ""
        name = f'<span class="sec">{escape(word("figure", lang))} {escape(block.key)}</span>'
        return (
            f'<figure{wide} id="{key}"><figcaption>{name} {self.line(block.caption)}{refs}'
            f"</figcaption>{self._pictures(block)}"
            f"{sure}{source}{data if picture.rows else ''}</figure>"
        )

    def _pictures(self, block: Figure) -> str:
        """The drawing, and its narrow sister for phones; the style sheet shows one of them.

        Without a sister the drawing scrolls inside itself, and says so.
        """
        drawing = inline_svg(block.picture, block.key)
        if block.narrow is not None:
            small = inline_svg(block.narrow, f"{block.key}n")
            return f'<div class="pic broad">{drawing}</div><div class="pic slim">{small}</div>'
        if block.picture.width <= _PHONE:
            return f'<div class="pic">{drawing}</div>'
        name = attribute(block.picture.title)
        hint = escape(word("scroll", self.document.lang))
        return (
            f'<div class="pic slide" tabindex="0" role="group" aria-label="{name}">{drawing}</div>'
            f'<p class="hint" aria-hidden="true">{hint} →</p>'
        )

    def _box(self, block: Box) -> str:
        inner = "".join(self.block(b) for b in block.blocks)
        title = f'<p class="bt">{escape(block.title)}</p>' if block.title else ""
        name = attribute(block.title or word("note", self.document.lang))
        return f'<section class="box {block.kind}" aria-label="{name}">{title}{inner}</section>'

    def _card(self, block: Card) -> str:
        tag = f"h{min(self.level + 2, 4)}"
        fields = []
        for label, lines in block.fields:
            inner = "".join(f"<p>{self.line(line)}</p>" for line in lines)
            if len(lines) == 1:
                inner = self.line(lines[0])
            refs = self.refs(lines)
            if refs and inner.endswith("</p>"):
                inner = f"{inner[:-4]}{refs}</p>"
            else:
                inner += refs
            fields.append(f"<dt>{escape(label)}</dt><dd>{inner}</dd>")
        tier = re.sub(r"[^A-Za-z0-9]", "", block.tier)
        badge = (
            f'<p class="badge t-{tier}"><span aria-hidden="true">{look.tier_shape(block.tier)}'
            f"</span><b>{escape(block.tier)}</b> {escape(block.tier_words)}</p>"
        )
        subtitle = f'<p class="note">{self._text(block.subtitle)}</p>' if block.subtitle else ""
        return (
            f'<article class="card">{badge}<{tag}>{escape(block.title)}</{tag}>{subtitle}'
            f"<dl>{''.join(fields)}</dl></article>"
        )

    # ── inlines ───────────────────────────────────────────────────────────────────────────────

    def line(self, line: Line) -> str:
        """The inlines of a line."""
        return "".join(self._inline(inline) for inline in line)

    def refs(self, lines: Iterable[Line], more: Iterable[str] = ()) -> str:
        """The small link to the rows of the end table; empty where no number is printed."""
        found = {
            self.numbers[inline.address]
            for line in lines
            for inline in line
            if isinstance(inline, Number | Cited)
        } | {self.numbers[address] for address in more}
        if not found:
            return ""
        span = number_span(found)
        name = attribute(sources_of(span, self.document.lang))
        return f'<a class="refs" href="#r{min(found)}" aria-label="{name}">{span}</a>'

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Plain(text=text):
                return escape(text)
            case Strong(text=text):
                return f"<strong>{escape(text)}</strong>"
            case Emphasis(text=text):
                return f"<em>{escape(text)}</em>"
            case Number():
                return self._number(inline)
            case Cited(text=text, address=address):
                return f'<span class="c" data-reading="{attribute(address)}">{escape(text)}</span>'
            case Link(text=text, target=target):
                if not _SAFE_LINK.match(target):
                    return escape(text)
                return f'<a href="{attribute(target)}">{escape(text)}</a>'

    def _number(self, number: Number) -> str:
        reading = self.document.readings.get(number.address)
        title = f' title="{attribute(reading.sentence)}"' if reading and reading.sentence else ""
        css = "n" if len(number.text) <= _KEEP_TOGETHER else "n w"
        span = (
            f'<span class="{css}" data-reading="{attribute(number.address)}"{title}>'
            f"{escape(number.text)}</span>"
        )
        return f"<strong>{span}</strong>" if number.strong else span

    def _label(self, label: Label) -> str:
        if not label.address:
            return escape(label.text)
        address = attribute(label.address)
        return f'<span class="n w" data-reading="{address}">{escape(label.text)}</span>'

    def _sure_words(self, line: Line) -> str:
        words = word("sure", self.document.lang)
        return "" if text_of(line).startswith(words) else f"<b>{escape(words)}</b> "

    @staticmethod
    def _text(text: str) -> str:
        return escape(text)
