"""Cells of a benchmark in words, for pictures, and for the table of the matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria.pictures.criterion_matrix import JudgedCell
from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmark_groups import Spread
from territoria_web.compare.queries.benchmark_pages import Entry, ReadBenchmark, ReadCell, State
from territoria_web.compare.queries.named_obstacles import Share
from territoria_web.library.saying import numeral_of, percent

HEAD: Final = (
    *("initiative", "title", "place", "territory", "register", "library", "area", "level", "grade"),
    *("practice", "profile_shown", "criterion", "value", "low", "high", "known", "of", "state"),
    *("owner", "capped", "settled_said", "withdrawn"),
)
STATES: Final[Mapping[State, Promise]] = {
    "unknown": gettext_lazy("cannot tell"),
    "disputed": gettext_lazy("assessors differ"),
    "settled": gettext_lazy("talked over and settled"),
}
PRACTICES: Final[Mapping[str, Promise]] = {
    "good": gettext_lazy("Good practice"),
    "promising": gettext_lazy("Promising"),
}


def level_said(value: float | None) -> str:
    """``3`` or ``2.5``; a level that cannot be told is said so."""
    if value is None:
        return str(STATES["unknown"])
    return numeral_of(value, 0 if value == int(value) else 1)


def span_said(low: float | None, high: float | None) -> str:
    """``2–3``; nothing where there is no range."""
    if low is None or high is None or low == high:
        return ""
    return f"{level_said(low)}–{level_said(high)}"


def share_said(share: Share) -> str:
    """``40 % (32–48)``."""
    ends = "–".join(numeral_of(100 * end) for end in (share.low, share.high))
    return f"{percent(share.share)} ({ends})"


def judged(cell: ReadCell | Spread) -> JudgedCell:
    """A cell for a picture."""
    state: State = cell.state if isinstance(cell, ReadCell) else "known"
    return JudgedCell(cell.value, cell.low, cell.high, state)


def rows_of(read: ReadBenchmark, entries: list[Entry]) -> list[tuple[object, ...]]:
    """One line a cell, as data; unknown stays empty."""
    return [_line(e, c.id, e.cells[c.id]) for e in entries for c in read.criteria]


def _line(e: Entry, criterion: str, cell: ReadCell) -> tuple[object, ...]:
    own = (e.id, e.title.text, e.place.text, e.territory or None, e.slug or None, e.text or None)
    told = (e.area, e.facts["level"], e.grade or None, e.practice or None, e.shown)
    value = (criterion, cell.value, cell.low, cell.high, cell.known, cell.of, cell.state)
    return (*own, *told, *value, cell.owner, cell.capped, cell.said or None, e.withdrawn or None)


def entry_url(held: Benchmark, entry: Entry) -> str:
    """The page of an initiative in a benchmark."""
    return reverse("public:benchmark-entrant", args=[held.public_id, entry.id])


def initiative_url(entry: Entry) -> str:
    """The initiative itself, in the register or in the library."""
    return reverse("public:initiative", args=[entry.slug or entry.text])


def known_said(entry: Entry) -> str:
    """How many criteria are known."""
    return _("%(known)d of %(of)d criteria are known.") % {
        "known": entry.known,
        "of": len(entry.cells),
    }
