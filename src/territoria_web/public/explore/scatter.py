"""Scatter: two figures, a dot a territory, and how far they go together; never a word about cause."""

from __future__ import annotations

from django.utils.translation import gettext as _

from territoria.pictures.picture import Label, Picture
from territoria.pictures.plane import Axis
from territoria.pictures.scatter import Figure, ScatterPoint, scatter
from territoria_web.measure.queries.correlations import Correlation, rank_correlation
from territoria_web.measure.queries.explored import Variable
from territoria_web.public.drawn import drawn_once
from territoria_web.public.explore.gathered import Gathered
from territoria_web.public.explore.view import (
    View,
    middle_of,
    source_of,
    sure_of,
    where,
    wide_table,
)
from territoria_web.territories.models import Territory


def show_scatter(held: Gathered) -> View:
    """The first two figures, the first across; asks for a second where there is only one."""
    if len(held.figures) < 2:
        return View(
            finding=_("A scatter needs two figures: choose a second one."),
            table=wide_table(held, "scatter"),
        )
    across, up = held.figures[:2]
    found = _correlation(held, across, up)
    finding = _finding(held, across, up, found)
    title = _("%(across)s and %(up)s, %(where)s") % {
        "across": across.title,
        "up": up.title,
        "where": where(held),
    }
    points = tuple(_points(held, across, up))
    axes = (_axis(held, across), _axis(held, up))

    def drawn(key: str, width: int) -> Picture:
        return drawn_once(scatter, key, title, finding, points, *axes, width=width)

    return View(
        finding=finding,
        title=title,
        table=wide_table(held, "scatter"),
        broad=drawn("scatter", 640),
        slim=drawn("scatter-slim", 360),
        sure=sure_of(held, [across, up]),
        source=source_of([across, up], held),
        facts={
            "correlation": {
                "rho": found.value,
                "low": found.low,
                "high": found.high,
                "n": found.count,
            }
        },
    )


def _correlation(held: Gathered, across: Variable, up: Variable) -> Correlation:
    one, other = held.cells[across.id], held.cells[up.id]
    return rank_correlation(
        [(one[t.pk].value, other[t.pk].value) for t in held.shown if t.pk in one and t.pk in other]
    )


def _points(held: Gathered, across: Variable, up: Variable) -> list[ScatterPoint]:
    """The chosen ones first, so that the table behind begins with them."""
    marked = {t.pk for t in held.chosen}
    ordered = [*held.chosen, *(t for t in held.shown if t.pk not in marked)]
    return [
        ScatterPoint(
            held.names[t.pk], _figure(held, across, t), _figure(held, up, t), t.pk in marked
        )
        for t in ordered
    ]


def _figure(held: Gathered, v: Variable, t: Territory) -> Figure:
    cell = held.cell(v, t)
    if cell is None:
        return Figure(None)
    return Figure(cell.value, cell.low, cell.high, Label(v.said(cell.value), held.address(v, t)))


def _axis(held: Gathered, v: Variable) -> Axis:
    middle = middle_of([held.cells[v.id][t.pk].value for t in held.known(v)])
    said = Label(_("median %(value)s") % {"value": v.said(middle)}) if middle is not None else None
    return Axis(v.short, v.unit, middle, said or Label(""))


def _finding(held: Gathered, across: Variable, up: Variable, found: Correlation) -> str:
    words = {
        "across": across.short,
        "up": up.short,
        "count": found.count,
        "unknown": len(held.shown) - found.count,
    }
    if found.value is None or found.low is None or found.high is None:
        return _("%(across)s and %(up)s: only %(count)s territories have both figures with some spread, too few to say whether they go together.") % words  # fmt: skip
    words |= found.said
    if found.word == "loose":
        return _("%(across)s and %(up)s: no link can be told over %(count)s territories (rank correlation %(rho)s, range %(low)s to %(high)s; %(unknown)s unknown).") % words  # fmt: skip
    if found.word == "together":
        return _("Where %(across)s is higher, %(up)s tends to be higher, too: rank correlation %(rho)s (%(low)s to %(high)s) over %(count)s territories, %(unknown)s unknown. This says nothing about cause.") % words  # fmt: skip
    return _("Where %(across)s is higher, %(up)s tends to be lower: rank correlation %(rho)s (%(low)s to %(high)s) over %(count)s territories, %(unknown)s unknown. This says nothing about cause.") % words  # fmt: skip
