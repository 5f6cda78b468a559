"""A file that was handed in: its sheets of actions and milestones as cells, or why it cannot be read.

Files come from outside, so each is bounded before it is opened, and judged by its content.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from territoria_web.library.languages import compared
from territoria_web.measure.queries.received_tables import unpacked_size
from territoria_web.plan.queries.columns import SHEETS, called

LARGEST_FILE = 2_000_000
LARGEST_UNPACKED = 20_000_000
MOST_ROWS = 1_000
MOST_COLUMNS = 60


class Formula(str):
    """A cell that a spreadsheet computes; its value is not ours to guess."""


@dataclass(frozen=True)
class Sheet:
    """Cells under the ids of their columns. ``unknown``: headers that no column has.

    ``heads``: id of a column → how the file calls it.
    """

    name: str
    heads: dict[str, str]
    unknown: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, Any]], ...]


def sheets_in(content: bytes) -> dict[str, Sheet]:
    """The sheets of a file by name. ValidationError where it holds none that can be read."""
    if len(content) > LARGEST_FILE:
        raise ValidationError(_("The file is larger than 2 MB. Send the plan only."))
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise ValidationError(_("The file is empty. Begin with the exported plan."))
    if content.startswith(b"PK\x03\x04"):
        return _workbook(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValidationError(
            _("This is an old .xls workbook, or one with a password. Save it as .xlsx without.")
        )
    return _csv(content)


# ── workbooks ─────────────────────────────────────────────────────────────────────────────────


def _workbook(content: bytes) -> dict[str, Sheet]:
    _guard(content)
    try:
        grids = _grids(content)
    except Exception:  # a damaged workbook breaks its reader in any way it likes
        raise ValidationError(
            _("This is no Excel workbook, or it is damaged. Open it and save it as .xlsx again.")
        ) from None
    named = {name: rows for name, rows in grids if compared(name) in SHEETS}
    if not named and grids:
        named = {_kind(grids[0][1]): grids[0][1]}
    return {compared(name): _sheet(compared(name), rows) for name, rows in named.items()}


def _guard(content: bytes) -> None:
    if unpacked_size(content) > LARGEST_UNPACKED:
        raise ValidationError(
            _("The workbook unpacks to more than 20 MB. Copy the plan into a new workbook.")
        )


def _grids(content: bytes) -> list[tuple[str, list[list[Any]]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    try:
        ends = {"max_row": MOST_ROWS + 2, "max_col": MOST_COLUMNS + 1}
        return [
            (sheet.title, [[_value(cell) for cell in row] for row in sheet.iter_rows(**ends)])
            for sheet in book.worksheets
        ]
    finally:
        book.close()


def _value(cell: Any) -> Any:
    if cell.data_type == "f":
        return Formula(cell.value)
    return Formula(cell.value) if cell.data_type == "e" else cell.value


# ── CSV ───────────────────────────────────────────────────────────────────────────────────────


def _csv(content: bytes) -> dict[str, Sheet]:
    if b"\0" in content:
        raise ValidationError(_("This is not a text file. Send the .xlsx workbook or CSV UTF-8."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(
            _("The letters of this file cannot be read. Save it as CSV UTF-8, or as .xlsx.")
        ) from None
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = [[_bare(cell) for cell in row] for row in reader]
    except csv.Error:
        raise ValidationError(
            _("Row %(row)d does not end. Close its quotation mark, or take it out.")
            % {"row": reader.line_num}
        ) from None
    name = _kind(rows)
    return {name: _sheet(name, rows)}


def _bare(cell: str) -> str:
    """Without the apostrophe that marks it as text."""
    return cell[1:] if cell.startswith("'") else cell


# ── one sheet from either ─────────────────────────────────────────────────────────────────────


def _kind(rows: Sequence[Sequence[Any]]) -> str:
    """Which sheet a table is: the one that knows more of its headers."""
    head = {compared(str(cell)) for cell in _head(rows)[1]}
    return max(SHEETS, key=lambda name: len(head & set(called(SHEETS[name]))))


def _head(rows: Sequence[Sequence[Any]]) -> tuple[int, Sequence[Any]]:
    for number, row in enumerate(rows):
        if any(cell not in (None, "") for cell in row):
            return number, [cell if cell is not None else "" for cell in row]
    return 0, ()


def _sheet(name: str, rows: Sequence[Sequence[Any]]) -> Sheet:
    start, head = _head(rows)
    if len(rows) - start > MOST_ROWS + 1:
        raise ValidationError(_("A sheet holds at most 1,000 rows. Send the plan only."))
    known = called(SHEETS[name])
    found = [known.get(compared(str(cell)), "") for cell in head]
    _check_head(name, head, found)
    return Sheet(
        name=name,
        heads={c: str(cell) for c, cell in zip(found, head, strict=True) if c},
        unknown=tuple(str(cell) for c, cell in zip(found, head, strict=True) if not c and cell),
        rows=tuple(_body(found, rows, start)),
    )


def _body(
    found: Sequence[str], rows: Sequence[Sequence[Any]], start: int
) -> Iterable[tuple[int, dict[str, Any]]]:
    for number, row in enumerate(rows[start + 1 :], start=start + 2):
        cells = {c: cell for c, cell in zip(found, row, strict=False) if c}
        if any(cell not in (None, "") for cell in cells.values()):
            yield number, cells


def _check_head(name: str, head: Sequence[Any], found: Sequence[str]) -> None:
    needed = "title" if name == "actions" else "due"
    if needed not in found:
        said = _("No column of the sheet is called “%(label)s”. Begin with the exported plan.")
        label = next(c.label for c in SHEETS[name] if c.id == needed)
        raise ValidationError(said % {"label": label})
    twice = {str(h) for h, c in zip(head, found, strict=True) if c and found.count(c) > 1}
    if twice:
        said = _("These columns stand twice: %(names)s. Take one of each out.")
        raise ValidationError(said % {"names": ", ".join(sorted(twice))})
