"""Who gets what at the addresses of the four steps and calendars."""

from __future__ import annotations

from datetime import date
from typing import Any

from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.invite.services.steps import open_steps
from territoria_web.people.models import Organisation, User
from territoria_web.plan.queries.calendars import calendar_token
from territoria_web.territories.models import Cycle

LINES: dict[str, Line] = {
    # name                       stranger nobody viewer expert editor lead other secr. operator
    "desk:cycle": line(TEAM_SEES, public_id="cycle"),
    "desk:step": line(TEAM_SEES, public_id="cycle", number="step"),
    "POST desk:step": line(
        "in 404 403 403 403 302 404 302 404", "POST", public_id="cycle", number="step"
    ),
    "desk:step-turn": line(
        "in 404 403 403 403 302 404 302 404", "POST", public_id="cycle", number="step", verb="turn"
    ),
    "desk:close-cycle": line("in 404 403 403 403 302 404 302 404", "POST", public_id="cycle"),
    "desk:renew-calendar": line("in 404 302 302 302 302 404 302 404", "POST", public_id="cycle"),
    # whoever holds the address reads the dates
    "guest:calendar": line("200", token="calendar"),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    steps = open_steps(cycle=cycle, today=date(2026, 11, 2))
    return {
        "step": steps[0].public_id,
        "turn": "begin",
        "calendar": calendar_token(people["lead"], cycle),
    }
