"""The published timetable of a meeting on its public page: sessions, how good it is, its files."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.barcamp_grid import slot_name, when_said
from territoria_web.convene.queries.sessions import programme_of
from territoria_web.convene.queries.timetable_words import quality_said
from territoria_web.convene.working_rules import holds_barcamp


def timetable_facts(meeting: WorkingMeeting) -> dict[str, Any]:
    """``slots``, ``quality``, ``files``; nothing where the meeting holds no BarCamp."""
    if not holds_barcamp(meeting):
        return {}
    programme = programme_of(meeting)
    files = [(_("Topics as CSV"), _file("topics", meeting))]
    if programme is None:
        return {"slots": [], "quality": [], "files": files}
    return {
        "slots": [
            (slot, slot_name(slot), when_said(slot, meeting), held)
            for slot, held in programme.by_slot
        ],
        "quality": quality_said(programme.version),
        "files": [
            *files,
            (_("Schedule as JSON"), _file("schedule", meeting)),
            (_("Sessions for a calendar"), _file("sessions-ics", meeting)),
        ],
    }


def _file(name: str, meeting: WorkingMeeting) -> str:
    return reverse(f"public:working-meeting-{name}", args=[meeting.public_id])
