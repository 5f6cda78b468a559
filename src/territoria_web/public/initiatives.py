"""Policy initiatives for small firms, as advice and practices cite them."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.public.filters import Filters, read_filters
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.public.prose import claims_shown, inline
from territoria_web.recommend.queries.advice_texts import advice_naming
from territoria_web.recommend.queries.initiatives import (
    InitiativeEntry,
    all_initiatives,
    initiative_at,
    initiative_facets,
)
from territoria_web.recommend.queries.practices import is_fresh

COLUMNS = ("id", "title", "place", "countries", "level", "area", "instruments", "years")
FOUND = ("evaluation", "grade", "result", "went_wrong", "budget_eur_total", "finding")
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


def listing(request: HttpRequest) -> Page:
    """All initiatives, or those that the filters leave; the best evaluated first."""
    filters, left = read_filters(request, initiative_facets(), all_initiatives())
    return Page(
        template="public/initiatives/listing.html",
        title=_("Policy initiatives for small firms"),
        finding=_finding(left, filters),
        facts={
            "filters": filters,
            "rows": [(i, reverse("public:initiative", args=[i.id])) for i in left],
            "action": reverse("public:initiatives"),
        },
        table=Table("initiatives", (*COLUMNS, *FOUND), [_cells(i) for i in left]),
    )


def _finding(left: Sequence[InitiativeEntry], filters: Filters) -> str:
    everything = all_initiatives()
    if filters.count:
        return ngettext(
            "{count} initiative of {all} fits what you ask for.",
            "{count} initiatives of {all} fit what you ask for.",
            len(left),
        ).format(count=len(left), all=len(everything))
    return _(
        "What states, regions, cities and chambers did so that small firms go digital: {all} "
        "instruments. {sound} were evaluated with a comparison group or a lottery; {wrong} went wrong."
    ).format(
        all=len(everything),
        sound=sum(i.evaluation in SOUND for i in everything),
        wrong=sum(i.went_wrong for i in everything),
    )


def _cells(i: InitiativeEntry) -> tuple[object, ...]:
    own = (i.id, i.title, i.place, i.countries, i.level, i.area, i.instruments, i.years)
    return (*own, i.evaluation, i.grade, i.result, i.went_wrong, i.budget or None, i.finding)


def one(request: HttpRequest, initiative: str) -> Page:
    """An initiative by its id."""
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
    left_out = ("claims", "sources", "keys", "haystack")
    return {name: held for name, held in vars(entry).items() if name not in left_out}
