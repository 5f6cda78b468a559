"""The four tables of a Polis export, and a zip of them; the same export gives the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from territoria.sources.polis.as_text import marked
from territoria.sources.polis.export import PolisExport

COMMENTS: Final = "comments.csv"
VOTES: Final = "votes.csv"
PARTICIPANTS: Final = "participants-votes.csv"
SUMMARY: Final = "summary.csv"
COMMENT_COLUMNS: Final = (
    *("timestamp", "datetime", "comment-id", "author-id"),
    *("agrees", "disagrees", "moderated", "comment-body"),
)
VOTE_COLUMNS: Final = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
PERSON_COLUMNS: Final = (
    "participant",
    "group-id",
    "n-comments",
    "n-votes",
    "n-agree",
    "n-disagree",
)
XID: Final = "xid"
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
# a zip file knows no earlier day
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def write_polis(export: PolisExport) -> dict[str, str]:
    """File name → text, +1 for an agreement. The counts of a person are those of the votes written."""
    return {
        COMMENTS: _table(COMMENT_COLUMNS, _comments(export)),
        VOTES: _table(VOTE_COLUMNS, _votes(export)),
        PARTICIPANTS: _participants(export),
        SUMMARY: _table((), export.summary),
    }


def write_polis_zip(export: PolisExport) -> bytes:
    """The four tables in one zip file."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in write_polis(export).items():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), text, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _comments(export: PolisExport) -> Iterable[Sequence[object]]:
    for c in export.comments:
        yield (
            *(c.timestamp, _spelt(c.timestamp), c.id, c.author),
            *(c.agrees, c.disagrees, c.moderated, marked(c.text)),
        )


def _votes(export: PolisExport) -> Iterable[Sequence[object]]:
    for v in export.votes:
        yield (v.timestamp, _spelt(v.timestamp), v.comment, v.voter, v.value)


def _participants(export: PolisExport) -> str:
    shown = sorted(
        {c.id for c in export.comments} | {c for p in export.participants for c in p.votes}
    )
    with_xid = any(person.xid for person in export.participants)
    rows: list[Sequence[object]] = []
    for person in export.participants:
        said = list(person.votes.values())
        head: list[object] = [person.id, *([person.xid] if with_xid else [])]
        head += ["" if person.group is None else person.group, person.comments]
        head += [len(said), said.count(1), said.count(-1)]
        rows.append([*head, *(person.votes.get(comment, "") for comment in shown)])
    columns = [PERSON_COLUMNS[0], *([XID] if with_xid else []), *PERSON_COLUMNS[1:]]
    return _table([*columns, *map(str, shown)], rows)


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    return "".join(_line(row) for row in ([header] if header else []) + list(rows))


def _line(cells: Sequence[object]) -> str:
    """One row. A cell is quoted for either half of the line end, and the row ends in one of them."""
    held = io.StringIO(newline="")
    csv.writer(held, lineterminator="\r\n").writerow(cells)
    return held.getvalue().removesuffix("\r\n") + "\n"


def _spelt(timestamp: int) -> str:
    """A time in words as Polis spells it, in UTC: *Sat Nov 17 05:09:36 UTC 2018*."""
    at = datetime.fromtimestamp(timestamp // 1000, UTC)
    day, month = _DAYS[at.weekday()], _MONTHS[at.month - 1]
    return f"{day} {month} {at.day:02} {at:%H:%M:%S} UTC {at.year}"
