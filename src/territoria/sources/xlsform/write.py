"""A survey as an XLSForm workbook with the sheets survey, choices and settings."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby
from typing import Any

from territoria.errors import DataError, Problem
from territoria.model.surveys import (
    DONT_KNOW,
    NOT_APPLICABLE,
    ROLE_ITEM,
    FormItem,
    FormOption,
    FormSection,
    FormWords,
    SurveyForm,
)
from territoria.sources.xlsform.conditions import joined, written_condition
from territoria.sources.xlsform.names import (
    BETWEEN,
    CONSENT,
    DONT_KNOW_WORDS,
    HOUSE,
    NOT_APPLICABLE_WORDS,
    ROLE_LIST,
    SECTION_TEXT,
    SEVERITY_LIST,
    language_column,
)
from territoria.speech import gettext

Row = dict[str, str]
# The same form is the same file on every day.
STAMP = (1980, 1, 1, 0, 0, 0)
PLAIN_TYPES = {"text": "text", "date": "date", "note": "note"}


def write_xlsform(form: SurveyForm) -> bytes:
    """The workbook (.xlsx). A person sees only the questions of their role, which is asked first.

    ``read_xlsform`` gives the same form back. DataError where two rows would have the same name.
    """
    survey = list(_survey(form))
    _check(form, [row["name"] for row in survey if row.get("name")])
    settings = {
        "form_title": form.title.say(form.default_language),
        "form_id": form.id,
        "version": form.version,
        "default_language": language_column(form.default_language),
        HOUSE: _marks(
            questionnaire=form.questionnaire, framework=form.framework, edition=form.edition
        ),
        **{
            f"{HOUSE}_title_{tag}": form.title.root[tag]
            for tag in form.languages
            if tag in form.title.root
        },
    }
    return _workbook({"survey": survey, "choices": list(_choices(form)), "settings": [settings]})


def _check(form: SurveyForm, names: list[str]) -> None:
    what = gettext("the name is taken by another row of the form.")
    mend = gettext("Give the item or section another id.")
    problems = [
        Problem(name, what, mend) for name in sorted({n for n in names if names.count(n) > 1})
    ]
    if not form.roles:
        what = gettext("it is asked of some roles only, but the form does not ask for the role.")
        mend = gettext("Give the form its roles, or ask everybody.")
        problems += [Problem(item.id, what, mend) for item in form.items if item.roles]
    if problems:
        raise DataError(problems)


# ── survey ────────────────────────────────────────────────────────────────────────────────────


def _survey(form: SurveyForm) -> Iterator[Row]:
    if form.consent is not None:
        yield {"type": "note", "name": CONSENT, **_said("label", form.consent, form)}
    if form.roles:
        text = form.role_text or FormWords({"en": "Role"})
        yield {
            "type": f"select_one {ROLE_LIST}",
            "name": ROLE_ITEM,
            **_said("label", text, form),
            "required": "yes",
        }
    sections = {section.id: section for section in form.sections}
    for name, items in groupby(form.items, key=lambda item: item.section):
        rows = [row for item in items for row in _item(form, item)]
        yield from rows if name is None else _group(form, sections[name], rows)


def _group(form: SurveyForm, section: FormSection, rows: Iterable[Row]) -> Iterator[Row]:
    yield {"type": "begin_group", "name": section.id, **_said("label", section.title, form)}
    if section.text is not None:
        yield {
            "type": "note",
            "name": f"{section.id}{BETWEEN}text",
            **_said("label", section.text, form),
            HOUSE: SECTION_TEXT,
        }
    yield from rows
    yield {"type": "end_group"}


def _item(form: SurveyForm, item: FormItem) -> Iterator[Row]:
    row = {
        "name": item.id,
        **_said("label", item.text, form),
        **_said("hint", item.help, form),
        "relevant": _relevant(form, item),
        HOUSE: _marks(
            question=item.question,
            nodes=",".join(item.nodes),
            purpose=item.purpose,
            step=f"{item.step:.15g}" if item.step and _type(item) == "decimal" else None,
        ),
    }
    if item.kind == "severity":
        yield {"type": "begin_group", **row, "appearance": "field-list"}
        for option in item.options:
            yield {
                "type": f"select_one {SEVERITY_LIST}{BETWEEN}{item.id}",
                "name": f"{item.id}{BETWEEN}{option.id}",
                **_said("label", option.text, form),
                "required": "yes" if item.required else "",
            }
        yield {"type": "end_group"}
        return
    yield {
        "type": _type(item),
        **row,
        "required": "yes" if item.required else "",
        "constraint": _constraint(item),
        **_said("constraint_message", item.advice, form),
        "parameters": _parameters(item),
    }


def _type(item: FormItem) -> str:
    if item.kind in ("levels", "one"):
        return f"select_one {item.id}"
    if item.kind == "many":
        return f"select_multiple {item.id}"
    if item.kind == "number":
        return "range" if _parameters(item) else "integer" if item.step == 1 else "decimal"
    return PLAIN_TYPES.get(item.kind, "begin_group")


def _parameters(item: FormItem) -> str:
    """A number in steps between two ends is a slider; whole numbers stay a field to type in."""
    if item.kind != "number" or item.step in (None, 1):
        return ""
    if item.minimum is None or item.maximum is None:
        return ""
    return f"start={item.minimum:.15g} end={item.maximum:.15g} step={item.step:.15g}"


def _constraint(item: FormItem) -> str:
    ends = () if _parameters(item) else (item.minimum, item.maximum)
    parts = zip(
        (". >= {:.15g}", ". <= {:.15g}", "string-length(.) <= {}", "count-selected(.) <= {}"),
        (*(ends or (None, None)), item.longest, item.at_most),
        strict=True,
    )
    rules = [rule.format(bound) for rule, bound in parts if bound is not None]
    return joined([*rules, item.constraint])


def _relevant(form: SurveyForm, item: FormItem) -> str:
    parts = []
    if item.roles and form.roles:
        parts.append(written_condition(ROLE_ITEM, item.roles, several=False))
    if item.when is not None:
        several = item.when.item != ROLE_ITEM and form.item(item.when.item).kind == "many"
        parts.append(written_condition(item.when.item, item.when.options, several=several))
    if item.relevant:
        parts.append(item.relevant)
    return joined(parts)


def _marks(**marks: str | None) -> str:
    return " ".join(f"{name}={value}" for name, value in marks.items() if value)


def _said(column: str, words: FormWords | None, form: SurveyForm) -> Row:
    """One cell a language; the apps show nothing where a translation lacks, so none is left out."""
    if words is None:
        return {}
    said = {}
    for tag in form.languages:
        text = words.root.get(tag) or words.say(form.default_language)
        # a reference to another answer is written so; ours are only words
        said[f"{column}::{language_column(tag)}"] = text.replace("${", "$ {")
    return said


# ── choices ───────────────────────────────────────────────────────────────────────────────────


def _choices(form: SurveyForm) -> Iterator[Row]:
    for role in form.roles:
        yield {**_option(ROLE_LIST, role.id, role.text, form), "group": role.group or ""}
    for item in form.items:
        if item.kind == "severity":
            for step in item.scale:
                yield _option(f"{SEVERITY_LIST}{BETWEEN}{item.id}", step.id, step.text, form)
        else:
            for option in (*item.options, *_beside(item)):
                yield _option(item.id, option.id, option.text, form)


def _beside(item: FormItem) -> Iterator[FormOption]:
    if item.dont_know:
        yield FormOption(id=DONT_KNOW, text=FormWords.said(DONT_KNOW_WORDS))
    if item.not_applicable:
        yield FormOption(id=NOT_APPLICABLE, text=FormWords.said(NOT_APPLICABLE_WORDS))


def _option(name: str, option: str, text: FormWords, form: SurveyForm) -> Row:
    return {"list_name": name, "name": option, **_said("label", text, form)}


# ── workbook ──────────────────────────────────────────────────────────────────────────────────


def _workbook(sheets: Mapping[str, list[Row]]) -> bytes:
    from datetime import datetime

    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = datetime(*STAMP[:6])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        columns = list(dict.fromkeys(c for row in rows for c, text in row.items() if text))
        for n, row in enumerate(({c: c for c in columns}, *rows), start=1):
            for m, column in enumerate(columns, start=1):
                _fill(sheet.cell(n, m), row.get(column, ""))
        sheet.freeze_panes = "A2"
    raw = BytesIO()
    book.save(raw)
    return _undated(raw.getvalue())


def _fill(cell: Any, text: str) -> None:
    """Text stays text: what begins with an equals sign is no formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        if cell.data_type == "f":
            cell.data_type = "s"


def _undated(book: bytes) -> bytes:
    """The same archive with the time of no day on its parts."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _without_modified(content)
            new.writestr(entry, content)
    return out.getvalue()


def _without_modified(core: bytes) -> bytes:
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", core)
