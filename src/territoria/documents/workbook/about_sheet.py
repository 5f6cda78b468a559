"""The sheet About: what this is, where it comes from, how to read it, what is not a formula."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from territoria import __version__
from territoria.documents.workbook import paint
from territoria.documents.workbook.figure_sheets import changed_cells
from territoria.documents.workbook.framework_sheet import (
    aggregate_step,
    node_formula,
    normalise_step,
)
from territoria.documents.workbook.normalised import NORMALISED
from territoria.documents.workbook.parameters import step_in_words
from territoria.documents.workbook.places import ABOUT, Places
from territoria.documents.workbook.published_sheets import change_range

FIRST_FACT = 4
UNCHANGED = "Every score equals the engine's."
STEPS = (
    ("denominate", "Denominate"),
    ("screen", "Screen"),
    ("impute", "Impute"),
    ("treat", "Treat"),
    ("normalise", "Normalise"),
    ("weight", "Weight"),
    ("aggregate", "Aggregate"),
)


def write_about(workbook: Workbook, places: Places, release: str, digest: str) -> None:
    """One page to read first."""
    sheet, framework = workbook[ABOUT], places.tree.framework
    paint.put_text(sheet["A1"], str(framework.title))
    sheet["A1"].font = paint.LARGE
    sheet["A2"] = (
        "The index as a workbook: its formulas compute every score and rank from the figures."
    )
    _pairs(sheet, FIRST_FACT, _facts(places, release, digest))
    row = _check(sheet, places, check_row(places, release, digest))
    row = _section(sheet, row + 1, "How to use it", HOW)
    row = _section(sheet, row + 1, "What is not a formula", not_live(places))
    row = _legend(sheet, row + 1)
    recipe = framework.recipe
    steps = [(words, step_in_words(name, getattr(recipe, name))) for name, words in STEPS]
    sheet.cell(row + 1, 1, "The recipe").font = paint.BOLD
    _pairs(sheet, row + 2, steps)
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 90
    sheet.sheet_view.showGridLines = False
    paint.for_paper(sheet)


def check_row(places: Places, release: str, digest: str) -> int:
    """Row of the first of the three cells that say whether formulas and engine agree."""
    return FIRST_FACT + len(_facts(places, release, digest)) + 1


def _facts(places: Places, release: str, digest: str) -> list[tuple[str, object]]:
    """What was computed from what; what is not known is left out."""
    framework = places.tree.framework
    facts: list[tuple[str, object]] = [
        ("Framework", f"{framework.id}, edition {framework.edition}"),
        ("Digest of the framework", places.tree.digest),
        ("Release of figures", release),
        ("Digest of the release", digest),
        ("Territories", len(places.scores.cut.territories)),
        ("Indicators", places.indicators),
        ("Computed by", f"Territoria {__version__}"),
    ]
    return [(label, value) for label, value in facts if value != ""]


HOW = (
    "Sheets from left to right follow the computation: Framework, Raw, Treated, Normalised, "
    "Coverage, Scores, Ranks.",
    "One territory has the same row on every sheet. Do not sort a sheet on its own.",
    "Change a weight, direction, bound or least coverage on Framework, or a figure on Raw.",
    "Set Kept to 0 on Raw to leave a territory out of everything, extremes and ranks included.",
    "Change shows what your edits did, against the engine's results on Published.",
    "An empty cell is unknown. It is never 0.",
)


def not_live(places: Places) -> tuple[str, ...]:
    """What stays as the engine computed it when something is edited."""
    changed = len(changed_cells(places))
    words = []
    if changed:
        words.append(
            f"{changed} imputed or treated figures (coloured on Treated) are numbers. They do not "
            "follow when other figures change."
        )
    fixed = [
        places.code(r)
        for r in range(places.indicators)
        if normalise_step(places, r).method not in NORMALISED
    ]
    fixed += [
        places.code(places.indicators + n)
        for n in places.nodes
        if node_formula(places, places.indicators + n) is None
    ]
    if fixed:
        words.append(f"Numbers, because their method has no formula here: {', '.join(fixed)}.")
    nodes = [places.indicators + n for n in places.nodes]
    if any(aggregate_step(places, row).method == "median" for row in nodes):
        words.append("The weights of a median: its formula takes them as equal.")
    if any(branch.weigh.method not in ("given", "equal") for branch in places.tree.nodes):
        words.append("Weights that a method took from the figures or from experts are numbers.")
    words.append("Which method is used where. Ranges of scores and ranks are not in this file.")
    return tuple(words)


def _pairs(sheet: Worksheet, row: int, pairs: Sequence[tuple[str, object]]) -> int:
    for label, value in pairs:
        sheet.cell(row, 1, label).font = paint.QUIET
        cell = sheet.cell(row, 2)
        if isinstance(value, str):
            paint.put_text(cell, value)
        else:
            cell.value = value
        cell.alignment = paint.WRAP
        row += 1
    return row


def _check(sheet: Worksheet, places: Places, row: int) -> int:
    """Whether the formulas give what the engine gave."""
    changes = change_range(places)
    moved = f"MAX(MAX({changes}),-MIN({changes}))"
    others = f'COUNTIF({changes},"new")+COUNTIF({changes},"gone")'
    here = f"B{row}"
    sheet.cell(row, 1, "Largest change of a score").font = paint.QUIET
    sheet.cell(row, 2, f"={moved}").number_format = "0.000000"
    sheet.cell(row + 1, 1, "Scores that appear or vanish").font = paint.QUIET
    sheet.cell(row + 1, 2, f"={others}")
    sheet.cell(row + 2, 1, "In words").font = paint.QUIET
    sheet.cell(
        row + 2,
        2,
        f'=IF(AND({here}=0,B{row + 1}=0),"{UNCHANGED}",'
        '"Something has been edited: scores differ from the published ones.")',
    ).font = paint.BOLD
    for number in (row, row + 1, row + 2):
        sheet.cell(number, 2).alignment = paint.WRAP
    return row + 3


def _section(sheet: Worksheet, row: int, title: str, lines: tuple[str, ...]) -> int:
    sheet.cell(row, 1, title).font = paint.BOLD
    for line in lines:
        cell = sheet.cell(row, 2, line)
        cell.alignment = paint.WRAP
        row += 1
    return row


def _legend(sheet: Worksheet, row: int) -> int:
    sheet.cell(row, 1, "Colours").font = paint.BOLD
    for words, fill in paint.LEGEND:
        sheet.cell(row + 1, 1).fill = fill
        sheet.cell(row + 1, 2, words)
        row += 1
    return row + 1
