"""Obstacles beside instruments: what nobody addresses, what five do, and what firms named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.compare.queries.benchmark_obstacles import ObstacleLine, obstacle_lines
from territoria_web.compare.queries.benchmark_pages import ReadBenchmark, published_benchmark
from territoria_web.compare.queries.named_obstacles import Named, Share
from territoria_web.library.saying import numeral_of, percent
from territoria_web.public.benchmarks.cells import entry_url
from territoria_web.public.benchmarks.drawn import obstacle_pictures
from territoria_web.public.benchmarks.one import crumbs_to
from territoria_web.public.page import Page, Table
from territoria_web.territories.queries import territory_name

HEAD = (
    *("obstacle", "title", "instrument", "initiatives", "ids", "addressed_by"),
    *("named_in", "named_share", "named_low", "named_high", "named_year"),
)


def obstacles(request: HttpRequest, held: UUID) -> Page:
    """Every obstacle of the library, in its order."""
    read = published_benchmark(held)
    lines = obstacle_lines(read)
    wide, slim = obstacle_pictures(lines, _finding(lines))
    return Page(
        template="public/benchmarks/obstacles.html",
        title=_("Obstacles beside instruments"),
        finding=_finding(lines),
        facts={
            "read": read,
            "example": read.row.example,
            "wide": wide,
            "slim": slim,
            "gap": _gap(lines),
            "rows": [_row(read, line) for line in lines],
            "asked": any(line.named for line in lines),
        },
        table=Table(f"obstacles-{held}", HEAD, [c for line in lines for c in _cells(line)]),
        crumbs=crumbs_to(read),
    )


def _finding(lines: Sequence[ObstacleLine]) -> str:
    nobody = sum(not line.entries for line in lines)
    often = sum(line.is_often for line in lines)
    first = _("Each obstacle is addressed by somebody.")
    if nobody:
        first = _("%(count)d of %(all)d obstacles nobody addresses.") % {
            "count": nobody,
            "all": len(lines),
        }
    last = ngettext(
        "%(count)d is addressed five times or more.",
        "%(count)d are addressed five times or more.",
        often,
    )
    return f"{first} {last % {'count': often}}" if often else first


def _gap(lines: Sequence[ObstacleLine]) -> str:
    """Of what nobody addresses, what the largest share of firms names."""
    held = [(line, pair) for line in lines if not line.entries and (pair := line.most)]
    if not held:
        return ""
    line, (named, share) = max(held, key=lambda one: one[1][1].share)
    return _(
        "Of what nobody addresses, firms name “%(obstacle)s” most: %(share)s in %(place)s."
    ) % {
        "obstacle": line.title,
        "share": share_said(share),
        "place": territory_name(named.territory),
    }


def share_said(share: Share) -> str:
    """``40 % (32–48)``."""
    ends = "–".join(numeral_of(100 * end) for end in (share.low, share.high))
    return f"{percent(share.share)} ({ends})"


def _row(read: ReadBenchmark, line: ObstacleLine) -> dict[str, Any]:
    return {
        "line": line,
        "entries": [(e, entry_url(read.row, e)) for e in line.entries],
        "named": [_named(named, share) for named, share in line.named],
    }


def _named(named: Named, share: Share) -> tuple[str, str]:
    return territory_name(named.territory), share_said(share)


def _cells(line: ObstacleLine) -> list[tuple[object, ...]]:
    """One line an instrument; then one a territory that was asked."""
    own = (line.id, line.title)
    offered = [
        (*own, instrument, len(held), " ".join(e.id for e in held), len(line.entries), *[None] * 5)
        for instrument, held in line.by.items()
    ]
    told = [
        (*own, None, None, None, len(line.entries))
        + (n.territory.key, s.share, s.low, s.high, n.year)
        for n, s in line.named
    ]
    return [*offered, *told]
