"""Who gets what at the addresses of sectors of excellence, partners and practice cards."""

from __future__ import annotations

from typing import Any

from a_compendium import a_running, handed_in
from cohort_network import Network
from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.act.rules.sectors import SectorWords
from territoria_web.act.services.sectors import add_sector
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

# name                      stranger nobody viewer expert editor lead other secr. operator
NAMES = "in 404 403 403 200 200 404 403 404"
POSTS = "in 404 403 403 422 422 404 403 404"
LED = "in 404 403 403 302 302 404 403 404"
INVITES = "in 404 403 403 404 404 404 403 404"
OFFICE = "in 404 404 404 404 404 404 200 404"
OFFICE_ASKED = "in 404 404 404 404 404 404 404 404"
JUDGES = "in 404 404 200 200 200 200 404 404"
POSTS_JUDGES = "in 404 404 422 422 422 422 404 404"
HERE = {"public_id": "cycle"}
ONE = {"public_id": "cycle", "sector": "team_sector"}
PROJECT = {"project": "running_project"}

LINES: dict[str, Line] = {
    "desk:sectors": line(TEAM_SEES, **HERE),
    "desk:sector-new": line(NAMES, **HERE),
    "POST desk:sector-new": line(POSTS, "POST", **HERE),
    "desk:sector": line(NAMES, **ONE),
    "POST desk:sector": line(POSTS, "POST", **ONE),
    "desk:sector-remove": line(LED, "POST", **ONE),
    "desk:sectors-publish": line(LED, "POST", **HERE),
    "desk:sectors-take-back": line(LED, "POST", **HERE),
    "desk:act-partners": line(TEAM_SEES, **HERE),
    "desk:act-partners-invite": line(INVITES, "POST", **HERE),
    "desk:project-partners": line(OFFICE, **PROJECT),
    "desk:project-partners-invite": line(OFFICE_ASKED, "POST", **PROJECT),
    "desk:card-reviews": line("in 200 200 200 200 200 200 200 200"),
    "desk:card-review": line(JUDGES, card="waiting_card"),
    "POST desk:card-review": line(POSTS_JUDGES, "POST", card="waiting_card"),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    words = SectorWords(nace="14", proof="A school of fashion.")
    sector = add_sector(by=people["lead"], territory=cycle.territory, words=words, seen=0)
    held = Network(network, people["secretariat"], people["secretariat"])
    doing = a_running(network=held)
    card = handed_in(doing)
    return {
        "team_sector": sector.public_id,
        "running_project": doing.row.public_id,
        "waiting_card": card.public_id,
    }
