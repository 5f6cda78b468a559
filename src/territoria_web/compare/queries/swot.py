"""The SWOT of a cycle: what was drafted, and what people made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from territoria.model import Words
from territoria_web.compare.models import SwotPoint
from territoria_web.compare.queries.swot_drafts import AS_WRITTEN, Draft, source_of
from territoria_web.territories.models import Cycle

Quadrant = SwotPoint.Quadrant

QUADRANT_NAMES: Final[Mapping[str, Promise]] = {
    Quadrant.STRENGTH: gettext_lazy("Strengths"),
    Quadrant.WEAKNESS: gettext_lazy("Weaknesses"),
    Quadrant.OPPORTUNITY: gettext_lazy("Opportunities"),
    Quadrant.THREAT: gettext_lazy("Threats"),
}


@dataclass(frozen=True)
class Point:
    """A point as it is shown. ``now``: what its source says by now, where that differs; ``gone``:
    its source says nothing of the kind any more.
    """

    row: SwotPoint
    words: str
    now: str
    gone: bool

    @property
    def by_people(self) -> bool:
        """Its words are somebody's own."""
        return bool(self.row.text)


def swot_of(cycle: Cycle, drafts: Sequence[Draft] | None = None) -> dict[str, list[Point]]:
    """The points of each quadrant, kept ones first; ``drafts``: what is suggested as of now.

    Without drafts nothing is said about changed sources.
    """
    now = {d.source: d for d in drafts or ()}
    found: dict[str, list[Point]] = {str(q): [] for q in Quadrant.values}
    for row in SwotPoint.objects.filter(cycle=cycle).select_related("by"):
        found[row.quadrant].append(_point(row, now, checked=drafts is not None))
    order = [SwotPoint.State.KEPT, SwotPoint.State.PROPOSED, SwotPoint.State.DROPPED]
    for points in found.values():
        points.sort(key=lambda p: order.index(SwotPoint.State(p.row.state)))
    return found


def _point(row: SwotPoint, now: Mapping[str, Draft], *, checked: bool) -> Point:
    words = row.text or drafted(row.said)
    if not row.drawn_from or not checked:
        return Point(row, words, "", False)
    draft = now.get(source_of(row.drawn_from))
    if draft is None or draft.quadrant != row.quadrant:
        return Point(row, words, "", True)
    now_said = drafted(draft.said)  # in the language spoken: another one's wording is no news
    return Point(row, words, now_said if now_said != drafted(row.said) else "", False)


def kept_points(cycle: Cycle) -> dict[str, list[SwotPoint]]:
    """What a team kept, by quadrant."""
    found: dict[str, list[SwotPoint]] = {str(q): [] for q in Quadrant.values}
    for row in SwotPoint.objects.filter(cycle=cycle, state=SwotPoint.State.KEPT):
        found[row.quadrant].append(row)
    return found


def drafted(said: Mapping[str, str]) -> str:
    """A drafted sentence in the language spoken."""
    if AS_WRITTEN in said:
        return said[AS_WRITTEN]
    lang = get_language() or "en"
    return said[lang] if lang in said else str(Words(dict(said)).say()) if said else ""


def open_point(cycle: Cycle, public_id: UUID) -> SwotPoint:
    """A point of this cycle; 404 for anything else."""
    found = SwotPoint.objects.filter(cycle=cycle, public_id=public_id).first()
    if found is None:
        raise Http404
    found.cycle = cycle
    return found
