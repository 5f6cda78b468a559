"""The needs of people that an action answers, as far as they are public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from territoria_web.listen.models import Need
from territoria_web.listen.need_rules import PUBLIC


@dataclass(frozen=True)
class Answered:
    """A need; ``forum``: the code that opens its page."""

    number: int
    title: str
    forum: str


def answered_needs(answers: Iterable[Mapping[str, Any]]) -> tuple[list[Answered], int]:
    """Those that are public, as they stand now; and how many are not public any more."""
    ids = [one["id"] for one in answers]
    if not ids:
        return [], 0
    held = Need.objects.filter(public_id__in=ids, state__in=PUBLIC).select_related("forum")
    found = [Answered(n.number, n.title, n.forum.code) for n in held.order_by("number")]
    return found, len(ids) - len(found)
