"""Who gets what at the addresses of the BarCamp of a working meeting."""

from __future__ import annotations

from typing import Any

from private_addresses.table import Line, line
from territoria_web.convene.models import Topic, WorkingMeeting
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

OFFICE = "in 404 404 404 404 404 404 200 404"
LED = "in 404 404 404 404 404 404 302 404"
ASKED = "in 404 404 404 404 404 404 422 404"
NOTHING = "in 404 404 404 404 404 404 404 404"
ONE = {"meeting": "working"}
TOPIC = {**ONE, "topic": "topic"}
VERSION = {**ONE, "number": "version_number"}
PERSON = {**ONE, "person": "attendee"}
PAPER = {**ONE, "name": "paper_name"}
MEET = {"code": "meet_code"}
SESSION = {**MEET, "topic": "topic"}

LINES: dict[str, Line] = {
    # name                      stranger nobody viewer expert editor lead other secr. operator
    "desk:working-topics": line(OFFICE, **ONE),
    "POST desk:working-topics": line(LED, "POST", **ONE),
    "desk:working-topic-new": line(OFFICE, **ONE),
    "POST desk:working-topic-new": line(ASKED, "POST", **ONE),
    "desk:working-topic": line(OFFICE, **TOPIC),
    "POST desk:working-topic": line(ASKED, "POST", **TOPIC),
    "desk:working-interests": line(OFFICE, **ONE),
    "desk:working-interest-sheet": line(OFFICE, **PERSON),
    "POST desk:working-interest-sheet": line(LED, "POST", **PERSON),
    "desk:working-slots": line(OFFICE, **ONE),
    "POST desk:working-slots": line("in 404 404 404 404 404 404 409 404", "POST", **ONE),
    "desk:working-timetable": line(OFFICE, **ONE),
    "desk:working-timetable-make": line(LED, "POST", **ONE),
    "desk:working-timetable-progress": line(OFFICE, **ONE),
    "desk:working-timetable-arrange": line(NOTHING, "POST", **ONE),
    "desk:working-timetable-version": line(NOTHING, **VERSION),
    "desk:working-timetable-publish": line(NOTHING, **VERSION),
    "POST desk:working-timetable-publish": line(NOTHING, "POST", **VERSION),
    "desk:working-groups": line(OFFICE, **ONE),
    "POST desk:working-groups": line(LED, "POST", **ONE),
    "desk:working-sheets": line(OFFICE, **ONE),
    "desk:working-sheet": line(OFFICE, **TOPIC),
    "POST desk:working-sheet": line(ASKED, "POST", **TOPIC),
    "desk:working-papers": line(OFFICE, **ONE),
    "desk:working-paper": line(OFFICE, **PAPER),
    "desk:working-wall": line(LED, **ONE),
    # everybody who has the code
    "guest:meet-wall": line("200", **MEET),
    # whoever registered on this phone; the others are led to the door
    "guest:meet-topics": line("302", **MEET),
    "guest:meet-propose": line("302", **MEET),
    "POST guest:meet-propose": line("302", "POST", **MEET),
    "guest:meet-topic": line("302", **SESSION),
    "POST guest:meet-topic": line("302", "POST", **SESSION),
    "guest:meet-twins": line("302", "POST", **MEET, number="version_number"),
    "guest:meet-choose": line("302", **MEET),
    "POST guest:meet-choose": line("302", "POST", **MEET),
    "guest:meet-choose-all": line("302", **MEET),
    "POST guest:meet-choose-all": line("302", "POST", **MEET),
    "guest:meet-timetable": line("302", **MEET),
    "guest:meet-timetable-ics": line("302", **MEET),
    "guest:meet-sessions": line("302", **MEET),
    "guest:meet-seat": line("302", **MEET, slot="version_number"),
    "POST guest:meet-seat": line("302", "POST", **MEET, slot="version_number"),
    "guest:meet-away": line("302", **MEET),
    "POST guest:meet-away": line("302", "POST", **MEET),
    "guest:meet-session": line("302", **SESSION),
    "guest:meet-duty": line("302", "POST", **SESSION),
    "guest:meet-sheet": line("302", **SESSION),
    "POST guest:meet-sheet": line("302", "POST", **SESSION),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills: a topic of the meeting
    that stands already.
    """
    meeting = WorkingMeeting.objects.get(network=network)
    topic = Topic.objects.create(meeting=meeting, title="Empty shops")
    return {"topic": topic.public_id, "version_number": 1, "paper_name": "cards"}
