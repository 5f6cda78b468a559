"""The sheets of a benchmark as one CSV table that goes out and comes back, and profiles as CSV.

A line is one score of one sheet, or what was settled: the columns of ``SCORES``. An empty value says
that it cannot be told; a line that is not there says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from territoria.compare.benchmark.judging import HIGHEST, Profile, Settlement, Sheet
from territoria.errors import DataError, did_you_mean
from territoria.sources.encounter_file import write_table
from territoria.sources.polis.as_text import bare
from territoria.sources.polis.tables import Faults, Row, rows_of
from territoria.speech import gettext

SCORES: Final = ("initiative", "criterion", "assessor", "role", "value")
MAY_SCORES: Final = ("why", "sheet")
ROLES: Final = ("owner", "assessor", "settled")
PROFILES: Final = (
    *("initiative", "criterion", "value", "low", "high", "known", "of", "state"),
    *("owner", "capped"),
)


@dataclass(frozen=True, slots=True)
class Score:
    """One line. ``label``, ``line``: file and line; ``value``: None where it cannot be told; ``sheet``: its
    number on a site, or empty.
    """

    line: int
    initiative: str
    criterion: str
    assessor: str
    role: str
    value: float | None
    why: str = ""
    sheet: str = ""
    label: str = ""


def read_scores(raw: bytes, *, label: str, criteria: Sequence[str] | None = None) -> list[Score]:
    """The lines of a table of scores.

    ``criteria``: those that are known; None: any. DataError lists every problem with its line: missing
    columns, an unknown criterion or role, a value outside 0 to 4, a cell that stands twice.
    """
    faults = Faults()
    _header, rows = rows_of(label, raw, SCORES, faults)
    return scores_in(rows, faults, criteria)


def scores_in(
    rows: Iterable[Row], faults: Faults, criteria: Sequence[str] | None = None
) -> list[Score]:
    """The same of rows by column, from wherever they come; their faults are those of ``faults``."""
    found = [score for row in rows if (score := _score(row, criteria)) is not None]
    seen: dict[tuple[str, str, str, bool, str], int] = {}
    for score in found:
        settled = score.role == "settled"
        key = (score.initiative, score.criterion, score.assessor, settled, score.sheet)
        if key in seen:
            what = gettext("the same score stands on line {line}.").format(line=seen[key])
            faults.add(score.label, score.line, what, gettext("Keep one of them."))
        seen.setdefault(key, score.line)
    if problems := faults.all():
        raise DataError(problems)
    return found


def sheets_in(
    scores: Iterable[Score],
) -> dict[str, tuple[list[Sheet], dict[str, Settlement]]]:
    """Initiative → its sheets and what was settled, in the order of the lines.

    Lines belong to one sheet where its number, assessor and role are the same. A sheet is called by its
    assessor; without a name, or where two share one, by its number.
    """
    held: dict[str, dict[tuple[str, str, bool], dict[str, float | None]]] = {}
    settled: dict[str, dict[str, Settlement]] = {}
    for score in scores:
        sheets = held.setdefault(score.initiative, {})
        if score.role == "settled":
            talks = settled.setdefault(score.initiative, {})
            talks[score.criterion] = Settlement(score.value)
        else:
            who = (score.sheet, score.assessor, score.role == "owner")
            sheets.setdefault(who, {})[score.criterion] = score.value
    return {
        id: (
            [Sheet(_called(who, sheets), given, who[2]) for who, given in sheets.items()],
            settled.get(id, {}),
        )
        for id, sheets in held.items()
    }


def _called(who: tuple[str, str, bool], sheets: Iterable[tuple[str, str, bool]]) -> str:
    number, name, _owner = who
    is_alone = sum(other == name for _number, other, _owner in sheets) == 1
    return name if not number or (name and is_alone) else number


def write_scores(scores: Iterable[Score]) -> str:
    """The table as CSV text, as ``read_scores`` reads it."""
    rows = [
        (s.initiative, s.criterion, s.assessor, s.role, plain_score(s.value), s.why, s.sheet)
        for s in scores
    ]
    return write_table((*SCORES, *MAY_SCORES), rows)


def write_profiles(profiles: Mapping[str, Profile]) -> str:
    """One line a cell; unknown is empty."""
    rows = [
        (
            *(id, c.criterion, plain_score(c.value), plain_score(c.low), plain_score(c.high)),
            *(c.known, c.of, c.state, plain_score(c.owner), "yes" if c.capped else "no"),
        )
        for id, profile in profiles.items()
        for c in profile.cells.values()
    ]
    return write_table(PROFILES, rows)


def plain_score(value: float | None) -> str:
    """A number without what it does not need; empty where it cannot be told."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(float(value))


def _score(row: Row, criteria: Sequence[str] | None) -> Score | None:
    cells = {name: bare(text.strip()) for name, text in row.cells.items()}
    before = row.faults.counted.get(row.label, 0)
    value = _value(row, cells["value"])
    if cells["role"] not in ROLES:
        what = gettext("the role “{role}” is not known.").format(role=cells["role"])
        row.fault(what, did_you_mean(cells["role"], ROLES))
    if criteria is not None and cells["criterion"] not in criteria:
        what = gettext("no such criterion: {name}.").format(name=cells["criterion"])
        row.fault(what, did_you_mean(cells["criterion"], criteria))
    # whoever left a site has no name there, but the sheet stays
    nameless = cells["role"] == "settled" or cells.get("sheet")
    for name in ("initiative", "criterion", *(() if nameless else ("assessor",))):
        if not cells[name]:
            what = gettext("the cell of {column} is empty.").format(column=name)
            row.fault(what, gettext("Fill it in."))
    if row.faults.counted.get(row.label, 0) > before:
        return None
    return Score(
        *(row.line, cells["initiative"], cells["criterion"], cells["assessor"], cells["role"]),
        *(value, cells.get("why", ""), cells.get("sheet", ""), row.label),
    )


def _value(row: Row, text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= HIGHEST:
        what = gettext("the value “{text}” is not between 0 and {highest}.")
        mend = gettext("Give 0 to {highest}, or nothing where it cannot be told.")
        row.fault(what.format(text=text, highest=HIGHEST), mend.format(highest=HIGHEST))
        return None
    return value
