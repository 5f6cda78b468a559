"""Who gets what at the addresses of mentoring."""

from __future__ import annotations

from typing import Any

from a_mentoring import a_mentoring
from cohort_network import Network
from private_addresses.table import Line, line
from territoria_web.act.rules.mentoring import State, person_link
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

OFFICE = "in 404 404 404 404 404 404 200 404"
OFFICE_LED = "in 404 404 404 404 404 404 302 404"
OFFICE_ASKED = "in 404 404 404 404 404 404 422 404"
ONE = {"round": "mentoring_round"}
PERSON = {**ONE, "person": "mentee"}
LINK = {"token": "mentee_token"}
PAIR = {**LINK, "pair": "mentoring_pair"}
WORKSHOP = {"workshop": "mentoring_workshop"}

LINES: dict[str, Line] = {
    # name                       stranger nobody viewer expert editor lead other secr. operator
    "desk:mentoring": line(OFFICE),
    "POST desk:mentoring": line(OFFICE_ASKED, "POST"),
    "desk:mentoring-round": line(OFFICE, **ONE),
    "POST desk:mentoring-round": line(OFFICE_ASKED, "POST", **ONE),
    "desk:mentoring-settings": line(OFFICE, **ONE),
    "POST desk:mentoring-settings": line(OFFICE_ASKED, "POST", **ONE),
    "desk:mentoring-people": line(OFFICE, **ONE),
    "desk:mentoring-enter": line(OFFICE, **ONE, kind="part"),
    "POST desk:mentoring-enter": line(OFFICE_ASKED, "POST", **ONE, kind="part"),
    "desk:mentoring-person": line(OFFICE, **PERSON),
    "POST desk:mentoring-person": line(OFFICE_ASKED, "POST", **PERSON),
    "desk:mentoring-pairs": line(OFFICE, **ONE),
    "POST desk:mentoring-pairs": line(OFFICE_LED, "POST", **ONE),
    "desk:mentoring-workshops": line(OFFICE, **ONE),
    "POST desk:mentoring-workshops": line(OFFICE_ASKED, "POST", **ONE),
    "desk:mentoring-workshop": line(OFFICE, **ONE, **WORKSHOP),
    "POST desk:mentoring-workshop": line(OFFICE_ASKED, "POST", **ONE, **WORKSHOP),
    # everybody
    "guest:mentoring-join": line("200", round="mentoring_open", kind="part"),
    "POST guest:mentoring-join": line("422", "POST", round="mentoring_open", kind="part"),
    "guest:mentoring-sent": line("200", **ONE),
    # whoever holds a link
    "guest:mentoring-own": line("200", **LINK),
    "POST guest:mentoring-own": line("200", "POST", **LINK),
    "guest:mentoring-profile": line("200", **LINK),
    "POST guest:mentoring-profile": line("422", "POST", **LINK),
    "guest:mentoring-wishes": line("200", **LINK),
    "POST guest:mentoring-wishes": line("302", "POST", **LINK),
    "guest:mentoring-leave": line("200", **LINK),
    # whoever leaves has no link any more, and what has ended cannot end again
    "POST guest:mentoring-leave": line(
        "200 404 404 404 404 404 404 404 404", "POST", token="mentor_token"
    ),
    "guest:mentoring-answer": line("409", "POST", **PAIR),
    "guest:mentoring-talk": line("200", **PAIR),
    "POST guest:mentoring-talk": line("422", "POST", **PAIR),
    "guest:mentoring-talk-own": line("200", **PAIR, talk="mentoring_talk"),
    "POST guest:mentoring-talk-own": line("422", "POST", **PAIR, talk="mentoring_talk"),
    "guest:mentoring-feedback": line("200", **PAIR),
    "POST guest:mentoring-feedback": line("422", "POST", **PAIR),
    "guest:mentoring-end": line("200", **PAIR),
    "POST guest:mentoring-end": line("302 409 409 409 409 409 409 409 409", "POST", **PAIR),
    "guest:mentoring-seat": line("302", "POST", **LINK, **WORKSHOP),
    "guest:mentoring-workshop-ics": line("200", **LINK, **WORKSHOP),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    office = people["secretariat"]
    held = a_mentoring(State.RUNNING, network=Network(network, office, office))
    opened = a_mentoring(network=held.network, people=False)
    pair, workshop = held.pair(), held.workshop()
    talks = [held.talk(pair), held.talk(pair)]
    workshop.mentees.add(held.person("Eva"))
    return {
        "mentoring_round": held.row.public_id,
        "mentoring_open": opened.row.public_id,
        "mentee": held.person("Eva").public_id,
        "part": "mentor",
        "mentee_token": person_link(held.person("Eva")),
        "mentor_token": person_link(held.person("Cem")),
        "mentoring_pair": pair.public_id,
        "mentoring_talk": talks[0].public_id,
        "mentoring_workshop": workshop.public_id,
    }
