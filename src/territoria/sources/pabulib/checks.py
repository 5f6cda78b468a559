"""Everything that does not hold in a Pabulib file, line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from territoria.errors import Problem, did_you_mean
from territoria.speech import gettext

# no sum has more digits, and of thousands of them Python makes no number
NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
APPROVALS = ("approval", "choose-1")
MOST_SHOWN = 200
RICHER = ("ordinal", "cumulative", "scoring")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the line it begins on."""

    line: int
    cells: tuple[str, ...]


Sections = dict[str, list[Row]]


def problems_of(sections: Sections, where: str, as_approval: bool) -> list[Problem]:
    """The first problems of a file, in the order of its lines; rows are evened out to their header."""
    found = [*islice(_tables(sections, where), MOST_SHOWN + 1)]
    if not found:  # without whole tables nothing else can be said
        known = {cells["project_id"] for _, cells in _rows(sections["PROJECTS"])}
        every = chain(
            _meta(sections["META"], where, as_approval),
            _counts(sections, where),
            _projects(sections["PROJECTS"], where),
            _votes(sections["VOTES"], known, where),
        )
        found = [*islice(every, MOST_SHOWN + 1)]
    if len(found) > MOST_SHOWN:
        what = gettext("only the first {count} problems are told.").format(count=MOST_SHOWN)
        found[-1] = Problem(where, what)
    return found


def _tables(sections: Sections, where: str) -> Iterator[Problem]:
    """Headers with what they need, and no row longer than its header; shorter ones are too short."""
    needed = {"META": (), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
    for name, rows in sections.items():
        if not rows:
            what = gettext("the section {name} has no header.").format(name=name)
            yield Problem(where, what, gettext("Name its columns, parted by semicolons."))
            continue
        header = rows[0]
        wide = max((n for n, name in enumerate(header.cells, start=1) if name), default=0)
        columns = header.cells[:wide]
        rows[0] = Row(header.line, columns)
        if name == "META" and columns != ("key", "value"):
            what = gettext("the header of META is not key;value.")
            yield Problem(f"{where}:{header.line}", what, gettext("Write key;value."))
        for column in needed[name]:
            if column not in columns:
                what = gettext("the section {name} has no column {column}.")
                what = what.format(name=name, column=column)
                yield Problem(f"{where}:{header.line}", what, did_you_mean(column, columns))
        for double in _twice(columns):
            what = gettext("the column {column} stands twice.").format(column=double)
            yield Problem(f"{where}:{header.line}", what, gettext("Rename one of them."))
        for place, row in enumerate(rows[1:], start=1):
            cells = row.cells
            if any(cells[len(columns) :]) or len(cells) < len(columns):
                what = gettext("the row has {count} cells, the header {columns}.")
                what = what.format(count=len(cells), columns=len(columns))
                mend = gettext("Put a text with a semicolon in quotation marks; mind empty cells.")
                yield Problem(f"{where}:{row.line}", what, mend)
            rows[place] = Row(row.line, cells[: len(columns)])


def _rows(rows: Sequence[Row]) -> Iterator[tuple[int, Mapping[str, str]]]:
    for row in rows[1:]:
        yield row.line, dict(zip(rows[0].cells, row.cells, strict=True))


def _meta(rows: Sequence[Row], where: str, as_approval: bool) -> Iterator[Problem]:
    held: dict[str, tuple[int, str]] = {}
    for line, cells in _rows(rows):
        if cells["key"] in held:
            what = gettext("the key {key} stands twice.").format(key=cells["key"])
            yield Problem(f"{where}:{line}", what, gettext("Keep one of them."))
        held.setdefault(cells["key"], (line, cells["value"]))
    for key in ("budget", "vote_type"):
        if key not in held:
            what = gettext("META does not say the {key}.").format(key=key)
            mend = gettext("Add a line {key};…").format(key=key)
            yield Problem(f"{where}:{rows[0].line}", what, mend)
    line, budget = held.get("budget", (0, "1"))
    if not NUMBER.fullmatch(budget):
        yield _no_number(f"{where}:{line}", gettext("the budget"), budget)
    line, kind = held.get("vote_type", (0, "approval"))
    if kind in RICHER and not as_approval:
        what = gettext("the ballots are {kind}; only approvals are counted here.").format(kind=kind)
        mend = gettext("Ask to read them as approvals, and say so where the result is shown.")
        yield Problem(f"{where}:{line}", what, mend)
    elif kind not in (*APPROVALS, *RICHER):
        what = gettext("the vote_type {kind} is not known.").format(kind=kind)
        yield Problem(f"{where}:{line}", what, did_you_mean(kind, (*APPROVALS, *RICHER)))


def _counts(sections: Sections, where: str) -> Iterator[Problem]:
    """num_projects and num_votes, where META says them, are the numbers of rows."""
    wanted = {"num_projects": "PROJECTS", "num_votes": "VOTES"}
    for line, cells in _rows(sections["META"]):
        if (name := wanted.get(cells["key"])) is None:
            continue
        count = len(sections[name]) - 1
        if cells["value"] != str(count):
            what = gettext("{key} is {said}, and {name} has {count} rows.")
            what = what.format(key=cells["key"], said=cells["value"], name=name, count=count)
            yield Problem(f"{where}:{line}", what, gettext("Correct it, or find what is missing."))


def _projects(rows: Sequence[Row], where: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for line, cells in _rows(rows):
        place, own = f"{where}:{line}", cells["project_id"]
        if not own or "," in own:
            what = gettext("the project_id {id} cannot be named in a vote.").format(id=own or "“”")
            yield Problem(place, what, gettext("Give it an id without a comma."))
        elif own in seen:
            what = gettext("the project {id} stands twice.").format(id=own)
            yield Problem(place, what, gettext("Give each project its own id."))
        seen.add(own)
        if not NUMBER.fullmatch(cells["cost"]):
            yield _no_number(place, gettext("the cost"), cells["cost"])


def _votes(rows: Sequence[Row], known: set[str], where: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for line, cells in _rows(rows):
        place, own = f"{where}:{line}", cells["voter_id"]
        if own in seen or not own:
            what = gettext("the voter {id} stands twice.").format(id=own)
            what = what if own else gettext("the voter has no id.")
            yield Problem(place, what, gettext("Give each voter an id of their own."))
        seen.add(own)
        named = [i.strip() for i in cells["vote"].split(",") if i.strip()]
        if not named:
            yield Problem(place, gettext("the vote is empty."), gettext("Leave the row out."))
        for strange in sorted(set(named) - known):
            what = gettext("the vote names {id}, which is no project.").format(id=strange)
            yield Problem(place, what, did_you_mean(strange, known))
        for double in _twice(named):
            what = gettext("the vote names {id} twice.").format(id=double)
            yield Problem(place, what, gettext("Name each project once."))
        points = [p.strip() for p in cells["points"].split(",")] if cells.get("points") else []
        if points and (len(points) != len(named) or not all(map(NUMBER.fullmatch, points))):
            what = gettext("the points are not one number for each project named.")
            yield Problem(place, what, gettext("Give as many points as ids, parted by commas."))


def _twice(names: Iterable[str]) -> list[str]:
    return sorted(name for name, times in Counter(names).items() if times > 1)


def _no_number(where: str, name: str, said: str) -> Problem:
    what = gettext("{name} “{said}” is no number.").format(name=name, said=said)
    return Problem(where, what, gettext("Write digits with a point, such as 1234.50."))
