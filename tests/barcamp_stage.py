"""Deeds of ``backstage``: a network that calls its cities to a BarCamp, registration open."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from cohort_network import CODES, a_network
from territoria_web.convene.queries.barcamp_grid import PRESETS
from territoria_web.convene.services.barcamp_grid import take_preset
from territoria_web.convene.services.working import (
    Settings,
    change_working_meeting,
    open_working_meeting_from,
)
from territoria_web.convene.services.working_states import open_registration
from territoria_web.people.links import link_for

TITLE = "Smart economy in Bordeaux"
FIVE_OF_TEN = next(p for p in PRESETS if (p.spaces, p.seats) == (5, 10))


def set_up(*, origin: str) -> dict[str, Any]:
    """The office's link, and the code of a meeting tomorrow with two slots of five spaces."""
    network = a_network(*CODES, name="Atlantic network")
    office = network.office
    meeting = open_working_meeting_from(
        by=office, network=network.row, format_id="barcamp", title=TITLE, language="en"
    )
    settings = Settings(
        title=TITLE,
        question="How can cities join traditional and new industries?",
        axis="C2",
        place="Palais des congrès, Bordeaux",
        timezone="Europe/Paris",
        days={1: (timezone.localdate() + timedelta(days=1), time(9))},
    )
    meeting = change_working_meeting(
        by=office, meeting=meeting, seen=meeting.edit, settings=settings, origin=origin
    )
    meeting = open_registration(by=office, meeting=meeting)
    take_preset(by=office, meeting=meeting, preset=FIVE_OF_TEN)
    return {
        "office": link_for(office, origin=origin),
        "network": str(network.row.public_id),
        "meeting": str(meeting.public_id),
        "code": meeting.code,
    }
