"""The mix of a benchmark: budget and firms reached by area, of all and of each territory."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.compare.queries.benchmark_mix import ALL, AreaLine, Mix, mixes_of
from territoria_web.compare.queries.benchmark_pages import published_benchmark
from territoria_web.library.initiative_names import AREAS
from territoria_web.library.saying import day, money, numeral_of, percent
from territoria_web.public.benchmarks.asked import facets_of
from territoria_web.public.benchmarks.one import crumbs_to
from territoria_web.public.filters import read_filters
from territoria_web.public.page import Page, Table
from territoria_web.recommend.queries.wording import folded
from territoria_web.territories.queries import territory_names

HEAD = (
    *("territory", "area", "initiatives", "budget_eur_a_year", "budget_unknown", "budget_share"),
    *("firms_low", "firms_high", "reach_share_low", "reach_share_high"),
)


@dataclass(frozen=True)
class Row:
    """The mix of one territory, as filters read it."""

    mix: Mix
    name: str
    keys: Mapping[str, Collection[str]]
    haystack: str


def mix(request: HttpRequest, held: UUID) -> Page:
    """``?territory=`` one of them, ``?peers=`` those that are alike to a territory."""
    read = published_benchmark(held)
    facets, peers = facets_of(request, read)
    whole, *parts = mixes_of(read)
    names = territory_names(read.territories)
    rows = [_row(one, names.get(one.key, one.key), peers) for one in parts]
    kept = [f for f in facets if f.name in ("territory", "peers")]
    rows.sort(key=lambda r: r.name.casefold())
    each = [row for row in rows for _one in range(row.mix.count)]  # filters count initiatives
    filters, left = read_filters(request, kept, each)
    found = {row.mix.key: (row.name, row.mix) for row in left}
    shown = [(_("All initiatives"), whole), *found.values()]
    return Page(
        template="public/benchmarks/mix.html",
        title=_("The mix of areas"),
        finding=_finding(whole),
        facts={
            "read": read,
            "example": read.row.example,
            "told": day(read.row.opened),
            "filters": filters,
            "action": reverse("public:benchmark-mix", args=[held]),
            "mixes": [_shown(n, name, one) for n, (name, one) in enumerate(shown)],
        },
        table=Table(f"mix-{held}", HEAD, [c for _name, one in shown for c in _cells(one)]),
        crumbs=crumbs_to(read),
    )


def _row(held: Mix, name: str, peers: Mapping[str, frozenset[str]]) -> Row:
    code = held.key.partition("@")[0]
    near = frozenset(p for p, members in peers.items() if code == p or code in members)
    return Row(held, name, {"territory": frozenset({code}), "peers": near}, folded(name))


def _finding(whole: Mix) -> str:
    known = [a for a in whole.areas if a.budget_share is not None]
    unknown = _unknown(whole)
    if not known:
        return unknown
    most = max(known, key=lambda a: a.budget_share or 0.0)
    said = _("The largest share of the budget that is known goes to %(area)s: %(share)s.") % {
        "area": _area(most.area),
        "share": percent(most.budget_share),
    }
    return f"{said} {unknown}".strip()


def _unknown(whole: Mix) -> str:
    """Of how many nobody knows the budget; nothing where there are none."""
    if not whole.budget_unknown:
        return ""
    said = ngettext(
        "Of %(count)d initiative of %(all)d nobody knows the budget.",
        "Of %(count)d initiatives of %(all)d nobody knows the budget.",
        whole.budget_unknown,
    )
    return said % {"count": whole.budget_unknown, "all": whole.count}


def _area(area: str) -> str:
    return _(AREAS[area]) if area in AREAS else area


def _shown(n: int, name: str, held: Mix) -> dict[str, Any]:
    return {
        "id": f"mix-{n}",
        "name": name,
        "count": held.count,
        "budget": "" if held.budget is None else money(held.budget, "EUR"),
        "rows": [_line(area) for area in held.areas],
    }


def _line(held: AreaLine) -> dict[str, Any]:
    return {
        "area": _area(held.area),
        "held": held,
        "budget": "" if held.budget is None else money(held.budget, "EUR"),
        "share": "" if held.budget_share is None else _share(held.budget_share),
        "firms": _range([numeral_of(n) for n in held.firms]) if held.firms else "",
        "reach": _range([_share(s) for s in held.reach_share]) if held.reach_share else "",
    }


def _share(share: float) -> str:
    """Whole percent; a little is not nothing."""
    return _("under %(share)s") % {"share": percent(0.01)} if 0 < share < 0.01 else percent(share)


def _range(ends: Sequence[str]) -> str:
    low, high = ends
    if low == high:
        return low
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def _cells(held: Mix) -> list[tuple[object, ...]]:
    place = None if held.key == ALL else held.key
    return [
        (
            *(place, a.area, a.count, a.budget, a.budget_unknown, a.budget_share),
            *(a.firms or (None, None)),
            *(a.reach_share or (None, None)),
        )
        for a in held.areas
    ]
