"""Policy initiatives for small firms, as advice and practices cite them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.compare.queries.benchmark_pages import benchmarks_state, benchmarks_with
from territoria_web.library.queries import library
from territoria_web.measure.queries.register import register_state
from territoria_web.public.filters import Filters, query_without, read_filters
from territoria_web.public.page import Crumb, LaterRows, Page, Table
from territoria_web.public.prose import claims_shown, inline
from territoria_web.public.registered import registered, registered_cells
from territoria_web.public.written import Opened, this_day
from territoria_web.recommend.queries.advice_texts import advice_naming
from territoria_web.recommend.queries.initiatives import (
    InitiativeEntry,
    best_titled,
    initiative_at,
    initiative_facets,
    listed_initiatives,
)
from territoria_web.recommend.queries.practices import is_fresh

PER_PAGE = 20
COLUMNS = ("id", "title", "place", "countries", "level", "area", "instruments", "years")
FOUND = ("evaluation", "grade", "result", "went_wrong", "budget_eur_total", "finding")
REGISTERED = (
    *("from", "language", "territory", "owner", "obstacles", "budget_eur_year", "reach"),
    *("target", "target_complete", "contact", "valid_until", "edition", "entered"),
    *("reviewed_in", "digest", "example"),
)
CLAIMS = ("initiative", "outcome", "claim", "grade", "reason", "sources")
PROSE = (
    "target_group",
    "terms",
    "target",
    "reach",
    "finding",
    "what_failed",
    "lessons",
    "transfer",
)
SOUND = ("comparison-group", "trial")


def today_with_register(opened: Opened, request: HttpRequest) -> Hashable:
    """The state of the list: the day, and the last edition and withdrawal of the register."""
    return this_day(opened, request), register_state()


def of_the_library(opened: Opened, request: HttpRequest, *, initiative: str) -> Hashable | None:
    """The state of a page: the day, and what was published of benchmarks; an entry of the register is made
    anew, as plans name it too.
    """
    if initiative not in library().initiatives:
        return None
    return this_day(opened, request), benchmarks_state()


def listing(request: HttpRequest) -> Page:
    """All initiatives, or those that the filters leave; the best evaluated first."""
    everything = listed_initiatives()
    filters, found = read_filters(request, initiative_facets(everything), everything)
    left = best_titled(found, filters.words)
    rows = [(i, reverse("public:initiative", args=[i.id])) for i in left]
    return Page(
        template="public/initiatives/listing.html",
        title=_("Policy initiatives for small firms"),
        finding=_finding(everything, left, filters),
        facts={
            "filters": filters,
            "rows": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "query": f"{query}&" if (query := query_without(request.GET)) else "",
            "action": reverse("public:initiatives"),
        },
        table=Table(
            "initiatives", (*COLUMNS, *FOUND, *REGISTERED), LaterRows(lambda: map(_cells, left))
        ),
    )


def _finding(
    everything: Sequence[InitiativeEntry], left: Sequence[InitiativeEntry], filters: Filters
) -> str:
    if filters.count:
        return ngettext(
            "{count} initiative of {all} fits what you ask for.",
            "{count} initiatives of {all} fit what you ask for.",
            len(left),
        ).format(count=len(left), all=len(everything))
    told = _(
        "What states, regions, cities and chambers did so that small firms go digital: {all} "
        "initiatives. {sound} were evaluated with a comparison group or a lottery; {wrong} went wrong."
    ).format(
        all=len(everything),
        sound=sum(i.evaluation in SOUND for i in everything),
        wrong=sum(i.went_wrong for i in everything),
    )
    return " ".join(filter(None, (told, _entered(everything), _invented(everything))))


def _entered(everything: Sequence[InitiativeEntry]) -> str:
    """How many are of the register; nothing where none is."""
    entered = sum(i.register is not None for i in everything)
    said = ngettext(
        "{count} was entered by the territory itself and read by a second one.",
        "{count} were entered by the territories themselves and read by a second one.",
        entered,
    )
    return said.format(count=entered) if entered else ""


def _invented(everything: Sequence[InitiativeEntry]) -> str:
    """How many of them show how this works; nothing where none does."""
    invented = sum(i.is_example for i in everything)
    said = ngettext(
        "{count} of these is invented: it shows how this works.",
        "{count} of these are invented: they show how this works.",
        invented,
    )
    return said.format(count=invented) if invented else ""


def _cells(i: InitiativeEntry) -> tuple[object, ...]:
    own = (i.id, i.title, i.place, i.countries, i.level, i.area, i.instruments, i.years)
    found = (i.evaluation, i.grade, i.result, i.went_wrong, i.budget or None, i.finding)
    return (*own, *found, *registered_cells(i))


def one(request: HttpRequest, initiative: str) -> Page:
    """An initiative by its id: of the library, or an entry of the register."""
    if initiative not in library().initiatives and (held := registered(initiative)):
        return held
    entry = initiative_at(initiative)
    return Page(
        template="public/initiatives/one.html",
        title=entry.title,
        finding=entry.result,
        crumbs=(Crumb(_("Policy initiatives"), reverse("public:initiatives")),),
        facts={
            "entry": entry,
            "claims": claims_shown(entry.claims),
            "says": {name: inline(getattr(entry, name)) for name in PROSE},
            "confirmed": is_fresh(entry.contact, entry.confirmed, timezone.localdate()),
            "advice": advice_naming(entry.id),
            "benchmarks": benchmarks_with(entry.id),
        },
        table=Table("claims", CLAIMS, _claims(entry)),
        data={"initiative": _data(entry), "references": [vars(s) for s in entry.sources]},
    )


def _claims(entry: InitiativeEntry) -> list[tuple[object, ...]]:
    return [
        (entry.id, c.outcome, c.claim, c.grade, c.reason, " ".join(map(str, c.sources)))
        for c in entry.claims
    ]


def _data(entry: InitiativeEntry) -> dict[str, object]:
    left_out = ("claims", "sources", "keys", "haystack", "register", "target_lacks")
    return {name: held for name, held in vars(entry).items() if name not in left_out}
