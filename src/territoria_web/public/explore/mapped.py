"""Map: every territory shown as a tile, shaded by its class, unknown hatched."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.pictures.map_drawing import MapRegion
from territoria.pictures.picture import Label
from territoria_web.measure.queries.explored import Variable
from territoria_web.measure.queries.spread import middle_of, quarters
from territoria_web.public.drawn_map import map_on
from territoria_web.public.explore.choosing import place_url
from territoria_web.public.explore.gathered import Gathered
from territoria_web.public.explore.view import (
    View,
    source_of,
    spread,
    sure_of,
    value_words,
    where,
    wide_table,
)
from territoria_web.territories.boundaries import ground_of
from territoria_web.territories.models import Territory

WIDTH = 420  # letters stay legible on a phone; wide screens scale the drawing up
OUTLINED = 3
"""So many of the chosen are outlined, named beside the map and said with their values."""


def show_map(held: Gathered, linked: bool = True) -> View:
    """The first figure as a map; ``linked``: each region leads to its page."""
    variable = held.figures[0]
    title, finding = _headline(held, variable), _finding(held, variable)
    own = {t.pk for t in held.chosen[:OUTLINED]}
    picture = map_on(
        ground_of(held.level_all[0].version, held.level),
        ("map", title, finding),
        [_region(held, variable, t, t.pk in own, linked) for t in held.shown],
        unit_of_measure=variable.unit,
        width=WIDTH,
    )
    return View(
        finding=finding,
        title=title,
        shown=_("%(figure)s, %(where)s") % {"figure": variable.title, "where": where(held)},
        table=wide_table(held, "map"),
        broad=picture,
        sure=sure_of(held, [variable]),
        source=source_of([variable], held),
        facts={"map": True},
    )


def _headline(held: Gathered, v: Variable) -> str:
    """The finding in short: the reader's own against the middle one, or where the half lies."""
    values = sorted(held.cells[v.id][t.pk].value for t in held.known(v))
    words: dict[str, Any] = {"figure": v.short, "unit": v.unit}
    if held.own is not None:
        return _of_own(held, v, middle_of(values))
    ends = quarters(values)
    if ends is None:
        return _("%(figure)s: hardly anything is known here") % words
    low, _middle, high = ends
    words |= {"low": v.said(low), "high": v.said(high), "count": len(values)}
    return _("%(figure)s: half of the %(count)s known lie between %(low)s and %(high)s %(unit)s") % words  # fmt: skip


def _finding(held: Gathered, v: Variable) -> str:
    """The chosen ones with the spread of all; without one, what the title leaves out."""
    if held.own is not None:
        own = [value_words(held, v, t) for t in held.chosen[:OUTLINED]]
        return " ".join((*own, spread(held, v)))
    values = [held.cells[v.id][t.pk].value for t in held.known(v)]
    ends = quarters(values)
    if ends is None:
        return spread(held, v)
    words: dict[str, Any] = {"middle": v.said(ends[1]), "unit": v.unit}
    words["count"] = len(held.shown) - len(values)
    middle = _("The middle one is at %(middle)s %(unit)s.") % words
    if not words["count"]:
        return middle
    unknown = ngettext("One is unknown.", "%(count)s are unknown.", words["count"]) % words
    return f"{middle} {unknown}"


def _of_own(held: Gathered, v: Variable, middle: float | None) -> str:
    """Above or below the middle only where the whole range is."""
    assert held.own is not None  # asked for before
    cell = held.cell(v, held.own)
    words = {"figure": v.short, "name": held.names[held.own.pk], "where": where(held)}
    if cell is None or middle is None:
        return _("%(figure)s: %(name)s is unknown") % words
    low, high = (cell.value if end is None else end for end in (cell.low, cell.high))
    if low > middle:
        return _("%(figure)s: %(name)s lies above the middle of %(where)s") % words
    if high < middle:
        return _("%(figure)s: %(name)s lies below the middle of %(where)s") % words
    return _("%(figure)s: %(name)s cannot be told apart from the middle of %(where)s") % words


def _region(held: Gathered, v: Variable, t: Territory, own: bool, linked: bool) -> MapRegion:
    cell = held.cell(v, t)
    url = place_url(t.code) if linked else ""
    if cell is None:
        return MapRegion(t.code, held.names[t.pk], t.country, None, Label(""), "", url, own)
    return MapRegion(
        code=t.code,
        name=held.names[t.pk],
        country=t.country,
        value=round(cell.value, v.decimals),
        label=Label(v.said(cell.value), held.address(v, t)),
        between=v.between(cell.low, cell.high),
        href=url,
        own=own,
    )
