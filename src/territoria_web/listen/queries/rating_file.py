"""Ratings in a table of another system: one row a rating, all that is wrong said at once."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.library.languages import compared, words_for
from territoria_web.listen.rating_rules import LEVEL_WORDS, SOLVED_WORDS

COLUMNS: Final = ("day", "solved", "satisfaction", "comment")
NAMES: Final[Mapping[str, Promise]] = {
    "day": gettext_lazy("Day"),
    "solved": gettext_lazy("Solved"),
    "satisfaction": gettext_lazy("Satisfaction"),
    "comment": gettext_lazy("Comment"),
}
MOST_FAULTS: Final = 50


@dataclass(frozen=True)
class FileRow:
    """One rating of a file."""

    day: date
    solved: str
    satisfaction: int
    comment: str


@dataclass(frozen=True)
class RatingFile:
    """What a file holds. ``faults``: line and what is wrong there; ``digest``: the same file again."""

    rows: tuple[FileRow, ...]
    faults: tuple[tuple[int, str], ...]
    digest: str


def ratings_in(content: bytes, service: str) -> RatingFile:
    """Read a CSV table with the columns day (2026-11-23), solved, satisfaction (1 to 5) and comment."""
    digest = hashlib.sha256(service.encode() + content).hexdigest()[:48]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return RatingFile((), ((1, _("This is no file of text. Save it as CSV (UTF-8).")),), digest)
    semicolons = text.partition("\n")[0].count(";")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if semicolons else ",")
    try:
        rows_in = list(enumerate(reader, 1))
    except csv.Error:
        said = _("Row %(row)d does not end. Close its quotation mark, or take it out.")
        return RatingFile((), ((reader.line_num, said % {"row": reader.line_num}),), digest)
    lines = [(number, line) for number, line in rows_in if any(map(str.strip, line))]
    head = _head(lines[0][1]) if lines else []
    if missing := [str(NAMES[name]) for name in COLUMNS[:3] if name not in head]:
        said = _("There is no column “%(name)s”.")
        return RatingFile((), tuple((1, said % {"name": name}) for name in missing), digest)
    rows, faults = [], list[tuple[int, str]]()
    for number, line in lines[1:]:
        found = _row(dict(zip(head, map(str.strip, line), strict=False)))
        if isinstance(found, str):
            faults.append((number, found))
        else:
            rows.append(found)
    return RatingFile(tuple(rows), tuple(faults[:MOST_FAULTS]), digest)


def _head(line: Sequence[str]) -> list[str]:
    known = words_for(NAMES)
    return [known.get(compared(word), "") for word in line]


def _row(cells: Mapping[str, str]) -> FileRow | str:
    try:
        day = date.fromisoformat(cells.get("day", ""))
    except ValueError:
        return _("Give the day as 2026-11-23.")
    solved = words_for(SOLVED_WORDS).get(compared(cells.get("solved", "")))
    if solved is None:
        return _("Solved is yes, partly or no.")
    step = cells.get("satisfaction", "")
    if step not in {str(one) for one in LEVEL_WORDS}:
        return _("Satisfaction is a number from 1 to 5.")
    return FileRow(day, solved, int(step), cells.get("comment", ""))
