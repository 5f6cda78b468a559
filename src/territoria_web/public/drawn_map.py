"""Drawing a map once, and keeping the drawing: it takes 15 ms, and readers ask for the same few."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria.pictures.map_classes import classes
from territoria.pictures.map_drawing import MapRegion
from territoria.pictures.picture import Label, Picture
from territoria.pictures.region_map import region_map
from territoria.pictures.style import ACCENT
from territoria.pictures.tile_map import tile_map
from territoria_web.measure.queries.map_subjects import MapSubject
from territoria_web.measure.queries.mapped import MapData, Mapped
from territoria_web.territories.boundaries import Ground

WIDTH = 500  # wide enough for the letters of countries; phones and wide screens scale it
WIDTH_OF_FILE = 640
CLASSES = 5
_kept: dict[tuple[object, ...], Picture] = {}
MOST = 128


def drawn_map(
    subject: MapSubject,
    data: MapData,
    ground: Ground,
    title: str,
    own: frozenset[str] = frozenset(),
    linked: bool = True,
) -> Picture:
    """The map as a picture. ``own``: codes to outline. ``linked``: each region leads to its page."""
    first = data.rows[0].address if data.rows else ""
    key = (subject, first, ground.state, get_language(), own, linked, title)
    picture = _kept.get(key)
    if picture is None:
        picture = _draw(subject, data, ground, title, own, linked)
        while len(_kept) >= MOST:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = picture
    return picture


def _draw(
    subject: MapSubject,
    data: MapData,
    ground: Ground,
    title: str,
    own: frozenset[str],
    linked: bool,
) -> Picture:
    one = len(own) == 1  # the drawing names every outlined region: fine for one, not for a country
    regions = [_region(row, own if one else frozenset(), linked) for row in data.rows]
    words = (f"map-{subject.node.replace('.', '-')}", title, _described(subject))
    width = WIDTH if linked else WIDTH_OF_FILE
    unit, breaks = _unit(subject, data), _breaks(subject, data)
    picture = map_on(ground, words, regions, unit_of_measure=unit, breaks=breaks, width=width)
    return picture if one or not own else _outlined(picture, own, linked)


def map_on(
    ground: Ground, words: tuple[str, str, str], regions: Sequence[MapRegion], **options: Any
) -> Picture:
    """Real boundaries where they are installed, else tiles. ``words``: key, title, description."""
    if ground.boundaries is not None:
        return region_map(*words, regions, ground.boundaries, **options)
    return tile_map(*words, regions, ground.places, **options)


def _region(row: Mapped, own: frozenset[str], linked: bool) -> MapRegion:
    return MapRegion(
        row.code,
        row.name,
        row.country,
        row.value,
        Label(row.said, row.address),
        row.spread,
        territory_url(row.code) if linked else "",
        row.code in own,
    )


def _described(subject: MapSubject) -> str:
    return _(
        "A map in which every territory is shaded by its class of %(subject)s, in %(unit)s; hatched "
        "ones are unknown. The table beside it holds the same figures with their ranges."
    ) % {"subject": subject.title, "unit": subject.unit_of_measure}


def _unit(subject: MapSubject, data: MapData) -> str:
    """The legend's heading: unit and how the classes are made."""
    unit = raised(subject.unit_of_measure)
    if len({row.value for row in data.rows if row.value is not None}) <= CLASSES:
        return unit
    return _("%(unit)s; classes are fifths, bounds rounded") % {"unit": unit}


def _breaks(subject: MapSubject, data: MapData) -> list[float] | None:
    """Bounds with no more decimals than the values, so that legend and figures read alike; None
    where the fifths are already so. The next printed value above a bound sorts as the bound does.
    """
    found = classes(row.value for row in data.rows)
    step = 10.0**subject.decimals
    printed = [math.ceil(bound * step - 1e-6) / step for bound in found.breaks]
    return None if printed == list(found.breaks) else printed


def _outlined(picture: Picture, own: frozenset[str], linked: bool) -> Picture:
    """Many own regions: on a page the style sheet outlines them, in a file the file itself does."""
    mark = 'class="own"' if linked else f'stroke="{ACCENT}" stroke-width="2.5"'

    def marked(found: re.Match[str]) -> str:
        return f"{mark} {found[0]}" if found[1] in own else found[0]

    return replace(picture, svg=re.sub(r'data-code="([^"]+)"', marked, picture.svg))


def raised(unit: str) -> str:
    """A unit at the head of a legend or column: its first letter large, the others as they are."""
    return unit[:1].upper() + unit[1:]


def territory_url(code: str) -> str:
    """The address of a territory's page."""
    return _pattern(get_language() or "en").replace("CODE", code)


@lru_cache(maxsize=8)
def _pattern(lang: str) -> str:
    """Resolving 242 addresses one by one takes longer than drawing them."""
    return reverse("public:territory", kwargs={"code": "CODE"})
