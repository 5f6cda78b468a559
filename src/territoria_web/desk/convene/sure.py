"""Asking twice: before a meeting ends, and before one goes on that has ended."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from territoria_web.convene.models import Meeting
from territoria_web.convene.queries.proceedings import proceedings_of
from territoria_web.convene.rules import phase_at, sheets_are_taken
from territoria_web.desk.convene.frame import show_meeting
from territoria_web.territories.models import Cycle


def may_begin(held: Meeting) -> bool:
    """Whether a part may be begun; of a meeting that has ended while its sheets are still taken."""
    if held.state != Meeting.State.ENDED:
        return True
    return sheets_are_taken(held, proceedings_of(held))


def asked_whether_sure(request: HttpRequest, cycle: Cycle, held: Meeting) -> HttpResponse | None:
    """A page that asks before the meeting ends, or goes on after its end; None: nothing to ask."""
    do = str(request.POST.get("do", ""))
    ending = do == "end:" and held.state == Meeting.State.LIVE
    line = phase_at(held, do.partition(":")[2]) if do.startswith("begin:") else None
    again = line is not None and held.state == Meeting.State.ENDED
    if "sure" in request.POST or not (ending or again):
        return None
    if ending:
        title, button = _("End the meeting?"), _("End the meeting")
        finding = _(
            "The door closes, and two minutes later phones take nothing more. Paper can still be "
            "entered."
        )
    else:
        title = _("Go on with a meeting that has ended?")
        finding = _("“%(title)s” would run, and phones take what belongs to it again.")
        finding, button = (
            finding % {"title": line.title if line else ""},
            _("Begin it all the same"),
        )
    return show_meeting(
        request,
        cycle,
        held,
        "run",
        "desk/convene/sure.html",
        title=title,
        finding=finding,
        facts={"do": do, "button": button, "running": str(request.POST.get("running", ""))},
    )
