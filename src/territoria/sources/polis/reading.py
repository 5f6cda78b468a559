"""A Polis export read from a folder, a zip file or single files, all faults of all tables at once."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from territoria.errors import DataError, Problem
from territoria.sources.polis.agreement import settle
from territoria.sources.polis.as_text import bare
from territoria.sources.polis.counts import of_count
from territoria.sources.polis.export import (
    VALUES,
    PolisComment,
    PolisExport,
    PolisParticipant,
    PolisVote,
)
from territoria.sources.polis.tables import Faults, cells_of, rows_of
from territoria.sources.polis.writing import (
    COMMENT_COLUMNS,
    COMMENTS,
    PARTICIPANTS,
    PERSON_COLUMNS,
    SUMMARY,
    VOTE_COLUMNS,
    VOTES,
    XID,
)
from territoria.speech import gettext, number

NAMES: Final = {
    PARTICIPANTS: re.compile(r"(?:^|[^a-z])participants?-votes\.csv$"),
    VOTES: re.compile(r"(?:^|(?<!participant)(?<!participants)[^a-z])votes\.csv$"),
    COMMENTS: re.compile(r"(?:^|[^a-z])comments\.csv$"),
    SUMMARY: re.compile(r"(?:^|[^a-z])summary\.csv$"),
}
# Times in words and what can be counted are not read; without them a file is whole.
UNREAD: Final = frozenset(("datetime",))
MOST_BYTES: Final = 500_000_000
SIDES: Final = tuple(sorted(VALUES))


def read_polis(path: Path, *, turn_signs: bool = False) -> PolisExport:
    """The export in a folder or a zip file. DataError lists every problem of all files with its line.

    ``turn_signs``: where the counts show that an agreement is −1, as in old exports, turn the votes and
    say so in the notes; else such an export is refused.
    """
    if path.is_dir():
        found = {file.name: file.read_bytes() for file in sorted(path.glob("*.csv"))}
    elif path.is_file() and zipfile.is_zipfile(path):
        return read_polis_zip(path.read_bytes(), where=str(path), turn_signs=turn_signs)
    else:
        what = gettext("there is no such folder or file.")
        if path.is_file():
            what = gettext("this is no zip file.")
        mend = gettext("Give the folder of a Polis export, or the zip file.")
        raise DataError(Problem(str(path), what, mend))
    return read_polis_files(found, where=str(path), turn_signs=turn_signs)


def read_polis_zip(
    content: bytes, *, where: str = "Polis", turn_signs: bool = False, most: int = MOST_BYTES
) -> PolisExport:
    """The export in the bytes of a zip file, whose tables have ``most`` bytes unpacked. DataError as
    above, and where it is none, or damaged or locked.
    """
    return read_polis_files(_unpacked(content, where, most), where=where, turn_signs=turn_signs)


def read_polis_files(
    files: Mapping[str, bytes], *, where: str = "Polis", turn_signs: bool = False
) -> PolisExport:
    """The export in files by name; a name may have something before ``comments.csv`` and the others.

    ``comments.csv`` is needed, and ``votes.csv`` or ``participants-votes.csv``. DataError as above.
    """
    faults = Faults()
    held = {kind: name for kind in NAMES if (name := _named(kind, files, where, faults))}
    _note_lacking(set(held), where, faults)
    comments = _comments(held[COMMENTS], files, faults) if COMMENTS in held else {}
    votes = _votes(held[VOTES], files, comments, faults) if VOTES in held else []
    people, stated = (
        _people(held[PARTICIPANTS], files, comments, faults) if PARTICIPANTS in held else ({}, {})
    )
    summary = _summary(held[SUMMARY], files, faults) if SUMMARY in held else ()
    if problems := faults.all():
        raise DataError(problems)
    export = PolisExport(
        tuple(comments.values()), tuple(votes), tuple(people.values()), tuple(summary)
    )
    return settle(export, stated, where=where, turn_signs=turn_signs)


def _note_lacking(held: set[str], where: str, faults: Faults) -> None:
    """Faults for the tables without which nothing can be read."""
    mend = gettext("Add the file, or export again.")
    if COMMENTS not in held:
        faults.add(where, 0, gettext("there is no comments.csv."), mend)
    if not {VOTES, PARTICIPANTS} & held:
        what = gettext("there is no votes.csv or participants-votes.csv.")
        faults.add(where, 0, what, mend)


def _unpacked(content: bytes, where: str, most: int) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            tables = [entry for entry in archive.infolist() if _is_table(entry.filename)]
            if sum(entry.file_size for entry in tables) > most:
                what = gettext("the file has more than {most} bytes.")
                what = what.format(most=number(most, ",d"))
                raise DataError(Problem(where, what, gettext("Give a smaller one.")))
            return {entry.filename: archive.read(entry) for entry in tables}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        what = gettext("the zip file is damaged or locked.")
        mend = gettext("Export the conversation again.")
        raise DataError(Problem(where, what, mend)) from None


def _is_table(name: str) -> bool:
    return name.endswith(".csv") and not name.startswith("__MACOSX")


def _named(kind: str, files: Mapping[str, bytes], where: str, faults: Faults) -> str:
    """The one file of a kind, "" where there is none."""
    found = sorted(name for name in files if NAMES[kind].search(name.lower()))
    if len(found) > 1:
        what = gettext("there are several {kind}: {names}.")
        what = what.format(kind=kind, names=", ".join(found))
        faults.add(where, 0, what, gettext("Leave one of them."))
    return found[0] if found else ""


def _read(columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in columns if name not in UNREAD)


def _comments(label: str, files: Mapping[str, bytes], faults: Faults) -> dict[int, PolisComment]:
    _, rows = rows_of(label, files[label], _read(COMMENT_COLUMNS), faults)
    held: dict[int, PolisComment] = {}
    for row in rows:
        name, author = row.whole("comment-id"), row.whole("author-id")
        agrees, disagrees = row.whole("agrees"), row.whole("disagrees")
        moderated, at = row.whole("moderated", among=SIDES), row.moment()
        if name is None or author is None or agrees is None or disagrees is None:
            continue
        if moderated is None or at is None:
            continue
        if name in held:
            what = gettext("comment-id {id} is there twice.").format(id=name)
            row.fault(what, gettext("Leave one of the rows."))
        held[name] = PolisComment(
            name, author, bare(row.cells["comment-body"]), agrees, disagrees, moderated, at
        )
    return held


def _votes(
    label: str, files: Mapping[str, bytes], comments: Mapping[int, PolisComment], faults: Faults
) -> list[PolisVote]:
    _, rows = rows_of(label, files[label], _read(VOTE_COLUMNS), faults)
    held: list[PolisVote] = []
    for row in rows:
        comment, voter = row.whole("comment-id"), row.whole("voter-id")
        value, at = row.whole("vote", among=SIDES), row.moment()
        if comment is not None and comments and comment not in comments:
            what = gettext("comment-id {id} is not in comments.csv.").format(id=comment)
            row.fault(what, gettext("Add the statement."))
        elif comment is not None and voter is not None and value is not None and at is not None:
            held.append(PolisVote(comment, voter, value, at))
    return held


def _people(
    label: str, files: Mapping[str, bytes], comments: Mapping[int, PolisComment], faults: Faults
) -> tuple[dict[int, PolisParticipant], dict[int, tuple[int, int]]]:
    """People, and the agreements and disagreements that the file states of each."""
    header, rows = rows_of(label, files[label], PERSON_COLUMNS, faults)
    shown = [name for name in header if name.isdecimal()]
    if strange := [name for name in shown if comments and int(name) not in comments]:
        faults.add(label, 1, *_strange(strange))
    held: dict[int, PolisParticipant] = {}
    stated: dict[int, tuple[int, int]] = {}
    for row in rows:
        name, wrote = row.whole("participant"), row.whole("n-comments")
        agrees, disagrees = row.whole("n-agree"), row.whole("n-disagree")
        group = row.whole("group-id") if row.cells["group-id"].strip() else None
        said = {int(c): row.whole(c, among=SIDES) for c in shown if row.cells[c].strip()}
        if name is None or wrote is None or agrees is None or disagrees is None:
            continue
        if name in held:
            what = gettext("participant {id} is there twice.").format(id=name)
            row.fault(what, gettext("Leave one of the rows."))
        told = {c: value for c, value in said.items() if value is not None}
        if row.whole("n-votes") not in (None, len(said)):
            what = gettext("n-votes is not the number of votes in the row.")
            row.fault(what, gettext("Export again."))
        held[name] = PolisParticipant(name, group, wrote, told, row.cells.get(XID, ""))
        stated[name] = (agrees, disagrees)
    return held, stated


def _strange(names: list[str]) -> tuple[str, str]:
    """What is wrong, and the mend, where columns are about statements that are not there."""
    what = of_count(
        len(names),
        gettext("the statement {names} is not in comments.csv."),
        gettext("the statements {names} are not in comments.csv."),
        names=", ".join(names),
    )
    mend = of_count(
        len(names),
        gettext("Add it, or take the column out."),
        gettext("Add them, or take the columns out."),
    )
    return what, mend


def _summary(label: str, files: Mapping[str, bytes], faults: Faults) -> list[tuple[str, str]]:
    held = []
    for line, cells in cells_of(label, files[label], faults):
        if len(cells) != 2:
            one, many = gettext("the row has 1 cell."), gettext("the row has {count} cells.")
            what = of_count(len(cells), one, many)
            faults.add(label, line, what, gettext("Write a name and a value."))
        else:
            held.append((cells[0], cells[1]))
    return held
