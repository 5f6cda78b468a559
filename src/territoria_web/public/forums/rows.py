"""A need as a row: of a list on the page, and of the table beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from territoria_web.listen.models import Need
from territoria_web.listen.need_rules import STATE_NAMES
from territoria_web.listen.queries.need_map import STANDINGS
from territoria_web.listen.queries.needs import followed_under, shown_spot

HEAD = (
    *("number", "title", "text", "language", "theme", "place", "district"),
    *("latitude", "longitude", "channel", "state", "since", "reason", "followed_under"),
    *("said", "published", "answered", "supports", "solved_says_author"),
)


def row_of(need: Need) -> dict[str, Any]:
    """What a card shows."""
    return {
        "need": need,
        "followed": followed_under(need),
        "people": getattr(need, "people", 0),
        "state": STATE_NAMES[Need.State(need.state)],
        "standing": STANDINGS[need.state],
        "url": reverse("public:need", args=[need.forum.code, need.number]),
    }


def line_of(need: Need) -> tuple[Any, ...]:
    """What the table holds, in the order of HEAD: nothing of whoever said it."""
    latitude, longitude = shown_spot(need) or (None, None)
    followed = followed_under(need)
    return (
        *(need.number, need.title, need.text, need.language, need.theme, need.place),
        *(need.district, latitude, longitude, need.channel, need.state, need.since.isoformat()),
        *(need.reason, followed.number if followed else None),
        need.made.isoformat(),
        need.published.isoformat() if need.published else None,
        need.answered.isoformat() if need.answered else None,
        *(getattr(need, "people", 0), need.solved or None),
    )


def as_data(need: Need) -> Mapping[str, Any]:
    """The same by name."""
    return dict(zip(HEAD, line_of(need), strict=True))
