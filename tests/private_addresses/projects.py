"""Who gets what at the addresses of collaboration projects."""

from __future__ import annotations

from typing import Any

from private_addresses.table import Line
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

LINES: dict[str, Line] = {}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    return {}
