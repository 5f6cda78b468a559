"""The sheets Normalised, Coverage, Scores and Ranks: the formulas of the index."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from territoria.documents.workbook import paint
from territoria.documents.workbook.aggregated import Formula
from territoria.documents.workbook.figure_sheets import begin, divided_rows
from territoria.documents.workbook.framework_sheet import (
    aggregate_step,
    node_formula,
    normalise_step,
)
from territoria.documents.workbook.normalised import NORMALISED, Column, Formulas
from territoria.documents.workbook.parameters import parameters_of
from territoria.documents.workbook.places import (
    COVERAGE,
    DENOMINATORS,
    FIFTH,
    FIRST_COLUMN,
    FIRST_ROW,
    FOURTH,
    KEPT,
    NORMALISED_SHEET,
    RANKS,
    RAW,
    SCORES,
    SIXTH,
    THIRD,
    TREATED,
    Places,
    across,
)

#: Scores closer than this share a rank (territoria.measure.ranks).
TIE = "1E-9"


def write_normalised(workbook: Workbook, places: Places, titles: Mapping[str, str]) -> None:
    """Every indicator on its common scale, higher always better."""
    sheet = workbook[NORMALISED_SHEET]
    sentence = (
        "Figures on a common scale, more always better. From and to are in the figure's own unit."
    )
    begin(sheet, places, range(places.indicators), sentence, titles)
    for row, words in ((THIRD, "Method"), (FOURTH, "Weight"), (FIFTH, "From"), (SIXTH, "To")):
        sheet.cell(row, 2, words)
    sheet.row_dimensions[THIRD].height = 45
    for row in range(places.indicators):
        number = FIRST_COLUMN + row
        step = normalise_step(places, row)
        sheet.cell(FOURTH, number, f"={places.line(row, 'weight')}")
        if step.method in NORMALISED:
            formulas = formulas_of(places, row, FIRST_ROW)
            meaning = f" ({formulas.meaning})" if formulas.meaning else ""
            sheet.cell(THIRD, number, step.method + meaning)
            for place, text in ((FIFTH, formulas.start), (SIXTH, formulas.end)):
                if text:
                    sheet.cell(place, number, f"={text}").number_format = paint.FIGURE
        else:
            sheet.cell(THIRD, number, f"{step.method} (numbers of the engine)")
        _fill_normalised(sheet, places, row, step.method in NORMALISED)


def formulas_of(places: Places, row: int, number: int) -> Formulas:
    """The formulas of an indicator for the territory in one row of the sheet."""
    step = normalise_step(places, row)
    parameters = parameters_of("normalise", step)
    letter = places.column(row)
    reference = ""
    if "reference" in parameters:
        wanted = str(parameters["reference"])
        column = next(
            (
                n
                for n, t in enumerate(places.scores.cut.territories)
                if wanted in (t.code, t.key, t.name)
            ),
            0,
        )
        reference = f"{TREATED}!{letter}${FIRST_ROW + column}"
    columns = Column(
        x=f"{TREATED}!{letter}{number}",
        all=f"{TREATED}!{places.range(row)}",
        direction=places.line(row, "direction"),
        minimum=places.line(row, "minimum"),
        maximum=places.line(row, "maximum"),
        target=places.line(row, "target"),
        start=f"{letter}${FIFTH}",
        end=f"{letter}${SIXTH}",
        reference=reference,
    )
    return NORMALISED[step.method](columns, parameters)


def _fill_normalised(sheet: Worksheet, places: Places, row: int, live: bool) -> None:
    letter = places.column(row)
    pattern = formulas_of(places, row, FIRST_ROW).cell if live else ""
    first = f"{TREATED}!{letter}{FIRST_ROW}"
    for column, value in enumerate(places.scores.normalised[row]):
        number = FIRST_ROW + column
        cell = sheet.cell(number, FIRST_COLUMN + row)
        cell.number_format = paint.SCORE
        x = f"{TREATED}!{letter}{number}"
        if live:
            cell.value = f'=IF(ISNUMBER({x}),{pattern.replace(first, x)},"")'
        elif np.isfinite(value):
            cell.value = float(value)


def write_coverage(workbook: Workbook, places: Places, titles: Mapping[str, str]) -> None:
    """Share of each node's weight that carries a published figure."""
    sheet = workbook[COVERAGE]
    rows = [places.indicators + n for n in places.nodes]
    sentence = (
        "Share of a node's weight that carries a published figure (imputed ones do not count)."
    )
    begin(sheet, places, rows, sentence, titles)
    for place, words in ((THIRD, "Average"), (FOURTH, "Weight"), (FIFTH, "Least coverage")):
        sheet.cell(place, 2, words)
    for row in rows:
        number = FIRST_COLUMN + rows.index(row)
        sheet.cell(THIRD, number, f"=AVERAGE({places.range(row)})").number_format = paint.SHARE
        _weight(sheet, places, row)
        sheet.cell(FIFTH, number, f"={places.line(row, 'coverage')}").number_format = paint.SHARE
        own, columns = places.children(row, NORMALISED_SHEET, COVERAGE)
        leaf = own == NORMALISED_SHEET
        weights = across(own, columns, f"${FOURTH}")
        for column in range(FIRST_ROW, places.last_row + 1):
            cell = sheet.cell(column, number)
            cell.number_format = paint.SHARE
            if leaf:
                known = _known(places, columns, column)
                cell.value = (
                    f"=IF(SUM({weights})=0,0,"
                    f"{RAW}!${KEPT}{column}*SUMPRODUCT({weights},{known})/SUM({weights}))"
                )
            else:
                below = across(COVERAGE, columns, column)
                cell.value = f"=IF(SUM({weights})=0,0,SUMPRODUCT({weights},{below})/SUM({weights}))"


def _known(places: Places, columns: str, line: int) -> str:
    """1 where a figure is published (and what it is divided by), else 0, as an array."""
    known = f"--ISNUMBER({across(RAW, columns, line)})"
    if divided_rows(places):
        over = across(DENOMINATORS, columns, line)
        known += f"*ISNUMBER({over})*({over}<>0)"
    return known


def write_scores(workbook: Workbook, places: Places, titles: Mapping[str, str]) -> None:
    """The score of every node from its children; the whole stands first."""
    sheet = workbook[SCORES]
    rows = [places.indicators + n for n in places.nodes]
    begin(sheet, places, rows, "Scores of the whole and of every node, as formulas.", titles)
    for place, words in (
        (THIRD, "Method"),
        (FOURTH, "Weight"),
        (FIFTH, "Least coverage"),
        (SIXTH, "Least share of children"),
    ):
        sheet.cell(place, 2, words)
    for number, row in enumerate(rows, start=FIRST_COLUMN):
        step = aggregate_step(places, row)
        live = node_formula(places, row) is not None
        sheet.cell(THIRD, number, step.method if live else f"{step.method} (numbers)")
        _weight(sheet, places, row)
        for place, field in ((FIFTH, "coverage"), (SIXTH, "children")):
            cell = sheet.cell(place, number, f"={places.line(row, field)}")
            cell.number_format = paint.SHARE
        for column in range(len(places.scores.cut.territories)):
            _score(sheet, places, row, column, live)


def _score(sheet: Worksheet, places: Places, row: int, column: int, live: bool) -> None:
    number, letter = FIRST_ROW + column, places.column(row)
    cell = sheet[f"{letter}{number}"]
    cell.number_format = paint.SCORE
    if not live:
        value = places.scores.scores[row - places.indicators, column]
        cell.value = float(value) if np.isfinite(value) else None
        return
    formula = score_formula(places, row, number)
    cell.value = (
        ArrayFormula(cell.coordinate, f"={formula.text}") if formula.array else f"={formula.text}"
    )


def score_formula(places: Places, row: int, number: int) -> Formula:
    """The score of one node in one row of the sheet, with its thresholds and rounding."""
    branch = places.branch(row)
    sheet, columns = places.children(row, NORMALISED_SHEET, SCORES)
    x, w = across(sheet, columns, number), across(sheet, columns, f"${FOURTH}")
    formula = node_formula(places, row, x, w)
    assert formula is not None
    text = formula.text
    if branch.decimals is not None:
        text = f"ROUND({text},{places.line(row, 'decimals')})"
    letter = places.column(row)
    covered = f"{COVERAGE}!{letter}{number}"
    enough = (
        f"AND({covered}>0,{covered}>={letter}${FIFTH}-1E-12,"
        f"COUNT({x})>=MAX(1,{letter}${SIXTH}*COLUMNS({x})-1E-12),"
        f"SUMPRODUCT({w},--ISNUMBER({x}))>0)"
    )
    return Formula(f'IF({enough},{text},"")', formula.array)


def write_ranks(workbook: Workbook, places: Places, titles: Mapping[str, str]) -> None:
    """Competition ranks, 1 is the best; scores that differ by less than 1e-9 share a rank."""
    sheet = workbook[RANKS]
    rows = [places.indicators + n for n in places.nodes]
    begin(sheet, places, rows, "Ranks: 1 is the best; equal scores share the better rank.", titles)
    sheet.cell(THIRD, 2, "Ranked")
    for place in (FOURTH, FIFTH, SIXTH):
        sheet.row_dimensions[place].hidden = True
    for number, row in enumerate(rows, start=FIRST_COLUMN):
        sheet.cell(THIRD, number, f"=COUNT({places.range(row)})")
        everyone = f"{SCORES}!{places.range(row)}"
        for line in range(FIRST_ROW, places.last_row + 1):
            mine = f"{SCORES}!{places.column(row)}{line}"
            better = f'COUNTIF({everyone},">"&({mine}+{TIE}))'
            cell = sheet.cell(line, number, f'=IF(ISNUMBER({mine}),1+{better},"")')
            cell.number_format = paint.RANK


def _weight(sheet: Worksheet, places: Places, row: int) -> None:
    """The weight of a node in its parent, above its column; the whole has none."""
    if row != places.lines[0][0]:
        sheet[f"{places.column(row)}{FOURTH}"] = f"={places.line(row, 'weight')}"
