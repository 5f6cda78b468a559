"""Lines, tables and literals as typst code. All text goes in as strings, never as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from territoria.documents.annex import column_weights
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


def table_of(table: Table) -> str:
    width = "wide" if table.wide else "column"
    characters = (96 if table.wide else 68) * (11 / 9 if table.small else 1)
    size = "8.6pt" if table.small else "9.6pt"
    cells = [line_of(cell) for row in table.rows for cell in row]
    body = grid_of(table.header, cells, column_weights(table), table.align, size, characters)
    caption = line_of(table.caption) if table.caption else "none"
    return f"with-caption({width}, {caption}, {body})"


def grid_of(
    header: Sequence[str],
    cells: Sequence[str],
    weights: Sequence[int],
    align: str,
    size: str,
    characters: float,
) -> str:
    """Narrow columns take what they need, wide ones share the rest; all share when it is tight."""
    narrow = sum(w + 2 for w in weights if w <= 16)
    roomy = narrow < characters * (0.75 if any(w > 16 for w in weights) else 1.0)
    columns = ["auto" if roomy and weight <= 16 else f"{weight}fr" for weight in weights]
    aligns = ["right" if letter == "r" else "left" for letter in align.ljust(len(header), "l")]
    arguments = (array_of(columns), array_of(aligns), size, array_of(map(esc, header)), *cells)
    return f"grid-of({', '.join(arguments)})"


def array_of(items: Iterable[str]) -> str:
    """A typst array, also of one element."""
    return "(" + "".join(f"{item}, " for item in items) + ")"
