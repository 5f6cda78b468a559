"""Asking twice: before a working meeting begins early, ends, or goes on after its end."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.agenda import first_date, zone_of
from territoria_web.convene.rules import phase_at
from territoria_web.desk.working.frame import show_working
from territoria_web.library.saying import day

State = WorkingMeeting.State
# title, what would happen, words of the button
Question = tuple[str, str, str]


def asked_whether_sure(request: HttpRequest, held: WorkingMeeting) -> HttpResponse | None:
    """A page that asks before a deed of the console that people hear of; None: nothing to ask."""
    do = str(request.POST.get("do", ""))
    question = None if "sure" in request.POST else _question(held, do)
    return ask(request, held, "working-run", do, question) if question else None


def ask(
    request: HttpRequest, held: WorkingMeeting, part: str, do: str, question: Question, **facts: Any
) -> HttpResponse:
    """The page that asks; ``do``: what its button does in this part of the desk."""
    title, finding, button = question
    told = {"do": do, "button": button, "running": str(request.POST.get("running", "")), **facts}
    told["back"] = request.path
    return show_working(
        request, held, part, "desk/working/sure.html", title=title, finding=finding, facts=told
    )


def _question(held: WorkingMeeting, do: str) -> Question | None:
    if do == "end:" and held.state == State.LIVE:
        finding = _("The door closes. Sheets and who came can still be entered.")
        return _("End the meeting?"), finding, _("End the meeting")
    line = phase_at(held, do.partition(":")[2]) if do.startswith("begin:") else None
    if line is None:
        return None
    if held.state == State.ENDED:
        finding = _("“%(title)s” would run, and phones take what belongs to it again.")
        title = _("Go on with a meeting that has ended?")
        return title, finding % {"title": line.title}, _("Begin it all the same")
    return _too_early(held)


def _too_early(held: WorkingMeeting) -> Question | None:
    """Before its first day, where it is held."""
    first = first_date(held)
    days = (first - timezone.now().astimezone(zone_of(held)).date()).days if first else 0
    if held.state != State.OPEN or days < 1:
        return None
    said = ngettext(
        "The meeting is on %(day)s, in %(count)d day. Once it begins, registration closes.",
        "The meeting is on %(day)s, in %(count)d days. Once it begins, registration closes.",
        days,
    )
    finding = said % {"day": day(first), "count": days}
    return _("Begin before the day of the meeting?"), finding, _("Begin it all the same")
