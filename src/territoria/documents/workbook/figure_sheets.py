"""The sheets Raw, Denominators and Treated: the figures, and what was done to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from territoria.documents.workbook import paint
from territoria.documents.workbook.places import (
    CODE,
    DENOMINATORS,
    FIFTH,
    FIRST_COLUMN,
    FIRST_ROW,
    FOURTH,
    KEPT,
    RAW,
    SENTENCE,
    SIXTH,
    THIRD,
    TITLE,
    TREATED,
    Places,
)
from territoria.measure.frame import Booleans
from territoria.model import Status


def begin(
    sheet: Worksheet, places: Places, rows: Sequence[int], sentence: str, titles: Mapping[str, str]
) -> None:
    """Sentence, codes and titles of the columns, codes and names of the territories."""
    sheet.cell(SENTENCE, 1, sentence)
    sheet.cell(CODE, 1, "Code")
    sheet.cell(CODE, 2, "Territory")
    for number, row in enumerate(rows, start=FIRST_COLUMN):
        code = places.code(row)
        paint.put_text(sheet.cell(CODE, number), code)
        paint.put_text(sheet.cell(TITLE, number), titles.get(code, code))
    for number, territory in enumerate(places.scores.cut.territories, start=FIRST_ROW):
        paint.put_text(sheet.cell(number, 1), territory.code)
        paint.put_text(sheet.cell(number, 2), territory.name)
    paint.dress(sheet, len(rows))
    paint.for_paper(sheet)
    sheet.print_title_rows = f"{TITLE}:{CODE}"


def write_raw(workbook: Workbook, places: Places, titles: Mapping[str, str]) -> None:
    """Published figures, and whether the screen kept the territory."""
    sheet, scores = workbook[RAW], places.scores
    sentence = "The figures as published. Change one, or set kept to 0: scores and ranks follow."
    begin(sheet, places, range(places.indicators), sentence, titles)
    _stages(sheet, places)
    sheet[f"{KEPT}{CODE}"] = "Kept"
    for column, kept in enumerate(scores.kept, start=FIRST_ROW):
        sheet[f"{KEPT}{column}"] = int(kept)
        sheet[f"{KEPT}{column}"].fill = paint.INPUT
    fills = {
        int(Status.INHERITED): paint.INHERITED,
        int(Status.MISSING): paint.MISSING,
        int(Status.SUPPRESSED): paint.MISSING,
        int(Status.IMPUTED): paint.IMPUTED,
        int(Status.ESTIMATED): paint.IMPUTED,
    }
    for place, value in np.ndenumerate(scores.cut.values):
        cell = sheet.cell(FIRST_ROW + place[1], FIRST_COLUMN + place[0])
        cell.number_format = paint.FIGURE
        fill = fills.get(int(scores.cut.status[place]))
        if np.isfinite(value):
            cell.value = float(value)
        else:
            fill = fill or paint.MISSING
        if fill:
            cell.fill = fill


def divided_rows(places: Places) -> tuple[int, ...]:
    """Indicators whose figures are divided by a denominator."""
    held = places.scores.cut.denominators
    if held is None or places.tree.framework.recipe.denominate.method == "none":
        return ()
    return tuple(int(row) for row in np.flatnonzero((held != 1.0).any(axis=-1)))


def write_denominators(workbook: Workbook, places: Places, titles: Mapping[str, str]) -> None:
    """What figures are divided by, the scale factor already in it; 1 where they are not."""
    sheet, held = workbook[DENOMINATORS], places.scores.cut.denominators
    assert held is not None
    sentence = "What the figures are divided by (the scale factor is in it already)."
    begin(sheet, places, range(places.indicators), sentence, titles)
    _stages(sheet, places)
    divided = divided_rows(places)
    for (row, column), value in np.ndenumerate(held):
        cell = sheet.cell(FIRST_ROW + column, FIRST_COLUMN + row)
        cell.number_format = paint.FIGURE
        if np.isfinite(value):
            cell.value = float(value)
        if row in divided:
            cell.fill = paint.INPUT


def write_treated(workbook: Workbook, places: Places, titles: Mapping[str, str]) -> None:
    """Formulas on Raw; imputed and treated cells are numbers of the engine, in colour."""
    sheet, scores = workbook[TREATED], places.scores
    sentence = (
        "Figures after imputing and treating. Coloured cells are numbers, all others follow Raw."
    )
    begin(sheet, places, range(places.indicators), sentence, titles)
    _stages(sheet, places)
    divided = set(divided_rows(places))
    fills = changed_cells(places)
    for place, value in np.ndenumerate(scores.treated):
        cell = sheet.cell(FIRST_ROW + place[1], FIRST_COLUMN + place[0])
        cell.number_format = paint.FIGURE
        fill = fills.get(place)
        if fill is None:
            cell.value = _untouched(places, place[0], FIRST_ROW + place[1], place[0] in divided)
        else:
            cell.value, cell.fill = (float(value) if np.isfinite(value) else ""), fill


def changed_cells(places: Places) -> dict[tuple[int, ...], PatternFill]:
    """Cells ``(indicator, territory)`` that imputation or treatment changed, with their colour."""
    scores = places.scores
    before = np.where(scores.kept, scores.values, np.nan)
    filled = _differ(before, scores.imputed)
    moved = _differ(scores.imputed, scores.treated)
    found: dict[tuple[int, ...], PatternFill] = {
        (int(i), int(t)): paint.IMPUTED for i, t in np.argwhere(filled)
    }
    found |= {(int(i), int(t)): paint.TREATED_FILL for i, t in np.argwhere(moved)}
    return found


def _differ(before: Any, after: Any) -> Booleans:
    differ: Booleans = ~((before == after) | (np.isnan(before) & np.isnan(after)))
    return differ


def _untouched(places: Places, row: int, number: int, divided: bool) -> str:
    here = f"{places.column(row)}{number}"
    known, value = f"{RAW}!${KEPT}{number}=1,ISNUMBER({RAW}!{here})", f"{RAW}!{here}"
    if divided:
        known += f",ISNUMBER({DENOMINATORS}!{here})"
        return f'=IF(AND({known}),IFERROR({value}/{DENOMINATORS}!{here},""),"")'
    return f'=IF(AND({known}),{value},"")'


def _stages(sheet: Worksheet, places: Places) -> None:
    """Unit, number of figures, lowest and highest above each column."""
    for row, words in (
        (THIRD, "Unit of measure"),
        (FOURTH, "Known"),
        (FIFTH, "Lowest"),
        (SIXTH, "Highest"),
    ):
        sheet.cell(row, 2, words)
    for row in range(places.indicators):
        number, here = FIRST_COLUMN + row, places.range(row)
        paint.put_text(sheet.cell(THIRD, number), places.tree.units[row])
        sheet.cell(FOURTH, number, f"=COUNT({here})")
        for place, name in ((FIFTH, "MIN"), (SIXTH, "MAX")):
            cell = sheet.cell(place, number, f'=IF(COUNT({here})=0,"",{name}({here}))')
            cell.number_format = paint.FIGURE
    sheet.row_dimensions[THIRD].height = 32
