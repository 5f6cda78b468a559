"""Who gets what at the addresses of company days."""

from __future__ import annotations

from typing import Any

from cohort_network import Network
from day_of_companies import a_company_day, a_talk
from private_addresses.table import Line, line
from territoria_web.act.rules.companies import company_link
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

OFFICE = "in 404 404 404 404 404 404 200 404"
OFFICE_LED = "in 404 404 404 404 404 404 302 404"
OFFICE_ASKED = "in 404 404 404 404 404 404 422 404"
NOTHING = "in 404 404 404 404 404 404 404 404"
FIRM = {"company": "company"}
TALK = {"talk": "company_talk"}
LINK = {"token": "company_token"}
OWN_TALK = {**LINK, "talk": "company_talk"}

LINES: dict[str, Line] = {
    # name                      stranger nobody viewer expert editor lead other secr. operator
    "desk:companies": line(OFFICE),
    "POST desk:companies": line(OFFICE_ASKED, "POST"),
    "desk:company-day": line(OFFICE),
    "POST desk:company-day": line(OFFICE_ASKED, "POST"),
    "desk:company-day-settings": line(OFFICE),
    "POST desk:company-day-settings": line(OFFICE_ASKED, "POST"),
    "desk:company-day-companies": line(OFFICE),
    "POST desk:company-day-companies": line(OFFICE_ASKED, "POST"),
    "desk:company-day-companies-csv": line(OFFICE),
    "desk:company-day-file": line(OFFICE),
    "POST desk:company-day-file": line(OFFICE_ASKED, "POST"),
    "desk:company-day-company": line(OFFICE, **FIRM),
    "POST desk:company-day-company": line(OFFICE_ASKED, "POST", **FIRM),
    "desk:company-day-requests": line(OFFICE),
    "POST desk:company-day-requests": line(OFFICE_ASKED, "POST"),
    "desk:company-day-talk": line(OFFICE, **TALK),
    "desk:company-day-schedule": line(OFFICE),
    "POST desk:company-day-schedule": line(OFFICE_LED, "POST"),
    "desk:company-day-schedule-progress": line(OFFICE),
    "desk:company-day-outcomes": line(OFFICE),
    "desk:company-day-print": line(OFFICE),
    "desk:company-day-paper": line(NOTHING, name="company_paper"),
    # everybody
    "guest:company-register": line("200"),
    "POST guest:company-register": line("422", "POST"),
    "guest:company-registered": line("200"),
    # whoever holds a link
    "guest:company-own": line("200", **LINK),
    "POST guest:company-own": line("200", "POST", **LINK),
    "guest:company-profile": line("200", **LINK),
    "POST guest:company-profile": line("422", "POST", **LINK),
    "guest:company-away": line("200", **LINK),
    "POST guest:company-away": line("302", "POST", **LINK),
    "guest:company-leave": line("200", **LINK),
    # whoever leaves has no link any more
    "POST guest:company-leave": line("200 404 404 404 404 404 404 404 404", "POST", **LINK),
    "guest:company-others": line("200", **LINK),
    "guest:company-other": line("200", **LINK, other="other_company"),
    "POST guest:company-other": line("422", "POST", **LINK, other="other_company"),
    "guest:company-agenda": line("200", **LINK),
    "guest:company-agenda-ics": line("200", **LINK),
    "guest:company-after": line("200", **LINK),
    "POST guest:company-after": line("200", "POST", **LINK),
    "guest:company-talk": line("200", **OWN_TALK),
    "guest:company-outcome": line("200", **OWN_TALK),
    "POST guest:company-outcome": line("422", "POST", **OWN_TALK),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    office = people["secretariat"]
    day = a_company_day(network=Network(network, office, office))
    return {
        "day": day.row.public_id,
        "company": day.firms[0].public_id,
        "other_company": day.firms[2].public_id,
        "company_token": company_link(day.firms[0]),
        "company_talk": a_talk(day, 0, 1).public_id,
        "company_paper": "agendas",
    }
