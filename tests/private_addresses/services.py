"""Who gets what at the addresses of services and their ratings."""

from __future__ import annotations

from typing import Any

from private_addresses.table import TEAM_SEES, Line, line
from rated_services import a_forum, a_service
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

ALL = {"public_id": "cycle"}
ONE = {"public_id": "cycle", "service": "service"}
GUEST = {"code": "forum_code", "service": "service_code"}
# name                        stranger nobody viewer expert editor lead other secr. operator
PREPARES = "in 404 403 403 200 200 404 403 404"
POSTS = "in 404 403 403 422 422 404 403 404"
ENTERS = "in 404 403 200 200 200 404 403 404"

LINES: dict[str, Line] = {
    "desk:citizens-services": line(TEAM_SEES, **ALL),
    "desk:citizens-services-csv": line(TEAM_SEES, **ALL),
    "desk:citizens-service-new": line(PREPARES, **ALL),
    "POST desk:citizens-service-new": line(POSTS, "POST", **ALL),
    "desk:citizens-service": line(TEAM_SEES, **ONE),
    "POST desk:citizens-service": line(POSTS, "POST", **ONE),
    "desk:citizens-service-poster": line(TEAM_SEES, **ONE),
    "desk:citizens-service-comments": line(TEAM_SEES, **ONE),
    "POST desk:citizens-service-comments": line(POSTS, "POST", **ONE),
    "desk:citizens-service-enter": line(ENTERS, **ONE),
    "POST desk:citizens-service-enter": line("in 404 403 422 422 422 404 403 404", "POST", **ONE),
    "desk:citizens-service-import": line(ENTERS, **ONE),
    "POST desk:citizens-service-import": line("in 404 403 422 422 422 404 403 404", "POST", **ONE),
    # whoever has the code, without an account
    "guest:rate": line("200", **GUEST),
    "POST guest:rate": line("422", "POST", **GUEST),
    "guest:rated": line("200", **GUEST),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    forum = a_forum(cycle)
    service = a_service(forum)
    return {
        "forum_code": forum.code,
        "service": service.public_id,
        "service_code": service.code,
    }
