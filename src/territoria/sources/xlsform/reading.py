"""What has been read of a form so far, and what every row may say of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from territoria.errors import Problem
from territoria.model.surveys import FormItem, FormRole, FormSection, FormWords
from territoria.sources.xlsform.columns import Table
from territoria.sources.xlsform.names import HOUSE
from territoria.sources.xlsform.options import Options, spoken_words
from territoria.sources.xlsform.workbook import Line
from territoria.speech import gettext

NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_.\-]*$")


@dataclass
class Group:
    """A group that is open: its row, section (None without a title), condition, and its items."""

    line: Line
    name: str
    section: FormSection | None
    relevant: str
    first: int


@dataclass
class Reading:
    """What has been read so far."""

    table: Table
    options: Options
    spoken: str
    problems: list[Problem]
    items: list[FormItem] = field(default_factory=list)
    sections: list[FormSection] = field(default_factory=list)
    roles: list[FormRole] = field(default_factory=list)
    role_text: FormWords | None = None
    consent: FormWords | None = None
    aside: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    open: list[Group] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def wrong(self, line: Line, what: str, mend: str) -> None:
        """One more problem of a row."""
        self.problems.append(Problem(self.table.place(line), what, mend))

    def remark(self, line: Line, what: str) -> None:
        """One more thing that a row asks for and that is not done."""
        self.remarks.append(f"{self.table.place(line)}: {what}")

    def words(self, line: Line, column: str) -> FormWords | None:
        """A sentence of a row."""
        return spoken_words(line, column, self.spoken)


def name_holds(reading: Reading, line: Line, name: str) -> bool:
    """Whether a row may bear the name; it is taken from then on."""
    if not NAME.match(name):
        what = gettext("the name {given} may not stand in a form.").format(given=repr(name))
        mend = gettext("Use letters without accents, digits, '_', '.' and '-', a letter first.")
        reading.wrong(line, what, mend)
        return False
    if name in reading.names:
        what = gettext("the name {given} stands twice.").format(given=repr(name))
        reading.wrong(line, what, gettext("Give the row another name."))
        return False
    reading.names.add(name)
    return True


def built(reading: Reading, line: Line, fields: dict[str, Any]) -> FormItem | None:
    """The item of these fields; None, with a problem, where they do not hold together."""
    try:
        return FormItem.model_validate(fields)
    except ValidationError as error:
        for wrong in error.errors():
            what = wrong["msg"].removeprefix("Value error, ")
            reading.wrong(line, f"{what}.", gettext("Correct the row."))
        return None


def marks_of(line: Line) -> dict[str, Any]:
    """What the house wrote beside a row of its own."""
    marks = dict(part.split("=", 1) for part in line.get(HOUSE).split() if "=" in part)
    held: dict[str, Any] = {
        name: marks[name] for name in ("question", "purpose", "step") if name in marks
    }
    if "nodes" in marks:
        held["nodes"] = tuple(marks["nodes"].split(","))
    return held
