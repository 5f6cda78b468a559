"""Who gets what at the addresses of the forum and its needs."""

from __future__ import annotations

from typing import Any

from a_forum import a_forum as a_new_forum
from a_forum import a_need
from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.listen.queries.forums import forum_of
from territoria_web.listen.voice_rules import own_token_of
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

ALL = {"public_id": "cycle"}
NEED = {"public_id": "cycle", "need": "need"}
SENT = {"code": "forum_code", "token": "own_link", "number": "need_number"}
# name                        stranger nobody viewer expert editor lead other secr. operator
PREPARES = "in 404 403 403 200 200 404 403 404"
POSTS = "in 404 403 403 422 422 404 403 404"
PRESSES = "in 404 403 403 302 302 404 403 404"
ENTERS = "in 404 403 200 200 200 404 403 404"

LINES: dict[str, Line] = {
    "desk:citizens": line(TEAM_SEES, **ALL),
    "desk:citizens-rules": line(TEAM_SEES, **ALL),
    "POST desk:citizens-rules": line(POSTS, "POST", **ALL),
    "desk:citizens-needs": line(TEAM_SEES, **ALL),
    "desk:citizens-need": line(TEAM_SEES, **NEED),
    "POST desk:citizens-need": line(PRESSES, "POST", **NEED),
    "desk:citizens-enter": line(ENTERS, **ALL),
    "POST desk:citizens-enter": line("in 404 403 422 422 422 404 403 404", "POST", **ALL),
    "desk:citizens-sheet": line(TEAM_SEES, **ALL),
    "desk:citizens-poster": line(TEAM_SEES, **ALL),
    "desk:citizens-import": line(PREPARES, **ALL),
    "POST desk:citizens-import": line(POSTS, "POST", **ALL),
    "desk:citizens-import-look": line(
        "in 404 403 403 404 404 404 403 404", **ALL, upload="unknown"
    ),
    "desk:citizens-unusual": line(TEAM_SEES, **ALL),
    "POST desk:citizens-unusual": line(POSTS, "POST", **ALL),
    # everybody who has the code, or a link of their own; who is signed in makes no difference
    "guest:voice-need": line("200", code="forum_code"),
    "POST guest:voice-need": line("422", "POST", code="forum_code"),
    "guest:voice-need-sent": line("200", **SENT),
    "guest:voice-support": line("200", code="forum_code", number="need_number"),
    "POST guest:voice-support": line("302", "POST", code="forum_code", number="need_number"),
    "guest:voice-confirm": line("404", token="word"),
    "guest:voice-mine": line("200", token="own_link"),
    "POST guest:voice-mine": line("404", "POST", token="own_link"),
    "guest:voice-data": line("200", token="own_link"),
    "guest:voice-erase": line("200", token="own_link"),
    "guest:voice-solved": line("404", token="own_link", need="need"),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    forum = forum_of(cycle) or a_new_forum(cycle, people["lead"])
    need = a_need(forum)
    assert need.voice is not None
    return {
        "forum_code": forum.code,
        "need": need.public_id,
        "need_number": need.number,
        "number": need.number,  # of the public page
        "own_link": own_token_of(need.voice),
    }
