"""Who gets what at the addresses of meetings."""

from __future__ import annotations

import uuid
from typing import Any

from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.convene.models import Meeting, Participant
from territoria_web.convene.rules import DOTS, as_data
from territoria_web.convene.services.meetings import agenda_from
from territoria_web.library.queries import library
from territoria_web.library.services import freeze_text
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

ONE = {"public_id": "cycle", "meeting": "meeting"}
# whoever runs a meeting, gets a page; whoever prepares it; whoever may see names and addresses
RUNS = "in 404 403 200 200 200 404 403 404"
CONTACTS = "in 404 403 403 200 200 404 403 404"
PRESSES = "in 404 403 302 302 302 404 403 404"
ASKED_AGAIN = "in 404 403 422 422 422 404 403 404"
NOBODY_IN_THE_ROOM = "302"

LINES: dict[str, Line] = {
    # name                           stranger nobody viewer expert editor lead other secr. operator
    "desk:convene": line(TEAM_SEES, public_id="cycle"),
    "POST desk:convene": line(ASKED_AGAIN, "POST", public_id="cycle"),
    "desk:convene-meeting": line(TEAM_SEES, **ONE),
    "desk:convene-settings": line(RUNS, **ONE),
    "desk:convene-proceedings": line(PRESSES, "POST", **ONE),
    "desk:convene-agenda": line(TEAM_SEES, **ONE),
    "POST desk:convene-agenda": line(ASKED_AGAIN, "POST", **ONE),
    "desk:convene-printed": line(TEAM_SEES, **ONE),
    "desk:convene-people": line(TEAM_SEES, **ONE),
    "POST desk:convene-people": line(ASKED_AGAIN, "POST", **ONE),
    "desk:convene-mail": line("in 404 403 403 302 302 404 403 404", "POST", **ONE),
    "desk:convene-person": line(CONTACTS, **ONE, person="participant"),
    "desk:convene-materials": line(TEAM_SEES, **ONE),
    "desk:convene-material": line(TEAM_SEES, **ONE, name="poster"),
    "desk:convene-run": line(TEAM_SEES, **ONE),
    "POST desk:convene-run": line(PRESSES, "POST", **ONE),
    "desk:convene-tables": line(TEAM_SEES, **ONE),
    "POST desk:convene-tables": line(ASKED_AGAIN, "POST", **ONE),
    "desk:convene-subjects": line("in 404 403 404 404 404 404 403 404", "POST", **ONE),
    "desk:convene-screen": line(TEAM_SEES, **ONE),
    "desk:convene-board": line(TEAM_SEES, **ONE),
    "POST desk:convene-board": line(PRESSES, "POST", **ONE),
    "desk:convene-take-back": line("in 404 403 404 404 404 404 403 404", **ONE, number="unknown"),
    "desk:convene-bring": line(RUNS, **ONE),
    "POST desk:convene-bring": line(ASKED_AGAIN, "POST", **ONE),
    "desk:convene-enter": line(RUNS, **ONE, phase="phase", kind="kind"),
    "desk:convene-votes": line(TEAM_SEES, **ONE),
    "POST desk:convene-votes": line(PRESSES, "POST", **ONE),
    "desk:convene-ballots": line(RUNS, **ONE, phase="vote"),
    # the room: whoever has the code may look at the door, only those who came in go further
    "guest:room-door": line("200"),
    "guest:room": line("200", code="room"),
    "guest:room-in": line("409", "POST", code="room"),
    "guest:room-leave": line("302", "POST", code="room"),
    "guest:room-now": line("404", code="room"),
    "guest:room-add": line(NOBODY_IN_THE_ROOM, "POST", code="room"),
    "guest:room-vote": line(NOBODY_IN_THE_ROOM, "POST", code="room"),
    "guest:room-results": line(NOBODY_IN_THE_ROOM, code="room"),
    "guest:room-mine": line(NOBODY_IN_THE_ROOM, code="room", number="unknown"),
    "guest:room-dissent": line(NOBODY_IN_THE_ROOM, "POST", code="room", number="unknown"),
    "guest:room-me": line("404", code="room", token="word"),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    # a row of its own: whether the step of the workshop is open is told elsewhere
    text = library().formats["two-day-workshop"]
    meeting = Meeting.objects.create(
        cycle=cycle,
        format=freeze_text(kind="formats", text_id=text.id, text=text),
        title="Two days",
        agenda=[as_data(phase) for phase in agenda_from(text, "en")],
        days={"1": {"date": None, "starts": "09:00"}, "2": {"date": None, "starts": "09:00"}},
        dots=dict(DOTS),
        code="ABC234",
        state=Meeting.State.LIVE,
        phase="swot",
        ran={"swot": {"begun": "2027-03-01T09:00:00+00:00", "ended": None}},
    )
    somebody = Participant.objects.create(
        meeting=meeting, name="Ada", email=f"{uuid.uuid4().hex}@example.org", role="SME"
    )
    return {
        "meeting": meeting.public_id,
        "participant": somebody.public_id,
        "room": meeting.code,
        "phase": "swot",
        "vote": "vote",
        "kind": "contribution",
        "poster": "poster",
    }
