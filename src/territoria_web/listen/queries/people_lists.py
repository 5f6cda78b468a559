"""A list of people to ask, pasted or from a file: read whole, all that is wrong named at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from territoria_web.library.languages import compared, language_codes
from territoria_web.library.role_names import role_names
from territoria_web.library.saying import semicolon
from territoria_web.people.names import check_name

HEAD: Final = ("name", "organisation", "email", "role", "language")
OTHER_NAMES: Final[Mapping[str, str]] = {
    **{"organization": "organisation", "e-mail": "email", "mail": "email", "nom": "name"},
    **{"courriel": "email", "rôle": "role", "langue": "language", "sprache": "language"},
    **{"rolle": "role", "lang": "language", "institution": "organisation", "prénom nom": "name"},
}
MOST_LINES: Final = 2000
LONGEST: Final[Mapping[str, int]] = {"name": 150, "organisation": 200}


@dataclass(frozen=True)
class Person:
    """Somebody to ask."""

    name: str
    organisation: str
    email: str
    role: str
    language: str


@dataclass(frozen=True)
class Fault:
    """One thing to mend, with its line as it was pasted."""

    line: int
    what: str


@dataclass(frozen=True)
class PeopleList:
    """What was read; ``again``: people who stand on the survey's list already."""

    people: tuple[Person, ...]
    faults: tuple[Fault, ...]
    again: int


def read_people(
    text: str, roles: Mapping[str, Sequence[str]], there: Collection[str], language: str
) -> PeopleList:
    """People of a pasted table: name; organisation; email; role; language, in this order or under a
    header. ``roles``: id → what it is called, first as it is shown; ``there``: addresses on the list
    already.
    """
    rows = [(n, cells) for n, cells in _rows(text) if any(cells)]
    if len(rows) > MOST_LINES:
        return PeopleList((), (Fault(0, _("Add at most 2,000 people at a time.")),), 0)
    columns = _columns(rows[0][1]) if rows else None
    body = rows[1:] if columns else rows
    known = {name: role for name, role in role_names().items() if role in roles}
    known |= {compared(name): role for role, called in roles.items() for name in (role, *called)}
    shown = [called[0] for called in roles.values()]
    people: list[Person] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    again = 0
    for number, cells in body:
        held = _named(cells, columns or HEAD)
        wrong = list(_wrong(held, known, shown, seen, number))
        if wrong:
            faults += [Fault(number, what) for what in wrong]
            continue
        email = held["email"].lower()
        if email:
            seen[email] = number
        if email and email in there:
            again += 1
            continue
        role = known[compared(held["role"])]
        tongue = held["language"].lower() or language
        people.append(Person(held["name"], held["organisation"], email, role, tongue))
    return PeopleList(tuple(people), tuple(faults), again)


def _rows(text: str) -> Iterable[tuple[int, list[str]]]:
    """Lines with their numbers; parted by tabs, semicolons or commas, whichever the first has."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = next((m for m in ("\t", ";", ",") if m in first), ";")
    lines = text.replace("\x00", "").splitlines()
    for number, line in enumerate(lines, start=1):
        cells = next(csv.reader(io.StringIO(line), delimiter=mark), [])
        yield number, [cell.strip() for cell in cells]


def _columns(cells: list[str]) -> tuple[str, ...] | None:
    """What each column holds, where the first line says it."""
    names = [OTHER_NAMES.get(cell.casefold(), cell.casefold()) for cell in cells]
    return tuple(names) if {"role"} < set(names) and set(names) & {"name", "email"} else None


def _named(cells: list[str], columns: tuple[str, ...]) -> dict[str, str]:
    held = dict(zip(columns, cells, strict=False))
    return {name: held.get(name, "") for name in HEAD}


def _wrong(
    held: Mapping[str, str],
    roles: Mapping[str, str],
    shown: Sequence[str],
    seen: Mapping[str, int],
    number: int,
) -> Iterable[str]:
    for name, longest in LONGEST.items():
        if len(held[name]) > longest:
            said = _("“%(start)s…” is longer than %(most)s letters.")
            yield said % {"start": held[name][:20], "most": longest}
        try:
            check_name(held[name])
        except ValidationError as problem:
            yield problem.messages[0]
    if not held["role"]:
        yield _("The role is missing. Separate the parts of a line with semicolons.")
    elif compared(held["role"]) not in roles:
        said = _("“%(role)s” is no role of this survey. Write one of these: %(names)s.")
        yield said % {"role": held["role"][:40], "names": semicolon().join(shown)}
    if held["language"] and held["language"].lower() not in language_codes():
        said = _("“%(language)s” is no language of this site.")
        yield said % {"language": held["language"][:20]}
    if not held["email"]:
        if not held["name"] and not held["organisation"]:
            yield _("Give a name, an organisation or an e-mail address.")
        return
    try:
        validate_email(held["email"])
    except ValidationError:
        yield _("“%(email)s” is no e-mail address.") % {"email": held["email"][:60]}
    if held["email"].lower() in seen:
        said = _("The address %(email)s stands in line %(line)s already.")
        yield said % {"email": held["email"][:60], "line": seen[held["email"].lower()]}
