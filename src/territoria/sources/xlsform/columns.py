"""Rows of a sheet by column: old and new spellings of headers, and which language a column speaks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from territoria.errors import Problem
from territoria.sources.xlsform.names import language_tag
from territoria.sources.xlsform.workbook import Line, Lines
from territoria.speech import gettext

SPOKEN = ("label", "hint", "constraint_message", "required_message", "guidance_hint")
MEDIA = ("image", "audio", "video", "big-image")
_SAME = {
    "relevance": "relevant",
    "caption": "label",
    "constraint message": "constraint_message",
    "constrainting message": "constraint_message",
    "constraint_msg": "constraint_message",
    "requiredmsg": "required_message",
    "read only": "read_only",
    "readonly": "read_only",
    "list name": "list_name",
    "value": "name",
    "calculate": "calculation",
    "bind:relevant": "relevant",
    "bind:constraint": "constraint",
    "bind:required": "required",
    "bind:readonly": "read_only",
    "bind:jr:constraintmsg": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "command": "type",
    "title": "form_title",
    "set form title": "form_title",
    "set form id": "form_id",
    "id_string": "form_id",
    "form_name": "form_title",
}


@dataclass(frozen=True)
class Table:
    """Rows under cleaned headers: ``label`` in no language, ``label::fr`` in French."""

    where: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    def place(self, line: Line, column: str = "") -> str:
        """How a message names a row: ``form.xlsx, sheet survey, row 5``."""
        row = gettext("{sheet}, row {number}").format(sheet=self.where, number=line.number)
        if not column:
            return row
        return gettext("{row}, column {column}").format(row=row, column=column)


def table_of(lines: Lines, where: str) -> tuple[Table, list[Problem]]:
    """The rows under their headers, and headers that stand twice or speak no language we know."""
    if not lines:
        return Table(where, (), ()), []
    (_, header), *body = lines
    problems: list[Problem] = []
    columns = [_column(cell, where, problems) for cell in header]
    for column, count in Counter(c for c in columns if c).items():
        if count > 1:
            what = gettext("the column {column} stands {count} times.")
            said = what.format(column=column, count=count)
            problems.append(Problem(where, said, gettext("Keep one.")))
    rows = tuple(
        Line(number, {c: cell for c, cell in zip(columns, cells, strict=False) if c and cell})
        for number, cells in body
    )
    return Table(where, tuple(c for c in columns if c), tuple(r for r in rows if r.cells)), problems


def _column(header: str, where: str, problems: list[Problem]) -> str:
    """A header in its one spelling; "" for an empty one."""
    plain = header.strip()
    name, _, tail = plain.partition("::")
    if not tail:
        small = _same(plain)
        if small != plain.lower() or ":" not in plain:
            return small
        name, _, tail = plain.partition(":")  # how older forms wrote it
    name = _same(name)
    if name == "media":
        name, _, tail = tail.partition("::" if "::" in tail else ":")
        name = name.strip().lower()
    if name in ("bind", "jr") and _same(f"{name}:{tail}") != f"{name}:{tail}".lower():
        return _same(f"{name}:{tail}")
    if name not in SPOKEN and name not in MEDIA:
        return f"{name}::{tail.strip()}"
    if not tail.strip():
        return name
    tag = language_tag(tail)
    if tag is None:
        what = gettext("the language {given} is not known.").format(given=repr(tail.strip()))
        mend = gettext("Write its code behind it, such as label::English (en).")
        problem = Problem(where, what, mend)
        if problem not in problems:
            problems.append(problem)
        return f"{name}::und"
    return f"{name}::{tag}"


def _same(name: str) -> str:
    small = re.sub(r"\s+", " ", name.strip().lower())
    return _SAME.get(small, small.replace(" ", "_") if small in _SPACED else small)


_SPACED = ("form title", "form id", "default language", "choice filter", "repeat count")
