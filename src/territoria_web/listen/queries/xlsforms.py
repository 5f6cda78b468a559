"""XLSForm: a survey as a workbook for ODK and Kobo, a questionnaire read from one, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass

from territoria.errors import DataError, Problem
from territoria.model.surveys import SurveyForm
from territoria.sources.xlsform import read_submissions, read_xlsform, write_xlsform
from territoria.sources.xlsform.workbook import NEW, OLD, read_sheets
from territoria_web.listen.models import Response, Survey
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.rules import key_of

__all__ = ["Problem"]

LARGEST: int = 2 * 1024 * 1024


@dataclass(frozen=True)
class ReadForm:
    """A questionnaire from a file, or why there is none."""

    form: SurveyForm | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Sheet:
    """One filled form of a file, with what its answers hang on. ``values``: item → as given."""

    key: str
    role: str
    values: dict[str, object]


@dataclass(frozen=True)
class ReadSheets:
    """What a file of filled forms holds. ``known``: how many were taken before."""

    sheets: tuple[Sheet, ...]
    known: int
    doubles: int
    ignored: tuple[str, ...]
    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]


def workbook_of(survey: Survey) -> bytes:
    """The survey as an XLSForm."""
    return write_xlsform(form_of(survey))


def form_in(content: bytes, name: str, language: str) -> ReadForm:
    """A questionnaire made in Excel or Kobo; all its problems at once."""
    try:
        return ReadForm(read_xlsform(content, name, language=language), ())
    except DataError as error:
        return ReadForm(None, tuple(error.problems))


def sheets_in(survey: Survey, content: bytes, name: str, role: str = "") -> ReadSheets:
    """Filled forms that Kobo or ODK exported. ``role``: of all, where the file names none.

    A form that was taken before, by its uuid, is not taken again.
    """
    form = form_of(survey)
    try:
        held = read_submissions(content, form, name)
    except DataError as error:
        return ReadSheets((), 0, 0, (), (), tuple(error.problems))
    roles = {known.id for known in form.roles}
    sheets, problems = [], list[Problem]()
    for row in held.rows:
        said = row.role or role
        if said not in roles:
            problems.append(_no_role(row.uuid))
        sheets.append(
            Sheet(key_of("sheet", f"{survey.public_id} {row.uuid}"), said, dict(row.values))
        )
    there = set(
        Response.objects.filter(key__in=[one.key for one in sheets]).values_list("key", flat=True)
    )
    return ReadSheets(
        tuple(one for one in sheets if one.key not in there) if not problems else (),
        len(there),
        len(held.doubles),
        held.ignored,
        held.remarks,
        tuple(problems),
    )


def _no_role(uuid: str) -> Problem:
    from django.utils.translation import gettext as _

    return Problem(uuid, _("the role is missing."), _("Choose the role of all sheets below."))


def text_of_list(content: bytes, name: str) -> str:
    """A list of people as text, from CSV or the first sheet of a workbook; DataError otherwise."""
    if content.startswith((NEW, OLD)):
        lines = next(iter(read_sheets(content, name).values()), [])
        return "\n".join("\t".join(_one_line(cell) for cell in cells) for _n, cells in lines)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
