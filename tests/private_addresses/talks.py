"""Who gets what at the addresses of conversations."""

from __future__ import annotations

from typing import Any

from a_forum import FRAME
from a_talk import an_open_talk
from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.listen.models import Forum
from territoria_web.listen.services.forums import open_forum
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

# name                        stranger nobody viewer expert editor lead other secr. operator
PREPARES = "in 404 403 403 200 200 404 403 404"
ENTERS = "in 404 403 200 200 200 404 403 404"
CYCLE = {"public_id": "cycle"}
ONE = {"public_id": "cycle", "talk": "talk"}
GUEST = {"code": "forum_code", "talk": "talk"}

LINES: dict[str, Line] = {
    "desk:citizens-talks": line(TEAM_SEES, **CYCLE),
    "desk:citizens-talk-new": line(PREPARES, **CYCLE),
    "POST desk:citizens-talk-new": line("in 404 403 403 422 422 404 403 404", "POST", **CYCLE),
    "desk:citizens-talk-import": line(PREPARES, **CYCLE),
    "POST desk:citizens-talk-import": line("in 404 403 403 422 422 404 403 404", "POST", **CYCLE),
    "desk:citizens-talk": line(TEAM_SEES, **ONE),
    "POST desk:citizens-talk": line("in 404 403 403 302 302 404 403 404", "POST", **ONE),
    "desk:citizens-talk-statements": line(TEAM_SEES, **ONE),
    "POST desk:citizens-talk-statements": line("in 404 403 422 422 422 404 403 404", "POST", **ONE),
    "desk:citizens-talk-enter": line(ENTERS, **ONE),
    "POST desk:citizens-talk-enter": line("in 404 403 422 422 422 404 403 404", "POST", **ONE),
    "desk:citizens-talk-results": line(TEAM_SEES, **ONE),
    # everybody, whoever is signed in
    "guest:talk": line("200", **GUEST),
    "POST guest:talk": line("422", "POST", **GUEST),
    "guest:talk-say": line("200", **GUEST),
    "POST guest:talk-say": line("422", "POST", **GUEST),
    "guest:talk-mine": line("200", **GUEST),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    by = people["lead"]
    forum = Forum.objects.filter(cycle=cycle).first() or open_forum(by=by, cycle=cycle, frame=FRAME)
    talk = an_open_talk(forum, by)
    return {"forum_code": forum.code, "talk": talk.public_id}
