"""Forms and workbooks that the tests of XLSForm share."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from territoria.content import load_library
from territoria.listen.opening import opened_from
from territoria.model.surveys import SurveyForm

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "xlsform"
Rows = list[list[object]]


def opened(framework: str = "blueprint") -> SurveyForm:
    """A framework's survey, as the house opens it."""
    library = load_library()
    banks = library.questionnaires
    return opened_from(
        banks[framework],
        library.frameworks[framework],
        library.obstacles,
        library.roles,
        others=banks.values(),
        form_id=f"survey-{framework}",
        version="2026-11-22",
    )


def book(survey: Rows, choices: Rows | None = None, settings: Rows | None = None) -> bytes:
    """A workbook as people make them."""
    held = Workbook()
    held.remove(held.active)
    for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        if rows is not None:
            sheet = held.create_sheet(name)
            for row in rows:
                sheet.append(row)
    out = BytesIO()
    held.save(out)
    return out.getvalue()


def rows_of(content: bytes, sheet: str) -> list[dict[str, str]]:
    """Rows of a written sheet by header."""
    header, *rows = load_workbook(BytesIO(content))[sheet].iter_rows(values_only=True)
    return [
        {str(name): str(cell) for name, cell in zip(header, row, strict=True) if cell is not None}
        for row in rows
    ]


def real(name: str) -> bytes:
    """A questionnaire of others; skips where they are not here."""
    if not REAL.is_dir():
        pytest.skip("the real questionnaires are not here")
    return (REAL / name).read_bytes()
