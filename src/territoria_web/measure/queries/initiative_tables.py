"""The register of a territory as a table that goes out and comes back: all problems at once."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.library.cell_faults import CellFault
from territoria_web.library.csv_text import as_csv
from territoria_web.library.languages import compared, language_codes, words_for
from territoria_web.measure.models import Initiative
from territoria_web.measure.queries.initiative_cells import FIELDS, bare, cells_of, record_from
from territoria_web.measure.queries.received_tables import Grid
from territoria_web.measure.queries.records import Record, body_of, faults_of, record_of
from territoria_web.measure.queries.register import State, initiatives_of
from territoria_web.territories.models import Territory

HEAD: Final = ("id", "language", *FIELDS)
# What the columns of the workbook are called; the CSV, which programs read, has the ids.
COLUMNS: Final[Mapping[str, Promise]] = {
    "id": gettext_lazy("Id (leave as it is; empty: new)"),
    "language": gettext_lazy("Language of the words (such as en)"),
    "title": gettext_lazy("Name"),
    "owner": gettext_lazy("Body that answers for it"),
    "what": gettext_lazy("What it does"),
    "level": gettext_lazy("Level (id)"),
    "area": gettext_lazy("Kind of help (id)"),
    "target_group": gettext_lazy("For whom"),
    "sectors": gettext_lazy("Sectors (letters of NACE, parted by ;)"),
    "sizes": gettext_lazy("Sizes of firms (ids, parted by ;)"),
    "obstacles": gettext_lazy("Obstacles it meets (ids, parted by ;)"),
    "instruments": gettext_lazy("Instruments (ids, parted by ;)"),
    "budget": gettext_lazy("Budget, EUR a year"),
    "budget_sources": gettext_lazy("Who pays (ids, parted by ;)"),
    "start": gettext_lazy("First day"),
    "end": gettext_lazy("Last day"),
    "target": gettext_lazy("Target in words"),
    "target_indicator": gettext_lazy("Indicator of the target (id)"),
    "target_value": gettext_lazy("Target value"),
    "unit_of_measure": gettext_lazy("Unit of the target"),
    "target_due": gettext_lazy("Day of the target"),
    "baseline": gettext_lazy("Starting point"),
    "baseline_year": gettext_lazy("Year of the starting point"),
    "reach": gettext_lazy("Firms reached (2024: 120; 2025: 150 (3 %))"),
    "evaluation": gettext_lazy("Kind of evaluation (id)"),
    "finding": gettext_lazy("What the evaluation found"),
    "claims": gettext_lazy("Effects (outcome | effect | grade, one a line)"),
    "lessons": gettext_lazy("What to learn from it"),
    "what_failed": gettext_lazy("What failed"),
    "went_wrong": gettext_lazy("It went wrong (yes or no)"),
    "transfer": gettext_lazy("Could it be done elsewhere?"),
    "practices": gettext_lazy("Practices of the library (ids, parted by ;)"),
    "source": gettext_lazy("Source"),
    "contact": gettext_lazy("Whom others may ask"),
    "valid_until": gettext_lazy("Somebody answers for this until"),
}
MOST: Final = 500
LONGEST_CELL: Final = 20_000  # twelve effects of 1,200 signs
WIDE: Final = (*("what", "finding", "claims", "lessons", "what_failed", "transfer"), "title")


@dataclass(frozen=True)
class ReceivedInitiative:
    """A line that can be taken. ``initiative``: the one it changes; ``changed``: its columns;
    ``language``: empty where the table does not name it.
    """

    row: int
    record: Record
    language: str
    initiative: Initiative | None
    changed: tuple[str, ...]


@dataclass(frozen=True)
class LookedInitiatives:
    """All that was found in a table; ``same``: lines that stand there as they are."""

    received: tuple[ReceivedInitiative, ...]
    faults: tuple[CellFault, ...]
    same: int

    @property
    def new(self) -> int:
        """How many lines the register of the territory does not have."""
        return sum(r.initiative is None for r in self.received)

    @property
    def stamp(self) -> str:
        """Of what a person sees: another one where a colleague changed one of the initiatives."""
        seen = [
            (r.row, r.initiative and (str(r.initiative.public_id), r.initiative.edit), r.changed)
            for r in self.received
        ]
        return sha256(repr(seen).encode()).hexdigest()

    @property
    def changing(self) -> int:
        """How many change one that it has."""
        return len(self.received) - self.new


def listed(territory: Territory) -> list[Initiative]:
    """What a table of the register holds: all of a territory that are not withdrawn."""
    return list(initiatives_of(territory).exclude(state=State.WITHDRAWN))


def look_at_initiatives(territory: Territory, grid: Grid) -> LookedInitiatives:
    """What a table would do to the register of a territory; nothing is written."""
    known = words_for(COLUMNS)
    said = [compared(name) for name in grid.head]
    columns = {known[name]: n for n, name in enumerate(said) if name in known}
    faults = list(_head_faults(grid, columns, known))
    if "title" not in columns or len(grid.rows) > MOST:
        return LookedInitiatives((), tuple(faults), 0)
    return _lines(listed(territory), grid, columns, faults)


def _head_faults(
    grid: Grid, columns: Mapping[str, int], known: Mapping[str, str]
) -> Sequence[CellFault]:
    found = []
    if "title" not in columns:
        missing = _("This column is missing. Begin with the template.")
        found.append(CellFault(0, "title", missing))
    strange = [n for n in grid.head if n.strip() and compared(n) not in known]
    unknown = _("This column is not known. Leave it out, or name it as the template does.")
    found += [CellFault(0, name, unknown) for name in strange]
    if len(grid.rows) > MOST:
        found.append(CellFault(0, "", _("A table has at most 500 lines. Shorten it.")))
    return found


def _lines(
    known: Sequence[Initiative], grid: Grid, columns: Mapping[str, int], faults: list[CellFault]
) -> LookedInitiatives:
    held = {str(i.public_id): i for i in known}
    received: list[ReceivedInitiative] = []
    same, seen = 0, set[str]()
    for number, row in grid.rows:
        cells = {name: row[n] for name, n in columns.items()}
        asked = cells.get("id", "").lower()
        initiative = held.get(asked)
        line, wrong = _line(number, cells, initiative)
        if asked and initiative is None:
            wrong["id"] = _("The register has no such line. Leave the id empty for a new one.")
        if asked in seen:
            wrong["id"] = _("This id stands twice in the table. Keep one of the rows.")
        seen |= {asked} - {""}
        faults += [CellFault(number, name, said) for name, said in wrong.items()]
        if not wrong and (initiative is None or line.changed):
            received.append(line)
        same += not wrong and initiative is not None and not line.changed
    return LookedInitiatives(tuple(received), tuple(faults), same)


def _line(
    number: int, cells: Mapping[str, str], initiative: Initiative | None
) -> tuple[ReceivedInitiative, dict[str, str]]:
    """A line as it would be taken, and what is wrong with it by column."""
    held = record_of(initiative.body) if initiative else Record()
    told, wrong = record_from(cells, held)
    record = record_of(body_of(told))
    wrong = {**faults_of(record), **wrong}
    language = bare(cells.get("language", "")).lower()
    if language and language not in language_codes():
        wrong["language"] = _("Choose one of: %(codes)s.") % {"codes": ", ".join(language_codes())}
    changed = _changed(record, language, initiative)
    return ReceivedInitiative(number, record, language, initiative, changed), wrong


def _changed(record: Record, language: str, initiative: Initiative | None) -> tuple[str, ...]:
    if initiative is None:
        return ()
    was, now = body_of(record_of(initiative.body)), body_of(record)
    tongue = ("language",) if language not in ("", initiative.language) else ()
    return (*tongue, *(name for name in FIELDS if was[name] != now[name]))


def column_title(column: str) -> str:
    """What a column is called; one that is not known as it stands."""
    return str(COLUMNS.get(column, column))


# ── going out ─────────────────────────────────────────────────────────────────────────────────


def initiative_rows(initiatives: Sequence[Initiative]) -> list[tuple[Any, ...]]:
    """The register as rows under ``HEAD``."""
    rows = []
    for one in initiatives:
        cells = cells_of(record_of(one.body))
        rows.append((str(one.public_id), one.language, *(cells[name] for name in FIELDS)))
    return rows


def register_csv(initiatives: Sequence[Initiative]) -> bytes:
    """As CSV that spreadsheets open with the right letters; without lines it is the template."""
    return ("\ufeff" + as_csv(HEAD, initiative_rows(initiatives))).encode()


def register_workbook(initiatives: Sequence[Initiative]) -> bytes:
    """As an Excel workbook with heads in the language spoken; no cell of it is ever a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "initiatives"
    rows = [tuple(map(column_title, HEAD)), *initiative_rows(initiatives)]
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(place, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    for column, name in enumerate(HEAD, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 40 if name in WIDE else 18
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
