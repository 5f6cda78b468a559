"""A user's own observations from a CSV file; the layouts are those of ``long_table``."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Mapping
from pathlib import Path

from territoria.errors import DataError, Problem
from territoria.model import Indicator
from territoria.sources.long_table import LONG, MOST_SHOWN, Imported, import_rows

# how files begin that are often taken for CSV
NO_CSV = {
    codecs.BOM_UTF16_LE: "text in UTF-16 (a spreadsheet's “Unicode text”)",
    codecs.BOM_UTF16_BE: "text in UTF-16 (a spreadsheet's “Unicode text”)",
    b"PK\x03\x04": "a workbook or another zip file",
    b"\xd0\xcf\x11\xe0": "a workbook of an old spreadsheet",
    b"PAR1": "a Parquet file",
}

__all__ = ["MOST_SHOWN", "Imported", "open_rows", "read_observations"]


def read_observations(
    path: Path, indicators: Mapping[str, Indicator] | None, *, version: str | None = None
) -> Imported:
    """Read and check a CSV file of observations. DataError lists every problem with its line.

    ``indicators``: those the framework binds, None where any may stand in it; ``version``: of bare
    territory codes.
    """
    rows, header = open_rows(path)
    return import_rows(
        path, rows, header, indicators, version=version, place=lambda line: f"{path}:{line}"
    )


def open_rows(path: Path) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Rows with their line numbers, and the header. DataError where the file cannot be read."""
    if not path.is_file():
        what = "this is a folder." if path.is_dir() else "there is no such file."
        raise DataError(Problem(str(path), what, "Check the path."))
    raw = path.read_bytes()
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise DataError(
            Problem(str(path), "the file is empty.", f"Begin with the header {', '.join(LONG)}.")
        )
    for begin, kind in NO_CSV.items():
        if raw.startswith(begin):
            raise DataError(Problem(str(path), f"this is {kind}.", "Save it as CSV UTF-8."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataError(
            Problem(
                f"{path}:{line}",
                "the file is not UTF-8 (it may be Latin-1, from an older spreadsheet).",
                "Save it as CSV UTF-8.",
            )
        ) from None
    if "\0" in text:
        raise DataError(
            Problem(str(path), "this is not a text file.", "Save the sheet as CSV UTF-8.")
        )
    first = text.splitlines()[0]
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if mark in first and "," not in first:
            what = f"the columns are separated by {name}."
            raise DataError(Problem(f"{path}:1", what, "Separate them by commas."))
    (_, header), *rows = _cells(path, text)
    if not rows:
        raise DataError(
            Problem(f"{path}:1", "there is a header but no row.", "Add one row a figure.")
        )
    return rows, header


def _cells(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """The header and every row that is not empty, each with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""))
    rows: list[tuple[int, list[str]]] = []
    begin = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if begin == 1 or any(cells):
                rows.append((begin, cells))
            begin = reader.line_num + 1
    except csv.Error:
        raise DataError(
            Problem(
                f"{path}:{begin}",
                "the row that begins here does not end.",
                "Close its quotation mark, or take it out.",
            )
        ) from None
    return rows
