"""The end of the PDF: the data behind the figures and where every number comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from territoria.documents import look
from territoria.documents.annex import EndRow, data_texts, end_rows, figures_of, number_span
from territoria.documents.document import Document, Figure, text_of
from territoria.documents.pdf_lines import array_of, esc, grid_of
from territoria.documents.words import word

#: A table with more columns than this is set smaller.
_MANY = 7


def annex_source(document: Document, numbers: dict[str, int]) -> list[str]:
    """The annex in Typst: the data behind every figure, then the end table of all numbers."""
    figures = [f for f in figures_of(document.blocks) if f.picture.rows]
    rows = end_rows(document)
    if not figures and not rows:
        return []
    margin = f"left: left-margin, right: {look.PAGE_MM[0]}mm - left-margin - wide"
    out = [f"#set page(margin: ({margin}, top: top-margin, bottom: bottom-margin))"]
    if figures:
        out.append(f"#heading(level: 1, {esc(word('annex', document.lang))})")
        out += [_data_behind(figure, document, numbers) for figure in figures]
    if rows:
        out.append(f"#heading(level: 1, {esc(word('numbers', document.lang))})")
        out.append(f"#note({esc(word('numbers-intro', document.lang))})")
        out.append(f"#{_end_table(rows, document.lang)}")
    return out


def _data_behind(figure: Figure, document: Document, numbers: dict[str, int]) -> str:
    picture = figure.picture
    cells = [esc(label.text) for row in picture.rows for label in row]
    size = 7.6 if len(picture.header) > _MANY else 8.2
    grid = grid_of(picture.header, cells, data_texts(figure), "", size, look.WIDE_MM)
    span = number_span(
        numbers[x.address] for row in picture.rows for x in row if x.address in numbers
    )
    title = f"{word('data-of', document.lang)} {figure.key}"
    words = text_of(figure.caption) + (f" ({span})" if span else "")
    return f"#heading(level: 2, {esc(title)})\n#note({esc(words)})\n#{grid}"


def _end_table(rows: Sequence[EndRow], lang: str) -> str:
    header = [word(k, lang) for k in ("number", "value", "period", "badge", "sentence")]
    cells = []
    for row in rows:
        address = "; h(0pt); ".join(
            esc(part) for part in re.split(r"(?<=[:@])", row.address) if part
        )
        cells += [
            f"[#{row.number} #metadata(none) #label({esc(f'r{row.number}')})]",
            esc(row.value),
            esc(row.period),
            esc(row.badge),
            f"{{{esc(row.sentence)}; address({{{address}}})}}",
        ]
    arguments = (
        "(7.5mm, 32mm, 17mm, 12.5mm, 1fr)",
        "(right, left, left, left, left)",
        "7.4pt",
        array_of(map(esc, header)),
        *cells,
    )
    return f"grid-of(dense: true, {', '.join(arguments)})"
