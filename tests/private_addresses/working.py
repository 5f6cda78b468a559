"""Who gets what at the addresses of working meetings of a network."""

from __future__ import annotations

from typing import Any

from a_meeting import a_meeting
from cohort_network import Network
from private_addresses.table import UNKNOWN, Line, line
from territoria_web.convene.working_rules import attendee_link
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

OFFICE = "in 404 404 404 404 404 404 200 404"
OFFICE_LED = "in 404 404 404 404 404 404 302 404"
OFFICE_ASKED = "in 404 404 404 404 404 404 422 404"
ONE = {"meeting": "working"}
MEET = {"code": "meet_code"}

LINES: dict[str, Line] = {
    # name                       stranger nobody viewer expert editor lead other secr. operator
    "desk:working-all": line(OFFICE),
    "POST desk:working-all": line(OFFICE_ASKED, "POST"),
    "desk:working": line(OFFICE, **ONE),
    "POST desk:working": line(OFFICE_ASKED, "POST", **ONE),
    "desk:working-poster": line(OFFICE, **ONE),
    "desk:working-settings": line(OFFICE, **ONE),
    "POST desk:working-settings": line(OFFICE_ASKED, "POST", **ONE),
    "desk:working-programme": line(OFFICE, **ONE),
    "POST desk:working-programme": line("in 404 404 404 404 404 404 409 404", "POST", **ONE),
    "desk:working-people": line(OFFICE, **ONE),
    "POST desk:working-people": line(OFFICE_ASKED, "POST", **ONE),
    "desk:working-people-csv": line(OFFICE, **ONE),
    "desk:working-names": line(OFFICE, **ONE),
    "desk:working-person": line(OFFICE, **ONE, person="attendee"),
    "POST desk:working-person": line(OFFICE_ASKED, "POST", **ONE, person="attendee"),
    "desk:working-run": line(OFFICE, **ONE),
    "POST desk:working-run": line(OFFICE_LED, "POST", **ONE),
    "desk:working-report": line(OFFICE, **ONE),
    "POST desk:working-report": line(OFFICE_ASKED, "POST", **ONE),
    "desk:working-report-file": line(UNKNOWN, **ONE, kind="report_kind"),  # it has not begun
    # everybody, whoever is signed in
    "guest:meet-door": line("200"),
    "POST guest:meet-door": line("422", "POST"),
    "guest:meet": line("200", **MEET),
    "guest:meet-in": line("422", "POST", **MEET),
    "guest:meet-register": line("200", **MEET),
    "POST guest:meet-register": line("422", "POST", **MEET),
    "guest:meet-leave": line("302", "POST", **MEET),
    # whoever holds a link, or registered on this phone
    "guest:meet-me": line("200", token="attendee_token"),
    "POST guest:meet-me": line("302", "POST", token="attendee_token"),
    "guest:meet-change": line("302", **MEET),
    "guest:meet-cancel": line("302", **MEET),
    "POST guest:meet-change": line("302", "POST", **MEET),
    "POST guest:meet-cancel": line("302", "POST", **MEET),
    "guest:meet-now": line("404", **MEET),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    office = people["secretariat"]
    meet = a_meeting(network=Network(network, office, office))
    return {
        "working": meet.row.public_id,
        "meet_code": meet.row.code,
        "report_kind": "docx",
        "attendee": meet.people[0].public_id,
        "attendee_token": attendee_link(meet.people[0]),
    }
