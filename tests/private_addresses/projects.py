"""Who gets what at the addresses of projects: of a network, of a city, and by a partner's link."""

from __future__ import annotations

from typing import Any

from a_project import S, a_project
from cohort_network import Network
from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.act.rules.projects import partner_link
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

OFFICE = "in 404 404 404 404 404 404 200 404"
OFFICE_ASKED = "in 404 404 404 404 404 404 422 404"
LEADS = "in 404 403 403 200 200 404 403 404"
LEADS_ASKED = "in 404 403 403 422 422 404 403 404"
LEADS_LED = "in 404 403 403 302 302 404 403 404"
TELL = {"deed": "deed"}
AGENDA = {"deed": "deed_on", "thing": "exchange"}
OWN = {"public_id": "cycle"}
LINK = {"token": "project_token"}

LINES: dict[str, Line] = {
    # name                       stranger nobody viewer expert editor lead other secr. operator
    "desk:projects": line(OFFICE),
    "desk:project": line(OFFICE),
    "desk:project-deed": line(OFFICE, **TELL),
    "POST desk:project-deed": line(OFFICE_ASKED, "POST", **TELL),
    "desk:project-deed-on": line(OFFICE, **AGENDA),
    "POST desk:project-deed-on": line(OFFICE_ASKED, "POST", **AGENDA),
    # a team, for its territory
    "desk:act": line(TEAM_SEES, **OWN),
    "desk:act-propose": line(LEADS, **OWN),
    "POST desk:act-propose": line(LEADS_ASKED, "POST", **OWN),
    "desk:act-join": line(LEADS_LED, "POST", **OWN),
    "desk:act-project": line(TEAM_SEES, **OWN),
    "desk:act-actions": line(LEADS, **OWN),
    "POST desk:act-actions": line(LEADS_LED, "POST", **OWN),
    "desk:act-deed": line(LEADS, **OWN, **TELL),
    "POST desk:act-deed": line(LEADS_ASKED, "POST", **OWN, **TELL),
    "desk:act-deed-on": line(LEADS, **OWN, **AGENDA),
    "POST desk:act-deed-on": line(LEADS_ASKED, "POST", **OWN, **AGENDA),
    # everybody
    "guest:project-join": line("200"),
    "POST guest:project-join": line("422", "POST"),
    "guest:project-joined": line("200"),
    # whoever holds a link, or registered on this phone
    "guest:project-own": line("200", **LINK),
    "guest:project-deed": line("200", **LINK, **TELL),
    "POST guest:project-deed": line("422", "POST", **LINK, **TELL),
    "guest:project-deed-on": line("200", **LINK, **AGENDA),
    "POST guest:project-deed-on": line("422", "POST", **LINK, **AGENDA),
    "guest:meet-project": line("302", code="meet_code", topic="unknown"),
    "POST guest:meet-project": line("302", "POST", code="meet_code", topic="unknown"),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    office = people["secretariat"]
    held = a_project(S.RUNNING, network=Network(network, office, office))
    held.row.partners.filter(name="Bilbao").update(territory=cycle.territory)
    return {
        "project": held.row.public_id,
        "exchange": held.exchange().public_id,
        "project_token": partner_link(held.partner()),
        "deed": "tell",
        "deed_on": "agenda",
    }
