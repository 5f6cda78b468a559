"""The pictures of self-checks: dimensions, intensity, obstacles, sizes, and the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from territoria.pictures.firm_ranges import FirmRow, firm_ranges
from territoria.pictures.picture import Label, Picture
from territoria.pictures.trend_line import TrendPoint, trend_line
from territoria_web.listen.queries.check_results import Cell, CheckResults, Line
from territoria_web.listen.queries.check_words import MOST_NAMED, cell_of, most_named, severity_of
from territoria_web.public.drawn import SLIM, drawn_once

WIDE, TALL = 560, 200


@dataclass(frozen=True)
class Drawn:
    """A picture, and another one for phones where it is too wide for them."""

    id: str
    title: str
    wide: Picture
    slim: Picture | None


def pictures_of(found: CheckResults) -> list[Drawn]:
    """Those that have something to show."""
    figures = found.now.figures
    named = (*figures.named_most, *(o for o in figures.obstacles if o not in figures.named_most))
    cells = [cell for cell in found.now.sizes if cell.name]
    drawn = [
        _ranges("maturity", _("Digital maturity by dimension"), _maturity(found), 100.0),
        _ranges("intensity", _("Levels of digital intensity"), figures.intensity, 1.0),
        _ranges("obstacles", most_named(found.now) or _("What keeps them back"), named, 1.0),
        _by_size(cells, "basic" if figures.intensity else "overall"),
        *_over_years(found),
    ]
    return [one for one in drawn if one is not None]


def _maturity(found: CheckResults) -> tuple[Line, ...]:
    return (found.now.figures.overall, *found.now.figures.dimensions)


def _ranges(name: str, title: str, lines: Sequence[Line], top: float) -> Drawn | None:
    rows = tuple(_row(line, line.name) for line in lines)
    if not any(row.value is not None for row in rows):
        return None
    return _drawn(name, title, rows, top)


def _by_size(cells: Sequence[Cell], kind: str) -> Drawn | None:
    """The basic level, or the whole, size by size; hatched where too few are behind it."""
    rows = tuple(
        _row(getattr(cell.figures, kind), cell.name)
        if cell.figures
        else FirmRow(cell.name, None, None, None, Label(""))
        for cell in cells
    )
    if not any(row.value is not None for row in rows):
        return None
    shares = kind == "basic"
    title = _("Basic level of digital intensity by size") if shares else _("Maturity by size")
    return _drawn("sizes", title, rows, 1.0 if shares else 100.0)


def _row(line: Line, name: str) -> FirmRow:
    severity = severity_of(line)
    note = _("severity %(severity)s") % {"severity": severity} if severity else ""
    return FirmRow(name, line.value, line.low, line.high, Label(cell_of(line)), line.n, note)


def _drawn(name: str, title: str, rows: tuple[FirmRow, ...], top: float) -> Drawn:
    wide, slim = (
        drawn_once(firm_ranges, f"{name}{end}", title, title, rows, top=top, **width)
        for end, width in (("", {}), ("-slim", {"width": SLIM}))
    )
    return Drawn(name, title, wide, slim)


def _over_years(found: CheckResults) -> list[Drawn]:
    """Lines, once there are two years."""
    if len(found.years) < 2:
        return []
    every = [(int(year.year), year.figures) for year in found.years]
    lines = [
        ("overall-years", _("Digital maturity over the years"), [(y, f.overall) for y, f in every]),
        (
            "basic-years",
            _("Basic level of digital intensity over the years"),
            [(y, f.basic) for y, f in every],
        ),
        *(
            (
                f"{one.id}-years",
                _("“%(obstacle)s” over the years") % {"obstacle": one.name},
                [(y, next(o for o in f.obstacles if o.id == one.id)) for y, f in every],
            )
            for one in found.now.figures.named_most[:MOST_NAMED]
        ),
    ]
    return [_line(*one) for one in lines if any(line.value is not None for _y, line in one[2])]


def _line(name: str, title: str, lines: list[tuple[int, Line]]) -> Drawn:
    scale = 1 if lines[0][1].kind == "overall" else 100
    unit = _("points of 100") if scale == 1 else _("percent")
    points = tuple(_point(year, one, scale) for year, one in lines)
    last = next(one for _year, one in reversed(lines) if one.value is not None)
    label = Label(cell_of(last))
    wide, slim = (
        drawn_once(
            trend_line,
            f"{name}-{width}",
            title,
            title,
            points,
            unit,
            label,
            from_zero=True,
            width=width,
            height=TALL,
        )
        for width in (WIDE, SLIM)
    )
    return Drawn(name, title, wide, slim)


def _point(year: int, line: Line, scale: int) -> TrendPoint:
    value, low, high = (
        None if one is None else scale * one for one in (line.value, line.low, line.high)
    )
    return TrendPoint(year, value, Label(cell_of(line)), low=low, high=high)
