"""What is asked of the matrix: filters, and the one criterion by which it is ordered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from territoria_web.compare.queries.benchmark_filters import keys_of, near_peers
from territoria_web.compare.queries.benchmark_pages import (
    BY_NAME,
    Entry,
    ReadBenchmark,
    ordered,
)
from territoria_web.library.initiative_names import SIZES
from territoria_web.public.filters import Filters, read_filters
from territoria_web.recommend.queries.initiatives import initiative_facets
from territoria_web.recommend.queries.sifting import Facet
from territoria_web.recommend.queries.wording import folded, not_understood
from territoria_web.territories.queries import territory_at, territory_name, territory_names

OWN = ("area", "instrument", "obstacle")


@dataclass(frozen=True)
class Row:
    """An initiative, as filters read it."""

    entry: Entry
    keys: Mapping[str, Collection[str]]
    haystack: str


@dataclass(frozen=True)
class Asked:
    """What is left, in its order; ``orders``: what it may be ordered by, with whether it is."""

    filters: Filters
    entries: list[Entry]
    order: str
    orders: Sequence[tuple[str, str, bool]]


def asked_of(request: HttpRequest, read: ReadBenchmark) -> Asked:
    """The filters and the order of an address; unknown values are refused. Two queries."""
    facets, peers = facets_of(request, read)
    rows = [_row(entry, peers) for entry in read.entries]
    filters, left = read_filters(request, facets, rows)
    order = _order(request, read)
    orders = [(BY_NAME, _("name"), order == BY_NAME)]
    orders += [(c.id, c.title.text, order == c.id) for c in read.criteria]
    return Asked(filters, ordered([row.entry for row in left], order), order, orders)


def facets_of(
    request: HttpRequest, read: ReadBenchmark
) -> tuple[list[Facet], Mapping[str, frozenset[str]]]:
    """The filters, and of each territory its peers; one that is asked for may stand outside."""
    names = places_of(request, read)
    peers = near_peers(names)
    near = [(code, name, "") for code, name in names.items() if peers.get(code)]
    here = {e.code for e in read.entries}
    places = [(code, name, "") for code, name in names.items() if code in here]
    facets = [f for f in initiative_facets() if f.name in OWN]
    facets.append(Facet("size", _("Size of firms"), [(s, _(n), "") for s, n in SIZES.items()]))
    facets.append(Facet("territory", _("Territory"), places))
    if near or request.GET.get("peers"):
        facets.append(Facet("peers", _("From structural peers of"), near))
    return facets, peers


def places_of(request: HttpRequest, read: ReadBenchmark) -> dict[str, str]:
    """Code → name of the territories in it, by name, and of one whose peers are asked for."""
    names = {k.partition("@")[0]: n for k, n in territory_names(read.territories).items()}
    asked = request.GET.get("peers", "").strip()
    if asked and asked not in names:
        try:
            place = territory_at(asked)
        except Http404:
            return names
        names[place.code] = territory_name(place)
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))


def _row(entry: Entry, peers: Mapping[str, frozenset[str]]) -> Row:
    words = f"{entry.title} {entry.place}"
    return Row(entry, keys_of(entry, peers), folded(words))


def _order(request: HttpRequest, read: ReadBenchmark) -> str:
    asked = request.GET.get("order", "").strip() or BY_NAME
    known = (BY_NAME, *(c.id for c in read.criteria))
    if asked not in known:
        said = _("Initiatives stand by name or by one criterion; this is neither.")
        raise not_understood(asked, said, known)
    return asked
