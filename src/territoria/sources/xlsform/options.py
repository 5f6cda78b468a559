"""The sheet of choices: options by list, in their order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from territoria.errors import Problem
from territoria.model.surveys import FormOption, FormWords
from territoria.sources.xlsform.columns import Table
from territoria.sources.xlsform.workbook import Line
from territoria.speech import gettext


@dataclass(frozen=True)
class Options:
    """``lists``: list → options; ``groups``: name of a role → its actor group; ``columns``: headers."""

    lists: Mapping[str, tuple[FormOption, ...]]
    groups: Mapping[str, str]
    columns: tuple[str, ...]


def spoken_words(line: Line, column: str, default: str) -> FormWords | None:
    """A sentence of a row in every language it has; ``default``: that of a column that names none."""
    said = {default: line.get(column)} if line.get(column) else {}
    begin = f"{column}::"
    for name, text in line.cells.items():
        if name.startswith(begin):
            said[name.removeprefix(begin)] = text
    return FormWords({tag: text for tag, text in said.items() if text.strip()}) if said else None


def read_options(table: Table, default: str, problems: list[Problem]) -> Options:
    """All lists. Options without a name, and names with blanks or standing twice, are problems."""
    lists: dict[str, dict[str, FormOption]] = {}
    groups: dict[str, str] = {}
    if table.lines and not {"list_name", "name"} <= set(table.columns):
        what = gettext("the columns list_name and name are needed.")
        problems.append(Problem(table.where, what, gettext("Add them in the first row.")))
        return Options({}, {}, table.columns)
    for line in table.lines:
        name, held = line.get("name"), lists.setdefault(line.get("list_name"), {})
        if not line.get("list_name"):
            continue  # a remark of the author beside the lists
        what = _wrong_name(name, held)
        if what:
            mend = gettext("Give it a short name of its own, without blanks.")
            problems.append(Problem(table.place(line), what, mend))
            continue
        held[name] = FormOption(
            id=name, text=spoken_words(line, "label", default) or FormWords({default: name})
        )
        if line.get("group"):
            groups[name] = line.get("group")
    return Options(
        {name: tuple(held.values()) for name, held in lists.items() if name}, groups, table.columns
    )


def _wrong_name(name: str, held: Mapping[str, FormOption]) -> str:
    if not name:
        return gettext("the option has no name.")
    if re.search(r"\s", name):
        return gettext("the name {given} of the option holds a blank.").format(given=repr(name))
    if name in held:
        return gettext("the option {given} stands twice in its list.").format(given=repr(name))
    return ""
