"""What a team hands over, as a grid of text: CSV of any usual kind, or an Excel workbook.

Files come from outside, so every one is bounded before it is opened: by size, by what it unpacks
to, by rows and columns. What cannot be read is a DataError that says how to mend it.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from territoria.errors import DataError, Problem
from territoria.sources.table_file import cell_text

LARGEST_FILE = 2_000_000
LARGEST_UNPACKED = 8_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 500
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}


@dataclass(frozen=True)
class Grid:
    """A table as it was handed over. ``rows``: number in the file, then cells as wide as the head.

    ``lines``: numbers are lines of a text file, not rows of a sheet; ``said``: what was noticed.
    """

    file_name: str
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    lines: bool
    sheet: str = ""
    separator: str = ""
    said: tuple[str, ...] = ()

    def place(self, row: int) -> str:
        """How a message names a row: ``own.csv:7``, or ``own.xlsx, row 7``."""
        if self.lines:
            return f"{self.file_name}:{row}"
        return _("%(file)s, sheet %(sheet)s, row %(row)s") % {
            "file": self.file_name,
            "sheet": self.sheet,
            "row": row,
        }


def read_grid(
    content: bytes, file_name: str, *, longest: int = LONGEST_CELL, as_sheet: bool = False
) -> Grid:
    """The table in a file, each cell cut at ``longest`` signs. DataError where there is none that can
    be read. ``as_sheet``: rows of a text file are numbered as a spreadsheet shows them, however many
    lines a cell has.
    """
    if len(content) > LARGEST_FILE:
        raise _refused(
            file_name,
            _("the file is larger than 2 MB."),
            _("Send only the figures of your own territory, one sheet."),
        )
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise _refused(file_name, _("the file is empty."), _("Begin with the template."))
    if content.startswith(b"PK\x03\x04"):
        return _workbook(content, file_name, longest)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(
            file_name,
            _("this is a workbook of an old kind (.xls), or one with a password."),
            _("Save it as .xlsx without password, or as CSV."),
        )
    return _text(content, file_name, longest, as_sheet)


def problems_in(content: bytes, file_name: str) -> list[Problem]:
    """Why a file cannot be read at all; nothing where it can."""
    try:
        read_grid(content, file_name)
    except DataError as error:
        return error.problems
    return []


def _refused(where: str, what: str, mend: str) -> DataError:
    return DataError(Problem(where, what, mend))


# ── text ──────────────────────────────────────────────────────────────────────────────────────


def _text(content: bytes, file_name: str, longest: int, as_sheet: bool) -> Grid:
    text, said = _decoded(content, file_name)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    rows = _cells(text, separator, file_name)
    if as_sheet:
        rows = ((number, cells) for number, (_line, cells) in enumerate(rows, start=1))
    return _grid(file_name, rows, longest=longest, lines=True, separator=separator, said=said)


def _decoded(content: bytes, file_name: str) -> tuple[str, tuple[str, ...]]:
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            try:
                return content.decode(name), ()
            except UnicodeDecodeError:
                break
    if b"\0" in content:
        raise _refused(
            file_name,
            _("this is not a text file."),
            _("Save the sheet as CSV UTF-8, or send the .xlsx workbook."),
        )
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        said = _(
            "The file is not UTF-8; it was read as Western European text. "
            "Check that letters such as é and ü are right."
        )
        return content.decode("cp1252", errors="replace"), (said,)


def _cells(text: str, separator: str, file_name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begin = 1
    try:
        for row in reader:
            yield begin, [cell.strip() for cell in row]
            begin = reader.line_num + 1
    except csv.Error:
        raise _refused(
            f"{file_name}:{begin}",
            _("the row that begins here does not end."),
            _("Close its quotation mark, or take it out."),
        ) from None


# ── workbooks ─────────────────────────────────────────────────────────────────────────────────


def _workbook(content: bytes, file_name: str, longest: int) -> Grid:
    _guard_against_bombs(content, file_name)
    try:
        sheet, others, rows = _first_sheet(content)
    except Exception:  # a damaged workbook breaks its reader in any way it likes
        raise _refused(
            file_name,
            _("this is no Excel workbook, or it is damaged."),
            _("Open it, save it again as .xlsx, or save the sheet as CSV UTF-8."),
        ) from None
    problems = [
        Problem(
            _("%(file)s, sheet %(sheet)s, row %(row)s")
            % {"file": file_name, "sheet": sheet, "row": number},
            _("a formula here has no computed value."),
            _("Open the workbook, let it compute, and save it."),
        )
        for number, _row, uncomputed in rows
        if uncomputed
    ]
    if problems:
        raise DataError(problems[:50])
    said = (_("Only the first sheet, %(sheet)s, was read.") % {"sheet": sheet},) if others else ()
    plain = ((number, cells) for number, cells, _formula in rows)
    return _grid(file_name, plain, longest=longest, lines=False, sheet=sheet, said=said)


def _guard_against_bombs(content: bytes, file_name: str) -> None:
    if unpacked_size(content) > LARGEST_UNPACKED:
        raise _refused(
            file_name,
            _("the workbook unpacks to more than 8 MB."),
            _("Copy the figures of your own territory into a new workbook."),
        )


def unpacked_size(content: bytes) -> int:
    """Bytes that a workbook unpacks to, as its directory tells: no need to unpack it. 0 where there is
    no directory; the reader says that better.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return 0


def _first_sheet(content: bytes) -> tuple[str, bool, list[tuple[int, list[str], bool]]]:
    """Name of the first sheet, whether there are others, rows with a mark for bare formulas."""
    from openpyxl import load_workbook

    ends = {"max_row": MOST_ROWS + 2, "max_col": MOST_COLUMNS + 1, "values_only": True}
    values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    written = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    try:
        sheet = values.worksheets[0].title
        pairs = zip_longest(
            values[sheet].iter_rows(**ends), written[sheet].iter_rows(**ends), fillvalue=()
        )
        rows = [
            (number, [cell_text(cell) for cell in row], _uncomputed(row, texts))
            for number, (row, texts) in enumerate(pairs, start=1)
        ]
        return sheet, len(values.worksheets) > 1, rows
    finally:
        values.close()
        written.close()


def _uncomputed(row: tuple[Any, ...], texts: tuple[Any, ...]) -> bool:
    return any(value is None and text is not None for value, text in zip(row, texts, strict=False))


# ── one grid from either ──────────────────────────────────────────────────────────────────────


def _grid(
    file_name: str,
    rows: Iterator[tuple[int, list[str]]],
    *,
    longest: int,
    lines: bool,
    **told: Any,
) -> Grid:
    full = []
    for number, cells in rows:
        if any(cells):
            full.append((number, cells))
        if len(full) > MOST_ROWS:
            raise _refused(
                file_name,
                _("it has more than 5,000 rows."),
                _("Send only the figures of your own territory."),
            )
    if not full:
        raise _refused(file_name, _("the table is empty."), _("Begin with the template."))
    (first, head), *body = full
    if not body:
        raise _refused(
            f"{file_name}:{first}" if lines else file_name,
            _("there is a header but no row."),
            _("Add one row a figure."),
        )
    width = max(n + 1 for n, cell in enumerate(head) if cell)
    if width > MOST_COLUMNS:
        raise _refused(
            file_name,
            _("it has more than 60 columns."),
            _("Leave out those that are not needed, or write one row a figure."),
        )
    even = tuple(
        (number, tuple(cell[:longest] for cell in (cells + [""] * width)[:width]))
        for number, cells in body
    )
    wide = [number for number, cells in body if any(cells[width:])]
    grid = Grid(file_name, tuple(cell[:LONGEST_CELL] for cell in head[:width]), even, lines, **told)
    if wide:
        raise DataError(
            [
                Problem(
                    grid.place(number),
                    _("the row has more cells than the header has columns."),
                    _("Quote cells that contain the separator, or name the column."),
                )
                for number in wide
            ]
        )
    return grid
