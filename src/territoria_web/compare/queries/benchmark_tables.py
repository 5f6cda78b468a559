"""The scores of a benchmark as a table that goes out and comes back: all problems at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from territoria.compare.benchmark.files import SCORES, Score, scores_in, write_scores
from territoria.errors import Problem, TerritoriaError
from territoria.sources.polis.tables import Faults, Row
from territoria_web.compare.models import Benchmark, Entrant, Settled, Sheet
from territoria_web.compare.queries.benchmark_entrants import entrants_of, facts_of
from territoria_web.compare.queries.benchmarks import criterion_ids
from territoria_web.measure.queries.received_tables import Grid, read_grid

LONGEST_CELL = 2500


@dataclass(frozen=True)
class Received:
    """A sheet that a table fills in. ``scores``: as ``save_sheet`` takes them; ``line``: its first."""

    line: int
    sheet: Sheet
    scores: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Looked:
    """All that was found in a table. ``same``: lines that stand there already as they are."""

    received: tuple[Received, ...]
    problems: tuple[Problem, ...]
    same: int


def scores_csv(held: Benchmark) -> bytes:
    """Every score of the sheets that were handed in, and what was settled; for the office alone."""
    return ("\ufeff" + write_scores(_lines(held))).encode()


def name_of(entrant: Entrant) -> str:
    """What a table calls an initiative: its name in addresses."""
    facts = facts_of(entrant)
    return str(facts["slug"] or facts["text"])


def _lines(held: Benchmark) -> Iterator[Score]:
    sheets, settled = _sheets(held), _settled(held)
    for entrant in entrants_of(held):
        for sheet in (s for s in sheets.values() if s.entrant_id == entrant.pk):
            if sheet.submitted is not None:
                yield from _of_sheet(name_of(entrant), sheet, criterion_ids(held))
        for name in criterion_ids(held):
            if row := settled.get((entrant.pk, name)):
                yield Score(0, name_of(entrant), name, "", "settled", row.value, row.said)


def _of_sheet(initiative: str, sheet: Sheet, criteria: Sequence[str]) -> Iterator[Score]:
    who, number = str(sheet.by or ""), str(sheet.public_id)
    role = "owner" if sheet.owner else "assessor"
    for name in criteria:
        one = sheet.scores.get(name, {})
        yield Score(0, initiative, name, who, role, one.get("value"), one.get("why", ""), number)


def _sheets(held: Benchmark) -> dict[str, Sheet]:
    rows = Sheet.objects.filter(entrant__benchmark=held).select_related("by")
    return {str(s.public_id): s for s in rows}


def _settled(held: Benchmark) -> dict[tuple[int, str], Settled]:
    rows = Settled.objects.filter(entrant__benchmark=held)
    return {(s.entrant_id, s.criterion): s for s in rows}


def is_begun(sheet: Sheet) -> bool:
    """Whether somebody has written in it on the site and not handed it in: a table leaves it alone."""
    return sheet.submitted is None and sheet.edit > 0


def begun_said() -> str:
    """Why a table does not fill it in."""
    return _("This sheet was begun on the site; whoever began it hands it in there.")


# ── coming back ───────────────────────────────────────────────────────────────────────────────


def look_at_scores(held: Benchmark, content: bytes, file_name: str) -> Looked:
    """What a table would do; nothing is written. Lines of a sheet that is handed in must be as it is;
    those of one that waits, found by its number or by initiative and assessor, fill it in, unless somebody
    has begun it on the site.
    """
    faults = Faults()
    try:
        grid = read_grid(content, file_name, longest=LONGEST_CELL)
        scores = scores_in(_rows(grid, faults), faults, criterion_ids(held))
    except TerritoriaError as refused:
        return Looked((), tuple(refused.problems), 0)
    return _Looking(held).at(scores)


def _rows(grid: Grid, faults: Faults) -> list[Row]:
    head = [name.strip().casefold() for name in grid.head]
    lacking = [name for name in SCORES if name not in head]
    if lacking:
        said = _("This column is missing: %(names)s.") % {"names": ", ".join(lacking)}
        faults.add(grid.file_name, 0, said, _("Begin with the table that goes out."))
        return []
    return [
        Row(grid.file_name, number, dict(zip(head, cells, strict=True)), faults)
        for number, cells in grid.rows
    ]


class _Looking:
    """What stands, beside the lines of a table."""

    def __init__(self, held: Benchmark) -> None:
        self.sheets, self.settled = _sheets(held), _settled(held)
        self.entrants = {name_of(e): e for e in entrants_of(held)}
        self.problems: list[Problem] = []
        self.same = 0
        self.filled: dict[str, tuple[int, dict[str, dict[str, Any]]]] = {}

    def at(self, scores: Sequence[Score]) -> Looked:
        """Line by line."""
        for score in scores:
            entrant = self.entrants.get(score.initiative)
            if entrant is None:
                self._wrong(score, _("This initiative does not take part."))
            elif score.role == "settled":
                self._settled(entrant, score)
            else:
                self._scored(entrant, score)
        received = [
            Received(line, self.sheets[key], held) for key, (line, held) in self.filled.items()
        ]
        return Looked(tuple(received), tuple(self.problems), self.same)

    def _settled(self, entrant: Entrant, score: Score) -> None:
        row = self.settled.get((entrant.pk, score.criterion))
        if row is not None and (row.value, row.said) == (score.value, score.why):
            self.same += 1
        else:
            self._wrong(score, _("Differences are settled on their page, not by a table."))

    def _scored(self, entrant: Entrant, score: Score) -> None:
        sheet = self._sheet(entrant, score)
        if sheet is None:
            self._wrong(score, _("There is no such sheet. Take its number from the table."))
            return
        if score.value is not None and score.value % 1:
            self._wrong(score, _("Choose 0 to 4, or that it cannot be told."))
            return
        told = {"value": None if score.value is None else int(score.value), "why": score.why}
        if is_begun(sheet):
            self._wrong(score, begun_said())
        elif sheet.submitted is None:
            _line, held = self.filled.setdefault(str(sheet.public_id), (score.line, {}))
            held[score.criterion] = told
        elif {"value": None, "why": "", **sheet.scores.get(score.criterion, {})} == told:
            self.same += 1
        else:
            self._wrong(score, _("This sheet is handed in; it stands as it is."))

    def _sheet(self, entrant: Entrant, score: Score) -> Sheet | None:
        """By its number; where a line has none, the only one of that name on this initiative."""
        if score.sheet:
            found = self.sheets.get(score.sheet)
            return found if found and self._fits(found, entrant, score) else None
        named = [
            s
            for s in self.sheets.values()
            if s.entrant_id == entrant.pk
            and s.owner == (score.role == "owner")
            and (s.owner or score.assessor in (str(s.by), s.by.email if s.by else ""))
        ]
        return named[0] if len(named) == 1 else None

    @staticmethod
    def _fits(sheet: Sheet, entrant: Entrant, score: Score) -> bool:
        """Whether a line speaks of this sheet: its initiative, its role, its assessor where one is named."""
        if sheet.entrant_id != entrant.pk or sheet.owner != (score.role == "owner"):
            return False
        names = {str(sheet.by), sheet.by.email} if sheet.by else {""}
        return sheet.owner or not score.assessor or not sheet.by or score.assessor in names

    def _wrong(self, score: Score, said: str) -> None:
        self.problems.append(Problem(f"{score.label}:{score.line}", said))
