"""What the columns of an export mean: by name or by label, with or without groups before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from territoria.errors import Problem
from territoria.model.surveys import ROLE_ITEM, FormItem, SurveyForm
from territoria.sources.xlsform.labels import labels_of, plain
from territoria.sources.xlsform.names import BETWEEN
from territoria.speech import gettext

Does = Literal["answer", "part", "role", "uuid", "submitted", "ignore"]

UUID = ("_uuid", "instanceid", "meta/instanceid", "meta-instanceid", "key")
SUBMITTED = ("_submission_time", "submissiondate", "submission_time")
PARTS = re.compile(r"[/:.\-]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds: the answer to ``item``, or the part of it that is about ``option``."""

    place: int
    header: str
    does: Does
    item: str = ""
    option: str = ""


def meanings(
    header: Sequence[str], form: SurveyForm, name: str
) -> tuple[list[Meaning], list[Problem]]:
    """One meaning a column. Two columns with the answer to one item are a problem, and so is a file
    in which no column belongs to the form.
    """
    known = _known(form)
    columns = [_meaning(n, text.strip(), known) for n, text in enumerate(header)]
    problems = list(_doubles(columns, name))
    if not any(c.does in ("answer", "part") for c in columns):
        what = gettext("no column belongs to the form {form}.").format(form=form.id)
        mend = gettext("Choose the export of this form, with names or labels as headers.")
        problems.append(Problem(name, what, mend))
    return columns, problems


def _meaning(n: int, header: str, known: dict[str, tuple[Does, str, str] | None]) -> Meaning:
    small = header.lower()
    found = known.get(plain(header))
    if found is not None and found[1] == header:
        return Meaning(n, header, *found)
    if small in UUID:
        return Meaning(n, header, "uuid")
    if small in SUBMITTED:
        return Meaning(n, header, "submitted")
    for tail in _tails(header):
        found = known.get(plain(tail))
        if found is not None:
            return Meaning(n, header, *found)
    return Meaning(n, header, "ignore")


def _tails(header: str) -> Iterator[str]:
    """The header, then what stands behind each mark that may end a group's name."""
    yield header
    for mark in PARTS.finditer(header):
        yield header[mark.end() :].strip()


def _known(form: SurveyForm) -> dict[str, tuple[Does, str, str] | None]:
    """Plain header → meaning; None where a label is that of several items."""
    known: dict[str, tuple[Does, str, str] | None] = {}

    def add(text: str, meaning: tuple[Does, str, str]) -> None:
        key = plain(text)
        known[key] = meaning if known.get(key, meaning) == meaning else None

    if form.roles:
        add(ROLE_ITEM, ("role", "", ""))
        for label in labels_of(form.role_text) if form.role_text else ():
            add(label, ("role", "", ""))
    for item in form.items:
        for text, meaning in _texts(item):
            add(text, meaning)
    # a name is certain, whatever labels say
    for item in form.items:
        if item.asks and item.kind != "severity":
            known[plain(item.id)] = ("answer", item.id, "")
    return known


def _texts(item: FormItem) -> Iterator[tuple[str, tuple[Does, str, str]]]:
    if not item.asks:
        return
    labels = sorted(labels_of(item.text))
    if item.kind != "severity":
        for text in (item.id, *labels):
            yield text, ("answer", item.id, "")
    if item.kind not in ("severity", "many"):
        return
    for option in item.options:
        part: tuple[Does, str, str] = ("part", item.id, option.id)
        if item.kind == "severity":
            yield f"{item.id}{BETWEEN}{option.id}", part
        for before in (item.id, *labels):
            for behind in (option.id, *sorted(labels_of(option.text))):
                for mark in "/.:-":
                    yield f"{before}{mark}{behind}", part
        if item.kind == "severity":
            for label in sorted(labels_of(option.text)):
                yield label, part


def _doubles(columns: Sequence[Meaning], name: str) -> Iterator[Problem]:
    seen: dict[tuple[str, str, str], str] = {}
    for column in columns:
        if column.does in ("ignore", "uuid", "submitted"):
            continue
        key = (column.does, column.item, column.option)
        if key in seen:
            what = gettext("the columns {one} and {other} hold the same answer.")
            said = what.format(one=repr(seen[key]), other=repr(column.header))
            yield Problem(name, said, gettext("Keep one of them."))
        seen.setdefault(key, column.header)
