"""A benchmark: how many are good practice, its criteria, then initiatives × criteria, who is strong at what, areas and sizes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Page as Sheaf
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.compare.queries.benchmark_pages import (
    Entry,
    ReadBenchmark,
    benchmark_state,
    published_benchmark,
    silent_members,
)
from territoria_web.papers.queries.papers import network_reports, reports_state
from territoria_web.public.benchmarks.asked import Asked, asked_of
from territoria_web.public.benchmarks.cells import HEAD, rows_of
from territoria_web.public.benchmarks.drawn import group_pictures, matrix_pictures
from territoria_web.public.benchmarks.rows import matrix_rows
from territoria_web.public.benchmarks.strong import labelled, none_strong, strong_rows
from territoria_web.public.filters import query_without
from territoria_web.public.page import Crumb, LaterRows, Page, Table
from territoria_web.public.written import Opened

PER_PAGE = 40


def benchmark(request: HttpRequest, held: UUID) -> Page:
    """One of them; 404 before it is published."""
    read = published_benchmark(held)
    asked = asked_of(request, read)
    shown = Paginator(asked.entries, PER_PAGE).get_page(request.GET.get("page"))
    query = query_without(request.GET)
    return Page(
        template="public/benchmarks/one.html",
        title=read.row.title,
        finding=finding(read),
        facts={
            "read": read,
            "example": read.row.example,
            "counted": counted(read),
            "silence": silence(read),
            "criteria": read.criteria,
            "asked": asked,
            "action": reverse("public:benchmark", args=[held]),
            "query": f"{query}&" if query else "",
            "page_of": shown,
            "part": _part(shown),
            "rows": matrix_rows(read, list(shown)),
            "left": _left(read, asked),
            "matrix": matrix_pictures(read, list(shown), _left(read, asked)),
            "strong": strong_rows(read, asked.entries),
            "none_strong": none_strong(read),
            "practices": labelled(read, asked.entries),
            "groups": group_pictures(read),
            "links": [*_links(held), *_reports(read)],
        },
        table=Table(f"benchmark-{held}", HEAD, LaterRows(lambda: rows_of(read, asked.entries))),
        data=data_of(read, asked.entries),
        crumbs=crumbs_to()[:2],
    )


def as_published(opened: Opened, request: HttpRequest, *, held: UUID, **parts: UUID) -> Hashable:
    """What a page hangs on: the benchmark as it was published, who is in the network, and which reports
    of networks stand.
    """
    state = benchmark_state(held)
    return None if state is None else (state, reports_state())


def crumbs_to(read: ReadBenchmark | None = None) -> tuple[Crumb, ...]:
    """The way to a part of a benchmark."""
    way = [
        Crumb(_("Network"), reverse("public:network")),
        Crumb(_("Benchmarks of initiatives"), reverse("public:benchmarks")),
    ]
    if read is not None:
        url = reverse("public:benchmark", args=[read.row.public_id])
        way.append(Crumb(read.row.title, url))
    return tuple(way)


def finding(read: ReadBenchmark) -> str:
    """How many are good practice, or that nobody can tell, and what cannot be told."""
    if not any(e.shown for e in read.entries):
        said = ngettext(
            "Too little is known of the %(count)d initiative to say whether it is good practice.",
            "Too little is known of all %(count)d initiatives to say which are good practice.",
            len(read.entries),
        )
        return f"{said % {'count': len(read.entries)}} {_unknown(read)}"
    said = _("Good practice: %(good)d of %(count)d initiatives.") % {
        "good": sum(e.practice == "good" for e in read.entries),
        "count": len(read.entries),
    }
    return f"{said} {_unknown(read)}"


def counted(read: ReadBenchmark) -> str:
    """How many were judged, from where, by whom, on what."""
    return _(
        "%(initiatives)s of %(territories)s were judged by %(assessors)s on %(criteria)s that "
        "were fixed beforehand."
    ) % {
        "initiatives": _initiatives(len(read.entries)),
        "territories": ngettext("%d territory", "%d territories", len(read.territories))
        % len(read.territories),
        "assessors": ngettext("%d assessor", "%d assessors", read.assessors) % read.assessors,
        "criteria": ngettext("%d criterion", "%d criteria", len(read.criteria))
        % len(read.criteria),
    }


def silence(read: ReadBenchmark) -> list[str]:
    """Who did not answer, and of how many initiatives too little is known."""
    silent, without = silent_members(read.row, read), read.without_owner
    hidden = sum(not e.shown for e in read.entries)
    hidden = 0 if hidden == len(read.entries) else hidden  # the lead says so then
    told = (
        (silent, ngettext("%d territory of the network brought no initiative.",
                          "%d territories of the network brought no initiative.", silent)),
        (without, ngettext("%d owner gave no score of their own.",
                           "%d owners gave no score of their own.", without)),
        (hidden, ngettext("Too little is known for a profile of %d initiative.",
                          "Too little is known for a profile of %d initiatives.", hidden)),
    )  # fmt: skip
    return [said % n for n, said in told if n]


def _initiatives(count: int) -> str:
    return ngettext("%d initiative", "%d initiatives", count) % count


def _left(read: ReadBenchmark, asked: Asked) -> str:
    """What the matrix shows now."""
    if asked.filters.count:
        said = ngettext(
            "%(count)d initiative of %(all)d fits what you ask for.",
            "%(count)d initiatives of %(all)d fit what you ask for.",
            len(asked.entries),
        )
        return said % {"count": len(asked.entries), "all": len(read.entries)}
    return _unknown(read)


def _part(shown: Sheaf[Entry]) -> str:
    """Which of the initiatives stand on this page; nothing where all do."""
    if not shown.has_other_pages():
        return ""
    said = _(
        "Shown here: initiatives %(first)d to %(last)d of %(count)d. Counts are of all of them."
    )
    told = {"first": shown.start_index(), "last": shown.end_index()}
    return said % {**told, "count": shown.paginator.count}


def _unknown(read: ReadBenchmark) -> str:
    cells = [e.cells[c.id] for e in read.entries for c in read.criteria]
    unknown = sum(c.value is None for c in cells)
    return _("In %(unknown)d of %(cells)d cells it cannot be told, or assessors differ.") % {
        "unknown": unknown,
        "cells": len(cells),
    }


def _links(held: UUID) -> list[tuple[str, str]]:
    return [
        (
            _("Obstacles beside instruments: what nothing judged here addresses"),
            reverse("public:benchmark-obstacles", args=[held]),
        ),
        (
            _("The mix: budget and firms reached by area"),
            reverse("public:benchmark-mix", args=[held]),
        ),
    ]


def _reports(read: ReadBenchmark) -> list[tuple[str, str]]:
    """What the network learned of it, as it has published it."""
    used = {"facts__small_firms__benchmark__id": str(read.row.public_id)}
    held = network_reports().filter(network=read.row.network_id, **used)
    return [(paper.title, reverse("public:paper", args=[paper.public_id])) for paper in held]


def data_of(read: ReadBenchmark, entries: Sequence[Entry]) -> dict[str, Any]:
    """The benchmark as data: what it is, its criteria with their anchors, and its initiatives."""
    row, result = read.row, read.row.result or {}
    return {
        "benchmark": {
            "id": str(row.public_id),
            "network": row.network.name,
            "title": row.title,
            "language": row.language,
            "published": result.get("day"),
            "digest": result.get("digest"),
            "assessors": read.assessors,
            "example": row.example,
            "silent_territories": silent_members(row, read),
            "owners_without_a_score": read.without_owner,
        },
        "criteria": result.get("criteria", []),
        "best_quarter": result.get("strong", {}),
        "initiatives": [e.facts for e in entries],
    }
