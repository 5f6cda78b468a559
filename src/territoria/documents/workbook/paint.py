"""How cells look: colours by status with their legend, number formats, widths, frozen panes."""

from __future__ import annotations

from typing import Final

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from territoria.documents.workbook.places import CODE, FIRST_COLUMN, FIRST_ROW, SENTENCE, TITLE
from territoria.pictures.style import INK, MUTED, RULE, TINT

FIGURE: Final = "#,##0.###"
SCORE: Final = "0.0"
SHARE: Final = "0 %"
RANK: Final = "0"
DIFFERENCE: Final = "+0.0;-0.0;0"


def _solid(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour.lstrip("#"), end_color=colour.lstrip("#"))


INPUT: Final = _solid("#d3e8e7")
"""A cell to edit."""
IMPUTED: Final = _solid("#d6e4f2")
TREATED_FILL: Final = _solid("#fbe0c6")
INHERITED: Final = _solid("#e6e6e6")
MISSING: Final = PatternFill("lightUp", start_color="9AA0A4", end_color="FFFFFF")

#: Legend: words and fill, in the order in which they are shown.
LEGEND: Final[tuple[tuple[str, PatternFill], ...]] = (
    ("to edit: a weight, a direction, a bound, a figure", INPUT),
    ("imputed: no publisher gives it; a number of ours stands in", IMPUTED),
    ("treated: an outlier that was moved, or a logarithm", TREATED_FILL),
    ("inherited: a figure of the wider area", INHERITED),
    ("missing or withheld", MISSING),
)

BOLD: Final = Font(bold=True, color=INK.lstrip("#"))
QUIET: Final = Font(color=MUTED.lstrip("#"))
LARGE: Final = Font(bold=True, size=16, color=INK.lstrip("#"))
HEAD: Final = _solid(TINT)
UNDERLINE: Final = Border(bottom=Side("thin", color=RULE.lstrip("#")))
WRAP: Final = Alignment(wrap_text=True, vertical="top")


def put_text(cell: Cell, text: str) -> None:
    """Words of a user in a cell: always words, even where they begin like a formula."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    if cell.data_type == "f":
        cell.data_type = "s"


def dress(sheet: Worksheet, columns: int, width: float = 13.0) -> None:
    """Header rows, widths and frozen panes of a data sheet with ``columns`` columns of figures."""
    sheet.freeze_panes = f"D{FIRST_ROW}"
    sheet.column_dimensions["A"].width = 14
    sheet.column_dimensions["B"].width = 30
    sheet.column_dimensions["C"].width = 7
    sheet.row_dimensions[TITLE].height = 45
    sheet.cell(SENTENCE, 1).font = BOLD
    for number in range(1, FIRST_COLUMN + columns):
        if number >= FIRST_COLUMN:
            letter = sheet.cell(CODE, number).column_letter
            sheet.column_dimensions[letter].width = width
        for row in range(TITLE, FIRST_ROW):
            cell = sheet.cell(row, number)
            cell.fill = HEAD
            cell.font = BOLD if row in (TITLE, CODE) else QUIET
            cell.alignment = WRAP
            if row == CODE:
                cell.border = UNDERLINE


def for_paper(sheet: Worksheet) -> None:
    """Landscape A4, as wide as one page, the header on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
