"""Write the workbook: one sheet after another, then the same bytes every time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
from openpyxl import Workbook

from territoria.documents.workbook.about_sheet import write_about
from territoria.documents.workbook.archive import bytes_of
from territoria.documents.workbook.cached import cached_values
from territoria.documents.workbook.figure_sheets import (
    divided_rows,
    write_denominators,
    write_raw,
    write_treated,
)
from territoria.documents.workbook.framework_sheet import write_framework
from territoria.documents.workbook.places import (
    ABOUT,
    CHANGE,
    COVERAGE,
    DENOMINATORS,
    FRAMEWORK,
    NORMALISED_SHEET,
    PUBLISHED,
    RANKS,
    RAW,
    SCORES,
    TREATED,
    Places,
)
from territoria.documents.workbook.published_sheets import write_change, write_published
from territoria.documents.workbook.score_sheets import (
    write_coverage,
    write_normalised,
    write_ranks,
    write_scores,
)
from territoria.errors import DataError, MethodError, Problem
from territoria.measure.score import Scores, score
from territoria.measure.tree import OVERALL

#: The date of a file for which none is given: the first that a zip archive can hold.
NO_DAY = date(1980, 1, 1)


def write_workbook(
    scores: Scores,
    path: Path,
    *,
    titles: Mapping[str, str] | None = None,
    release: str = "",
    digest: str = "",
    day: date = NO_DAY,
) -> Path:
    """Write the index as an Excel file with live formulas; returns its path.

    ``titles``: of indicators by id (nodes bring their own). ``release``, ``digest``: name and
    digest of the figures. ``day``: the only date in the file. DataError where it cannot be written.
    """
    data = workbook_bytes(scores, titles=titles, release=release, digest=digest, day=day)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise DataError(
            Problem(str(path), f"cannot write here: {error.strerror}.", "Choose another place.")
        ) from None
    return path


def workbook_bytes(
    scores: Scores,
    *,
    titles: Mapping[str, str] | None = None,
    release: str = "",
    digest: str = "",
    day: date = NO_DAY,
) -> bytes:
    """The file of :func:`write_workbook`; the same scores give the same bytes.

    MethodError where the scores are not those of the framework's own recipe: the formulas would
    compute another index.
    """
    _demand_own_recipe(scores)
    places = Places(scores)
    framework = scores.tree.framework
    names = {OVERALL: str(framework.title), **{n.id: str(n.title) for n in framework.walk()}}
    names = {**(titles or {}), **names}
    sheets = [ABOUT, FRAMEWORK, RAW, TREATED, NORMALISED_SHEET, COVERAGE, SCORES, RANKS]
    divided = bool(divided_rows(places))
    if divided:
        sheets.insert(3, DENOMINATORS)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name in [*sheets, PUBLISHED, CHANGE]:
        workbook.create_sheet(name)
    write_about(workbook, places, release, digest)
    write_framework(workbook, places, names)
    write_raw(workbook, places, names)
    if divided:
        write_denominators(workbook, places, names)
    for write in (
        write_treated,
        write_normalised,
        write_coverage,
        write_scores,
        write_ranks,
        write_published,
        write_change,
    ):
        write(workbook, places, names)
    workbook.properties.creator = "Territoria"
    workbook.properties.title = f"{framework.title} ({framework.edition})"
    workbook.calculation.fullCalcOnLoad = True
    return bytes_of(workbook, day, cached_values(places, release, digest))


def _demand_own_recipe(scores: Scores) -> None:
    own = scores.recipe == scores.tree.framework.recipe
    # Another recipe is refused unrun: the framework's may not take these figures.
    if not own or not _again(scores):
        what = "the scores are not those of the framework's own recipe."
        mend = "Put the methods into the framework, and score it again."
        raise MethodError(Problem("workbook", what, mend))


def _again(scores: Scores) -> bool:
    """Whether the framework's recipe gives these scores."""
    again = score(scores.tree, scores.cut)
    return np.allclose(again.scores, scores.scores, rtol=1e-9, atol=1e-9, equal_nan=True)
