"""What surrounds the desk's pages of a working meeting: its parts as tabs, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.working_rules import STATE_NAMES, WORKED_ON, holds_barcamp
from territoria_web.desk.frame import show


def show_working(
    request: HttpRequest,
    meeting: WorkingMeeting,
    part: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the office on a working meeting; ``part``: name of the address of its tab."""
    network = meeting.network
    crumbs: tuple[tuple[str, str], ...] = (
        (_("Your desk"), reverse("desk:home")),
        (network.name, reverse("desk:network", args=[network.public_id])),
        (_("Working meetings"), reverse("desk:working-all", args=[network.public_id])),
    )
    if part != "working":
        address = reverse("desk:working", args=[network.public_id, meeting.public_id])
        crumbs = (*crumbs, (meeting.title, address))
    told = {
        "network": network,
        "meeting": meeting,
        "at": [network.public_id, meeting.public_id],
        "state": STATE_NAMES[meeting.state],
        "parts": [(name, url, key == part) for key, name, url in _parts(meeting)],
        **(facts or {}),
    }
    return show(
        request, template, title=title, finding=finding, facts=told, crumbs=crumbs, status=status
    )


def over_said(meeting: WorkingMeeting) -> str:
    """Why nothing can be changed any more; empty while the meeting is worked on."""
    if meeting.state in WORKED_ON:
        return ""
    if meeting.state == WorkingMeeting.State.CANCELLED:
        return _("It is cancelled.")
    return _("The meeting is over. What it was stays as it is.")


def _parts(meeting: WorkingMeeting) -> list[tuple[str, str, str]]:
    names = {
        "working": _("Overview"),
        "working-settings": _("When and where"),
        "working-programme": _("Programme"),
        "working-people": _("People"),
        "working-run": _("Run"),
    }
    if holds_barcamp(meeting):
        names |= {
            "working-topics": _("Topics"),
            "working-timetable": _("Timetable"),
            "working-sheets": _("Sheets"),
        }
    names["working-report"] = _("Minutes and report")
    return [(key, name, url) for key, name in names.items() if (url := _page(meeting, key))]


def _page(meeting: WorkingMeeting, key: str) -> str:
    try:
        return reverse(f"desk:{key}", args=[meeting.network.public_id, meeting.public_id])
    except NoReverseMatch:  # pragma: no cover - while a part is being built
        return ""
