"""The pictures of a conversation: bars of its statements, and a map of its groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast

from django.utils.translation import gettext as _

from territoria.pictures.opinion_bars import OpinionRow, Says, opinion_bars
from territoria.pictures.opinion_map import OpinionMark, opinion_map
from territoria.pictures.picture import Picture
from territoria_web.listen.queries.opinions import ResultRow, Results

SLIM: Final = 328
ALL_UP_TO: Final = 12  # statements; of more, only those that say something


def opinion_pictures(found: Results) -> dict[str, Any]:
    """``bars`` and, where there are groups, ``map``: each for wide screens and for phones."""
    rows = [_row(row) for row in drawn_rows(found)]
    says = _("How many people agree, pass and disagree with each statement.")
    bars = tuple(
        opinion_bars(f"bars{end}", found.finding, says, rows, **width) for end, width in _SIZES
    )
    return {"bars": bars, "map": _map(found) if found.groups else ()}


_SIZES: Final[tuple[tuple[str, dict[str, int]], ...]] = (("", {}), ("-slim", {"width": SLIM}))


def drawn_rows(found: Results) -> Sequence[ResultRow]:
    """All statements of a short conversation; of a long one those that unite or divide."""
    if len(found.rows) <= ALL_UP_TO:
        return found.rows
    telling = (*found.shared, *found.consensus, *found.refused, *found.divided)
    names = {row.statement.pk for row in telling}
    return [row for row in found.rows if row.statement.pk in names] or found.rows[:ALL_UP_TO]


def _row(row: ResultRow) -> OpinionRow:
    verdict = cast("Says", row.verdict)
    return OpinionRow(row.text, row.seen, row.agree, row.passed, row.disagree, verdict)


def _map(found: Results) -> tuple[Picture, ...]:
    marks = [
        OpinionMark(_("Group %(name)s") % {"name": g.name}, g.size, g.centre, g.spread)
        for g in found.groups
    ]
    says = _("Groups of people who vote alike: how many they are, and how far they stand apart.")
    return tuple(
        opinion_map(f"groups{end}", found.finding, says, marks, found.explained, **width)
        for end, width in _SIZES
    )
