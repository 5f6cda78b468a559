"""A pasted or uploaded list of people: who stands in it, and everything that is wrong with it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from territoria_web.convene.queries.people import role_of, roles_by_id
from territoria_web.convene.rules import MOST_PEOPLE
from territoria_web.library.languages import compared, language_codes
from territoria_web.library.role_names import role_names
from territoria_web.library.saying import semicolon

LARGEST_LIST = 200_000  # characters
HEADS = frozenset({"name", "nom"})


@dataclass(frozen=True)
class Invited:
    """Somebody of a list."""

    name: str
    organisation: str
    email: str
    role: str
    task: str = ""


@dataclass(frozen=True)
class PastedList:
    """Who was found, and what has to be mended, each with its line."""

    people: tuple[Invited, ...]
    problems: tuple[str, ...]


def read_people(
    text: str, *, tasks: Mapping[str, Sequence[str]], known: frozenset[str]
) -> PastedList:
    """``name; organisation; email; role; task`` line by line, all problems at once.

    ``tasks``: id → what it is called, first as it is shown; ``known``: addresses that are on the
    list already. A list of the survey has a language in place of the task: it is passed over.
    """
    if len(text) > LARGEST_LIST:
        return PastedList((), (_("The list is too long. Send it in parts."),))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").lstrip("\ufeff")
    people: list[Invited] = []
    problems: list[str] = []
    seen = set(known)
    for number, cells in _rows(text):
        if number == 1 and cells and cells[0].casefold() in HEADS:
            continue
        found, wrong = _person(cells, tasks, seen)
        problems += [
            _("Line %(number)s: %(what)s") % {"number": number, "what": what} for what in wrong
        ]
        if found and not wrong:
            people.append(found)
            seen.add(found.email.casefold())
    if not people and not problems:
        problems.append(_("The list is empty. Write one person a line."))
    if len(people) > MOST_PEOPLE:
        problems.append(_("A meeting has at most 400 people on its list."))
    return PastedList(tuple(people), tuple(problems))


def _rows(text: str) -> list[tuple[int, list[str]]]:
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        mark = next((m for m in (";", "\t", ",") if m in line), ";")
        cells = next(iter(csv.reader(io.StringIO(line), delimiter=mark)), [])
        found.append((number, [cell.strip() for cell in cells]))
    return found


def _person(
    cells: Sequence[str], tasks: Mapping[str, Sequence[str]], seen: set[str]
) -> tuple[Invited | None, list[str]]:
    name, organisation, email, role, task = (*cells, *[""] * 5)[:5]
    wrong = []
    if len(cells) < 4:
        wrong.append(_("it needs name; organisation; e-mail; role."))
        return None, wrong
    if not name and not organisation:
        wrong.append(_("a name or an organisation is missing."))
    if len(name) > 150 or len(organisation) > 200:
        wrong.append(_("a name has at most 150 characters, an organisation 200."))
    if email and (problem := _wrong_email(email, seen)):
        wrong.append(problem)
    known_role, said = _role(role)
    known_task, said_task = _task(task, tasks)
    wrong += [text for text in (said, said_task) if text]
    return Invited(name, organisation, email.lower(), known_role, known_task), wrong


def _wrong_email(email: str, seen: set[str]) -> str:
    try:
        validate_email(email)
    except ValidationError:
        return _("“%(email)s” is no e-mail address.") % {"email": email[:80]}
    if email.casefold() in seen:
        return _("%(email)s stands on the list already.") % {"email": email[:80]}
    return ""


def _role(typed: str) -> tuple[str, str]:
    found = role_names().get(compared(typed), "")
    if found:
        return found, ""
    said = _("there is no role “%(role)s”.") % {"role": typed[:60]}
    return "", f"{said} {_one_of(role_of(role) for role in roles_by_id())}"


def _task(typed: str, tasks: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    names = {compared(name): key for key, called in tasks.items() for name in (key, *called)}
    if not typed or compared(typed) in names or typed.casefold() in language_codes():
        return names.get(compared(typed), ""), ""
    said = _("there is no task “%(task)s”.") % {"task": typed[:60]}
    return "", f"{said} {_one_of(called[0] for called in tasks.values())}"


def _one_of(names: Iterable[str]) -> str:
    return _("Write one of these: %(names)s.") % {"names": semicolon().join(names)}
