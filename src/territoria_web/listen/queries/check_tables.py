"""Results of self-checks as tables that people read: the whole, then by size and by sector."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from territoria.listen.self_check.changes import Change
from territoria_web.library.saying import numeral_of
from territoria_web.listen.queries.check_results import Cell, CheckResults, Figures, Line
from territoria_web.listen.queries.check_words import MOST_NAMED, cell_of, severity_of


@dataclass(frozen=True)
class Row:
    """One figure: empty words where it is not shown."""

    name: str
    value: str
    firms: str
    severity: str
    changed: str


@dataclass(frozen=True)
class Section:
    """Figures of one kind under a title; ``weighs``: with severities; ``compares``: with changes."""

    id: str
    title: str
    rows: tuple[Row, ...]
    weighs: bool
    compares: bool


@dataclass(frozen=True)
class ByGroup:
    """Sizes or sectors: a column a figure, a row a group. A cell is the value and how many answers it
    rests on: each figure of a group is shown or hidden on its own, and both are empty where it is.
    """

    id: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def tables_of(results: CheckResults) -> dict[str, Any]:
    """``sections`` and ``groups`` of the newest year."""
    figures, changes = results.now.figures, results.changes()
    sections = (
        ("maturity", _("Digital maturity, points of 100"), (figures.overall, *figures.dimensions)),
        ("bands", _("How many stand in each band"), figures.bands),
        ("intensity", _("Digital intensity"), _intensity(figures)),
        ("obstacles", _("What keeps them back"), _named(figures)),
    )
    return {
        "sections": [_section(*one, changes) for one in sections if one[2]],
        "groups": [
            one
            for one in (
                _groups("sizes", _("By size"), results.now.sizes, figures),
                _groups("sectors", _("By sector"), results.now.sectors, figures),
            )
            if one.rows
        ],
    }


def _intensity(figures: Figures) -> tuple[Line, ...]:
    return (figures.basic, *figures.intensity) if figures.intensity else ()


def _named(figures: Figures) -> tuple[Line, ...]:
    """Those named most first, then those that are not shown or that nobody names."""
    named = figures.named_most
    return (*named, *(line for line in figures.obstacles if line not in named))


def _section(
    name: str,
    title: str,
    lines: tuple[Line, ...],
    changes: dict[tuple[str, str], Change],
) -> Section:
    rows = tuple(
        Row(
            line.name,
            cell_of(line),
            "" if line.n is None else numeral_of(line.n),
            severity_of(line),
            _changed(changes.get((line.kind, line.id))),
        )
        for line in lines
    )
    return Section(name, title, rows, name == "obstacles", bool(changes))


def _changed(change: Change | None) -> str:
    if change is None:
        return ""
    if not change.moved:
        return _("within doubt")
    return _("higher") if change.change > 0 else _("lower")


def _groups(name: str, title: str, cells: tuple[Cell, ...], whole: Figures) -> ByGroup:
    """The whole, the basic level, and the obstacles that are named most of all."""
    columns = (whole.overall, *(_intensity(whole)[:1]), *whole.named_most[:MOST_NAMED])
    rows = tuple((cell.name, _cells(cell, columns)) for cell in cells)
    return ByGroup(name, title, tuple(line.name for line in columns), rows)


def _cells(cell: Cell, columns: tuple[Line, ...]) -> tuple[tuple[str, str], ...]:
    held = {(line.kind, line.id): line for line in cell.figures.lines} if cell.figures else {}
    own = (held.get((line.kind, line.id)) for line in columns)
    return tuple(
        (cell_of(line), numeral_of(line.n)) if line and line.n else ("", "") for line in own
    )
