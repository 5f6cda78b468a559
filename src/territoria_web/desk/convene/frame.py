"""What all pages of one meeting share: its parts as tabs, the way back, rights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.convene.models import Meeting
from territoria_web.convene.rules import STATE_NAMES
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.territories.models import Cycle


def show_meeting(
    request: HttpRequest,
    cycle: Cycle,
    meeting: Meeting,
    part: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of one meeting."""
    return show_stage(
        request,
        cycle,
        "convene",
        template,
        title=title,
        finding=finding,
        facts={
            "meeting": meeting,
            "state": STATE_NAMES[meeting.state],
            "parts": parts_of(meeting, cycle, part),
            "at": [cycle.public_id, meeting.public_id],
            **rights(cycle, "convene", "prepare", "run", "see contacts"),
            **(facts or {}),
        },
        status=status,
        below=(
            (_("Meetings"), reverse("desk:convene", args=[cycle.public_id])),
            (
                meeting.title,
                reverse("desk:convene-meeting", args=[cycle.public_id, meeting.public_id]),
            ),
        ),
    )


def parts_of(meeting: Meeting, cycle: Cycle, part: str) -> list[tuple[str, str, bool]]:
    """Name, address and whether it is open, of the pages of a meeting."""
    names = {
        "meeting": _("Meeting"),
        "agenda": _("Agenda"),
        "people": _("People"),
        "materials": _("Materials"),
        "run": _("Run"),
        "board": _("Board"),
        "votes": _("Votes and plan"),
    }
    args = [cycle.public_id, meeting.public_id]
    return [
        (name, reverse(f"desk:convene-{key}", args=args), key == part)
        for key, name in names.items()
    ]
