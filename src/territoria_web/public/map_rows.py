"""The table beside a map: its order, its heads as links, and which rows are the reader's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from territoria_web.measure.queries.map_choices import ChoiceGroup
from territoria_web.measure.queries.map_subjects import COUNTRIES, MapSubject
from territoria_web.measure.queries.mapped import ABOVE, BELOW, LEVEL, UNKNOWN, Mapped
from territoria_web.public.derivation_links import explain_url
from territoria_web.public.drawn_map import raised, territory_url
from territoria_web.public.explore.asked import Refused
from territoria_web.territories.queries import territory_at, territory_called, territory_name

Key = Callable[[Mapped], tuple[object, ...]]
ORDERS: dict[str, Key] = {
    "place": lambda r: (r.place, r.code),
    "name": lambda r: (r.name.casefold(), r.code),
    "country": lambda r: (r.country, r.place, r.code),
    "value": lambda r: (r.value or 0.0, r.place, r.code),
}
WORDS = ("name", "country")
PARAMETERS = ("show", "framework", "t", "sort", "q")
"""What may stand in the address of a map."""
KNOWN = frozenset({*PARAMETERS, "embed"})


@dataclass(frozen=True, slots=True)
class Sorting:
    """By what the rows are ordered, and the rows in that order; unknown last whichever way."""

    by: str
    falling: bool
    rows: tuple[Mapped, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """The reader's own territory on this map: its name, and the codes that belong to it."""

    name: str = ""
    url: str = ""
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Head:
    """A head of the table. ``url`` sorts by it; ``order`` is what aria-sort says."""

    label: str
    url: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as it is printed; nothing is computed in the template, for there are 242."""

    name: str
    url: str
    country: str
    said: str
    known: bool
    address: str
    between: str
    places: str
    standing: str
    years: str
    here: bool


def sorting_of(asked: str, rows: Sequence[Mapped]) -> Sorting:
    """``name`` or ``-value``; Refused where there is no such column."""
    by, falling = asked.removeprefix("-") or "place", asked.startswith("-")
    if by not in ORDERS:
        raise Refused(
            _("The table has no column “%(name)s” to sort by.") % {"name": by[:40]},
            _("Known: %(known)s.") % {"known": ", ".join(ORDERS)},
            404,
        )
    words = by in WORDS
    known = sorted((r for r in rows if words or r.value is not None), key=ORDERS[by])
    rest = [] if words else [r for r in rows if r.value is None]
    return Sorting(by, falling, (*(reversed(known) if falling else known), *rest))


def own_codes(asked: str, subject: MapSubject, rows: Sequence[Mapped]) -> Own:
    """A region outlines itself, a country all its regions; on a map of countries its country."""
    if not asked.strip():
        return Own()
    called = territory_called(asked)
    if subject.level == COUNTRIES:
        codes = {r.code for r in rows if r.code == called.country}
        called = territory_called(called.country)
    else:
        codes = {r.code for r in rows if r.code.startswith(called.code)}
    return Own(
        territory_name(territory_at(called.code)), territory_url(called.code), frozenset(codes)
    )


@lru_cache(maxsize=64)
def rows_html(rows: tuple[Mapped, ...], own: frozenset[str], countries: bool, lang: str) -> str:
    """The body of the table. Kept, because 242 rows are most of the work of the page."""
    facts = {"rows": _shown_rows(rows, own), "countries": countries, "explain": explain_url()}
    return mark_safe(render_to_string("public/parts/map_rows.html", facts))


def options_html(groups: tuple[ChoiceGroup, ...], chosen: str) -> str:
    """The options of the choice, the one that is shown selected."""
    mark = format_html('value="{}"', chosen)
    return mark_safe(_options(groups).replace(mark, f"{mark} selected", 1))


@lru_cache(maxsize=12)
def _options(groups: tuple[ChoiceGroup, ...]) -> str:
    return render_to_string("public/parts/map_options.html", {"groups": groups})


def _shown_rows(rows: Sequence[Mapped], own: frozenset[str]) -> list[ShownRow]:
    words = _standings()
    return [
        ShownRow(
            name=r.name,
            url=territory_url(r.code),
            country=r.country,
            said=r.said or words[UNKNOWN],
            known=r.value is not None,
            address=r.address,
            between=r.between,
            places=_places(r),
            standing=words[r.standing] if r.first else "",
            years=r.years,
            here=r.code in own,
        )
        for r in rows
    ]


def _standings() -> dict[str, str]:
    """Shape and word, so that colour is never needed."""
    return {
        ABOVE: f"▲ {_('above')}",
        LEVEL: f"● {_('about the same')}",
        BELOW: f"▼ {_('below')}",
        UNKNOWN: _("unknown"),
    }


def _places(row: Mapped) -> str:
    if row.first is None or row.last is None:
        return ""
    return str(row.first) if row.first == row.last else f"{row.first}–{row.last}"


def heads(request: HttpRequest, subject: MapSubject, sorting: Sorting, known: int) -> list[Head]:
    """The heads: those that can be sorted by are links, so that it works without a script."""
    place = _("Country") if subject.level == COUNTRIES else _("Region")
    named = [] if subject.level == COUNTRIES else [("country", _("Country"))]
    sorted_by = [
        ("name", place),
        *named,
        ("value", raised(subject.unit_of_measure)),
    ]
    first = [_head(request, sorting, *what) for what in sorted_by]
    places = _("Place of %(count)d") % {"count": known} if known else _("Place")
    of = _head(request, sorting, "place", places)
    return [
        *first,
        Head(_("90 % range")),
        of,
        Head(_("Against the middle")),
        Head(_("Years")),
    ]


def _head(request: HttpRequest, sorting: Sorting, by: str, label: str) -> Head:
    now = sorting.by == by
    falling = not sorting.falling if now else by == "value"
    url = changed(request, sort=f"-{by}" if falling else by, q="") + "#table"
    order = ("descending" if sorting.falling else "ascending") if now else ""
    return Head(label, url, order)


def changed(request: HttpRequest, **values: str) -> str:
    """The query with some values changed; what is empty or not known here is left out."""
    held = {**request.GET.dict(), **values}
    query = {k: v for k, v in held.items() if v and k in PARAMETERS}
    return f"?{urlencode(query, safe=':,')}" if query else ""
