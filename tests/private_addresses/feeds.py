"""Who gets what at the addresses of feeds of other installations."""

from __future__ import annotations

from typing import Any

from private_addresses.table import Line, line
from signed_feeds import KEY, SITE, URL
from territoria_web.act.models import FollowedFeed
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

ONE = {"feed": "feed"}
# name                   stranger nobody viewer expert editor lead other secr. operator
HOUSE = "in 404 404 404 404 404 404 404 200"

LINES: dict[str, Line] = {
    "desk:feeds": line(HOUSE),
    "desk:feed": line(HOUSE, **ONE),
    "desk:feed-progress": line(HOUSE, **ONE),
    "desk:feed-export": line(HOUSE, **ONE),
    "desk:feed-deed": line("in 404 404 404 404 404 404 404 302", "POST", **ONE),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    feed = FollowedFeed.objects.create(name="Cities of the north", site=SITE, url=URL, offered=KEY)
    return {"feed": feed.public_id}
