"""A series of one figure over time from a CSV text: one column of times, one of values.

What separates the columns is found out; so is whether a comma or a point stands before the
decimals, from all values together. Where both would make sense nothing is guessed.
"""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from territoria.errors import DataError, Problem, did_you_mean
from territoria.speech import gettext

MOST_BYTES: Final = 5_000_000
MOST_ROWS: Final = 100_000
MOST_SHOWN: Final = 200
DELIMITERS: Final = (";", "\t", ",", "|")
MISSING: Final = ("", "-", "–", "—", ":", ".", "..", "na", "n/a", "nan", "null", "none")
Decimal = Literal["auto", ".", ","]
_YEAR: Final = re.compile(r"[1-9]\d{3}(-(0[1-9]|1[0-2])|-?Q[1-4])?")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_NUMBER: Final = re.compile(r"[+-]?\d[\d.,]*(?:[eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class StatusReading:
    """One figure. ``time``: 2026, 2026-Q2, 2026-05, a day or a time of ISO 8601; ``value`` None:
    the cell says that it is missing. ``line`` of the text.
    """

    time: str
    value: float | None
    line: int


def read_status(
    content: bytes,
    *,
    time: str = "time",
    value: str = "value",
    decimal: Decimal = "auto",
    where: str = "CSV",
) -> tuple[StatusReading, ...]:
    """The figures of two columns, in the order of the text, missing ones as None.

    ``time`` and ``value`` name the columns, capitals aside. DataError lists every line that does
    not hold, or says that the text cannot be told.
    """
    rows = _rows(_text(content, where), where)
    _, header = rows[0]
    times, values = (_column(header, name, where) for name in (time, value))
    problems: list[Problem] = []
    cells: list[tuple[int, str, str]] = []
    for line, row in rows[1:]:
        if len(row) != len(header):
            what = gettext("{cells} cells under {columns} columns.")
            what = what.format(cells=len(row), columns=len(header))
            problems.append(Problem(f"{where}:{line}", what, gettext("Correct the line.")))
        else:
            cells.append((line, row[times], _bare(row[values])))
    mark = _decimal(cells, where) if decimal == "auto" else decimal
    found = [
        StatusReading(_time(told, f"{where}:{line}", problems), number, line)
        for line, told, text in cells
        for number in (_number(text, mark, f"{where}:{line}", problems),)
    ]
    problems += _twice(found, where)
    if problems:
        rest = len(problems) - MOST_SHOWN
        more = [Problem(where, gettext("and {count} more problems.").format(count=rest))]
        raise DataError(problems[:MOST_SHOWN] + (more if rest > 0 else []))
    return tuple(found)


def _text(content: bytes, where: str) -> str:
    if len(content) > MOST_BYTES:
        what = gettext("it holds more than {most} megabytes.").format(most=MOST_BYTES // 10**6)
        raise DataError(Problem(where, what, gettext("Ask for a shorter time.")))
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content:
        what = gettext("this is no text in UTF-8.")
        raise DataError(Problem(where, what, gettext("Save it as CSV UTF-8.")))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = gettext("the text is not UTF-8.")
        raise DataError(
            Problem(f"{where}:{line}", what, gettext("Save it as CSV UTF-8."))
        ) from None
    if not text.strip():
        mend = gettext("Begin with a header of two columns.")
        raise DataError(Problem(where, gettext("the text is empty."), mend))
    return text


def _rows(text: str, where: str) -> list[tuple[int, list[str]]]:
    """Header and rows with the line they begin on, split by what gives the widest header."""
    options = [_split(text, mark) for mark in DELIMITERS]
    rows = max(options, key=lambda option: len(option[0][1]) if option else 0)
    if not rows or len(rows[0][1]) < 2:
        what = gettext("the columns cannot be told apart.")
        mend = gettext("Separate them by commas, semicolons or tabs.")
        raise DataError(Problem(f"{where}:1", what, mend))
    if len(rows) == 1:
        what = gettext("there is a header but no row.")
        raise DataError(Problem(f"{where}:1", what, gettext("Add one row a figure.")))
    if len(rows) > MOST_ROWS + 1:
        what = gettext("it holds more than {most} rows.").format(most=MOST_ROWS)
        raise DataError(Problem(where, what, gettext("Ask for a shorter time.")))
    return rows


def _split(text: str, mark: str) -> list[tuple[int, list[str]]]:
    """Rows that are not empty; none where the text is no CSV with this delimiter."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    rows, begin = [], 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                rows.append((begin, cells))
            begin = reader.line_num + 1
    except csv.Error:
        return []
    return rows


def _column(header: Sequence[str], name: str, where: str) -> int:
    names = [cell.casefold() for cell in header]
    wanted = name.strip().casefold()
    if names.count(wanted) == 1:
        return names.index(wanted)
    if wanted in names:
        what = gettext("the column {name} stands twice.").format(name=name)
        raise DataError(Problem(f"{where}:1", what, gettext("Rename one of them.")))
    what = gettext("there is no column {name}.").format(name=name)
    raise DataError(Problem(f"{where}:1", what, did_you_mean(name, header)))


# ── times ─────────────────────────────────────────────────────────────────────────────────────


def _time(told: str, spot: str, problems: list[Problem]) -> str:
    """A time in one way of writing: days as 2026-05-03, quarters as 2026-Q2."""
    if _YEAR.fullmatch(told):
        return re.sub(r"(\d{4})Q", r"\1-Q", told)
    dotted = _DOTTED.fullmatch(told)
    text = "-".join((dotted[3], dotted[2].zfill(2), dotted[1].zfill(2))) if dotted else told
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        what = gettext("{told} is no time.").format(told=repr(told[:60]))
        mend = gettext("Write 2026, 2026-Q2, 2026-05, 2026-05-03 or 03.05.2026.")
        problems.append(Problem(spot, what, mend))
        return told
    return moment.date().isoformat() if len(text) <= len("2026-05-03") else moment.isoformat()


def _twice(found: Sequence[StatusReading], where: str) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for reading in found:
        if reading.time in first:
            what = gettext("the time {time} stands twice, first in line {line}.")
            what = what.format(time=reading.time, line=first[reading.time])
            problems.append(Problem(f"{where}:{reading.line}", what, gettext("Keep one.")))
        first.setdefault(reading.time, reading.line)
    return problems


# ── values ────────────────────────────────────────────────────────────────────────────────────


def _bare(text: str) -> str:
    """A value without spaces, also those that part thousands, and with a plain minus sign."""
    return re.sub(r"\s+", "", text).replace("\u2212", "-").replace("'", "").replace("’", "")


def _decimal(cells: Sequence[tuple[int, str, str]], where: str) -> Literal[".", ","]:
    """The sign before decimals, from all values; DataError where both signs would make sense."""
    signs: set[str] = set()
    open_line = 0
    for line, _, text in cells:
        sign = _sign_of(text)
        if sign == "?":
            open_line = open_line or line
        elif sign:
            signs.add(sign)
    if len(signs) == 1:
        return "," if "," in signs else "."
    if not signs and not open_line:
        return "."
    what = gettext("it cannot be told whether a point or a comma stands before the decimals.")
    mend = gettext("Say which of the two it is.")
    raise DataError(Problem(f"{where}:{open_line or 1}", what, mend))


def _sign_of(text: str) -> str:
    """What stands before the decimals of one value: ".", ",", "" without either, "?" unclear."""
    text = text.removesuffix("%")
    points, commas = text.count("."), text.count(",")
    if not _NUMBER.fullmatch(text) or not points + commas:
        return ""
    if points and commas:
        return "." if text.rindex(".") > text.rindex(",") else ","
    sign, other = (".", ",") if points else (",", ".")
    if points + commas > 1:
        return other  # it parts thousands, so the other one is left for decimals
    before, _, after = text.lstrip("+-").partition(sign)
    grouped = len(after) == 3 and 1 <= len(before) <= 3 and before[0] != "0"
    return "?" if grouped else sign


def _number(text: str, mark: str, spot: str, problems: list[Problem]) -> float | None:
    if text.casefold() in MISSING:
        return None
    bare = text.removesuffix("%")
    other = "," if mark == "." else "."
    grouped = re.fullmatch(rf"[+-]?\d{{1,3}}(\{other}\d{{3}})+(\{mark}\d*)?", bare)
    plain = bare.replace(other, "") if grouped else bare
    value = math.nan
    if re.fullmatch(rf"[+-]?(\d+(\{mark}\d*)?|\{mark}\d+)([eE][+-]?\d+)?", plain):
        value = float(plain.replace(mark, "."))
    if math.isfinite(value):
        return value
    what = gettext("{told} is no number.").format(told=repr(text[:60]))
    problems.append(Problem(spot, what, gettext("Write one number, or leave the cell empty.")))
    return None
