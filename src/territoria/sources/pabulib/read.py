"""A Pabulib file from its text, with its problems told together."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from territoria.errors import DataError, Problem
from territoria.sources.pabulib.checks import Row, Sections, problems_of
from territoria.sources.pabulib.file import Pabulib
from territoria.speech import gettext

SECTIONS = ("META", "PROJECTS", "VOTES")


def read_pabulib(path: Path, *, as_approval: bool = False) -> Pabulib:
    """Read and check a file; DataError lists its problems as file:line. Else as ``parse_pabulib``."""
    if not path.is_file():
        what = gettext("this is a folder.") if path.is_dir() else gettext("there is no such file.")
        raise DataError(Problem(str(path), what, gettext("Check the path.")))
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = gettext("the file is not UTF-8.")
        mend = gettext("Save it as text in UTF-8.")
        raise DataError(Problem(f"{path}:{line}", what, mend)) from None
    return parse_pabulib(text, where=str(path), as_approval=as_approval)


def parse_pabulib(text: str, *, where: str = "Pabulib", as_approval: bool = False) -> Pabulib:
    """Read and check the text of a file.

    Ballots must be approvals (``approval`` or ``choose-1``). Ordinal, cumulative and scoring ballots
    say more than that, and are refused; ``as_approval``: read them as if every project that is named
    and has not 0 points were approved. DataError: its problems, 200 at most, as ``where``:line.
    """
    sections = _sections(text, where)
    problems = problems_of(sections, where, as_approval)
    if problems:
        raise DataError(problems)
    (_, *meta), projects, votes = (sections[name] for name in SECTIONS)
    return Pabulib(
        meta={row.cells[0]: row.cells[1] for row in meta},
        project_columns=projects[0].cells,
        projects=tuple(row.cells for row in projects[1:]),
        vote_columns=votes[0].cells,
        votes=tuple(row.cells for row in votes[1:]),
    )


def _sections(text: str, where: str) -> Sections:
    """Rows of each section, the header first, with their lines; a section's title is not a row.

    Only the title that comes next is one, so that a voter may be called *VOTES*.
    """
    found: dict[str, list[Row]] = {}
    open_to = list(SECTIONS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            row = Row(line, tuple(cell.strip() for cell in cells))
            line = reader.line_num + 1
            if not any(row.cells):
                continue
            if open_to and row.cells[0].upper() == open_to[0] and not any(row.cells[1:]):
                found[open_to.pop(0)] = []
            elif found:
                found[SECTIONS[len(found) - 1]].append(row)
            else:
                what = gettext("the file does not begin with META.")
                mend = gettext("Begin with the line META, then key;value.")
                raise DataError(Problem(f"{where}:{row.line}", what, mend))
    except csv.Error:
        what = gettext("the row that begins here cannot be read.")
        mend = gettext("Close its quotation mark, or take it out.")
        raise DataError(Problem(f"{where}:{line}", what, mend)) from None
    if open_to:
        what = gettext("the section {name} is missing.").format(name=open_to[0])
        mend = gettext("The file needs META, PROJECTS and VOTES, in this order.")
        raise DataError(Problem(where, what, mend))
    return found
