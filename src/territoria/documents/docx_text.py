"""Runs, fields, links and tables of a DOCX: the small parts python-docx leaves to its users."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from territoria.documents import look
from territoria.documents.document import Cited, Emphasis, Inline, Line, Link, Number, Plain, Strong
from territoria.documents.docx_styles import TABLE_STYLE, rgb
from territoria.documents.words import clean

_WEB = re.compile(r"^(https?|mailto):", re.IGNORECASE)
_EXTERNAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def styled(paragraph: Any, style: str) -> Any:
    """Give a paragraph its style by id; python-docx's own look-up costs 3 ms each time."""
    paragraph._p.style = _style_id(paragraph.part, style)
    return paragraph


def _style_id(part: Any, name: str) -> str:
    known: dict[str, str] = part.__dict__.setdefault("_territoria_style_ids", {})
    if name not in known:
        known[name] = part.document.styles[name].style_id
    return known[name]


def write_line(paragraph: Any, line: Line, refs: str = "") -> Any:
    """Append a line's inlines to a paragraph, then the small grey numbers of its readings."""
    for inline in line:
        _write_inline(paragraph, inline)
    if refs:
        run = paragraph.add_run("\u00a0" + refs)
        run._r.style = _style_id(paragraph.part, "Reading numbers")
    return paragraph


def _write_inline(paragraph: Any, inline: Inline) -> None:
    text = clean(inline.text)
    match inline:
        case Plain() | Cited():
            paragraph.add_run(text)
        case Strong():
            paragraph.add_run(text).bold = True
        case Emphasis():
            paragraph.add_run(text).italic = True
        case Number(strong=strong):
            paragraph.add_run(text).bold = True if strong else None
        case Link(target=target):
            if not _WEB.match(target):
                paragraph.add_run(text)
                return
            run = paragraph.add_run(text)
            run.font.color.rgb, run.underline = rgb(look.ACCENT), True
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), paragraph.part.relate_to(clean(target), _EXTERNAL, True))
            paragraph._p.append(link)
            link.append(run._r)


def write_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field with the text that stands there until the reader updates it."""
    begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Any, instruction: str) -> None:
    """Open a field; what follows until ``end_field`` is its content."""
    _field_mark(paragraph, "begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    _field_mark(paragraph, "separate")


def end_field(paragraph: Any) -> None:
    """Close the field."""
    _field_mark(paragraph, "end")


def _field_mark(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """Let the table of contents lead to this heading."""
    for kind in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{kind}")
        mark.set(qn("w:id"), str(number))
        if kind == "bookmarkStart":
            mark.set(qn("w:name"), name)
            paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, mark)
        else:
            paragraph._p.append(mark)


def add_inner_link(paragraph: Any, name: str, text: str) -> None:
    """Text that leads to a bookmark."""
    run = paragraph.add_run(clean(text))
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    paragraph._p.append(link)
    link.append(run._r)


def add_table(
    docx: Any,
    header: Sequence[str],
    rows: Sequence[Sequence[Line]],
    weights: Sequence[float],
    width_mm: float,
    align: str = "",
    small: bool = False,
) -> Any:
    """A table with a repeated header row; ``weights`` share out ``width_mm``."""
    table = docx.add_table(rows=1 + len(rows), cols=len(header), style=TABLE_STYLE)
    table.autofit = False
    letters = align.ljust(len(header), "l")
    total = sum(weights) or 1
    widths = [Mm(width_mm * weight / total) for weight in weights]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    text_style = "Table text small" if small else "Table text"
    for index, row in enumerate(table.rows):
        _row_marks(row, header=index == 0)
        cells = list(row.cells)
        source = [(Plain(text),) for text in header] if index == 0 else rows[index - 1]
        for cell, line, width, letter in zip(cells, source, widths, letters, strict=False):
            cell.width = width
            paragraph = cell.paragraphs[0]
            styled(paragraph, "Table head" if index == 0 else text_style)
            if letter == "r":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            write_line(paragraph, line)
    return table


def _row_marks(row: Any, header: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(("w:tblHeader",) if header else ())):
        properties.append(OxmlElement(name))
