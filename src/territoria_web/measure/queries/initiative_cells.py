"""A record of the register as cells of a table, and back; what goes out comes back unchanged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.library.csv_text import FORMULA
from territoria_web.library.initiative_names import (
    AREAS,
    EVALUATIONS,
    INSTRUMENTS,
    LEVELS,
    MONEY_FROM,
    SIZES,
)
from territoria_web.library.languages import compared, words_for
from territoria_web.library.queries import library
from territoria_web.library.sector_names import SECTORS
from territoria_web.library.typed import sum_in
from territoria_web.measure.queries.initiative_notation import (
    NotRead,
    claims_in,
    claims_said,
    number_in,
    number_said,
    reach_in,
    reach_said,
)
from territoria_web.measure.queries.records import DATES, LISTS, Record

FIELDS: Final = tuple(f.name for f in fields(Record))
NUMBERS: Final = ("target_value", "baseline")
YES: Final[Mapping[str, Promise]] = {"yes": gettext_lazy("yes"), "no": gettext_lazy("no")}
# What may be named by its name too, in any language; kept is the id.
NAMED: Final[Mapping[str, Mapping[str, str]]] = {
    "level": LEVELS,
    "area": AREAS,
    "evaluation": EVALUATIONS,
    "instruments": INSTRUMENTS,
    "sizes": SIZES,
    "sectors": SECTORS,
    "budget_sources": MONEY_FROM,
}


# ── going out ─────────────────────────────────────────────────────────────────────────────────


def cells_of(record: Record) -> dict[str, Any]:
    """Field → what stands in its cell; None where nothing is known."""
    held: dict[str, Any] = {name: getattr(record, name) for name in FIELDS}
    for name in LISTS:
        held[name] = "; ".join(held[name])
    for name in DATES:
        held[name] = held[name].isoformat() if held[name] else None
    for name in NUMBERS:
        held[name] = None if held[name] is None else Decimal(number_said(held[name]))
    held["went_wrong"] = "yes" if record.went_wrong else "no"
    held["reach"], held["claims"] = reach_said(record.reach), claims_said(record.claims)
    return {name: _sheltered(value) for name, value in held.items()}


def _sheltered(value: Any) -> Any:
    """Words that begin as if a sign had been put before them get one, as that one is taken off."""
    is_marked = isinstance(value, str) and value.startswith("'")
    return f"'{value}" if is_marked and value.lstrip("'").startswith(FORMULA) else value


# ── coming back ───────────────────────────────────────────────────────────────────────────────


def bare(cell: str) -> str:
    """A cell without the sign that keeps a spreadsheet from computing it."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def record_from(cells: Mapping[str, str], held: Record) -> tuple[Record, dict[str, str]]:
    """The record that cells tell, where a table has no column for a field what ``held`` has; and what
    could not be read, by field.
    """
    told: dict[str, Any] = {name: getattr(held, name) for name in FIELDS}
    wrong: dict[str, str] = {}
    for name in FIELDS:
        if name not in cells:
            continue
        try:
            told[name] = _read(name, bare(cells[name]))
        except NotRead as refused:
            wrong[name] = str(refused)
    return Record(**told), wrong


def _read(name: str, text: str) -> Any:
    """What a cell says; NotRead where it cannot be read."""
    if name in LISTS:
        parts = filter(None, (part.strip() for part in text.split(";")))
        return tuple(dict.fromkeys(_code(name, part) for part in parts))
    if name in DATES:
        return _day(text)
    if name in NUMBERS:
        return number_in(text)
    if name in READERS:
        return READERS[name](text)
    return _code(name, text)


def _code(name: str, text: str) -> str:
    """The id that is meant, where the id or the name of one stands there."""
    if name == "obstacles":
        return _obstacle(text)
    return _ids(name).get(compared(text), text) if name in NAMED else text


@cache
def _ids(name: str) -> Mapping[str, str]:
    """Whatever the choices of a field may be called, in any language → their ids."""
    return words_for({key: gettext_lazy(label) for key, label in NAMED[name].items()})


def _obstacle(text: str) -> str:
    for key, obstacle in library().obstacles.items():
        if compared(text) in (key, *map(compared, obstacle.title.root.values())):
            return key
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise NotRead(_("Give a day as 2027-03-31.")) from None


def _sum(text: str) -> Decimal | None:
    if not text.strip():
        return None
    found = sum_in(text)
    if found is None:
        raise NotRead(_("Give the sum as a number, such as 1200000."))
    return found


def _year(text: str) -> int | None:
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdecimal() and len(text.strip()) == 4):
        raise NotRead(_("Give a year, such as 2024."))
    return int(text)


def _yes(text: str) -> bool:
    said = words_for(YES).get(compared(text), text and "?")
    if said == "?":
        raise NotRead(_("Write yes or no."))
    return said == "yes"


READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "budget": _sum,
    "baseline_year": _year,
    "went_wrong": _yes,
    "reach": reach_in,
    "claims": claims_in,
}
