"""All published benchmarks, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.compare.queries.benchmark_pages import (
    ReadBenchmark,
    published_benchmarks,
    read_benchmark,
)
from territoria_web.library.dates import written
from territoria_web.public.page import Crumb, Page, Table

HEAD = (
    *("id", "title", "network", "language", "published", "initiatives", "territories"),
    *("assessors", "criteria", "digest", "example", "address"),
)


def benchmarks(request: HttpRequest) -> Page:
    """The list."""
    held = [read_benchmark(one) for one in published_benchmarks()]
    return Page(
        template="public/benchmarks/listing.html",
        title=_("Benchmarks of initiatives"),
        finding=_finding(held),
        facts={"rows": [_card(read) for read in held]},
        table=Table("benchmarks", HEAD, [_cells(read) for read in held]),
        crumbs=(Crumb(_("Network"), reverse("public:network")),),
    )


def _finding(held: Sequence[ReadBenchmark]) -> str:
    real = [read for read in held if not read.row.example]
    if not held:
        return _("No benchmark of initiatives is published yet.")
    if not real:
        return _("Only invented benchmarks stand here yet: they show how this works.")
    count = sum(len(read.entries) for read in real)
    said = ngettext(
        "%(count)d initiative for small firms was judged on criteria that were fixed beforehand.",
        "%(count)d initiatives for small firms were judged on criteria that were fixed beforehand.",
        count,
    )
    return said % {"count": count}


def _card(read: ReadBenchmark) -> dict[str, Any]:
    return {
        "row": read.row,
        "initiatives": len(read.entries),
        "territories": len(read.territories),
        "url": reverse("public:benchmark", args=[read.row.public_id]),
    }


def _cells(read: ReadBenchmark) -> tuple[object, ...]:
    row = read.row
    day = written(localdate(row.published)) if row.published else None
    own = (str(row.public_id), row.title, row.network.name, row.language, day)
    counts = (len(read.entries), len(read.territories), read.assessors, len(read.criteria))
    url = reverse("public:benchmark", args=[row.public_id])
    return (*own, *counts, row.digest, row.example, url)
