"""A meeting that was held: a board, two votes, promises; for what comes of it."""

from __future__ import annotations

from typing import Any

from meeting_room import Workshop, a_workshop, put
from territoria_web.convene.queries.pasted import Invited
from territoria_web.convene.services.board import mark_short_list
from territoria_web.convene.services.people import invite_people
from territoria_web.convene.services.running import end_meeting
from territoria_web.convene.services.votes import cast_dots

ROLES = ("OFF",) * 6 + ("SME",) * 6 + ("UNI",) * 5 + ("CIT",) * 2


def a_meeting_held() -> tuple[Workshop, dict[str, Any]]:
    """Nineteen people, three actions on the ballot, one of them wanted by business alone."""
    workshop = a_workshop()
    invite_people(
        by=workshop.lead,
        meeting=workshop.meeting,
        people=[Invited("Zoe", "Chamber of crafts", "zoe@example.org", "SOC")],
    )
    people = [workshop.comes(role, organisation=f"Body {n}") for n, role in enumerate(ROLES)]
    ada = workshop.comes("COR", name="Ada Alm", organisation="Alm Ltd", may_be_named=True)
    workshop.runs("evidence")
    put(people[0], "evidence", "note", "The figure is of 2018", about="correction")
    workshop.runs("questions")
    put(people[0], "questions", "topic", "How do small firms get data?")
    workshop.runs("swot")
    point = put(people[1], "swot", "contribution", "Good rail", quadrant="strength")
    point.dissent = True
    point.save()
    workshop.runs("vision")
    put(people[2], "vision", "proposal", "Data for all", **{"for": "vision"})
    aims = [
        put(p, "vision", "proposal", f"Aim of {p.role}", **{"for": "ambition"}) for p in people[:2]
    ]
    workshop.runs("vote")
    for person in people:
        cast_dots(participant=person, phase="vote", votes={"priority": {aims[0].public_id: 2}})
    workshop.runs("world-cafe")
    names = ("Open a data office", "Train apprentices", "Give vouchers")
    acts = [
        put(people[n], "world-cafe", "action", name, owner="City") for n, name in enumerate(names)
    ]
    workshop.runs("plenary")
    for person in people:
        chosen = acts[2] if person.role == "SME" else acts[0]
        votes = {
            axis: {chosen.public_id: 3, acts[1].public_id: 2} for axis in ("impact", "feasibility")
        }
        cast_dots(participant=person, phase="plenary", votes=votes)
    workshop.runs("commitments")
    action = str(acts[0].public_id)
    put(
        ada,
        "commitments",
        "commitment",
        "Find a site",
        owner="Alm Ltd",
        due="2026-12-24",
        action=action,
    )
    workshop.runs("feedback")
    put(people[3], "feedback", "note", "You decide late", about="finding")
    put(people[3], "feedback", "note", "Give one office the right", about="suggestion")
    put(people[3], "feedback", "note", "Who pays later?", about="open")
    mark_short_list(
        by=workshop.lead, meeting=workshop.meeting, chosen=[acts[0].public_id], reason="By hands."
    )
    workshop.meeting = end_meeting(by=workshop.lead, meeting=workshop.meeting)
    return workshop, {"acts": acts, "aims": aims, "people": people}
