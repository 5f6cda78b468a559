"""The timetable at the desk: having it made, the one panel in which it is changed by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.convene.barcamp_forms import uuid_in
from territoria_web.convene.models import TimetableVersion, Topic, WorkingMeeting
from territoria_web.convene.queries.timetable_panel import panel_of
from territoria_web.convene.queries.timetable_words import (
    floor_said,
    left_out_of,
    mixed_said,
    remarks_on,
    worth_said,
)
from territoria_web.convene.queries.topics import topic_in
from territoria_web.convene.queries.working import open_working_meeting
from territoria_web.convene.services import arranging
from territoria_web.convene.services.timetables import KIND, ask_for_timetable, drop_draft, job_key
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import seen_in, tell_refused
from territoria_web.desk.working.frame import over_said, show_working
from territoria_web.desk.workspace import note_of
from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import UNFINISHED


@login_required
@require_safe
def timetable(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """The version that is worked on; ``?topic=``: what each deed on a topic would change."""
    held = open_working_meeting(request.user, network, meeting)
    version = held.timetables.order_by("-number").first()
    job = job_of(held)
    facts: dict[str, Any] = {"job": job, "version": version, "may": _may(held)}
    facts["over"] = over_said(held)
    if version is not None:
        version.meeting = held
        facts |= _facts(held, version, _asked(request, held) if facts["may"] else None)
    return show_working(
        request,
        held,
        "working-timetable",
        "desk/working/timetable.html",
        title=_("Timetable"),
        finding=worth_said(version) if version else _("No timetable is made yet."),
        facts=facts,
    )


def _may(held: WorkingMeeting) -> bool:
    return held.state in (WorkingMeeting.State.OPEN, WorkingMeeting.State.LIVE)


def _asked(request: HttpRequest, held: WorkingMeeting) -> Topic | None:
    number = uuid_in(str(request.GET.get("topic", "")))
    return topic_in(held, number) if number else None


def _facts(held: WorkingMeeting, version: TimetableVersion, chosen: Topic | None) -> dict[str, Any]:
    quality = [said for said in (floor_said(version), mixed_said(version)) if said]
    return {
        "panel": panel_of(version, chosen),
        "quality": quality,
        "remarks": remarks_on(held, version),
        "left_out": left_out_of(version),
        "versions": list(held.timetables.order_by("-number")),
    }


def job_of(held: WorkingMeeting) -> dict[str, Any] | None:
    """The latest job that makes a timetable, while it is not done; None otherwise."""
    job = Job.objects.filter(kind=KIND, key=job_key(held)).order_by("-made", "-pk").first()
    if job is None or job.state in (Job.State.DONE, Job.State.CANCELLED):
        return None
    running = job.state in UNFINISHED
    where = [held.network.public_id, held.public_id]
    return {
        "row": job,
        "title": gettext_lazy("Making the timetable"),
        "note": note_of(job),
        "running": running,
        "problems": job.problems,
        "url": "",
        "fragment": reverse("desk:working-timetable-progress", args=where) if running else "",
        "page": reverse("desk:working-timetable", args=where),
    }


@login_required
@require_safe
def progress(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """The part of the page that changes while a timetable is made."""
    held = open_working_meeting(request.user, network, meeting)
    facts = {
        "job": job_of(held),
        "page": reverse("desk:working-timetable", args=[network, meeting]),
    }
    answer = render(request, "desk/working/timetable_job.html", facts)
    add_never_cache_headers(answer)
    return answer


@login_required
@require_POST
def make(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """Have a timetable made from topics, interests and people as they stand."""
    held = open_working_meeting(request.user, network, meeting)
    try:
        ask_for_timetable(by=account_of(request), meeting=held)
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect("desk:working-timetable", held.network.public_id, held.public_id)


# ── by hand ───────────────────────────────────────────────────────────────────────────────────


@login_required
@require_POST
def arrange(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """A deed of the panel on the version that it showed."""
    held = open_working_meeting(request.user, network, meeting)
    number = str(request.POST.get("version", ""))
    typed = int(number) if number.isdecimal() and len(number) < 6 else 0
    version = held.timetables.filter(number=typed).first()
    if version is None:
        raise Http404
    version.meeting = held
    topic = uuid_in(str(request.POST.get("topic", "")))
    row = topic_in(held, topic) if topic else None
    try:
        messages.success(request, _done(request, version, row))
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect("desk:working-timetable", held.network.public_id, held.public_id)


def _done(request: HttpRequest, version: TimetableVersion, topic: Topic | None) -> str:
    """Do what the pressed button says; what came of it, in a sentence."""
    deed, *place = str(request.POST.get("do", "")).split() or [""]
    told: dict[str, Any] = {"by": account_of(request), "version": version, "seen": seen_in(request)}
    if deed == "drop":
        drop_draft(**told)
        return _("The draft is thrown away.")
    if deed == "seats":
        return _moved_said(arranging.seat_again(**told).moved)
    if topic is None:
        raise ValidationError(_("Choose a topic of the panel."))
    if deed == "move":
        return _moved_said(_move(told, version.meeting, topic, place).moved)
    if deed == "skip":
        return _moved_said(arranging.skip_topic(topic=topic, **told).moved)
    quiet = {
        "pin": (arranging.pin_topic, _("It stays where it stands, in later timetables too.")),
        "unpin": (arranging.unpin_topic, _("It may be placed freely again.")),
        "unskip": (arranging.unskip_topic, _("It may be held again: move it, or make it anew.")),
    }
    if deed not in quiet:
        raise ValidationError(_("Choose one of the buttons."))
    quiet[deed][0](topic=topic, **told)
    return quiet[deed][1]


def _move(
    told: dict[str, Any], held: WorkingMeeting, topic: Topic, place: list[str]
) -> arranging.Arranged:
    numbers = [int(n) for n in place if n.isdecimal() and len(n) < 4]
    slot = held.slots.filter(number=numbers[0]).first() if len(numbers) == 2 else None
    space = held.spaces.filter(number=numbers[1]).first() if len(numbers) == 2 else None
    if slot is None or space is None:
        raise ValidationError(_("There is no such slot or space any more."))
    return arranging.move_topic(topic=topic, slot=slot, space=space, **told)


def _moved_said(people: int) -> str:
    if not people:
        return _("It is changed; nobody sits elsewhere for it.")
    said = ngettext("It is changed; %(count)d person sits elsewhere for it.",
                    "It is changed; %(count)d people sit elsewhere for it.", people)  # fmt: skip
    return said % {"count": people}
