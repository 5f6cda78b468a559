"""Encounters and mentoring in CSV files: companies, wishes, pins, pairs kept apart, mentors, mentees.

Where a cell holds several values they are parted by semicolons. A text that a spreadsheet would
compute stands behind an apostrophe, as in the files that are written here. Faults are collected by the
caller, so that those of all files are told together; a row with a fault is read as far as it goes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from territoria.errors import did_you_mean
from territoria.sources.polis.as_text import bare, marked
from territoria.sources.polis.tables import Faults, Row, cells_of
from territoria.speech import gettext

COMPANIES: Final = ("company",)
MAY_COMPANIES: Final = (
    "name", "city", "sector", "offers", "seeks", "languages", "away", "booth",
)  # fmt: skip
WISHES: Final = ("asker", "asked")
MAY_WISHES: Final = ("value", "accepted")
PINS: Final = ("company", "other", "slot")
MAY_PINS: Final = ("table", "name", "other_name", "weight")
APART: Final = ("company", "other")
MAY_APART: Final = ("name", "other_name")
MENTORS: Final = ("mentor", "capacity")
MENTEES: Final = ("mentee",)
MAY_MENTORS: Final = ("name", "themes", "languages")
MAY_MENTEES: Final = ("name", "wishes", "themes", "languages")
_SLOT: Final = re.compile(r"0*[1-9]\d{0,8}")
ANSWERS: Final = {"": None, "yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company. ``place``: file and line; ``away``: slots from 1; ``booth``: None for none."""

    place: str
    id: str
    name: str
    city: str
    sector: str
    offers: tuple[str, ...]
    seeks: tuple[str, ...]
    languages: tuple[str, ...]
    away: tuple[int, ...]
    booth: int | None


@dataclass(frozen=True, slots=True)
class WishRow:
    """A wish. ``accepted``: None where nothing was answered."""

    place: str
    asker: str
    asked: str
    value: int
    accepted: bool | None


@dataclass(frozen=True, slots=True)
class PinRow:
    """A meeting that stays; ``table`` None where it is open."""

    place: str
    company: str
    other: str
    slot: int
    table: int | None


@dataclass(frozen=True, slots=True)
class MentorRow:
    """A mentor."""

    place: str
    id: str
    name: str
    capacity: int
    themes: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MenteeRow:
    """A mentee; ``wishes``: ids of mentors, the dearest first."""

    place: str
    id: str
    name: str
    wishes: tuple[str, ...]
    themes: tuple[str, ...]
    languages: tuple[str, ...]


def read_companies(path: Path, faults: Faults) -> list[CompanyRow]:
    """Column ``company`` and perhaps name, city, sector, offers, seeks, languages, away, booth."""
    return [
        CompanyRow(
            place=_place(row),
            id=row.cells["company"],
            name=_cell(row, "name"),
            city=_cell(row, "city"),
            sector=_cell(row, "sector"),
            offers=_several(row, "offers"),
            seeks=_several(row, "seeks"),
            languages=_several(row, "languages"),
            away=_slots(row, "away"),
            booth=_count(row, "booth"),
        )
        for row in _rows(path, COMPANIES, MAY_COMPANIES, faults)
    ]


def read_wishes(path: Path, faults: Faults) -> list[WishRow]:
    """Columns asker, asked and perhaps value (1 where empty), accepted (yes, no or empty)."""
    return [
        WishRow(
            place=_place(row),
            asker=row.cells["asker"],
            asked=row.cells["asked"],
            value=_value(row),
            accepted=_answer(row),
        )
        for row in _rows(path, WISHES, MAY_WISHES, faults)
    ]


def read_pins(path: Path, faults: Faults) -> list[PinRow]:
    """Columns company, other, slot and perhaps table: meetings as they are written here."""
    return [
        PinRow(
            place=_place(row),
            company=row.cells["company"],
            other=row.cells["other"],
            slot=_whole(row, "slot", 0),
            table=_count(row, "table"),
        )
        for row in _rows(path, PINS, MAY_PINS, faults)
    ]


def read_apart(path: Path, faults: Faults) -> list[tuple[str, str]]:
    """Columns company, other: who must not meet whom."""
    rows = _rows(path, APART, MAY_APART, faults)
    return [(row.cells["company"], row.cells["other"]) for row in rows]


def read_mentors(path: Path, faults: Faults) -> list[MentorRow]:
    """Columns mentor, capacity and perhaps name, themes, languages."""
    return [
        MentorRow(
            place=_place(row),
            id=row.cells["mentor"],
            name=_cell(row, "name"),
            capacity=_whole(row, "capacity", 0),
            themes=_several(row, "themes"),
            languages=_several(row, "languages"),
        )
        for row in _rows(path, MENTORS, MAY_MENTORS, faults)
    ]


def read_mentees(path: Path, faults: Faults) -> list[MenteeRow]:
    """Column mentee and perhaps name, wishes, themes, languages."""
    return [
        MenteeRow(
            place=_place(row),
            id=row.cells["mentee"],
            name=_cell(row, "name"),
            wishes=_several(row, "wishes"),
            themes=_several(row, "themes"),
            languages=_several(row, "languages"),
        )
        for row in _rows(path, MENTEES, MAY_MENTEES, faults)
    ]


def write_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV text; a cell that a spreadsheet would compute is marked as text."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([marked(str(cell)) for cell in row])
    return file.getvalue()


# ── rows and cells ────────────────────────────────────────────────────────────────────────────


def _rows(
    path: Path, columns: Sequence[str], others: Sequence[str], faults: Faults
) -> Iterator[Row]:
    """Rows by column; cells without spaces around and bare of marks."""
    label = str(path)
    if not path.is_file():
        faults.add(label, 0, gettext("there is no such file."), gettext("Check the path."))
        return
    rows = cells_of(label, path.read_bytes(), faults)
    if not rows:
        if label not in faults.counted:
            mend = gettext("Begin with {columns}.").format(columns=", ".join((*columns, *others)))
            faults.add(label, 0, gettext("the file is empty."), mend)
        return
    (first, header), *rest = rows
    header = [name.strip().casefold() for name in header]
    if not _header_holds(label, first, header, columns, others, faults):
        return
    for line, cells in rest:
        if len(cells) != len(header):
            what = gettext("{cells} cells under {columns} columns.")
            what = what.format(cells=len(cells), columns=len(header))
            faults.add(label, line, what, gettext("Correct the line."))
        else:
            held = dict(zip(header, (bare(cell.strip()) for cell in cells), strict=True))
            yield Row(label, line, held, faults)


def _header_holds(
    label: str,
    line: int,
    header: Sequence[str],
    columns: Sequence[str],
    others: Sequence[str],
    faults: Faults,
) -> bool:
    """Whether all columns are there, each once and known."""
    known = (*columns, *others)
    before = faults.counted.get(label, 0)
    if lost := [name for name in columns if name not in header]:
        what = gettext("there is no column {names}.").format(names=", ".join(lost))
        faults.add(label, line, what, gettext("Add it. Columns are parted by commas."))
    for name in dict.fromkeys(header):
        if name not in known:
            what = gettext("there is a column {name}, which is not known.").format(name=name)
            faults.add(label, line, what, did_you_mean(name, known))
        elif header.count(name) > 1:
            what = gettext("the column {name} stands twice.").format(name=name)
            faults.add(label, line, what, gettext("Rename one of them."))
    return faults.counted.get(label, 0) == before


def _place(row: Row) -> str:
    return f"{row.label}:{row.line}"


def _cell(row: Row, column: str) -> str:
    return row.cells.get(column, "")


def _several(row: Row, column: str) -> tuple[str, ...]:
    """The values of a cell, each once."""
    parts = (part.strip() for part in _cell(row, column).split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def _slots(row: Row, column: str) -> tuple[int, ...]:
    """Whole numbers from 1."""
    out = []
    for text in _several(row, column):
        if _SLOT.fullmatch(text):
            out.append(int(text))
            continue
        what = gettext("{column} “{text}” is no whole number above 0.")
        row.fault(
            what.format(column=column, text=text),
            gettext("Write numbers of slots, parted by semicolons."),
        )
    return tuple(out)


def _count(row: Row, column: str) -> int | None:
    """A whole number from 1, None where the cell is empty."""
    return row.whole(column, low=1) if _cell(row, column) else None


def _whole(row: Row, column: str, low: int) -> int:
    found = row.whole(column, low=low)
    return low if found is None else found


def _value(row: Row) -> int:
    found = row.whole("value", among=(1, 2, 3)) if _cell(row, "value") else 1
    return 1 if found is None else found


def _answer(row: Row) -> bool | None:
    text = _cell(row, "accepted").casefold()
    if text not in ANSWERS:
        what = gettext("accepted “{text}” is neither yes nor no.").format(text=text)
        row.fault(what, gettext("Write yes, no, or nothing while there is no answer."))
    return ANSWERS.get(text)
