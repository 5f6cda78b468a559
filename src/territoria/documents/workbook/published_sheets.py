"""The sheets Published and Change: the engine's own results, and how far the formulas are from them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from territoria.documents.workbook import paint
from territoria.documents.workbook.figure_sheets import begin
from territoria.documents.workbook.places import (
    CHANGE,
    FIFTH,
    FIRST_COLUMN,
    FIRST_ROW,
    FOURTH,
    PUBLISHED,
    RANKS,
    SCORES,
    SIXTH,
    THIRD,
    Places,
)


def write_published(workbook: Workbook, places: Places, titles: Mapping[str, str]) -> None:
    """Scores, then ranks, as numbers that never change."""
    sheet, rows = workbook[PUBLISHED], _twice(places)
    begin(sheet, places, rows, "The engine's results, as numbers: scores, then ranks.", titles)
    _kinds(workbook, PUBLISHED, places, "Score", "Rank")
    for block, table in enumerate((places.scores.scores, places.scores.ranks)):
        for place, node in enumerate(places.nodes):
            for column, value in enumerate(table[node]):
                if np.isfinite(value):
                    cell = sheet.cell(
                        FIRST_ROW + column,
                        FIRST_COLUMN + block * len(places.nodes) + place,
                        float(value) if block == 0 else int(value),
                    )
                    cell.number_format = paint.SCORE if block == 0 else paint.RANK


def write_change(workbook: Workbook, places: Places, titles: Mapping[str, str]) -> None:
    """Live score less published score; places gained or lost. 0 until something is edited."""
    sheet, rows = workbook[CHANGE], _twice(places)
    sentence = "What your edits change: score points, then places (minus is a better place)."
    begin(sheet, places, rows, sentence, titles)
    _kinds(workbook, CHANGE, places, "Points", "Places")
    for block, source in enumerate((SCORES, RANKS)):
        for place in range(len(places.nodes)):
            here = get_column_letter(FIRST_COLUMN + place)
            there = FIRST_COLUMN + block * len(places.nodes) + place
            letter = get_column_letter(there)
            for line in range(FIRST_ROW, places.last_row + 1):
                now, then = f"{source}!{here}{line}", f"{PUBLISHED}!{letter}{line}"
                cell = sheet.cell(
                    line,
                    there,
                    f"=IF(ISNUMBER({now}),IF(ISNUMBER({then}),ROUND({now}-{then},9),"
                    f'"new"),IF(ISNUMBER({then}),"gone",""))',
                )
                cell.number_format = paint.DIFFERENCE if block == 0 else "+0;-0;0"


def change_range(places: Places) -> str:
    """All score differences: ``Change!$D$8:$Q$249``."""
    last = get_column_letter(FIRST_COLUMN + len(places.nodes) - 1)
    first = get_column_letter(FIRST_COLUMN)
    return f"{CHANGE}!${first}${FIRST_ROW}:${last}${places.last_row}"


def _twice(places: Places) -> list[int]:
    rows = [places.indicators + n for n in places.nodes]
    return rows + rows


def _kinds(workbook: Workbook, name: str, places: Places, first: str, second: str) -> None:
    sheet = workbook[name]
    for place in (FOURTH, FIFTH, SIXTH):
        sheet.row_dimensions[place].hidden = True
    for number in range(2 * len(places.nodes)):
        words = first if number < len(places.nodes) else second
        sheet.cell(THIRD, FIRST_COLUMN + number, words)
