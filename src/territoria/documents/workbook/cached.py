"""What formulas give before anyone has computed them.

A viewer that does not compute, or Excel in its protected view, shows the value that is stored
beside a formula. These are the engine's. The two header cells *From* and *To* are left to Excel.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from openpyxl.utils import get_column_letter

from territoria.documents.workbook.about_sheet import UNCHANGED, check_row
from territoria.documents.workbook.figure_sheets import divided_rows
from territoria.documents.workbook.places import (
    ABOUT,
    CHANGE,
    COVERAGE,
    DENOMINATORS,
    FIFTH,
    FIRST_COLUMN,
    FIRST_ROW,
    FOURTH,
    FRAMEWORK,
    NORMALISED_SHEET,
    RANKS,
    RAW,
    SCORES,
    SIXTH,
    THIRD,
    TREATED,
    Places,
)
from territoria.measure.frame import Floats

Value = float | str
Cells = dict[str, Value]


def cached_values(places: Places, release: str, digest: str) -> dict[str, Cells]:
    """Sheet → cell → the value of its formula, an empty text where it says nothing."""
    scores, order = places.scores, list(places.nodes)
    found: dict[str, Cells] = {
        FRAMEWORK: dict(_shares(places)),
        TREATED: {**_block(scores.treated), **_extremes(scores.treated)},
        NORMALISED_SHEET: _block(scores.normalised),
        COVERAGE: _block(scores.coverage[order]),
        SCORES: _block(scores.scores[order]),
        RANKS: _block(scores.ranks[order]),
        RAW: _extremes(scores.cut.values),
        CHANGE: _block(np.concatenate([scores.scores[order], scores.ranks[order]]) * 0.0),
    }
    if divided_rows(places) and scores.cut.denominators is not None:
        found[DENOMINATORS] = _extremes(scores.cut.denominators)
    _headers(found, places)
    row = check_row(places, release, digest)
    found[ABOUT] = {f"B{row}": 0.0, f"B{row + 1}": 0.0, f"B{row + 2}": UNCHANGED}
    return found


def _block(values: Floats) -> Cells:
    """The body of a data sheet from ``(column, territory)``."""
    return {
        f"{get_column_letter(FIRST_COLUMN + n)}{FIRST_ROW + t}": _value(value)
        for (n, t), value in np.ndenumerate(values)
    }


def _value(value: float) -> Value:
    return float(value) if np.isfinite(value) else ""


def _extremes(values: Floats) -> Cells:
    """Number of figures, lowest and highest above each column."""
    found: Cells = {}
    for n, row in enumerate(values):
        letter, known = get_column_letter(FIRST_COLUMN + n), row[np.isfinite(row)]
        found[f"{letter}{FOURTH}"] = float(known.size)
        found[f"{letter}{FIFTH}"] = float(known.min()) if known.size else ""
        found[f"{letter}{SIXTH}"] = float(known.max()) if known.size else ""
    return found


def _headers(found: dict[str, Cells], places: Places) -> None:
    """Weights, thresholds, averages and counts above the columns of nodes and indicators."""
    for row, parent, _ in places.lines:
        letter = places.column(row)
        if parent >= 0:
            branch = places.branch(parent)
            weight = float(branch.weights[branch.children.index(row)])
            for sheet in (NORMALISED_SHEET,) if row < places.indicators else (COVERAGE, SCORES):
                found[sheet][f"{letter}{FOURTH}"] = weight
        if row >= places.indicators:
            own, node = places.branch(row), row - places.indicators
            found[COVERAGE][f"{letter}{THIRD}"] = float(places.scores.coverage[node].mean())
            found[COVERAGE][f"{letter}{FIFTH}"] = own.minimum_coverage
            found[SCORES][f"{letter}{FIFTH}"] = own.minimum_coverage
            found[SCORES][f"{letter}{SIXTH}"] = own.minimum_children
            ranked = np.isfinite(places.scores.ranks[node]).sum()
            found[RANKS][f"{letter}{THIRD}"] = float(ranked)


def _shares(places: Places) -> Iterator[tuple[str, Value]]:
    """Share in the parent and effective weight of every line of the sheet Framework."""
    effective: dict[int, float] = {}
    for row, parent, _ in places.lines:
        if parent < 0:
            effective[row] = 1.0
            continue
        branch = places.branch(parent)
        share = float(branch.weights[branch.children.index(row)] / branch.weights.sum())
        effective[row] = share * effective[parent]
        for field, value in (("share", share), ("effective", effective[row])):
            yield places.line(row, field).partition("!")[2].replace("$", ""), value
