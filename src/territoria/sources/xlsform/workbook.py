"""The sheets of a workbook as text, with row numbers; .xlsx and the old .xls."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from itertools import islice
from typing import Any

from territoria.errors import DataError, Problem
from territoria.sources.table_file import cell_text
from territoria.speech import gettext

OLD = b"\xd0\xcf\x11\xe0"
NEW = b"PK\x03\x04"
MOST_BYTES = 20_000_000
# A workbook is a zip; one that unpacks to more than this is no questionnaire, and would keep the
# reader busy for minutes.
MOST_UNPACKED = 20_000_000
MOST_ROWS = 100_000
# Formatting often reaches to the last column a spreadsheet has.
MOST_COLUMNS = 2_000

Lines = list[tuple[int, list[str]]]


@dataclass(frozen=True)
class Line:
    """One row: its number in the sheet, and its cells by header; nothing where a cell is empty."""

    number: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell, "" where it is empty."""
        return self.cells.get(column, "")


def read_sheets(content: bytes, name: str) -> dict[str, Lines]:
    """Sheet → rows with their numbers, row 1 first. DataError where the bytes are no workbook."""
    if len(content) > MOST_BYTES:
        what = gettext("the file has more than {most} megabytes.")
        mend = gettext("Take out what is no question: pictures, other sheets.")
        raise DataError(Problem(name, what.format(most=MOST_BYTES // 1_000_000), mend))
    if content.startswith(OLD):
        return _old(content, name)
    if content.startswith(NEW):
        return _new(content, name)
    what = gettext("this is no Excel workbook.")
    raise DataError(Problem(name, what, gettext("Save it as .xlsx.")))


def _new(content: bytes, name: str) -> dict[str, Lines]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise ValueError("too large")
        with warnings.catch_warnings():
            # what a spreadsheet adds that is not read here: styles, extensions
            warnings.simplefilter("ignore", UserWarning)
            book = load_workbook(BytesIO(content), read_only=True, data_only=True)
            try:
                for sheet in book.worksheets:
                    # what a sheet says of its size is often far more than it holds
                    sheet.reset_dimensions()
                return {
                    sheet.title: _lines(sheet.iter_rows(values_only=True), name)
                    for sheet in book.worksheets
                }
            finally:
                book.close()
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        OSError,
        KeyError,
        ValueError,
        SyntaxError,
    ) as error:
        what = gettext("this is no Excel workbook ({kind}).").format(kind=type(error).__name__)
        raise DataError(Problem(name, what, gettext("Save it as .xlsx."))) from None


def _old(content: bytes, name: str) -> dict[str, Lines]:
    try:
        xlrd: Any = import_module("xlrd")
        book = xlrd.open_workbook(file_contents=content)
    except Exception as error:  # the reader of old files has no family of errors of its own
        what = gettext("this is no Excel workbook ({kind}).").format(kind=type(error).__name__)
        raise DataError(Problem(name, what, gettext("Save it as .xlsx."))) from None
    return {
        sheet.name: _lines(
            (
                [bool(c.value) if c.ctype == xlrd.XL_CELL_BOOLEAN else c.value for c in row]
                for row in sheet.get_rows()
            ),
            name,
        )
        for sheet in book.sheets()
    }


def _lines(rows: Iterable[Iterable[Any]], label: str) -> Lines:
    lines: Lines = []
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            what = gettext("the sheet has more than {most} rows.").format(most=MOST_ROWS)
            raise DataError(Problem(label, what, gettext("Take out the empty ones, or split it.")))
        cells = [cell_text(cell) for cell in islice(row, MOST_COLUMNS)]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            lines.append((number, cells))
    return lines
