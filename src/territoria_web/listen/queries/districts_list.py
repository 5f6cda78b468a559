"""Districts pasted or uploaded as lines: id, name, share of the population, latitude, longitude.

Lists come out of registers and spreadsheets: parted by comma, semicolon or tab, with or without names
of columns, shares in percent, as parts of one, or as counts of people.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from territoria_web.library.typed import plain_line
from territoria_web.territories.models import Territory

MOST: Final = 500
LONGEST_ID: Final = 64
LONGEST_NAME: Final = 200
COLUMNS: Final = 5
NEAR: Final = 0.01  # degrees added around points, about a kilometre
AROUND: Final = 0.1  # degrees around a centre whose area is not known
KM_OF_A_DEGREE: Final = 111.0


@dataclass(frozen=True)
class Fault:
    """A line that cannot be read, and why."""

    line: int
    what: str


@dataclass(frozen=True)
class Read:
    """Districts as the forum keeps them: ``id``, ``name``, ``share`` in percent or None, ``latitude``
    and ``longitude`` or None; or all that is to be mended.
    """

    districts: tuple[dict[str, Any], ...]
    faults: tuple[Fault, ...]


def districts_in(text: str) -> Read:
    """Districts of a list; nothing is taken before all of it can be read."""
    rows: dict[int, dict[str, Any]] = {}
    faults: list[Fault] = []
    known: set[str] = set()
    for number, cells in lines_in(text):
        if number == 1 and _is_head(cells):
            continue
        row, wrong = _district(cells)
        if row["id"] in known:
            wrong.append(_("There is another line with this id."))
        known.add(row["id"])
        faults += [Fault(number, what) for what in wrong]
        rows[number] = row
    if len(rows) > MOST:
        faults.append(Fault(MOST + 1, _("Give at most 500 districts.")))
    if not faults:
        faults += _shares_made_percent(rows)
    return Read((), tuple(faults)) if faults else Read(tuple(rows.values()), ())


def lines_in(text: str) -> list[tuple[int, list[str]]]:
    """Number and cells of the lines that say something; parted by whatever the first line holds."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    full = [(n, line) for n, line in enumerate(lines, 1) if line.strip()]
    if not full:
        return []
    sign = next((s for s in "\t;" if s in full[0][1]), ",")
    return [(n, [plain_line(cell) for cell in _cells(line, sign)]) for n, line in full]


def _cells(line: str, sign: str) -> list[str]:
    """What stands in a line; all of it as one cell where that is longer than cells can be."""
    try:
        return next(csv.reader(io.StringIO(line), delimiter=sign))
    except csv.Error:
        return [line]


def number_in(cell: str) -> float | None:
    """A number as people write it, with comma or point, with or without %; None where it is none."""
    tidy = cell.replace("%", "").replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    try:
        found = float(tidy.replace(",", "."))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def as_lines(districts: Sequence[Mapping[str, Any]]) -> str:
    """Districts as a list that can be changed and read again."""
    keys = ("id", "name", "share", "latitude", "longitude")
    return "\n".join(
        "; ".join("" if d.get(key) is None else str(d[key]) for key in keys) for d in districts
    )


def proposed_frame(territory: Territory, districts: Sequence[Mapping[str, Any]]) -> list[float]:
    """West, south, east, north of a map: around the points of the districts, else around the centre
    of the territory; empty where neither is known.
    """
    spots = [
        (float(d["longitude"]), float(d["latitude"]))
        for d in districts
        if d.get("latitude") is not None and d.get("longitude") is not None
    ]
    if spots:
        east, north = (max(values) for values in zip(*spots, strict=True))
        west, south = (min(values) for values in zip(*spots, strict=True))
        wide, high = max(0.15 * (east - west), NEAR), max(0.15 * (north - south), NEAR)
        return _rounded(west - wide, south - high, east + wide, north + high)
    if territory.longitude is None or territory.latitude is None:
        return []
    reach = math.sqrt(territory.area_km2) / 2 / KM_OF_A_DEGREE if territory.area_km2 else AROUND
    wide = reach / max(math.cos(math.radians(territory.latitude)), 0.1)
    x, y = territory.longitude, territory.latitude
    return _rounded(x - wide, y - reach, x + wide, y + reach)


def _rounded(*frame: float) -> list[float]:
    return [round(value, 4) for value in frame]


def _is_head(cells: Sequence[str]) -> bool:
    """Names of columns: five cells without any number, where a share or a place should be one."""
    rest = [cell for cell in cells[2:] if cell]
    return bool(rest) and all(number_in(cell) is None for cell in rest)


def _district(cells: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    key, name, share, latitude, longitude = [*cells, "", "", "", "", ""][:COLUMNS]
    wrong = []
    if not key or len(key) > LONGEST_ID:
        wrong.append(_("It needs an id of at most 64 letters."))
    if not name or len(name) > LONGEST_NAME:
        wrong.append(_("It needs a name of at most 200 letters."))
    if len(cells) > COLUMNS and any(cells[COLUMNS:]):
        wrong.append(_("It has more than five columns."))
    part = number_in(share) if share else None
    if share and (part is None or part < 0):
        wrong.append(_("“%(cell)s” is no share.") % {"cell": share})
    x, y = (number_in(cell) if cell else None for cell in (longitude, latitude))
    if bool(longitude or latitude) and not _on_earth(x, y):
        wrong.append(_("Latitude and longitude are needed both, as numbers of degrees."))
    row = {"id": key, "name": name, "share": part, "latitude": y, "longitude": x}
    return row, wrong


def _on_earth(x: float | None, y: float | None) -> bool:
    return x is not None and y is not None and abs(x) <= 180 and abs(y) <= 90


def _shares_made_percent(rows: Mapping[int, dict[str, Any]]) -> list[Fault]:
    """Shares in percent of their sum; all districts have one, or none has. ``rows``: by their line."""
    given = [row["share"] for row in rows.values() if row["share"] is not None]
    if not given:
        return []
    total = sum(given)
    if len(given) < len(rows):
        first = next(n for n, row in rows.items() if row["share"] is None)
        return [Fault(first, _("Give a share for every district, or for none."))]
    if total <= 0:
        return [Fault(1, _("The shares are all zero."))]
    if total < 0.99 or 1.01 < total < 99 or 101 < total < 200:
        said = _("The shares add up to %(sum)s, not to 100. Is a district missing?")
        return [Fault(1, said % {"sum": f"{total:g}"})]
    for row in rows.values():
        row["share"] = round(100 * row["share"] / total, 4)
    return []
