"""An initiative in a benchmark: its profile, and how each level came about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.compare.queries.benchmark_obstacles import obstacle_said
from territoria_web.compare.queries.benchmark_pages import (
    Entry,
    ReadBenchmark,
    entry_in,
    published_benchmark,
)
from territoria_web.compare.queries.benchmarks import Asked
from territoria_web.library.initiative_names import AREAS, EVALUATIONS, INSTRUMENTS, SIZES
from territoria_web.library.saying import listed, money, numeral_of, quoted
from territoria_web.public.benchmarks.cells import (
    HEAD,
    PRACTICES,
    initiative_url,
    known_said,
    rows_of,
)
from territoria_web.public.benchmarks.drawn import profile_pictures
from territoria_web.public.benchmarks.one import crumbs_to
from territoria_web.public.benchmarks.reckoned import reckoned, sheets_said
from territoria_web.public.benchmarks.rows import cell_shown
from territoria_web.public.page import Page, Table


def entrant(request: HttpRequest, held: UUID, entrant: UUID) -> Page:
    """One initiative of a benchmark; 404 where it is not in it."""
    read = published_benchmark(held)
    entry = entry_in(read, entrant)
    return Page(
        template="public/benchmarks/entrant.html",
        title=entry.title.text,
        finding=_finding(read, entry),
        facts={
            "read": read,
            "entry": entry,
            "example": read.row.example,
            "practice": PRACTICES.get(entry.practice, ""),
            "profile": profile_pictures(read, entry) if entry.shown else None,
            "beside": _beside(entry),
            "cells": [_cell(c, entry) for c in read.criteria],
            "told": _told(entry),
            "initiative": initiative_url(entry),
        },
        table=Table(f"benchmark-{entry.id}", HEAD, rows_of(read, [entry])),
        data={"initiative": entry.facts, "criteria": (read.row.result or {}).get("criteria", [])},
        crumbs=crumbs_to(read),
    )


def _finding(read: ReadBenchmark, entry: Entry) -> str:
    if not entry.shown:
        said = _(
            "Only %(known)d of %(of)d criteria are known, so there is no profile: at least seven in "
            "ten are needed."
        )
        return said % {"known": entry.known, "of": len(entry.cells)}
    strong = [c.title.text for c in read.criteria if c.id in entry.strong]
    if not strong:
        return _("%(known)s It is in the best quarter on none of those that are compared.") % {
            "known": known_said(entry)
        }
    return _("%(known)s It is in the best quarter on %(strong)s.") % {
        "known": known_said(entry),
        "strong": listed([quoted(title) for title in strong]),
    }


def _beside(entry: Entry) -> str:
    """What the owner says beside what assessors say."""
    both = [
        (c.owner, c.value)
        for c in entry.cells.values()
        if c.owner is not None and c.value is not None
    ]
    if not both:
        return _("The owner gave no score of their own.")
    higher = sum(own > value for own, value in both)
    return _(
        "On %(higher)d of %(both)d criteria that both judged, the owner sees a higher level than "
        "the assessors."
    ) % {"higher": higher, "both": len(both)}


def _cell(criterion: Asked, entry: Entry) -> dict[str, Any]:
    cell = entry.cells[criterion.id]
    return {
        "criterion": criterion,
        "shown": cell_shown(cell),
        "sheets": sheets_said(cell),
        "reckoned": reckoned(cell),
        "why": cell.why,
        "settled": cell.said,
    }


def _told(entry: Entry) -> list[tuple[str, str]]:
    """The facts that it was judged with; unknown is empty."""
    facts = entry.facts
    reach = ""
    if facts["firms"] is not None:
        firms = ngettext("%(count)s firm", "%(count)s firms", facts["firms"])
        reach = firms % {"count": numeral_of(facts["firms"])}
        reach = f"{reach} ({facts['reach_year']})" if facts["reach_year"] else reach
    return [
        (_("Kind of help"), _(AREAS[entry.area]) if entry.area in AREAS else ""),
        (_("Instrument"), _names(entry, "instruments", INSTRUMENTS)),
        (_("Obstacles it meets"), ", ".join(map(obstacle_said, entry.listed("obstacles")))),
        (_("Size of firms"), _names(entry, "sizes", SIZES)),
        (_("Budget a year"), "" if facts["budget"] is None else money(facts["budget"], "EUR")),
        (_("Whom it reached"), reach),
        (
            _("Evaluation"),
            _(EVALUATIONS.get(facts["evaluation"], "")) if facts["evaluation"] else "",
        ),
    ]


def _names(entry: Entry, field: str, names: Any) -> str:
    return ", ".join(_(names[code]) if code in names else code for code in entry.listed(field))
