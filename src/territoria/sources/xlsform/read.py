"""A questionnaire made in Excel, Kobo or ODK, read into a survey; all problems at once.

What a survey here cannot do is refused with its reason; conditions and rules that are not evaluated
are kept as text and named in ``SurveyForm.remarks``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from pydantic import ValidationError

from territoria.errors import DataError, Problem, did_you_mean
from territoria.model.surveys import FormWords, SurveyForm
from territoria.sources.xlsform.columns import Table, table_of
from territoria.sources.xlsform.names import HOUSE, language_tag
from territoria.sources.xlsform.options import read_options
from territoria.sources.xlsform.reading import Reading
from territoria.sources.xlsform.rows import read_rows
from territoria.sources.xlsform.workbook import Lines, read_sheets
from territoria.speech import gettext

MOST_SHOWN = 60


def read_xlsform(content: bytes, name: str, *, language: str = "en") -> SurveyForm:
    """The survey in a workbook. ``name``: of the file, in messages; ``language``: of sentences whose
    column names none, where the settings name none either.

    DataError lists every problem with sheet and row: unknown or refused types, repeats, options,
    names and sentences that are missing or stand twice, groups that do not close.
    """
    sheets = {key.strip().lower(): rows for key, rows in read_sheets(content, name).items()}
    if len(sheets) == 1 and "survey" not in sheets:
        sheets = {"survey": next(iter(sheets.values()))}
    if not sheets.get("survey"):
        what = gettext("there is no sheet survey.")
        raise DataError(Problem(name, what, did_you_mean("survey", sheets)))
    problems: list[Problem] = []
    survey = _table(sheets, "survey", name, problems)
    choices = _table(sheets, "choices", name, problems)
    settings = _settings(_table(sheets, "settings", name, problems))
    problems += _headers(survey, ("type",))
    spoken = _default_language(settings, name, language, problems)
    options = read_options(choices, spoken, problems)
    reading = Reading(survey, options, spoken, problems)
    if "type" in survey.columns:
        read_rows(reading)
        _known_conditions(reading)
    if not problems and not any(item.asks for item in reading.items):
        what = gettext("the form asks nothing.")
        problems.append(Problem(survey.where, what, gettext("Write one question a row.")))
    if problems:
        raise DataError(problems[:MOST_SHOWN])
    return _form(reading, settings, name, spoken)


def _table(sheets: dict[str, Lines], sheet: str, name: str, problems: list[Problem]) -> Table:
    label = gettext("{file}, sheet {sheet}").format(file=name, sheet=sheet)
    table, wrong = table_of(sheets.get(sheet, []), label)
    problems += wrong
    return table


def _headers(table: Table, needed: Iterable[str]) -> list[Problem]:
    return [
        Problem(
            table.where,
            gettext("the column {column} is missing.").format(column=column),
            gettext("Add it in the first row."),
        )
        for column in needed
        if column not in table.columns
    ]


def _settings(table: Table) -> dict[str, str]:
    return dict(table.lines[0].cells) if table.lines else {}


def _default_language(
    settings: dict[str, str], name: str, language: str, problems: list[Problem]
) -> str:
    written = settings.get("default_language", "")
    if not written:
        return language
    tag = language_tag(written)
    if tag is None:
        where = gettext("{file}, sheet {sheet}").format(file=name, sheet="settings")
        what = gettext("the language {given} is not known.").format(given=repr(written))
        mend = gettext("Write its code behind it, such as English (en).")
        problems.append(Problem(where, what, mend))
    return tag or language


def _known_conditions(reading: Reading) -> None:
    """Conditions on items that are not there, or on options that nobody can pick."""
    offered = {item.id: [o.id for o in item.options] for item in reading.items}
    if reading.roles:
        offered["role"] = [role.id for role in reading.roles]
    for item in reading.items:
        place = reading.places[item.id]
        for role in item.roles:
            if role not in offered.get("role", ()):
                what = gettext("the role {role} is not in the list.").format(role=role)
                mend = did_you_mean(role, offered.get("role", ()))
                reading.problems.append(Problem(place, what, mend))
        if item.when is None or item.when.item not in offered:
            continue
        for option in item.when.options:
            if option not in offered[item.when.item] and option not in (
                "dont_know",
                "not_applicable",
            ):
                what = gettext("the condition asks for {option}, which {item} does not offer.")
                mend = did_you_mean(option, offered[item.when.item])
                said = what.format(option=repr(option), item=item.when.item)
                reading.problems.append(Problem(place, said, mend))


def _form(reading: Reading, settings: dict[str, str], name: str, spoken: str) -> SurveyForm:
    stem = re.sub(r"[^A-Za-z0-9_.-]+", "_", PurePath(name).stem) or "survey"
    title = {
        key.removeprefix(f"{HOUSE}_title_"): text
        for key, text in settings.items()
        if key.startswith(f"{HOUSE}_title_")
    } or {spoken: settings.get("form_title") or PurePath(name).stem or stem}
    marks = dict(part.split("=", 1) for part in settings.get(HOUSE, "").split() if "=" in part)
    written = re.sub(r"[^A-Za-z0-9_.-]+", "_", settings.get("form_id") or stem)
    tags = dict.fromkeys((*_tags(reading), spoken))
    try:
        return SurveyForm(
            id=written if re.match(r"[A-Za-z_]", written) else f"_{written}",
            version=settings.get("version") or "1",
            title=FormWords(title),
            languages=tuple(tags),
            default_language=spoken,
            roles=tuple(reading.roles),
            role_text=reading.role_text,
            sections=tuple(
                s for s in reading.sections if s.id in {i.section for i in reading.items}
            ),
            items=tuple(reading.items),
            consent=reading.consent,
            questionnaire=marks.get("questionnaire"),
            framework=marks.get("framework"),
            edition=marks.get("edition"),
            kept_aside=tuple(reading.aside),
            remarks=tuple(dict.fromkeys(reading.remarks)),
        )
    except ValidationError as error:
        raise DataError(
            [Problem(name, _plain(item["msg"]), "") for item in error.errors()]
        ) from None


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ") + "."


def _tags(reading: Reading) -> list[str]:
    """Languages in the order of the columns."""
    columns = (*reading.table.columns, *reading.options.columns)
    return [c.partition("::")[2] for c in columns if c.startswith(("label::", "hint::"))]
