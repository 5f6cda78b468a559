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
from territoria_web.library.saying import colon
from territoria_web.public.benchmarks.cells import entry_url, share_said
from territoria_web.public.benchmarks.drawn import need_pictures, obstacle_pictures
from territoria_web.public.benchmarks.one import crumbs_to
from territoria_web.public.page import Page, Table
from territoria_web.territories.queries import territory_name

HEAD = (
    *("obstacle", "title", "instrument", "initiatives", "ids", "addressed_by"),
    *("named_in", "named_share", "named_low", "named_high", "named_year"),
    "named_state",
)


def obstacles(request: HttpRequest, held: UUID) -> Page:
    """Every obstacle of the library, in its order."""
    read = published_benchmark(held)
    lines = obstacle_lines(read)
    offered, unmet = _offered(lines), _unmet(lines)
    wide, slim = obstacle_pictures(lines, offered)
    return Page(
        template="public/benchmarks/obstacles.html",
        title=_("Obstacles beside instruments"),
        finding=unmet or offered,
        facts={
            "read": read,
            "example": read.row.example,
            "wide": wide,
            "slim": slim,
            "needs": need_pictures(lines, unmet or offered),
            "offered": offered,
            "gap": _gap(lines),
            "rows": [_row(read, line) for line in lines],
        },
        table=Table(f"obstacles-{held}", HEAD, [c for line in lines for c in _cells(line)]),
        crumbs=crumbs_to(read),
    )


def _unmet(lines: Sequence[ObstacleLine]) -> str:
    """In how many territories there is such an obstacle; nothing where there is none."""
    places = {named.territory.code for line in lines for named, _share in line.unmet}
    said = ngettext(
        "In %(count)d territory many firms name an obstacle that nothing judged here addresses there.",
        "In %(count)d territories many firms name an obstacle that nothing judged here addresses there.",
        len(places),
    )
    return said % {"count": len(places)} if places else ""


def _offered(lines: Sequence[ObstacleLine]) -> str:
    nobody = sum(not line.entries for line in lines)
    often = sum(line.is_often for line in lines)
    first = _("Each obstacle is addressed by an initiative judged here.")
    if nobody:
        first = _("No initiative judged here addresses %(count)d of %(all)d obstacles.") % {
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
    """Of what nobody there addresses, what the largest share of firms names."""
    held = [(line, named, share) for line in lines for named, share in line.unmet]
    if not held:
        return ""
    line, named, share = max(held, key=lambda one: one[2].share)
    said = _("%(share)s name “%(obstacle)s”; nothing judged here addresses it there.") % {
        "share": share_said(share),
        "obstacle": line.title,
    }
    return f"{territory_name(named.territory)}{colon()}{said}"


def _row(read: ReadBenchmark, line: ObstacleLine) -> dict[str, Any]:
    return {
        "line": line,
        "entries": [(e, entry_url(read.row, e)) for e in line.entries],
        "open": [territory_name(named.territory) for named, _share in line.unmet],
        "asked": bool(line.named),
    }


def _cells(line: ObstacleLine) -> list[tuple[object, ...]]:
    """One line an instrument; then one a territory that was asked."""
    own = (line.id, line.title)
    offered = [
        (*own, instrument, len(held), " ".join(e.id for e in held), len(line.entries), *[None] * 6)
        for instrument, held in line.by.items()
    ]
    told = [
        (*own, None, None, None, len(line.entries))
        + (n.territory.key, s.share, s.low, s.high, n.year, line.state_in(n))
        for n, s in line.named
    ]
    return [*offered, *told]
