"""Groups become sections; a group of severities becomes one item."""

from __future__ import annotations

from territoria.model.surveys import SEVERITIES, FormItem, FormOption, FormSection
from territoria.sources.xlsform.conditions import joined
from territoria.sources.xlsform.names import BETWEEN
from territoria.sources.xlsform.reading import Group, Reading, built, marks_of, name_holds
from territoria.sources.xlsform.workbook import Line
from territoria.speech import gettext


def unopened(reading: Reading, line: Line) -> None:
    """A row closes what no row opened."""
    what = gettext("this closes a group that was not opened.")
    reading.wrong(line, what, gettext("Take the row out, or open the group above."))


def open_group(reading: Reading, line: Line) -> None:
    """A group with a title begins a section; its condition holds for all that stands in it."""
    name, title = line.get("name"), reading.words(line, "label")
    if name and not name_holds(reading, line, name):
        name = ""
    section = reading.open[-1].section if reading.open else None
    if title is not None:
        wanted = name or f"section_{len(reading.sections) + 1}"
        section = FormSection(id=wanted, title=title)
        reading.sections.append(section)
    relevant = [reading.open[-1].relevant] if reading.open else []
    reading.open.append(
        Group(line, name, section, joined([*relevant, line.get("relevant")]), len(reading.items))
    )


def close_group(reading: Reading, line: Line) -> None:
    """The group ends, and the section around it goes on."""
    if not reading.open:
        unopened(reading, line)
        return
    group = reading.open.pop()
    rows = reading.items[group.first :]
    if group.section is not None and _is_severity(group, rows):
        item = _severity(reading, group, group.section, rows)
        reading.items[group.first :] = [item] if item else []
        reading.sections.remove(group.section)
    parent = reading.open[-1].section if reading.open else None
    if parent is not None and reading.items and group.section is not parent:
        if reading.items[-1].section not in (None, parent.id):
            again = _again(reading, parent)
            reading.open[-1].section = again


def _again(reading: Reading, parent: FormSection) -> FormSection:
    """A section that goes on after a group inside it: the same title under another id."""
    stem, taken = parent.id, {section.id for section in reading.sections} | reading.names
    number = 2
    while f"{stem}_{number}" in taken:
        number += 1
    section = FormSection(id=f"{stem}_{number}", title=parent.title)
    reading.sections.append(section)
    return section


def _is_severity(group: Group, rows: list[FormItem]) -> bool:
    return bool(rows) and all(
        row.kind == "one"
        and row.id.startswith(f"{group.name}{BETWEEN}")
        and row.id != f"{group.name}{BETWEEN}"
        and tuple(option.id for option in row.options) == SEVERITIES
        and (row.roles, row.when, row.relevant) == (rows[0].roles, rows[0].when, rows[0].relevant)
        for row in rows
    )


def _severity(
    reading: Reading, group: Group, title: FormSection, rows: list[FormItem]
) -> FormItem | None:
    """One item of the rows of its group."""
    stem = f"{group.name}{BETWEEN}"
    reading.places[group.name] = reading.table.place(group.line)
    for row in rows:
        reading.places.pop(row.id, None)
    around = reading.open[-1].section if reading.open else None
    fields = {
        "id": group.name,
        "kind": "severity",
        "text": title.title,
        "help": reading.words(group.line, "hint"),
        "section": around.id if around else None,
        "options": tuple(FormOption(id=row.id.removeprefix(stem), text=row.text) for row in rows),
        "scale": rows[0].options,
        "roles": rows[0].roles,
        "required": all(row.required for row in rows),
        "when": rows[0].when,
        "relevant": rows[0].relevant,
    }
    return built(reading, group.line, fields | marks_of(group.line))
