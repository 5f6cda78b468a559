"""A table of text with its row numbers, from a CSV file, a workbook or a data frame."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from territoria.errors import DataError, Problem
from territoria.sources.csv_file import open_rows
from territoria.sources.table_file import cell_text, read_sheet

NOTHING = ("", "NA", "NaN", "nan", "n/a", "#N/A")


@dataclass(frozen=True)
class Sheet:
    """``rows``: number in the file, then the cells by column; ``""`` where there is nothing."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    lines: bool = False

    def place(self, row: int, column: str = "") -> str:
        """How a message names a cell: ``iMeta.csv:7, column Weight``."""
        at = f"{self.label}:{row}" if self.lines else f"{self.label}, row {row}"
        return f"{at}, column {column}" if column else at


def open_sheet(table: Any, *, name: str, sheet: str | None = None) -> Sheet:
    """A path to CSV or Excel, a Polars or a pandas data frame. DataError where it is none of them.

    ``name`` stands for a data frame in messages; ``sheet`` is that of a workbook, else its first.
    """
    if isinstance(table, str | Path):
        return _open_file(Path(table), sheet)
    columns = getattr(table, "columns", None)
    if columns is None or not hasattr(table, "to_dict"):
        what = f"{type(table).__name__} is no table."
        raise DataError(Problem(name, what, "Give a path, or a data frame of Polars or pandas."))
    named = [str(c) for c in columns]
    cells = [_column(table[c]) for c in columns]
    rows = [(n, list(row)) for n, row in enumerate(zip(*cells, strict=True), start=1)]
    return _sheet(name, named, rows)


def _column(series: Any) -> list[str]:
    held = series.to_list()
    # pandas has its own words for nothing, which are not equal to themselves
    return ["" if value is None or value != value else cell_text(value) for value in held]


def _open_file(path: Path, sheet: str | None) -> Sheet:
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        if not path.is_file():
            raise DataError(Problem(str(path), "there is no such file.", "Check the path."))
        name, rows = read_sheet(path, sheet)
        full = [(n, cells) for n, cells in rows if any(cells)]
        label = f"{path}, sheet {name}"
        if not full:
            raise DataError(Problem(label, "the sheet is empty.", "Fill it, or name another."))
        (_, header), *body = full
        return _sheet(label, header, body)
    body, header = open_rows(path)
    return _sheet(str(path), header, body, lines=True)


def _sheet(
    label: str, header: list[str], rows: list[tuple[int, list[str]]], *, lines: bool = False
) -> Sheet:
    while header and not header[-1]:
        header = header[:-1]
    problems = [
        Problem(label, f"the column {name!r} stands {count} times.", "Keep one.")
        for name, count in Counter(header).items()
        if count > 1
    ]
    problems += [
        Problem(
            f"{label}, row {n}", f"{len(cells)} cells under {len(header)} columns.", "Correct it."
        )
        for n, cells in rows
        if len(cells) < len(header) or any(cells[len(header) :])
    ]
    if problems:
        raise DataError(problems[:20])
    plain = [
        (n, {name: "" if c in NOTHING else c for name, c in zip(header, cells, strict=False)})
        for n, cells in rows
    ]
    return Sheet(label, tuple(header), tuple(plain), lines)
