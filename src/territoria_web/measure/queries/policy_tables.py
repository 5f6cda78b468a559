"""The inventory as a table that goes out and comes back: CSV or Excel, all problems at once."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.library.cell_faults import CellFault
from territoria_web.library.csv_text import FORMULA, as_csv
from territoria_web.library.languages import compared, words_for
from territoria_web.library.typed import sum_in
from territoria_web.measure.models import Policy
from territoria_web.measure.queries.policies import (
    STATE_NAMES,
    Told,
    faults_of,
    policies_of,
    told_of,
)
from territoria_web.measure.queries.received_tables import Grid
from territoria_web.territories.models import Cycle

HEAD: Final = (
    *("id", "title", "body", "what", "nodes", "initiative", "begins", "ends"),
    *("budget", "currency", "state", "evaluation", "source"),
)
# What the columns of the workbook are called; the CSV, which programs read, has the ids.
COLUMNS: Final[Mapping[str, Promise]] = {
    "id": gettext_lazy("Id (leave as it is; empty: new)"),
    "title": gettext_lazy("Policy"),
    "body": gettext_lazy("Body that answers for it"),
    "what": gettext_lazy("What it does"),
    "nodes": gettext_lazy("Parts of the framework (ids)"),
    "initiative": gettext_lazy("Kind of policy (id)"),
    "begins": gettext_lazy("First year"),
    "ends": gettext_lazy("Last year"),
    "budget": gettext_lazy("Budget, the whole sum"),
    "currency": gettext_lazy("Currency"),
    "state": gettext_lazy("State"),
    "evaluation": gettext_lazy("What is known to work"),
    "source": gettext_lazy("Source"),
}
NEEDED: Final = ("title", "body", "state", "source")
WIDTHS: Final = (12, 40, 28, 40, 18, 24, 8, 8, 14, 9, 12, 40, 40)
MOST: Final = 500


@dataclass(frozen=True)
class Received:
    """A line that can be taken. ``policy``: the one it changes; ``changed``: its fields."""

    row: int
    told: Told
    policy: Policy | None
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Looked:
    """All that was found in a table."""

    received: tuple[Received, ...]
    faults: tuple[CellFault, ...]
    same: int

    @property
    def new(self) -> int:
        """How many lines the inventory does not have."""
        return sum(r.policy is None for r in self.received)

    @property
    def changing(self) -> int:
        """How many change one that it has."""
        return len(self.received) - self.new


def look_at(cycle: Cycle, grid: Grid) -> Looked:
    """What a table would do to the inventory; nothing is written."""
    known = words_for(COLUMNS)
    said = [compared(name) for name in grid.head]
    columns = {known[name]: n for n, name in enumerate(said) if name in known}
    lacking = [name for name in NEEDED if name not in columns]
    strange = [name for name in grid.head if compared(name) not in known]
    faults = [
        CellFault(0, name, _("This column is missing. Begin with the template."))
        for name in lacking
    ]
    faults += [
        CellFault(
            0, name, _("This column is not known. Leave it out, or name it as the template does.")
        )
        for name in strange
        if name.strip()
    ]
    if len(grid.rows) > MOST:
        faults.append(CellFault(0, "", _("An inventory has at most 500 lines. Shorten the table.")))
    if lacking or len(grid.rows) > MOST:
        return Looked((), tuple(faults), 0)
    return _lines(cycle, grid, columns, faults)


def _lines(cycle: Cycle, grid: Grid, columns: Mapping[str, int], faults: list[CellFault]) -> Looked:
    held = {str(p.public_id): p for p in policies_of(cycle)}
    received: list[Received] = []
    states = words_for(STATE_NAMES)
    same, seen = 0, set[str]()
    for number, cells in grid.rows:
        texts = {name: _cell(cells[n]) for name, n in columns.items()}
        if state := compared(texts.get("state", "")):
            texts["state"] = states.get(state, state)
        asked = texts.get("id", "").lower()
        told, wrong = _told(texts)
        wrong = {**faults_of(cycle, told), **wrong}
        if asked and asked not in held:
            wrong["id"] = _("The inventory has no such line. Leave the id empty for a new one.")
        if asked in seen:
            wrong["id"] = _("This id stands twice in the table. Keep one of the rows.")
        seen |= {asked} - {""}
        faults += [CellFault(number, name, said) for name, said in wrong.items()]
        if wrong:
            continue
        policy = held.get(asked)
        changed = _changed(policy, told, columns)
        same += policy is not None and not changed
        if policy is None or changed:
            received.append(Received(number, _kept(policy, told, columns), policy, changed))
    return Looked(tuple(received), tuple(faults), same)


def _changed(policy: Policy | None, told: Told, columns: Mapping[str, int]) -> tuple[str, ...]:
    if policy is None:
        return ()
    was, now = told_of(policy).fields(), told.fields()
    return tuple(
        name for name in HEAD if name in now and name in columns and now[name] != was[name]
    )


def _kept(policy: Policy | None, told: Told, columns: Mapping[str, int]) -> Told:
    """Where a table has no column for a field, what stands there stays."""
    if policy is None:
        return told
    held = told_of(policy)
    names = Told.__dataclass_fields__
    return Told(**{n: getattr(told if n in columns else held, n) for n in names})


def _cell(text: str) -> str:
    """A cell without the sign that keeps a spreadsheet from computing it."""
    bare = text.removeprefix("'")
    return bare if bare.startswith(FORMULA) else text


def _told(texts: Mapping[str, str]) -> tuple[Told, dict[str, str]]:
    wrong: dict[str, str] = {}
    years = {name: _year(texts.get(name, ""), name, wrong) for name in ("begins", "ends")}
    return (
        Told(
            title=texts.get("title", ""),
            body=texts.get("body", ""),
            what=texts.get("what", ""),
            nodes=tuple(dict.fromkeys(re.split(r"[\s,;]+", texts.get("nodes", "").strip())))
            if texts.get("nodes", "").strip()
            else (),
            initiative=texts.get("initiative", ""),
            begins=years["begins"],
            ends=years["ends"],
            budget=_budget(texts.get("budget", ""), wrong),
            currency=texts.get("currency", "").upper() or "EUR",
            state=texts.get("state", ""),
            evaluation=texts.get("evaluation", ""),
            source=texts.get("source", ""),
        ),
        wrong,
    )


def _year(text: str, name: str, wrong: dict[str, str]) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{4}", text):
        wrong[name] = _("Give a year, such as 2024.")
        return None
    return int(text)


def _budget(text: str, wrong: dict[str, str]) -> Decimal | None:
    if not text.strip():
        return None
    found = sum_in(text)
    if found is None:
        wrong["budget"] = _("Give the sum as a number, such as 1200000.")
    return found


def column_name(column: str) -> str:
    """What a column is called; one that is not known as it stands."""
    return str(COLUMNS.get(column, column))


# ── going out ─────────────────────────────────────────────────────────────────────────────────


def policy_rows(policies: Sequence[Policy]) -> list[tuple[Any, ...]]:
    """The inventory as rows under ``HEAD``."""
    return [
        (
            *(str(p.public_id), p.title, p.body, p.what, " ".join(p.nodes), p.initiative),
            *(p.begins, p.ends, None if p.budget is None else f"{p.budget:.2f}", p.currency),
            *(p.state, p.evaluation, p.source),
        )
        for p in policies
    ]


def as_csv_file(policies: Sequence[Policy]) -> bytes:
    """As CSV that spreadsheets open with the right letters."""
    return ("\ufeff" + as_csv(HEAD, policy_rows(policies))).encode()


def as_workbook(policies: Sequence[Policy]) -> bytes:
    """As an Excel workbook in the language spoken; no cell of it is ever a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "policies"
    state = HEAD.index("state")
    rows = [
        (*row[:state], str(STATE_NAMES[Policy.State(row[state])]), *row[state + 1 :])
        for row in policy_rows(policies)
    ]
    for place, row in enumerate([tuple(map(column_name, HEAD)), *rows], start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(place, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    for column, width in enumerate(WIDTHS, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
