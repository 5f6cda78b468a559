"""Lines, tables and literals as typst code. All text goes in as strings, never as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from territoria.documents import look
from territoria.documents.columns import column_widths
from territoria.documents.document import (
    Cited,
    Emphasis,
    Inline,
    Line,
    Link,
    Number,
    Plain,
    Strong,
    Table,
    text_of,
)
from territoria.documents.words import clean

#: A number longer than this may break over two lines.
_KEEP_TOGETHER = 20
_WEB = re.compile(r"^(https?|mailto):", re.IGNORECASE)


def esc(text: str) -> str:
    """Any text as a typst string literal."""
    return '"' + clean(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


# ── lines ─────────────────────────────────────────────────────────────────────────────────────


def line_of(line: Line) -> str:
    """A line as a code block that joins its inlines."""
    return "{" + "; ".join(_inline(inline) for inline in line) + "}" if line else "[]"


def _inline(inline: Inline) -> str:
    text = esc(inline.text)
    match inline:
        case Plain() | Cited():
            return text
        case Strong():
            return f"strong({text})"
        case Emphasis():
            return f"emph({text})"
        case Number(strong=strong):
            number = f"n({text})" if len(inline.text) <= _KEEP_TOGETHER else text
            return f"strong({number})" if strong else number
        case Link(target=target):
            return f"link({esc(target)}, {text})" if _WEB.match(target) else text


# ── tables ────────────────────────────────────────────────────────────────────────────────────


def table_of(table: Table, caption: str) -> str:
    """A table as wide as the column or the page; its columns as wide as their words need.

    ``caption``: ready code, or ``none``.
    """
    width = "wide" if table.wide else "column"
    room = look.WIDE_MM if table.wide else look.COLUMN_MM
    cells = [line_of(cell) for row in table.rows for cell in row]
    texts = [[text_of(cell) for cell in row] for row in table.rows]
    size = 8.6 if table.small else 9.6
    body = grid_of(table.header, cells, texts, table.align, size, room)
    return f"with-caption({width}, {caption}, {body})"


def grid_of(
    header: Sequence[str],
    cells: Sequence[str],
    texts: Sequence[Sequence[str]],
    align: str,
    size: float,
    room_mm: float,
) -> str:
    """The call that draws ready ``cells``; ``texts`` are their words, for the widths."""
    widths, size = column_widths(header, texts, room_mm * 72 / 25.4, size)
    columns = [f"{width:.1f}pt" for width in widths]
    aligns = ["right" if letter == "r" else "left" for letter in align.ljust(len(header), "l")]
    heads = array_of(map(esc, header))
    arguments = (array_of(columns), array_of(aligns), f"{size:g}pt", heads, *cells)
    return f"grid-of({', '.join(arguments)})"


def array_of(items: Iterable[str]) -> str:
    """A typst array, also of one element."""
    return "(" + "".join(f"{item}, " for item in items) + ")"
