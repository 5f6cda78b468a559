"""Who gets what at the addresses of the register of initiatives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import timezone

from a_register import RECORD
from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.measure.models import Initiative
from territoria_web.measure.queries.records import body_of
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

# name                      stranger nobody viewer expert editor lead other secr. operator
WRITES = "in 404 403 200 200 200 404 403 404"
POSTS = "in 404 403 422 422 422 404 403 404"
WITHDRAWS = "in 404 403 403 200 200 404 403 404"
POSTS_WITHDRAWS = "in 404 403 403 422 422 404 403 404"
JUDGES = "in 404 404 404 404 404 200 404 404"
POSTS_JUDGES = "in 404 404 404 404 404 422 404 404"
ONE = {"public_id": "cycle", "initiative": "team_initiative"}

LINES: dict[str, Line] = {
    "desk:register": line(TEAM_SEES, public_id="cycle"),
    "desk:register-csv": line(TEAM_SEES, public_id="cycle"),
    "desk:register-xlsx": line(TEAM_SEES, public_id="cycle"),
    "desk:register-begin": line(WRITES, public_id="cycle"),
    "POST desk:register-begin": line(POSTS, "POST", public_id="cycle"),
    "desk:register-upload": line(WRITES, public_id="cycle"),
    "POST desk:register-upload": line(POSTS, "POST", public_id="cycle"),
    "desk:register-upload-look": line(
        "in 404 403 404 404 404 404 403 404", public_id="cycle", upload="unknown"
    ),
    "desk:register-initiative": line(TEAM_SEES, **ONE),
    "POST desk:register-initiative": line(POSTS, "POST", **ONE),
    "desk:register-withdraw": line(WITHDRAWS, **ONE),
    "POST desk:register-withdraw": line(POSTS_WITHDRAWS, "POST", **ONE),
    "desk:initiative-reviews": line("in 200 200 200 200 200 200 200 200"),
    "desk:initiative-review": line(JUDGES, initiative="waiting_initiative"),
    "POST desk:initiative-review": line(POSTS_JUDGES, "POST", initiative="waiting_initiative"),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    waits = {"state": "submitted", "submitted": timezone.now()}
    return {
        "team_initiative": _made(cycle, "Cheque").public_id,
        "waiting_initiative": _made(cycle, "Courses", **waits).public_id,
    }


def _made(cycle: Cycle, title: str, **fields: Any) -> Initiative:
    body = body_of(replace(RECORD, title=title))
    held = {"territory": cycle.territory, "title": title, "slug": title.lower(), "body": body}
    return Initiative.objects.create(**held, **fields)
