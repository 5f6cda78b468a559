"""An adopted plan as a plain table, for CSV, JSON and a workbook."""

from __future__ import annotations

import io
from typing import Any, Final

from territoria_web.library.dates import written
from territoria_web.plan.queries.exported import write_row
from territoria_web.plan.queries.said import said_here
from territoria_web.plan.queries.standing import Promised, Standing

HEAD: Final = (
    *("number", "action", "wave", "owner", "partners", "begins", "ends", "person_months"),
    *("money", "currency", "money_state", "money_from", "waits_for", "conditions"),
    *("indicator", "indicator_name", "is_outcome", "unit_of_measure", "baseline"),
    *("baseline_period", "baseline_source", "target_low", "target_high", "target_year"),
    *("target_label", "quick_win", "state", "milestones"),
)


def row_of(a: Promised) -> tuple[Any, ...]:
    """One action under ``HEAD``; lists are joined by semicolons."""
    return (
        *(
            a.number,
            a.title,
            a.wave,
            a.owner,
            "; ".join(a.partners),
            written(a.begins),
            written(a.ends),
        ),
        *(a.effort, _money(a), a.currency, a.money_state, a.money_from),
        *(", ".join(map(str, a.needs)), "; ".join(a.conditions), a.indicator, said_here(a.name)),
        *(a.is_outcome, a.unit_of_measure, a.baseline, a.baseline_period, a.baseline_source),
        *(a.low, a.high, a.year, a.label, a.quick_win, a.state),
        "; ".join(f"{m.due.isoformat()} {m.text}" for m in a.milestones),
    )


def sheet_of(standing: Standing) -> bytes:
    """An Excel workbook of one sheet; text is never a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = "actions"
    write_row(sheet, 1, HEAD)
    for number, a in enumerate(standing.actions, start=2):
        write_row(sheet, number, [None if cell == "" else cell for cell in row_of(a)])
    for place in range(1, len(HEAD) + 1):
        sheet.cell(1, place).font = Font(bold=True)
    sheet.freeze_panes = "C2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _money(a: Promised) -> float | None:
    return float(a.money) if a.money is not None else None
