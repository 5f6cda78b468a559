"""One's own timetable on a phone: where one sits, all sessions, another seat, being away."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.convene.barcamp_forms import uuid_in
from territoria_web.convene.models import Attendee
from territoria_web.convene.queries.barcamp_calendar import session_dates
from territoria_web.convene.queries.barcamp_grid import hours_said, slot_name, slots_of, when_said
from territoria_web.convene.queries.own_timetable import own_changes, own_seats
from territoria_web.convene.queries.sessions import programme_of
from territoria_web.convene.queries.timetable_words import floor_said, mixed_said, worth_said
from territoria_web.convene.services.interests import say_away
from territoria_web.convene.services.seats import take_seat
from territoria_web.convene.working_rules import SEAT, takes
from territoria_web.guest.working.frame import inside, show_meet
from territoria_web.guest.working.late import not_taken
from territoria_web.guest.working.topics import back_to, said_in
from territoria_web.library.calendar_text import as_calendar
from territoria_web.library.http_methods import takes_form
from territoria_web.library.private_answers import guarded


@require_safe
@inside
def timetable(request: HttpRequest, person: Attendee) -> HttpResponse:
    """Where one sits, slot by slot, with the time zone; what changed since the version before."""
    programme = programme_of(person.meeting)
    facts: dict[str, Any] = {"programme": programme, "said": said_in(request)}
    if programme is not None:
        facts |= {
            "seats": own_seats(person, programme),
            "changed": own_changes(person, programme.version),
            "may": takes(person.meeting, SEAT),
        }
    return show_meet(
        request,
        person.meeting,
        "guest/working/timetable.html",
        title=_("My timetable"),
        finding=_finding(person, facts.get("seats")),
        facts=facts,
    )


def _finding(person: Attendee, seats: list[Any] | None) -> str:
    if seats is None:
        return _("There is no timetable yet. It is made from what people want to talk about.")
    now = timezone.now()
    ahead = [one for one in seats if one.slot.ends > now and one.session]
    if not ahead:
        return _("All your sessions are over.") if seats else ""
    first = ahead[0]
    told = {
        "topic": first.session.topic.title,
        "space": first.session.space.name,
        "when": when_said(first.slot, person.meeting),
    }
    if first.slot.begins <= now:
        return _("Now: “%(topic)s” in %(space)s.") % told
    return _("Next: “%(topic)s” in %(space)s, %(when)s.") % told


@require_safe
@inside
def sessions(request: HttpRequest, person: Attendee) -> HttpResponse:
    """All sessions, slot by slot, and how good the timetable is."""
    programme = programme_of(person.meeting)
    rows = programme.by_slot if programme else []
    return show_meet(
        request,
        person.meeting,
        "guest/working/sessions.html",
        title=_("All sessions"),
        finding=worth_said(programme.version) if programme else _("There is no timetable yet."),
        facts={
            "rows": [(s, slot_name(s), when_said(s, person.meeting), held) for s, held in rows],
            "quality": [
                said
                for said in (
                    (floor_said(programme.version), mixed_said(programme.version))
                    if programme
                    else ()
                )
                if said
            ],
        },
    )


# ── another seat ──────────────────────────────────────────────────────────────────────────────


@takes_form
@inside
def seat(request: HttpRequest, person: Attendee, slot: int) -> HttpResponse:
    """Choose another group of a slot, or sit it out: the law of two feet."""
    programme = programme_of(person.meeting)
    held = next((one for one in slots_of(person.meeting) if one.number == slot), None)
    if programme is None or held is None:
        raise Http404
    fault = ""
    if request.method == "POST":
        answer, fault = _seated(request, person, slot)
        if answer is not None:
            return answer
    at = programme.session_of(person, held)
    return show_meet(
        request,
        person.meeting,
        "guest/working/seat.html",
        title=_("Another seat"),
        finding=f"{slot_name(held)}, {hours_said(held, person.meeting)} ({person.meeting.timezone})",
        facts={
            "slot": held,
            "sessions": [one for one in programme.sessions if one.slot.pk == held.pk],
            "at": at.topic.pk if at else None,
            "hosted": programme.hosted_in(person, held),
            "may": takes(person.meeting, SEAT),
            "fault": fault,
        },
        status=422 if fault else 200,
    )


def _seated(request: HttpRequest, person: Attendee, slot: int) -> tuple[HttpResponse | None, str]:
    typed = str(request.POST.get("topic", ""))
    topic = uuid_in(typed)
    if topic is None and typed != "out":
        return None, _("Tick one of the groups.")
    try:
        take_seat(person=person, slot=slot, topic=topic)
    except ValidationError as refused:
        back = reverse("guest:meet-seat", args=[person.meeting.code, slot])
        return not_taken(request, person, refused, back=back), ""
    return back_to(person, "meet-timetable", "changed"), ""


@takes_form
@inside
def away(request: HttpRequest, person: Attendee) -> HttpResponse:
    """Say in which slots one is not there."""
    if request.method == "POST":
        numbers = [int(n) for n in request.POST.getlist("away") if n.isdecimal() and len(n) < 4]
        try:
            say_away(person=person, away=numbers)
        except ValidationError as refused:
            back = reverse("guest:meet-timetable", args=[person.meeting.code])
            return not_taken(request, person, refused, back=back)
        return back_to(person, "meet-timetable", "changed")
    return show_meet(
        request,
        person.meeting,
        "guest/working/away.html",
        title=_("When I am not there"),
        finding=_("You are not seated in these slots, and your topics are not held in them."),
        facts={
            "slots": [
                (s.number, slot_name(s), when_said(s, person.meeting), s.number in person.away)
                for s in slots_of(person.meeting)
            ],
            "may": takes(person.meeting, SEAT),
        },
    )


@require_safe
@inside
def calendar(request: HttpRequest, person: Attendee) -> HttpResponse:
    """One's own sessions for a calendar."""
    programme = programme_of(person.meeting)
    own = [one.session for one in own_seats(person, programme)] if programme else []
    dates = session_dates(person.meeting, [one for one in own if one], programme)
    text = as_calendar(person.meeting.title, dates, made=datetime.now(UTC))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="my-sessions.ics"'
    return guarded(answer)
