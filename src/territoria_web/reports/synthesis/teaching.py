"""The picture of who could teach whom: a row for each that can teach, a column for each that learns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.document import Block
from territoria.pictures.mark_grid import GridCell, GridRow, Mark, mark_grid
from territoria.pictures.picture import Label
from territoria_web.reports.synthesis.among import Among

MOST: Final = 16
"""Columns that a page has room for; those in most pairs come first."""
NAMED: Final = 6
"""Up to so many columns have their names on top; beyond, their codes."""


def picture(told: Among, inside: Mapping[str, Any]) -> list[Block]:
    """Nothing where no territory could teach another."""
    both = {(m["one"], m["other"]) for m in inside["chosen"]}
    both |= {(other, one) for one, other in both}
    way = {(w["teacher"], w["learner"]) for w in inside["one_way"]} - both
    shown = _shown(told, both | way)
    if not shown:
        return []
    marks: dict[str, tuple[Mark, str]] = {
        "both": ("full", _("each can teach the other: they should talk")),
        "way": ("light", _("can teach, and not the other way round")),
        "": ("none", _("nothing firm to teach")),
        "unknown": ("unknown", _("cannot be compared in structure")),
    }

    def cell(teacher: str, learner: str) -> GridCell:
        pair = (teacher, learner)
        state = "both" if pair in both else "way" if pair in way else ""
        if not state and set(pair) & set(inside["uncompared"]):
            state = "unknown"
        if teacher == learner:
            return GridCell("none", Label(_("the same territory")))
        mark, said = marks[state]
        return GridCell(mark, Label(said))

    rows = [
        GridRow(_row_name(told, t, len(shown)), tuple(cell(t, learner) for learner in shown))
        for t in shown
    ]
    caption = told.say("pairs/caption", _caption(len(both) // 2, len(way)))
    heads = [_column(told, key, len(shown)) for key in shown]
    legend = list(marks.values())
    title = _("Who could teach whom: rows teach, columns learn")
    found: list[Block] = [
        *told.figures(mark_grid, title, caption, rows, lambda part: (heads, part, legend))
    ]
    left = len(told.territories) - len(shown)
    if left:
        said = ngettext(
            "%(count)d territory without a pair, or in few, is not drawn; the tables name all pairs.",
            "%(count)d territories without a pair, or in few, are not drawn; the tables name all "
            "pairs.",
            left,
        )
        found.append(told.paragraph("pairs/drawn", said % {"count": left}, note=True))
    return found


def _shown(told: Among, pairs: set[tuple[str, str]]) -> list[str]:
    """Those that are in a pair; the ones in most pairs where there are many; by name."""
    count = {p["key"]: sum(p["key"] in pair for pair in pairs) for p in told.territories}
    busy = sorted((k for k, n in count.items() if n), key=lambda k: (-count[k], k))[:MOST]
    return [p["key"] for p in told.territories if p["key"] in busy]


def _column(told: Among, key: str, count: int) -> str:
    return told.name(key) if count <= NAMED else key.partition("@")[0]


def _row_name(told: Among, key: str, count: int) -> str:
    if count <= NAMED:
        return told.name(key)
    return f"{key.partition('@')[0]} {told.name(key)}"


def _caption(pairs: int, ways: int) -> str:
    first = ngettext(
        "In %(count)d pair each can teach the other.",
        "In %(count)d pairs each can teach the other.",
        pairs,
    )
    second = ngettext(
        "In %(count)d more, only one could learn from the other.",
        "In %(count)d more, only one could learn from the other.",
        ways,
    )
    return f"{first % {'count': pairs}} {second % {'count': ways}}"
