"""Encounters and mentoring from CSV files, and what came of them as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from territoria.act.companies import Company, Wish, odd_companies, odd_wishes
from territoria.act.fit import Fit
from territoria.act.matchmaking.result import Arrangement, Pin
from territoria.act.mentoring.people import Mentee, Mentor, odd_mentees, odd_mentors
from territoria.act.mentoring.result import Mentoring
from territoria.errors import DataError, Problem
from territoria.sources import encounter_file as source
from territoria.sources.polis.tables import Faults

MEETINGS = ("slot", "table", "company", "name", "other", "other_name", "weight")
PROPOSALS = ("company", "name", "other", "other_name", "reasons")
MENTORINGS = ("mentee", "name", "mentor", "mentor_name", "points", "reason")


@dataclass(frozen=True)
class Encounter:
    """Companies, their wishes, meetings that stay where they are, and pairs that must not meet."""

    companies: tuple[Company, ...]
    wishes: tuple[Wish, ...]
    pins: tuple[Pin, ...]
    apart: tuple[tuple[str, str], ...] = ()


def read_encounter(
    companies: Path,
    wishes: Path | None = None,
    *,
    pins: Path | None = None,
    apart: Path | None = None,
) -> Encounter:
    """Read CSV files (``territoria.sources.encounter_file`` says which columns).

    DataError lists the problems of all of them with file and line.
    """
    faults = Faults()
    rows = source.read_companies(companies, faults)
    asked = source.read_wishes(wishes, faults) if wishes else []
    held = source.read_pins(pins, faults) if pins else []
    ruled_out = source.read_apart(apart, faults) if apart else []
    found = tuple(
        Company(
            id=row.id,
            name=row.name,
            city=row.city,
            sector=row.sector,
            offers=row.offers,
            seeks=row.seeks,
            languages=row.languages,
            away=frozenset(row.away),
            booth=row.booth,
        )
        for row in rows
    )
    wished = tuple(Wish(row.asker, row.asked, row.value, row.accepted) for row in asked)
    problems = [
        *faults.all(),
        *odd_companies(found, [row.place for row in rows]),
        *(odd_wishes(wished, {c.id for c in found}, [r.place for r in asked]) if found else ()),
    ]
    _refuse(problems)
    return Encounter(
        found,
        wished,
        tuple(Pin(row.company, row.other, row.slot, row.table) for row in held),
        tuple(ruled_out),
    )


def read_mentoring(mentors: Path, mentees: Path) -> tuple[tuple[Mentor, ...], tuple[Mentee, ...]]:
    """Read mentors and mentees. DataError lists the problems of both files with their lines."""
    faults = Faults()
    giving = source.read_mentors(mentors, faults)
    seeking = source.read_mentees(mentees, faults)
    found = tuple(Mentor(r.id, r.capacity, r.themes, r.languages, r.name) for r in giving)
    asking = tuple(Mentee(r.id, r.wishes, r.themes, r.languages, r.name) for r in seeking)
    problems = [
        *faults.all(),
        *odd_mentors(found, [row.place for row in giving]),
        *(odd_mentees(asking, {m.id for m in found}, [r.place for r in seeking]) if found else ()),
    ]
    _refuse(problems)
    return found, asking


def write_meetings(arrangement: Arrangement, companies: Sequence[Company]) -> str:
    """The meetings as CSV, by slot and table. It can be read again as pins."""
    name = {company.id: company.name for company in companies}
    rows = [
        (m.slot, m.table, m.a, name[m.a], m.b, name[m.b], m.weight) for m in arrangement.meetings
    ]
    return source.write_table(MEETINGS, rows)


def write_proposals(fits: Sequence[Fit]) -> str:
    """The proposals as CSV, the best first."""
    rows = [
        (f.first.id, f.first.name, f.second.id, f.second.name, " ".join(f.reasons)) for f in fits
    ]
    return source.write_table(PROPOSALS, rows)


def write_mentoring(mentoring: Mentoring, mentees: Sequence[Mentee]) -> str:
    """Pairs as CSV, then those without a mentor and why."""
    rows: list[tuple[object, ...]] = [
        (p.mentee.id, p.mentee.name, p.mentor.id, p.mentor.name, p.points, p.sentence)
        for p in mentoring.pairs
    ]
    name = {mentee.id: mentee.name for mentee in mentees}
    rows += [(u.mentee, name[u.mentee], "", "", "", u.reason) for u in mentoring.unmatched]
    return source.write_table(MENTORINGS, rows)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise DataError(problems)
