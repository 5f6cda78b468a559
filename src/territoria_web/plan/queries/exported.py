"""A plan as a workbook or as CSV, to be changed elsewhere and brought back without loss."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from territoria_web.library.csv_text import FORMULA
from territoria_web.plan.models import Action
from territoria_web.plan.queries.columns import (
    CHOICES,
    SHEETS,
    Column,
    cell_of,
    label_name,
)
from territoria_web.plan.queries.plans import draft_of
from territoria_web.plan.queries.sources import ADVICE, RESULT, source_of

ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")  # what a spreadsheet would read as one letter
ROWS_CHECKED = 500
Row = Sequence[Any]


def rows_of(sheet: str, actions: Sequence[Action]) -> Iterator[Row]:
    """The rows of a sheet: of actions, or of their milestones."""
    return _action_rows(actions) if sheet == "actions" else _milestone_rows(actions)


def _action_rows(actions: Sequence[Action]) -> Iterator[Row]:
    names = {ADVICE: _("advice"), RESULT: _("workshop"), "": _("the team")}
    for action in actions:
        draft = draft_of(action)
        told: Mapping[str, Any] = {
            "id": str(action.public_id),
            "number": action.number,
            "source": names[source_of(action)[0]],
            "target_label": label_name(action.target_label),
        }
        yield [
            cell_of(c, told[c.id] if c.id in told else getattr(draft, c.id))
            for c in SHEETS["actions"]
        ]


def _milestone_rows(actions: Sequence[Action]) -> Iterator[Row]:
    for action in actions:
        for m in draft_of(action).milestones:
            yield [m.id, action.number, m.due, m.text]


def head_of(columns: Sequence[Column], *, ids: bool = False) -> list[str]:
    """The header: labels in the language spoken, or ids."""
    return [c.id if ids else str(c.label) for c in columns]


# ── CSV ───────────────────────────────────────────────────────────────────────────────────────


def as_csv(sheet: str, actions: Sequence[Action], *, ids: bool = False) -> bytes:
    """A sheet as CSV that spreadsheets open with the right letters."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head_of(SHEETS[sheet], ids=ids))
    writer.writerows([csv_text(cell) for cell in row] for row in rows_of(sheet, actions))
    return ("\ufeff" + file.getvalue()).encode()


def csv_text(cell: Any) -> str:
    """A cell as CSV; text that a spreadsheet would compute is marked with an apostrophe, which is
    taken off on the way back.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith((*FORMULA, "'")) else cell
    return repr(cell) if isinstance(cell, float) else str(cell)


# ── workbook ──────────────────────────────────────────────────────────────────────────────────


def as_workbook(actions: Sequence[Action], *, ids: bool = False) -> bytes:
    """Sheets of actions, milestones and notes, with lists to choose from."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    lists = _lists(book)
    for name, columns in SHEETS.items():
        sheet = book.create_sheet(name)
        write_row(sheet, 1, head_of(columns, ids=ids))
        for number, row in enumerate(rows_of(name, actions), start=2):
            write_row(sheet, number, row)
        _dress(sheet, columns, lists)
    _notes(book.create_sheet("notes"))
    book.move_sheet("lists", len(book.sheetnames) - 1)
    book.active = 0
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def write_row(sheet: Any, number: int, row: Row) -> None:
    """Put a row into a sheet; text stays text, whatever it begins with."""
    for place, value in enumerate(row, start=1):
        if value is None:
            continue
        cell = sheet.cell(number, place)
        if isinstance(value, str):
            cell.value = ESCAPED.sub(lambda m: f"_x005F{m[0]}", value)
            cell.data_type = "s"  # never a formula, whatever it begins with
            cell.quotePrefix = value.startswith(FORMULA)
        elif isinstance(value, date):
            cell.value, cell.number_format = value, "yyyy-mm-dd"
        else:
            cell.value = float(value) if isinstance(value, Decimal) else value


def _lists(book: Any) -> dict[str, str]:
    """A hidden sheet with the choices; where each column's choices stand."""
    sheet = book.create_sheet("lists")
    sheet.sheet_state = "hidden"
    found = {}
    for place, (column, names) in enumerate(CHOICES.items(), start=1):
        told = [str(name) for key, name in names.items() if key != Action.State.DROPPED]
        for number, name in enumerate(told, start=1):
            sheet.cell(number, place, name)
        letter = "ABCDEFGH"[place - 1]
        found[column] = f"=lists!${letter}$1:${letter}${len(told)}"
    return found


def _dress(sheet: Any, columns: Sequence[Column], lists: Mapping[str, str]) -> None:
    """Bold head, widths, wrapped text, lists and limits."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    limits = {
        "day": ("date", "greaterThan", "18264"),
        "money": ("decimal", "greaterThanOrEqual", "0"),
    }
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        sheet.cell(1, place).font = Font(bold=True)
        sheet.cell(1, place).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter].width = column.width
        rule = None
        if column.id in lists:
            rule = DataValidation("list", formula1=lists[column.id], allow_blank=True)
        elif column.id == "wave":
            rule = DataValidation("list", formula1='"1,2,3"', allow_blank=True)
        elif column.kind in limits:
            kind, operator, limit = limits[column.kind]
            rule = DataValidation(kind, operator=operator, formula1=limit, allow_blank=True)
        if rule is not None:
            rule.add(f"{letter}2:{letter}{ROWS_CHECKED}")
            sheet.add_data_validation(rule)
    sheet.freeze_panes = "D2" if len(columns) > 10 else "A2"


def _notes(sheet: Any) -> None:
    """How to fill it in, and what each column is."""
    told = [
        _("Change what you like, add rows below, save as .xlsx or CSV UTF-8, and import it."),
        _("Nothing is deleted by an import: a row that you take out stays in the plan."),
        _("Leave ids and numbers as they are. A new row has neither; the plan gives them."),
        _("The columns “Comes from” and “What the target asks for” are worked out, not read."),
    ]
    for number, said in enumerate(told, start=1):
        write_row(sheet, number, [said])
    number = len(told) + 2
    for name, columns in SHEETS.items():
        for c in columns:
            write_row(sheet, number, [name, str(c.label), c.id])
            number += 1
    for letter, width in (("A", 14), ("B", 40), ("C", 24)):
        sheet.column_dimensions[letter].width = width
