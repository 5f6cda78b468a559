"""Versions of a timetable: its groups by name, what differs from the one before, publishing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.convene.barcamp_forms import uuid_in
from territoria_web.convene.models import TimetableVersion, WorkingMeeting
from territoria_web.convene.queries.groups import groups_of
from territoria_web.convene.queries.sessions import programme_of, published_version
from territoria_web.convene.queries.timetable_changes import changes_of, lines_of
from territoria_web.convene.queries.timetable_words import (
    floor_said,
    left_out_of,
    mixed_said,
    remarks_on,
    worth_said,
)
from territoria_web.convene.queries.topics import coming
from territoria_web.convene.queries.working import open_working_meeting
from territoria_web.convene.services.publishing import concerned_people, publish_timetable
from territoria_web.convene.services.seats import give_seat
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import seen_in, tell_refused
from territoria_web.desk.working.frame import show_working
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of


def _opened(
    request: HttpRequest, network: UUID, meeting: UUID, number: int
) -> tuple[WorkingMeeting, TimetableVersion]:
    held = open_working_meeting(request.user, network, meeting)
    version = held.timetables.filter(number=number).first()
    if version is None:
        raise Http404
    version.meeting = held
    return held, version


@login_required
@require_safe
def version(request: HttpRequest, network: UUID, meeting: UUID, number: int) -> HttpResponse:
    """One version: how good it is, its groups, and what differs from another (``?beside=``)."""
    held, row = _opened(request, network, meeting, number)
    other = _beside(request, held, row)
    return show_working(
        request,
        held,
        "working-timetable",
        "desk/working/version.html",
        title=_("Timetable, version %(number)d") % {"number": row.number},
        finding=worth_said(row),
        facts={
            "version": row,
            "quality": [said for said in (floor_said(row), mixed_said(row)) if said],
            "groups": groups_of(held, row),
            "left_out": left_out_of(row),
            "remarks": remarks_on(held, row),
            "other": other,
            "others": list(held.timetables.exclude(pk=row.pk).order_by("-number")),
            "lines": lines_of(held, changes_of(other, row)) if other else [],
        },
    )


def _beside(
    request: HttpRequest, held: WorkingMeeting, row: TimetableVersion
) -> TimetableVersion | None:
    """The version asked for; else the one published before."""
    asked = str(request.GET.get("beside", ""))
    if asked.isdecimal() and len(asked) < 6:
        return held.timetables.filter(number=int(asked)).exclude(pk=row.pk).first()
    before = held.timetables.filter(number__lt=row.number).exclude(published=None)
    return before.order_by("-number").first()


@login_required
@takes_form
def publish(request: HttpRequest, network: UUID, meeting: UUID, number: int) -> HttpResponse:
    """What publishing would change, and for how many; then doing it."""
    held, row = _opened(request, network, meeting, number)
    where = ("desk:working-timetable", held.network.public_id, held.public_id)
    if row.published:
        return redirect(*where)
    if request.method == "POST":
        _publish(request, row)
        return redirect(*where)
    before = published_version(held)
    return show_working(
        request,
        held,
        "working-timetable",
        "desk/working/publish.html",
        title=_("Publish version %(number)d") % {"number": row.number},
        finding=_concerned_said(concerned_people(row), first=before is None),
        facts={
            "version": row,
            "before": before,
            "lines": lines_of(held, changes_of(before, row)) if before else [],
            "remarks": remarks_on(held, row),
        },
    )


def _concerned_said(people: int, *, first: bool) -> str:
    if first:
        said = ngettext("%(count)d person gets a seat and sees where to be when.",
                        "%(count)d people get seats and see where to be when.", people)  # fmt: skip
    else:
        said = ngettext("Something changes for %(count)d person; the others hear nothing.",
                        "Something changes for %(count)d people; the others hear nothing.", people)  # fmt: skip
    return said % {"count": people}


def _publish(request: HttpRequest, row: TimetableVersion) -> None:
    by, origin = account_of(request), origin_of(request)
    concerned = concerned_people(row)
    try:
        done = publish_timetable(by=by, version=row, seen=seen_in(request), origin=origin)
    except ValidationError as refused:
        tell_refused(request, refused)
        return
    messages.success(request, _published_said(concerned, done.told))


def _published_said(concerned: int, letters: int) -> str:
    """Who hears of it; what to do where nobody can be told."""
    if not concerned:
        return _("It is published.")
    if not letters:
        return _("It is published. Nobody whom it concerns gets a letter: print it.")
    said = ngettext("It is published; %(count)d letter goes out.",
                    "It is published; %(count)d letters go out.", letters)  # fmt: skip
    return said % {"count": letters}


# ── groups as they are now ────────────────────────────────────────────────────────────────────


@login_required
@takes_form
def groups(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """Who sits where now, by name; giving somebody another seat."""
    held = open_working_meeting(request.user, network, meeting)
    if request.method == "POST":
        _give(request, held)
        return redirect("desk:working-groups", held.network.public_id, held.public_id)
    programme = programme_of(held)
    found = groups_of(held, programme.version, now=True) if programme else []
    return show_working(
        request,
        held,
        "working-timetable",
        "desk/working/groups.html",
        title=_("Groups"),
        finding=_seated_said(found) if programme else _("No timetable is published yet."),
        facts={
            "groups": found,
            "programme": programme,
            "people": list(coming(held)),
            "may": held.state in (WorkingMeeting.State.OPEN, WorkingMeeting.State.LIVE),
        },
    )


def _seated_said(found: list[Any]) -> str:
    without = sum(len(slot.without) for slot in found)
    if not without:
        return _("Everybody who comes has a seat in every slot.")
    said = ngettext("%(count)d seat is missing: who that is stands below.",
                    "%(count)d seats are missing: who that is stands below.", without)  # fmt: skip
    return said % {"count": without}


def _give(request: HttpRequest, held: WorkingMeeting) -> None:
    """``seat`` of the form: number of the slot and public number of the topic, or *out*."""
    number, _blank, topic = str(request.POST.get("seat", "")).partition(" ")
    person = uuid_in(str(request.POST.get("person", "")))
    row = coming(held).filter(public_id=person).first() if person else None
    if row is None or not number.isdecimal() or len(number) > 4 or not topic:
        messages.error(request, _("Choose somebody, and a group."))
        return
    row.meeting = held
    try:
        give_seat(by=account_of(request), person=row, slot=int(number), topic=uuid_in(topic))
        messages.success(request, _("The seat is changed."))
    except ValidationError as refused:
        tell_refused(request, refused)
