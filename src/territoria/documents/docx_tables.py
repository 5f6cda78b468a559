"""Tables of a DOCX, written as one piece of XML: cell by cell, python-docx takes seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from territoria.documents import look
from territoria.documents.columns import column_widths
from territoria.documents.document import Emphasis, Inline, Line, Link, Number, Strong, text_of
from territoria.documents.docx_styles import TABLE_STYLE
from territoria.documents.docx_text import is_web, relation_to, style_id
from territoria.documents.words import clean


@dataclass(frozen=True, slots=True)
class Addressed:
    """A cell with an address in small type below its line."""

    line: Line
    address: str


Cell = Line | Addressed

_POINT = 72 / 25.4
_PADDING = 7.5


def add_table(
    docx: Any,
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    room_mm: float,
    *,
    align: str = "",
    small: bool = False,
    widths_mm: Sequence[float] = (),
    size: float = 0.0,
) -> None:
    """A table with a repeated header row at the end of the document.

    Columns are as wide as
    their words need, unless ``widths_mm`` says otherwise.
    """
    style = "Table text small" if small else "Table text"
    full = 8.6 if small else 9.6
    size = size or full
    widths = [width * _POINT for width in widths_mm]
    if not widths:
        texts = [[text_of(_line(cell)) for cell in row] for row in rows]
        # 3 % wider than needed: a reader may lack our font
        widths, size = column_widths(header, texts, room_mm * _POINT / 1.03, size, padding=_PADDING)
        widths = [width * 1.03 for width in widths]
    twips = [round(width * 20) for width in widths]
    letters = align.ljust(len(header), "l")
    table = _Table(docx, size if size < full else 0.0)
    head = table.row(
        [
            table.paragraph(_plain(text), "Table head", letter)
            for text, letter in zip(header, letters, strict=True)
        ],
        twips,
        header=True,
    )
    body = [
        table.row(
            [table.cell(cell, style, letter) for cell, letter in zip(row, letters, strict=False)],
            twips,
        )
        for row in rows
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    xml = (
        f'<w:tbl {nsdecls("w", "r")}><w:tblPr><w:tblStyle w:val="{table.style(TABLE_STYLE)}"/>'
        f'<w:tblW w:type="dxa" w:w="{sum(twips)}"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(body)}</w:tbl>"
    )
    docx.element.body._insert_tbl(parse_xml(xml))


def _line(cell: Cell) -> Line:
    return cell.line if isinstance(cell, Addressed) else cell


def _plain(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(clean(text), quote=False)}</w:t></w:r>'


class _Table:
    """Cells and rows as text. ``size`` is that of the type where it must be smaller, else 0."""

    def __init__(self, docx: Any, size: float) -> None:
        self.part = docx.part
        self.size = f'<w:sz w:val="{round(size * 2)}"/>' if size else ""

    def style(self, name: str) -> str:
        return escape(style_id(self.part, name))

    def row(self, cells: list[str], twips: list[int], header: bool = False) -> str:
        mark = "<w:tblHeader/>" if header else ""
        inside = "".join(
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr>{cell}</w:tc>'
            for cell, width in zip(cells, twips, strict=False)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{inside}</w:tr>"

    def cell(self, cell: Cell, style: str, letter: str) -> str:
        runs = "".join(map(self._run, _line(cell)))
        first = self.paragraph(runs, style, letter)
        if not isinstance(cell, Addressed):
            return first
        return first + self.paragraph(_plain(cell.address), "Address", "l")

    def paragraph(self, runs: str, style: str, letter: str) -> str:
        side = '<w:jc w:val="right"/>' if letter == "r" else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.style(style)}"/>{side}</w:pPr>{runs}</w:p>'

    def _run(self, inline: Inline) -> str:
        marks = ""
        target = ""
        match inline:
            case Strong() | Number(strong=True):
                marks = "<w:b/>"
            case Emphasis():
                marks = "<w:i/>"
            case Link() if is_web(inline.target):
                marks = f'<w:color w:val="{look.ACCENT.lstrip("#").upper()}"/>'
                target = relation_to(self.part, inline.target)
        under = '<w:u w:val="single"/>' if target else ""
        properties = f"{marks}{self.size}{under}"
        opening = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        run = _plain(inline.text).replace("<w:r>", f"<w:r>{opening}", 1)
        return f'<w:hyperlink r:id="{target}">{run}</w:hyperlink>' if target else run
