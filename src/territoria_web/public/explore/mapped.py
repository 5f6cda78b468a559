"""Map: every territory shown as a tile, shaded by its class, unknown hatched."""

from __future__ import annotations

from django.utils.translation import gettext as _

from territoria.pictures.map_drawing import MapRegion
from territoria.pictures.picture import Label
from territoria_web.measure.queries.explored import Variable
from territoria_web.public.drawn_map import map_on
from territoria_web.public.explore.choosing import place_url
from territoria_web.public.explore.gathered import Gathered
from territoria_web.public.explore.view import (
    View,
    own_words,
    source_of,
    spread,
    sure_of,
    where,
    wide_table,
)
from territoria_web.territories.boundaries import ground_of
from territoria_web.territories.models import Territory

WIDTH = 420  # letters stay legible on a phone; wide screens scale the drawing up


def show_map(held: Gathered, linked: bool = True) -> View:
    """The first figure as a map; ``linked``: each region leads to its page."""
    variable = held.figures[0]
    finding = " ".join(filter(None, (spread(held, variable), own_words(held, variable))))
    title = _("%(figure)s, %(where)s") % {"figure": variable.title, "where": where(held)}
    own = held.own.pk if held.own else None
    picture = map_on(
        ground_of(held.level_all[0].version, held.level),
        ("map", title, finding),
        [_region(held, variable, t, t.pk == own, linked) for t in held.shown],
        unit_of_measure=variable.unit,
        width=WIDTH,
    )
    return View(
        finding=finding,
        title=title,
        table=wide_table(held, "map"),
        broad=picture,
        sure=sure_of(held, [variable]),
        source=source_of([variable], held),
        facts={"map": True},
    )


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
