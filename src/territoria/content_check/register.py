"""Ids are never reused: the register of every id that a library ever held.

``register.csv`` lies at the root of a library (kind, id, state). A *live* id has its text; a
*retired* one is gone for good, because somewhere a document, a survey or a plan still names it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from territoria.content import FOLDERS, Library
from territoria.errors import ContentError, Problem
from territoria.yaml_source import read_text

REGISTER = "register.csv"
COLUMNS = ("kind", "id", "state")
STATES = ("live", "retired")
KINDS = (*FOLDERS, "questions", "nodes")


def ids_of(library: Library) -> set[tuple[str, str]]:
    """Kind and id of all that can be named: texts, questions, and the nodes of frameworks."""
    texts = {(kind, text_id) for kind in FOLDERS for text_id in getattr(library, kind)}
    banks = library.questionnaires.values()
    choices = {("questions", choice.id) for bank in banks for choice in bank.choices}
    yes_no = {("questions", item.id) for bank in banks for item in bank.yes_no}
    questions = {("questions", i) for i in library.question_ids()} | choices | yes_no
    nodes = {
        ("nodes", f"{framework_id}/{node.id}")
        for framework_id, framework in library.frameworks.items()
        for node in framework.walk()
    }
    return texts | questions | nodes


def read_register(path: Path) -> dict[tuple[str, str], str]:
    """``(kind, id)`` → state; ContentError with every line that is none."""
    rows = list(csv.reader(read_text(path).removeprefix("\ufeff").splitlines()))
    wrong = [] if rows and tuple(rows[0]) == COLUMNS else [(1, "its first line is another")]
    entries: dict[tuple[str, str], str] = {}
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(COLUMNS) or row[0] not in KINDS or row[2] not in STATES:
            wrong.append((number, "this line names no kind, id and state"))
        else:
            entries[row[0], row[1]] = row[2]
    if wrong:
        mend = f"Write {','.join(COLUMNS)}; states are {' and '.join(STATES)}. Or restore the file."
        raise ContentError([Problem(f"{path}:{n}", f"{what}.", mend) for n, what in wrong])
    return entries


def write_register(path: Path, entries: dict[tuple[str, str], str]) -> None:
    """Write the register, sorted."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((*key, entries[key]) for key in sorted(entries))


def keeps_register(root: Path) -> bool:
    """Whether a library keeps a register; a city's own folder of a few texts need not."""
    return (root / REGISTER).is_file()


def register(library: Library, root: Path) -> Iterator[Problem]:
    """Ids that are not entered, have lost their text, or came back after they were retired."""
    path = root / REGISTER
    try:
        entries, live = read_register(path), ids_of(library)
    except ContentError as error:
        yield from error.problems
        return
    if entries and not live & entries.keys():
        yield Problem(
            str(path),
            "it is the register of another library: none of its ids is here.",
            "Restore it from the history; retired ids stand in no other place.",
        )
        return
    for kind, name in sorted(live):
        state = entries.get((kind, name))
        if state is None:
            yield Problem(
                str(path), f"{kind}/{name} is not in the register.", "Run make content: it enters."
            )
        elif state != "live":
            yield Problem(
                str(path), f"{kind}/{name} was retired and is used again.", "Choose a new id."
            )
    for (kind, name), state in sorted(entries.items()):
        if state == "live" and (kind, name) not in live:
            yield Problem(
                str(path),
                f"{kind}/{name} has lost its text.",
                "Bring it back, or write retired in its line.",
            )
