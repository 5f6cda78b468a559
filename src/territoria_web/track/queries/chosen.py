"""Which actions somebody asked for: by state of a lamp, owner, node of the framework, or number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from territoria_web.library.languages import compared
from territoria_web.track.queries.accounts import Kept

KEYS = ("delivery", "effect", "owner", "node", "numbers", "silent")


def is_chosen(row: Kept, chosen: Mapping[str, Any]) -> bool:
    """Whether an action is among those that were asked for; without a wish, all are."""
    if (state := chosen.get("delivery")) and row.delivery.state != state:
        return False
    if (state := chosen.get("effect")) and row.effect.state != state:
        return False
    if (owner := chosen.get("owner")) and compared(row.action.owner) != compared(owner):
        return False
    if (node := chosen.get("node")) and node not in {n["id"] for n in row.nodes}:
        return False
    if chosen.get("silent") and not row.is_silent:
        return False
    numbers: Sequence[int] = chosen.get("numbers") or ()
    return not numbers or row.action.number in numbers
