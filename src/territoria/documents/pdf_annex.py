"""The end of the PDF: the data behind the figures, where every number comes from, what is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from territoria.documents import look
from territoria.documents.annex import (
    EndRow,
    Shared,
    data_texts,
    end_rows,
    figures_of,
    number_span,
    shared_parts,
    source_rows,
)
from territoria.documents.document import Document, Figure, text_of
from territoria.documents.pdf_lines import array_of, esc, grid_of
from territoria.documents.words import word

#: A table with more columns than this is set smaller.
_MANY = 7
#: With more than this, long heads would leave no room for names: they are numbered, with a key.
_MOST_HEADS = 9


def annex_source(document: Document, numbers: dict[str, int], *, wide: bool) -> list[str]:
    """The annex in Typst: the data behind every figure, all numbers, then what is quoted.

    ``wide``: the document has an annex of its own, so that pages are wide already.
    """
    figures = [f for f in figures_of(document.blocks) if f.picture.rows]
    rows, quotes = end_rows(document), source_rows(document)
    if not figures and not rows and not quotes:
        return []
    out = [] if wide else [f"#{line}" for line in annex_pages()]
    if figures:
        out.append(f"#heading(level: 1, {esc(word('annex', document.lang))})")
        out += [_data_behind(figure, document, numbers) for figure in figures]
    if rows:
        shared = shared_parts(rows)
        out += _titled("numbers", document.lang)
        if shared.head:
            said = word("short", document.lang).format(head=shared.head, tail=shared.tail)
            out.append(f"#leading(note({esc(said)}))")
        out.append(f"#{_end_table(rows, document.lang, shared)}")
    if quotes:
        out += _titled("quotes", document.lang)
        out.append(f"#{_quotes_table(quotes, document.lang)}")
    return out


def _titled(key: str, lang: str) -> list[str]:
    return [
        f"#heading(level: 1, {esc(word(key, lang))})",
        f"#leading(note({esc(word(f'{key}-intro', lang))}))",
    ]


def annex_pages() -> list[str]:
    """From here on text is as wide as the page, and smaller: nobody reads an annex through."""
    margin = f"left: left-margin, right: {look.PAGE_MM[0]}mm - left-margin - wide"
    return [
        f"set page(margin: ({margin}, top: top-margin, bottom: bottom-margin))",
        "set text(size: 9.4pt)",
        "set par(leading: 0.6em, spacing: 7.5pt)",
        "set list(spacing: 5.5pt)",
    ]


def _data_behind(figure: Figure, document: Document, numbers: dict[str, int]) -> str:
    picture = figure.picture
    cells = [esc(label.text) for row in picture.rows for label in row]
    size = 7.6 if len(picture.header) > _MANY else 8.2
    header, key = _heads(picture.header)
    grid = grid_of(header, cells, data_texts(figure), "", size, look.WIDE_MM)
    span = number_span(
        numbers[x.address] for row in picture.rows for x in row if x.address in numbers
    )
    title = f"{word('data-of', document.lang)} {figure.key}"
    words = text_of(figure.caption) + (f" ({span})" if span else "")
    notes = "".join(f"\n#leading(note({esc(said)}))" for said in (words, key) if said)
    return f"#heading(level: 2, {esc(title)}){notes}\n#{grid}"


def _heads(header: Sequence[str]) -> tuple[Sequence[str], str]:
    """The heads as they are, or all but the first as numbers with a line that says them."""
    if len(header) <= _MOST_HEADS:
        return header, ""
    key = " · ".join(f"{n} {head}" for n, head in enumerate(header[1:], start=1))
    return [header[0], *(str(n) for n in range(1, len(header)))], key


def _end_table(rows: Sequence[EndRow], lang: str, shared: Shared) -> str:
    header = [word(k, lang) for k in ("number", "value", "period", "badge", "sentence")]
    cells = []
    for row in rows:
        cells += [
            _number(row),
            esc(row.value),
            esc(row.period),
            esc(row.badge),
            _said(row.sentence, shared.short(row.address)),
        ]
    arguments = (
        "(7.5mm, 32mm, 17mm, 12.5mm, 1fr)",
        "(right, left, left, left, left)",
        "7.4pt",
        array_of(map(esc, header)),
        *cells,
    )
    return f"grid-of(dense: true, {', '.join(arguments)})"


def _quotes_table(rows: Sequence[EndRow], lang: str) -> str:
    header = [word(k, lang) for k in ("number", "quoted-words", "quoted-source")]
    cells = []
    for row in rows:
        cells += [_number(row), esc(row.value), _said(row.sentence, row.address)]
    arguments = (
        "(7.5mm, 58mm, 1fr)",
        "(right, left, left)",
        "7.4pt",
        array_of(map(esc, header)),
        *cells,
    )
    return f"grid-of(dense: true, {', '.join(arguments)})"


def _number(row: EndRow) -> str:
    return f"[#{row.number} #metadata(none) #label({esc(f'r{row.number}')})]"


def _said(sentence: str, address: str) -> str:
    parts = "; h(0pt); ".join(esc(part) for part in re.split(r"(?<=[:@])", address) if part)
    return f"{{{esc(sentence)}; h(4pt); address({{{parts}}})}}"
