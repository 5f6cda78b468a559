"""A user's own observations from CSV, Excel or Parquet; the layouts are those of ``long_table``.

Excel and Parquet hold numbers and not their printing, so the shortest text that gives the number
back stands for it: 33.10 is 33.1 there. A formula that was never computed has no value; it is a
problem, not a missing figure.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from territoria.errors import DataError, Problem, did_you_mean
from territoria.model import Indicator
from territoria.sources.csv_file import read_observations
from territoria.sources.long_table import LONG, Imported, import_rows

SHEETS = (".csv", ".xlsx", ".xlsm", ".parquet")


def read_table(
    path: Path,
    indicators: Mapping[str, Indicator] | None,
    *,
    version: str | None = None,
    sheet: str | None = None,
) -> Imported:
    """Read and check a table of observations. DataError lists every problem with sheet and row.

    ``indicators``: those the framework binds, None where any may stand in it; ``version``: of bare
    territory codes; ``sheet``: of a workbook, else its first.
    """
    ending = path.suffix.lower()
    if ending not in SHEETS:
        what = f"files that end in {ending or 'nothing'} are not read."
        raise DataError(Problem(str(path), what, f"Known: {', '.join(SHEETS)}."))
    if ending == ".csv":
        return read_observations(path, indicators, version=version)
    if not path.is_file():
        raise DataError(Problem(str(path), "there is no such file.", "Check the path."))
    name, lines = _parquet(path) if ending == ".parquet" else read_sheet(path, sheet)
    rows = [(n, cells) for n, cells in lines if any(cells)]
    label = f"{path}, sheet {name}" if name else str(path)
    if len(rows) < 2:
        what = "there is a header but no row." if rows else "the table is empty."
        raise DataError(Problem(label, what, f"Begin with the header {', '.join(LONG)}."))
    (first, header), *body = rows
    width = max((n + 1 for n, cell in enumerate(header) if cell), default=0)
    even = [(n, _trim(cells, width)) for n, cells in body]

    def place(number: int) -> str:
        return f"{label}, row {first if number == 1 else number}"

    return import_rows(path, even, header[:width], indicators, version=version, place=place)


def _trim(cells: list[str], width: int) -> list[str]:
    """As wide as the header; cells beyond it stay where they hold something, to be complained of."""
    full = cells + [""] * (width - len(cells))
    return full if any(full[width:]) else full[:width]


def read_sheet(path: Path, sheet: str | None = None) -> tuple[str, list[tuple[int, list[str]]]]:
    """Name and rows of a sheet as text, each with its number, row 1 first; empty cells are ``""``.

    DataError where the workbook or sheet is not there, or formulas have no computed value.
    """
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        content = path.read_bytes()
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        formulas = load_workbook(BytesIO(content), read_only=True, data_only=False)
    except (InvalidFileException, BadZipFile, OSError, KeyError, ValueError) as error:
        what = f"this is no Excel workbook ({type(error).__name__})."
        raise DataError(Problem(str(path), what, "Save it as .xlsx.")) from None
    try:
        name = sheet or book.sheetnames[0]
        if name not in book.sheetnames:
            what = f"there is no sheet {name!r}."
            raise DataError(Problem(str(path), what, did_you_mean(name, book.sheetnames)))
        values = [list(row) for row in book[name].iter_rows(values_only=True)]
        written = [list(row) for row in formulas[name].iter_rows(values_only=True)]
        problems = list(_uncomputed(f"{path}, sheet {name}", values, written))
    finally:
        book.close()
        formulas.close()
    if problems:
        raise DataError(problems[:20])
    return name, [(n, [cell_text(c) for c in row]) for n, row in enumerate(values, start=1)]


def _uncomputed(label: str, values: list[list[Any]], written: list[list[Any]]) -> Iterator[Problem]:
    from openpyxl.utils import get_column_letter

    for number, (row, texts) in enumerate(zip(values, written, strict=False), start=1):
        for n, (value, text) in enumerate(zip(row, texts, strict=False), start=1):
            if value is None and text is not None:
                what = f"the formula in {get_column_letter(n)}{number} has no computed value."
                yield Problem(label, what, "Open the workbook, let it compute, and save it.")


def _parquet(path: Path) -> tuple[str, list[tuple[int, list[str]]]]:
    import polars as pl

    try:
        table = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError):
        what = "this is no Parquet file."
        raise DataError(Problem(str(path), what, "Write it again.")) from None
    rows = [(n, [cell_text(c) for c in row]) for n, row in enumerate(table.rows(), start=2)]
    return "", [(1, table.columns), *rows]


def cell_text(value: object) -> str:
    """A cell as it would be printed: 79.0 is 79, a day is 2021-01-01, nothing is empty."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value).strip()
