"""The columns of a table of answers gathered on paper, in the texts that a self-check froze."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.utils.translation import gettext as _

from territoria.listen.self_check.sitting import NO, YES
from territoria_web.library.csv_text import as_csv
from territoria_web.listen.models import SelfCheck, Sitting
from territoria_web.listen.queries.check_texts import read_frozen
from territoria_web.listen.queries.sitting_turns import Value, asked_in, turns_of
from territoria_web.listen.sitting_rules import sectors_for, sizes_for

Kind = Literal["firm", "size", "sector", "day", "level", "yes-no", "obstacles", "severity"]
LEFT_OUT: Final = ("firm", "sector")  # a table may do without
WIDE: Final = 24
NAME: Final = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Column:
    """``choices``: what may stand in a cell → what it says; none where anything may."""

    name: str
    text: str
    kind: Kind
    choices: tuple[tuple[Value, str], ...] = ()

    @property
    def head(self) -> str:
        """What stands above it: its name comes first, as that is what is read again."""
        return f"{self.name}: {self.text}"


def name_in(head: str) -> str:
    """The name that a head begins with; "" where it begins with none."""
    found = NAME.match(head.strip())
    return found[0].casefold() if found else ""


def columns_of(check: SelfCheck) -> tuple[Column, ...]:
    """All columns, in the order in which a firm is asked."""
    texts = read_frozen(check)
    every = {obstacle.id: 0 for obstacle in texts.obstacles}
    asked = [
        Column(one.item, one.text, turn.kind, one.choices)
        for turn in turns_of(texts, Sitting.Part.WHOLE, every)
        for one in asked_in(texts, turn)
    ]
    return (*_who(check), *(_keeps_back(c) if c.kind == "obstacles" else c for c in asked))


def _who(check: SelfCheck) -> list[Column]:
    sizes = tuple((code, _(name)) for code, name in sizes_for(check.audience).items())
    sectors = tuple((code, _(name)) for code, name in sectors_for(check.audience).items())
    found = [
        Column("firm", _("a word of your own; it is not kept"), "firm"),
        Column("day", _("such as 2026-03-31"), "day"),
        Column("size", _("Size"), "size", sizes),
    ]
    return [*found, Column("sector", _("Sector"), "sector", sectors)] if sectors else found


def _keeps_back(column: Column) -> Column:
    said = _("Does anything keep them back?")
    return Column(column.name, said, column.kind, ((YES, _("Yes")), (NO, _("No"))))


def template_csv(check: SelfCheck) -> bytes:
    """The heads alone, as CSV that spreadsheets open with the right letters."""
    return ("\ufeff" + as_csv([column.head for column in columns_of(check)], [])).encode()


def template_workbook(check: SelfCheck) -> bytes:
    """The heads alone as an Excel workbook; a second sheet says what may stand in each column."""
    from openpyxl import Workbook

    book, columns = Workbook(), columns_of(check)
    _fill(book.active, "sittings", [[column.head for column in columns]])
    rows = [[c.name, str(value), words] for c in columns for value, words in c.choices]
    head = [_("Column"), _("What to write"), _("What it says")]
    _fill(book.create_sheet(), "answers", [head, *rows])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Any, title: str, rows: Sequence[Sequence[str]]) -> None:
    """No cell is ever a formula; the head stays in sight."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.title = title
    for place, row in enumerate(rows, start=1):
        for number, said in enumerate(row, start=1):
            cell = sheet.cell(place, number, said)
            cell.data_type = "s"
            if place == 1:
                cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
    for number in range(1, len(rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDE
    sheet.freeze_panes = "A2"
