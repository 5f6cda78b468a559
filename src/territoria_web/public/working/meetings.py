"""All working meetings that everybody may read about: those to come first, then those that were."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.agenda import first_date, last_date
from territoria_web.convene.queries.working import axis_names
from territoria_web.convene.queries.working_days import is_past
from territoria_web.convene.queries.working_public import public_meetings
from territoria_web.convene.working_rules import MODE_NAMES, STATE_NAMES
from territoria_web.library.dates import written
from territoria_web.public.page import Crumb, Page, Table

HEAD = (
    *("id", "title", "network", "axis", "begins", "ends", "timezone", "mode", "place"),
    *("language", "state", "example"),
)


def meetings(request: HttpRequest) -> Page:
    """Working meetings of all networks."""
    held = list(public_meetings())
    ahead = sorted((one for one in held if not is_past(one)), key=_begins)
    past = sorted((one for one in held if is_past(one)), key=_begins, reverse=True)
    axes = axis_names()
    count = sum(not one.example for one in ahead)
    return Page(
        template="public/working/meetings.html",
        title=_("Working meetings"),
        finding=_finding(count, len(ahead) - count),
        facts={
            "ahead": [_card(one, axes) for one in ahead],
            "past": [_card(one, axes) for one in past],
            "calendars": _calendars(held),
        },
        table=Table("working-meetings", HEAD, [_cells(one) for one in [*ahead, *past]]),
        crumbs=(Crumb(_("Network"), reverse("public:network")),),
    )


def _finding(count: int, invented: int) -> str:
    if count:
        said = ngettext(
            "%(count)d working meeting is to come.",
            "%(count)d working meetings are to come.",
            count,
        )
        return said % {"count": count}
    if invented:
        return ngettext(
            "Only an invented meeting is to come: it shows how it goes.",
            "Only invented meetings are to come: they show how it goes.",
            invented,
        )
    return _("No working meeting is to come now.")


def _begins(one: WorkingMeeting) -> str:
    return written(first_date(one)) or "9999"


def _calendars(held: list[WorkingMeeting]) -> list[tuple[str, str]]:
    networks = {one.network.public_id: one.network.name for one in held}
    return [
        (
            _("Calendar of %(network)s") % {"network": name},
            reverse("public:network-meetings-ics", args=[number]),
        )
        for number, name in networks.items()
    ]


def _card(one: WorkingMeeting, axes: Any) -> dict[str, Any]:
    return {
        "meeting": one,
        "url": reverse("public:working-meeting", args=[one.public_id]),
        "axis": axes.get(one.axis, ""),
        "begins": first_date(one),
        "state": STATE_NAMES[one.state],
        "mode": MODE_NAMES[one.mode],
    }


def _cells(one: WorkingMeeting) -> tuple[Any, ...]:
    return (
        *(str(one.public_id), one.title, one.network.name, one.axis),
        *(written(first_date(one)), written(last_date(one)), one.timezone, one.mode, one.place),
        *(one.language, one.state, one.example),
    )
