"""The map of a forum: its frame, its districts, its needs, as what ``territoria.pictures`` draws."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import QuerySet

from territoria.pictures.need_map import District, Ground, NeedMark, Standing
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.need_rules import S
from territoria_web.listen.queries.needs import Asked, shown_spot, sifted, told

MARGIN: Final = 0.01  # degrees around the marks where a forum has no frame of its own
MOST_DRAWN: Final = 300  # marks on the map of the form; the latest
Frame = tuple[float, float, float, float]

STANDINGS: Final[dict[str, Standing]] = {
    **dict.fromkeys((S.PUBLISHED, S.UNDER_REVIEW), "waiting"),
    **dict.fromkeys((S.ACCEPTED, S.PARTLY, S.COMMITTED, S.NOT_SOLVED), "answered"),
    **dict.fromkeys((S.DECLINED, S.NOT_OURS, S.DUPLICATE, S.DELIVERED, S.CONFIRMED), "ended"),
}


def frame_of(forum: Forum, marks: Iterable[NeedMark] = ()) -> Frame | None:
    """West, south, east, north: what the team chose, else around the marks; None without either."""
    held = [float(edge) for edge in forum.frame] if len(forum.frame) == 4 else []
    if held and _is_ground(held):
        return (held[0], held[1], held[2], held[3])
    spots = [mark.spot for mark in marks if mark.spot is not None]
    if not spots:
        return None
    up, across = [spot[0] for spot in spots], [spot[1] for spot in spots]
    around = (
        *(min(across) - MARGIN, min(up) - MARGIN),
        *(max(across) + MARGIN, max(up) + MARGIN),
    )
    return around if _is_ground(around) else None


def _is_ground(frame: Iterable[float]) -> bool:
    try:
        Ground(list(frame), 100)
    except ValueError:
        return False
    return True


def districts_on_map(forum: Forum) -> list[District]:
    """Those whose place the team gave."""
    return [
        District(str(one.get("name", "")), (float(one["latitude"]), float(one["longitude"])))
        for one in forum.districts
        if one.get("latitude") is not None and one.get("longitude") is not None
    ]


def mark_of(need: Need) -> NeedMark:
    """A need with its supports, where it is shown."""
    people: int = getattr(need, "people", 0)
    return NeedMark(need.number, need.title, STANDINGS[need.state], people, shown_spot(need))


def latest_marks(forum: Forum) -> list[NeedMark]:
    """The latest needs with a place, for the map on which a new one is put."""
    return marks_of(sifted(forum, Asked()), MOST_DRAWN)


def marks_of(needs: QuerySet[Need], most: int) -> list[NeedMark]:
    """Those with a place, at most so many, in their order."""
    return [mark_of(need) for need in told(needs.exclude(latitude=None)[:most])]
