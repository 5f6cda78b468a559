"""The list of practices: searched, filtered, and ordered by likeness to the reader's territory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.public.asked_territory import asked_region, kept
from territoria_web.public.filters import Filters, query_without, read_filters
from territoria_web.public.grade_mark import grade_mark
from territoria_web.public.page import LaterRows, Page, Table
from territoria_web.public.practices.nearness import Nearness, nearness
from territoria_web.recommend.queries.evidence_gaps import COMPARED
from territoria_web.recommend.queries.practices import (
    PracticeEntry,
    all_practices,
    practice_facets,
)
from territoria_web.recommend.queries.similar_places import Relation, Similar, region_names

PER_PAGE = 20
COLUMNS = (
    "id",
    "title",
    "place",
    "country",
    "years",
    "population_class",
    "lesson",
    "grade",
    "went_wrong",
    "cost",
    "form",
    "central",
    "touched",
    "roles",
    "territories",
    "confirmed",
    "relation",
)


@dataclass(frozen=True)
class Row:
    """A practice in the list, with its likeness to the territory asked for."""

    entry: PracticeEntry
    keep: str
    unconfirmed: bool
    relation: Relation | None
    near: Nearness | None = None

    @property
    def url(self) -> str:
        """The practice's own page, with the territory kept."""
        return reverse("public:practice", args=[self.entry.id]) + self.keep

    @property
    def mark(self) -> str:
        """The grade of its best claim."""
        return grade_mark(self.entry.grade)


def listing(request: HttpRequest) -> Page:
    """All practices, or those that the filters leave."""
    region = asked_region(request)
    similar = region.similar
    filters, left = read_filters(request, practice_facets(), all_practices())
    today = timezone.localdate()
    names = region_names([c for e in left for c in e.territories]) if similar else {}
    rows = _ordered([_row(e, similar, today, names) for e in left], filters)
    return Page(
        template="public/practices/listing.html",
        title=_("Practices"),
        finding=_finding(left, filters),
        facts={
            "filters": filters,
            "rows": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "query": f"{query}&" if (query := query_without(request.GET)) else "",
            "similar": similar,
            "region": region,
            "said": _similar_said(rows, similar),
            "keep": kept(similar),
            "action": reverse("public:practices"),
        },
        table=Table("practices", COLUMNS, LaterRows(lambda: map(_cells, rows))),
    )


def _row(
    entry: PracticeEntry, similar: Similar | None, today: date, names: Mapping[str, str]
) -> Row:
    unconfirmed = not entry.is_confirmed(today)
    if similar is None:
        return Row(entry, "", unconfirmed, None)
    relation = similar.to(entry.territories)
    near = nearness(entry, relation, similar, names)
    return Row(entry, kept(similar), unconfirmed, relation, near)


def _ordered(rows: list[Row], filters: Filters) -> list[Row]:
    """The nearest first, then those whose title or place holds the words; the rest as they come."""

    def key(row: Row) -> tuple[int, bool]:
        near = row.near.place if row.near else 0
        head = f"{row.entry.title} {row.entry.place}".casefold()
        return near, not (filters.q and filters.q.casefold() in head)

    return sorted(rows, key=key)


def _finding(left: Sequence[PracticeEntry], filters: Filters) -> str:
    everything = len(all_practices())
    if filters.count:
        return ngettext(
            "{count} practice of {all} fits what you ask for.",
            "{count} practices of {all} fit what you ask for.",
            len(left),
        ).format(count=len(left), all=everything)
    return _(
        "What {all} places and programmes did, and what came of it. {compared} measured an effect "
        "against places or firms without it; {wrong} went wrong and are told as plainly."
    ).format(
        all=everything,
        compared=sum(e.grade in COMPARED for e in left),
        wrong=sum(e.went_wrong for e in left),
    )


def _similar_said(rows: Sequence[Row], similar: Similar | None) -> str:
    """What the order by likeness rests on, as one sentence."""
    if similar is None:
        return ""
    if not similar.known:
        return _(
            "The peers of {place} are not known here; practices of the same country stand first."
        ).format(place=similar.name)
    alike = sum(bool(r.relation and r.relation.alike) for r in rows)
    if not alike:
        return _("None of these practices comes from {place} or one of its peers.").format(
            place=similar.name
        )
    return ngettext(
        "{count} of these practices comes from {place} or one of its peers; it stands first.",
        "{count} of these practices come from {place} or its peers; they stand first.",
        alike,
    ).format(count=alike, place=similar.name)


def _cells(row: Row) -> tuple[object, ...]:
    e = row.entry
    return (
        e.id,
        e.title,
        e.place,
        e.country or None,
        e.years,
        e.population,
        e.lesson,
        e.grade,
        e.went_wrong,
        e.cost,
        e.form or None,
        " ".join(e.central),
        " ".join(e.touched),
        " ".join(e.roles),
        " ".join(e.territories),
        e.confirmed,
        row.relation.word if row.relation else None,
    )
