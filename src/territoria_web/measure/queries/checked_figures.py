"""The figures in a team's table, each checked: what would be taken, what is refused and why."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from territoria.model import Indicator
from territoria.observations import STATUS_OF
from territoria.sources.table_checks import LARGEST
from territoria_web.measure.queries.column_roles import YEAR, Mapped, Names
from territoria_web.measure.queries.received_tables import Grid
from territoria_web.territories.models import Territory

FIRST_YEAR = 1950
NOTHING = {"", "na", "n/a", "nan", ":", "-", "–", "..", "...", "#n/a", "c"}
BLANKS = re.compile(r"[\s\u00a0\u202f\u2009']")
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?")
THOUSANDS = re.compile(r"[-+]?\d{1,3}(\.\d{3})+")


@dataclass(frozen=True)
class Fault:
    """Why a cell is refused: where it stands, what is wrong, how to mend it. ``line``: the row, 0
    for the whole table; ``column``: what its head says.
    """

    line: int
    where: str
    what: str
    mend: str
    column: str = ""


@dataclass(frozen=True)
class OwnFigure:
    """One figure that may be taken."""

    line: int
    indicator: str
    period: int
    value: float
    status: str = "observed"
    flag: str = ""
    source: str = ""
    standard_error: float | None = None


@dataclass(frozen=True)
class Checked:
    """What was found in a table. ``empty``: cells without a figure, which say nothing."""

    figures: tuple[OwnFigure, ...]
    faults: tuple[Fault, ...]
    empty: int
    refused: int


@dataclass(frozen=True)
class _Cell:
    line: int
    column: str
    indicator: str
    period: str
    value: str
    beside: Mapping[str, str]


def faults_of_mapping(grid: Grid, mapped: Mapped) -> tuple[Fault, ...]:
    """Why the columns as told hold no figures at all."""
    roles = [role for role in mapped.roles if role]
    wide = [r for r in roles if ":" in r]
    found = []
    for role in dict.fromkeys(r for r in roles if roles.count(r) > 1):
        heads = [grid.head[n] for n, told in enumerate(mapped.roles) if told == role]
        columns = " · ".join(_("“%(name)s”") % {"name": head} for head in heads)
        what = _("several columns are told to be the same: %(columns)s.") % {"columns": columns}
        found.append(Fault(0, grid.file_name, what, _("Leave all but one of them out.")))
    if any(r.startswith("year:") for r in wide) and "indicator" not in roles:
        what = _("columns of years need a column that names the indicator.")
        found.append(Fault(0, grid.file_name, what, _("Say below which column it is.")))
    if not wide and not {"indicator", "value"} <= set(roles):
        what = _("no column is known to hold figures.")
        mend = _("Say below which column names the indicator and which holds the value.")
        found.append(Fault(0, grid.file_name, what, mend))
    has_year = "period" in roles or any(r.startswith("year:") for r in wide)
    if not has_year and mapped.year is None:
        what = _("no column tells the year of the figures.")
        mend = _("Say below which column it is, or give one year for all figures.")
        found.append(Fault(0, grid.file_name, what, mend))
    return tuple(found)


def check_figures(
    grid: Grid, mapped: Mapped, names: Names, territory: Territory, *, this_year: int
) -> Checked:
    """Every figure of a table, checked; all faults at once, in the order of the file."""
    faults = list(faults_of_mapping(grid, mapped))
    if faults:
        return Checked((), tuple(faults), 0, 0)
    held: dict[tuple[str, int], OwnFigure] = {}
    empty = refused = 0
    for cell in _cells(grid, mapped):
        if _is_nothing(cell.value):
            empty += 1
            continue
        figure, wrong = _checked(grid, cell, mapped, names, territory, this_year)
        if figure is not None and (figure.indicator, figure.period) in held:
            first = held[figure.indicator, figure.period]
            if first.value == figure.value:
                continue
            wrong = [_double(grid, cell, first)]
        if wrong:
            refused += 1
            faults += wrong
        elif figure is not None:
            held[figure.indicator, figure.period] = figure
    return Checked(tuple(held.values()), tuple(faults), empty, refused)


def _cells(grid: Grid, mapped: Mapped) -> Iterator[_Cell]:
    beside = {role: n for n, role in enumerate(mapped.roles) if role and ":" not in role}
    several = [(n, role) for n, role in enumerate(mapped.roles) if ":" in role]
    for line, cells in grid.rows:
        told = {role: cells[n] for role, n in beside.items()}
        year = told.get("period", "") or str(mapped.year or "")
        if not several:
            yield _Cell(line, "", told["indicator"], year, told["value"], told)
        for n, role in several:
            kind, _colon, name = role.partition(":")
            indicator = name if kind == "is" else told.get("indicator", "")
            period = name if kind == "year" else year
            yield _Cell(line, grid.head[n], indicator, period, cells[n], told)


def _is_nothing(value: str) -> bool:
    return value.strip().casefold() in NOTHING


def _checked(
    grid: Grid, cell: _Cell, mapped: Mapped, names: Names, territory: Territory, this_year: int
) -> tuple[OwnFigure | None, list[Fault]]:
    indicator = names.find(cell.indicator)
    value, wrong_value = _number(cell.value, mapped.decimal)
    found = {
        "territory": _territory(cell.beside.get("territory", ""), territory),
        "indicator": _indicator(cell.indicator, indicator, names),
        "period": _period(cell.period, this_year),
        "value": wrong_value or _bounds(value, names.indicators.get(indicator or "")),
        "status": _status(cell.beside.get("status", "")),
        "unit": _unit(cell.beside.get("unit", ""), names.indicators.get(indicator or "")),
    }
    place = grid.place(cell.line) + (f", {cell.column}" if cell.column else "")
    faults = [
        Fault(cell.line, place, *said, _column(grid, cell, mapped, role))
        for role, said in found.items()
        if said
    ]
    if faults or indicator is None or value is None:
        return None, faults
    return OwnFigure(
        line=cell.line,
        indicator=indicator,
        period=int(cell.period),
        value=value,
        status=cell.beside.get("status", "").casefold() or "observed",
        flag=cell.beside.get("flag", "")[:8],
        source=cell.beside.get("source", "")[:80],
    ), []


def _column(grid: Grid, cell: _Cell, mapped: Mapped, role: str) -> str:
    """What stands over the cell in question."""
    held = mapped.column(role)
    return cell.column if held is None else grid.head[held]


# ── the rules, one a cell ─────────────────────────────────────────────────────────────────────

Said = tuple[str, str] | None


def _territory(written: str, territory: Territory) -> Said:
    mine = {territory.code, territory.key, territory.name, *territory.names.values()}
    if not written or written.casefold() in {name.casefold() for name in mine}:
        return None
    return (
        _("%(written)s is not your territory.") % {"written": written},
        _("A team gives figures for its own territory only: %(code)s.") % {"code": territory.code},
    )


def _indicator(written: str, found: str | None, names: Names) -> Said:
    if found is not None:
        return None
    if not written:
        return _("no indicator is named."), _("Write its id, as in the template.")
    close = get_close_matches(written.casefold(), names.by_name, n=1, cutoff=0.6)
    mend = (
        _("Did you mean %(id)s?") % {"id": names.by_name[close[0]]}
        if close
        else _("Indicators of your own cannot be taken yet; the template lists the known ones.")
    )
    return _("the indicator %(written)s is not known.") % {"written": written}, mend


def _period(written: str, this_year: int) -> Said:
    if YEAR.fullmatch(written) and FIRST_YEAR <= int(written) <= this_year:
        return None
    if YEAR.fullmatch(written):
        return (
            _("the year %(written)s is too early or has not come yet.") % {"written": written},
            _("Give a year from 1950 to %(year)s.") % {"year": this_year},
        )
    if not written:
        return _("the year is missing."), _("Write it as 2024.")
    return _("%(written)s is not a year.") % {"written": written}, _("Write it as 2024.")


def _number(written: str, decimal: str) -> tuple[float | None, Said]:
    """A figure as written, with the decimal mark of the table."""
    if written.startswith("#"):
        said = _("the spreadsheet could not compute %(written)s.") % {"written": written}
        return None, (said, _("Correct the formula, or leave the cell empty."))
    if written.startswith("="):
        return None, (_("this is a formula, not a figure."), _("Write the figure itself."))
    bare = BLANKS.sub("", written).removesuffix("%")
    if decimal == "," and "," in bare:
        bare = bare.replace(".", "").replace(",", ".", 1)
    elif decimal == "," and THOUSANDS.fullmatch(bare):
        said = _("%(written)s may mean two figures.") % {"written": written}
        return None, (said, _("Write it without a mark for thousands."))
    if NUMBER.fullmatch(bare):
        value = float(bare)
        if math.isfinite(value) and abs(value) <= LARGEST:
            return value, None
        return None, (_("the figure is so large that it must be a slip."), _("Correct it."))
    if "," in bare and NUMBER.fullmatch(bare.replace(",", ".", 1)):
        said = _("%(written)s has a decimal comma.") % {"written": written}
        return None, (said, _("Say below that decimals are written with a comma."))
    said = _("%(written)s is not a number.") % {"written": written}
    return None, (said, _("Write a number, or leave the cell empty."))


def _bounds(value: float | None, text: Indicator | None) -> Said:
    if value is None or text is None:
        return None
    low, high = text.natural_bounds
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    if high is None:
        said = _("the figure must be %(low)s or more; it is %(value)s.")
    elif low is None:
        said = _("the figure must be %(high)s or less; it is %(value)s.")
    else:
        said = _("the figure must lie between %(low)s and %(high)s; it is %(value)s.")
    told = {"value": f"{value:g}", "low": f"{low:g}" if low is not None else ""}
    return (
        said % (told | {"high": f"{high:g}" if high is not None else ""}),
        _("Correct it, or convert it to: %(unit)s.") % {"unit": text.unit_of_measure.say()},
    )


def _status(written: str) -> Said:
    allowed = ("observed", "estimated", "inherited")
    if not written or written.casefold() in allowed:
        return None
    if written.casefold() in STATUS_OF:
        what = _("a figure cannot have the status %(written)s.") % {"written": written}
        return what, _("Leave the cell empty, or correct the status.")
    return (
        _("the status %(written)s is not known.") % {"written": written},
        _("Known: %(known)s.") % {"known": ", ".join(allowed)},
    )


def _unit(written: str, text: Indicator | None) -> Said:
    if not written or text is None:
        return None
    if written.casefold() in {unit.casefold() for unit in text.unit_of_measure.root.values()}:
        return None
    return (
        _("the unit %(written)s is not that of the indicator.") % {"written": written},
        _("Convert the figure to: %(unit)s.") % {"unit": text.unit_of_measure.say()},
    )


def _double(grid: Grid, cell: _Cell, first: OwnFigure) -> Fault:
    what = _("this indicator and year stand already in row %(row)s, with another figure.")
    said, column = what % {"row": first.line}, cell.column
    return Fault(cell.line, grid.place(cell.line), said, _("Keep one."), column)
