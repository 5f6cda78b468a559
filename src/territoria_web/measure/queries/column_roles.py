"""Which column of a table holds what: guessed from the header, then told by whoever uploads.

A role is ``territory``, ``indicator``, ``period``, ``value``, ``status``, ``flag``, ``source``,
``unit``, ``is:<indicator>`` (a column of figures of one indicator), ``year:<year>`` (a column of
figures of one year), or nothing: the column is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from territoria.model import Indicator
from territoria_web.measure.queries.received_tables import Grid

PLAIN = ("territory", "indicator", "period", "value", "status", "flag", "source", "unit")
CALLED: Mapping[str, tuple[str, ...]] = {
    "territory": ("territory", "geo", "code", "nuts", "region", "région", "territoire", "gebiet"),
    "indicator": ("indicator", "indicateur", "indikator", "variable", "id", "indicator id"),
    "period": ("period", "year", "time", "time_period", "année", "annee", "an", "jahr", "période"),
    "value": ("value", "obs_value", "figure", "valeur", "wert", "own value", "own figure"),
    "status": ("status", "obs_status", "statut"),
    "flag": ("flag", "obs_flag", "flags"),
    "source": ("source", "quelle"),
    "unit": ("unit", "unit_of_measure", "unité", "unite", "einheit"),
}
YEAR = re.compile(r"(?:19|20)\d\d")
COMMA = re.compile(r"[-+]?\d+(?:[ .\u00a0\u202f]\d{3})*,(\d+)")


@dataclass(frozen=True)
class Mapped:
    """The roles of the columns in their order, the year of a table that tells none, the decimal
    mark (``.`` or ``,``).
    """

    roles: tuple[str, ...]
    year: int | None = None
    decimal: str = "."

    def column(self, role: str) -> int | None:
        """The column of a role; None where there is none."""
        return self.roles.index(role) if role in self.roles else None

    def as_data(self) -> dict[str, Any]:
        """To be kept beside the file."""
        return {"roles": list(self.roles), "year": self.year, "decimal": self.decimal}


@dataclass(frozen=True)
class Names:
    """Indicators by all that people may call them: id, name, short name, in any language."""

    indicators: Mapping[str, Indicator]
    by_name: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        said = {
            plain(text): i
            for i, held in self.indicators.items()
            for words in (held.name, held.short)
            for text in words.root.values()
        }
        object.__setattr__(self, "by_name", said | {plain(i): i for i in self.indicators})

    def find(self, asked: str) -> str | None:
        """The id of an indicator; None where nothing is called so."""
        return self.by_name.get(plain(asked))


def plain(text: str) -> str:
    """As names are compared: without case, blanks and underscores."""
    return re.sub(r"[\s_]+", " ", text).strip().casefold()


def mapped_from(data: Mapping[str, Any]) -> Mapped:
    """What ``as_data`` gave."""
    return Mapped(tuple(data["roles"]), data["year"], data["decimal"])


def guess_roles(grid: Grid, names: Names) -> Mapped:
    """What the header says; where two columns say the same, whoever uploads chooses."""
    roles = [_role(title, names) for title in grid.head]
    if any(role.startswith("is:") for role in roles):
        roles = ["" if role in ("indicator", "value") else role for role in roles]
    return Mapped(tuple(roles), None, "," if _has_decimal_comma(grid, roles) else ".")


def _role(title: str, names: Names) -> str:
    said = plain(title)
    for role, called in CALLED.items():
        if said in {plain(name) for name in called}:
            return role
    if YEAR.fullmatch(said):
        return f"year:{said}"
    found = names.find(title)
    return f"is:{found}" if found else ""


def _has_decimal_comma(grid: Grid, roles: list[str]) -> bool:
    """Whether some figure can only be read with a decimal comma: ``33,1``, not ``1,234``."""
    held = [n for n, role in enumerate(roles) if role == "value" or ":" in role]
    for _, cells in grid.rows:
        for n in held:
            found = COMMA.fullmatch(cells[n])
            if found and len(found[1]) != 3:
                return True
    return False
