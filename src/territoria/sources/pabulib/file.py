"""What a Pabulib file holds, and its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Pabulib:
    """One file. ``meta``: key → value; the rows are as long as their columns.

    ``budget`` and ``approvals`` rely on what ``parse_pabulib`` has checked.
    """

    meta: Mapping[str, str]
    project_columns: tuple[str, ...]
    projects: tuple[tuple[str, ...], ...]
    vote_columns: tuple[str, ...]
    votes: tuple[tuple[str, ...], ...]

    @property
    def budget(self) -> Fraction:
        """The money to give away, in units of the file's currency."""
        return Fraction(self.meta["budget"])

    def project(self, column: str) -> tuple[str, ...]:
        """One column of the projects; empty texts where the file has no such column."""
        return _column(self.project_columns, self.projects, column)

    def vote(self, column: str) -> tuple[str, ...]:
        """One column of the votes; empty texts where the file has no such column."""
        return _column(self.vote_columns, self.votes, column)

    @property
    def approvals(self) -> dict[str, frozenset[str]]:
        """Voter → projects named, without those that got no points where points were given."""
        named = zip(self.vote("voter_id"), self.vote("vote"), self.vote("points"), strict=True)
        return {voter: frozenset(_approved(vote, points)) for voter, vote, points in named}


def write_pabulib(file: Pabulib) -> str:
    """The text of a file; read again it gives the same."""
    lines = ["META", "key;value", *(_line(pair) for pair in file.meta.items())]
    lines += ["PROJECTS", _line(file.project_columns), *map(_line, file.projects)]
    lines += ["VOTES", _line(file.vote_columns), *map(_line, file.votes)]
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return ";".join(_cell(cell) for cell in cells)


def _cell(text: str) -> str:
    """Quoted only where it must be."""
    if re.search(r'[;"\r\n]', text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _column(
    columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], name: str
) -> tuple[str, ...]:
    if name not in columns:
        return ("",) * len(rows)
    place = columns.index(name)
    return tuple(row[place] for row in rows)


def _approved(vote: str, points: str) -> list[str]:
    named = [i.strip() for i in vote.split(",") if i.strip()]
    if not points:
        return named
    given = [Fraction(p.strip()) for p in points.split(",")]
    return [i for i, n in zip(named, given, strict=True) if n > 0]
