"""The sheet of questions, row by row."""

from __future__ import annotations

from territoria.sources.xlsform.groups import close_group, open_group, unopened
from territoria.sources.xlsform.kinds import does, read_type, refusal
from territoria.sources.xlsform.questions import ask
from territoria.sources.xlsform.reading import Reading
from territoria.sources.xlsform.workbook import Line
from territoria.speech import gettext


def read_rows(reading: Reading) -> None:
    """Read every row into ``reading``; what does not hold is added to its problems."""
    repeats: list[Line] = []
    for line in reading.table.lines:
        kind, options, other = read_type(line.get("type"))
        if not kind:
            if line.get("name") or reading.words(line, "label"):
                what = gettext("the row has no type.")
                reading.wrong(line, what, gettext("Give one, such as text or select_one."))
            continue
        what_it_does = does(kind)
        if what_it_does == "repeat":
            repeats.append(line)
            what = gettext("questions that repeat are not asked here.")
            mend = gettext("Ask once, or write the questions as often as they may be needed.")
            reading.wrong(line, what, mend)
        elif what_it_does == "close repeat":
            if repeats:
                repeats.pop()
            else:
                unopened(reading, line)
        elif not repeats:
            _read_row(reading, line, kind, options, other)
    for line in (*(group.line for group in reading.open), *repeats):
        what = gettext("the group {name} is not closed.").format(name=line.get("name"))
        reading.wrong(line, what, gettext("Add a row with the type end_group."))


def _read_row(reading: Reading, line: Line, kind: str, options: str, other: bool) -> None:
    step = does(kind)
    if step == "ask":
        ask(reading, line, kind, options, other)
    elif step == "open":
        open_group(reading, line)
    elif step == "close":
        close_group(reading, line)
    elif step == "aside":
        reading.aside.append(f"{kind} {line.get('name')}".strip())
    else:
        reading.wrong(line, *refusal(kind))
