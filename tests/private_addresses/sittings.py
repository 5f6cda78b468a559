"""Who gets what at the addresses of a firm that goes through a self-check."""

from __future__ import annotations

from typing import Any

from private_addresses.table import Line, line
from sitting_down import a_check, answered, begun, sitting_of
from territoria_web.listen.services.sittings import Who, finish_sitting
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

CODE = {"code": "sitting_code"}
LINK = {**CODE, "token": "sitting_link"}

# whoever has the code, or holds the link; who is signed in makes no difference
LINES: dict[str, Line] = {
    "guest:check": line("200", **CODE),
    "POST guest:check": line("422", "POST", **CODE),
    "guest:check-own": line("200", **LINK),
    "guest:check-page": line("200", **LINK, number="sitting_page"),
    "POST guest:check-page": line("422", "POST", **LINK, number="sitting_page"),
    "guest:check-answers": line("200", **LINK),
    "POST guest:check-answers": line("302", "POST", **LINK),
    "guest:check-again": line("200", **LINK),
    "POST guest:check-again": line("422", "POST", **LINK),
    "guest:check-link": line("200", **LINK),
    "guest:check-erase": line("200", **LINK),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    check = a_check(cycle, code="SEAT22", audience="public")
    token = begun(check, who=Who("small"))
    finish_sitting(sitting=answered(sitting_of(token)))
    return {"sitting_code": check.code, "sitting_link": token, "sitting_page": 1}
