"""How a level came about: which sheets, in what arithmetic, what was talked over. No names."""

from __future__ import annotations

from django.utils.translation import gettext as _

from territoria_web.compare.queries.benchmark_pages import ReadCell
from territoria_web.public.benchmarks.cells import STATES, level_said


def sheets_said(cell: ReadCell) -> list[tuple[str, str]]:
    """Each sheet and its level. Assessors stand by level, so that no number tells who is who."""
    own = _("no score") if cell.owner is None else level_said(cell.owner)
    return [(_("Owner"), own), *_assessors(cell)]


def _assessors(cell: ReadCell) -> list[tuple[str, str]]:
    ends = [v for v in (cell.low, cell.high) if v is not None][: cell.known]
    if cell.known > 2:
        told = _("%(known)d of %(of)d could tell, from %(low)s to %(high)s") % {
            "known": cell.known,
            "of": cell.of,
            "low": level_said(cell.low),
            "high": level_said(cell.high),
        }
        return [(_("Assessors"), told)]
    levels: list[float | None] = [*ends, *[None] * (cell.of - len(ends))]
    return [
        (_("Assessor %(n)d") % {"n": n}, level_said(v) if v is not None else str(STATES["unknown"]))
        for n, v in enumerate(levels, start=1)
    ]


def reckoned(cell: ReadCell) -> list[str]:
    """The arithmetic in sentences; the owner's own score is in none of it."""
    said = [_talked(cell) if cell.state == "settled" else _mean(cell)]
    if cell.capped:
        said.append(
            _("Without a baseline a target counts for 2 at most, so a higher score counts as 2.")
        )
    return said


def _talked(cell: ReadCell) -> str:
    if cell.value is None:
        return _("Assessors talked it over and agreed that it cannot be told.")
    return _("Assessors were from %(low)s to %(high)s, talked it over and agreed on %(value)s.") % {
        "low": level_said(cell.low),
        "high": level_said(cell.high),
        "value": level_said(cell.value),
    }


def _mean(cell: ReadCell) -> str:
    if cell.state == "disputed":
        return _(
            "Assessors are more than one and a half levels apart and have not settled it, so there "
            "is no level."
        )
    if cell.value is None:
        return _(
            "%(known)d of %(of)d assessors could tell; at least two must, so there is no level."
        ) % {"known": cell.known, "of": cell.of}
    parts = {
        "low": level_said(cell.low),
        "high": level_said(cell.high),
        "value": level_said(cell.value),
        "known": cell.known,
    }
    if cell.known == 2:
        return _("(%(low)s + %(high)s) / 2 = %(value)s") % parts
    return _("The mean of %(known)d assessors is %(value)s.") % parts
