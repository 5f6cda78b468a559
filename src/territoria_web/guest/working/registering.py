"""Registering for a working meeting, and one's own place: the link, changing, giving it back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.working import attendee_by_link
from territoria_web.convene.queries.working_days import when_said
from territoria_web.convene.queries.working_people import is_awaited, is_full
from territoria_web.convene.services.registering import (
    MeetingFull,
    cancel_own,
    change_own,
    register,
    take_place,
)
from territoria_web.convene.services.working_journal import NotTakenNow
from territoria_web.convene.working_rules import REGISTER, takes
from territoria_web.guest.working.forms import WhoForm, known_of
from territoria_web.guest.working.frame import inside, show_meet, with_meeting
from territoria_web.guest.working.phones import attendee_of, forget, remember
from territoria_web.library.http_methods import takes_form
from territoria_web.library.private_answers import guarded
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import semicolon
from territoria_web.people.links import origin_of
from territoria_web.people.often import times_in_a_day

MOST_BY_ONE = 150  # a city hall has one address for all who work there
MOST_A_DAY = 800  # twice as many as a meeting holds
LEAST_UNREACHED = 10  # or half of the places: of one address, without e-mail


@takes_form
@with_meeting
def registering(request: HttpRequest, meeting: WorkingMeeting) -> HttpResponse:
    """Register: name, city, role; the answer is a page of one's own."""
    if attendee_of(request, meeting.code) is not None:  # pressed twice, or come back
        return guarded(redirect("guest:meet", meeting.code))
    if request.method != "POST":
        late = "" if takes(meeting, REGISTER) else _too_late()
        return _show(request, meeting, WhoForm(), late=late or _full(meeting))
    form = WhoForm(request.POST)
    if request.POST.get("subject_line"):  # a field that people do not see
        return _registered(meeting, None, "")
    if not form.is_valid() or _too_many(request, meeting, form):
        return _show(request, meeting, form, status=422)
    try:
        person, token = register(
            meeting=meeting,
            who=form.who(),
            language=get_language() or "",
            origin=origin_of(request),
            once=form.cleaned_data["once"],
        )
    except NotTakenNow:
        return _show(request, meeting, form, late=_too_late(), status=409)
    except MeetingFull as refused:
        return _show(request, meeting, form, late=refused.messages[0], status=409)
    except ValidationError as refused:
        put_beside(form, refused)
        return _show(request, meeting, form, status=422)
    return _registered(meeting, person, token)


def _too_many(request: HttpRequest, meeting: WorkingMeeting, form: WhoForm) -> bool:
    """Whether nobody registers so often; the form says so, and keeps what was written."""
    address = request.META.get("REMOTE_ADDR", "")
    mine = times_in_a_day(f"meet-register-{meeting.public_id}-{address}")
    whole = times_in_a_day(f"meet-register-{meeting.public_id}")
    if not form.cleaned_data["email"] and _too_many_unreached(meeting, address):
        form.add_error("email", _("Many registered from here without an address. Please give one."))
        return True
    if mine <= MOST_BY_ONE and whole <= MOST_A_DAY:
        return False
    form.add_error(None, _("So many registered today that no more can be read. Try tomorrow."))
    return True


def _too_many_unreached(meeting: WorkingMeeting, address: str) -> bool:
    """Nobody alone fills a meeting with people whom no letter reaches."""
    mine = times_in_a_day(f"meet-register-unreached-{meeting.public_id}-{address}")
    return mine > max(LEAST_UNREACHED, meeting.seats // 2)


def _registered(meeting: WorkingMeeting, person: Attendee | None, token: str) -> HttpResponse:
    home = reverse("guest:meet", args=[meeting.code])
    answer = guarded(redirect(f"{home}?said={'registered' if person else 'sent'}"))
    if person is not None:
        remember(answer, meeting.code, token)
    return answer


def _too_late() -> str:
    return _("Registration is closed.")


def _full(meeting: WorkingMeeting) -> str:
    full = takes(meeting, REGISTER) and is_full(meeting)
    return _("All places are taken. Look again: somebody may give one back.") if full else ""


def _show(
    request: HttpRequest,
    meeting: WorkingMeeting,
    form: WhoForm,
    *,
    late: str = "",
    status: int = 200,
) -> HttpResponse:
    return show_meet(
        request,
        meeting,
        "guest/working/register.html",
        title=_("Register"),
        finding=semicolon().join(when_said(meeting)),
        facts={"form": form, "late": late},
        status=status,
    )


# ── one's own place ───────────────────────────────────────────────────────────────────────────


@takes_form
def me(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a letter: a button puts the place on this device, as letters are opened by machines
    too.
    """
    person = attendee_by_link(token)
    if person is None or person.state == Attendee.State.CANCELLED:
        return show_meet(
            request,
            None,
            "guest/working/strange.html",
            title=_("This link opens nothing"),
            status=404,
        )
    meeting = person.meeting
    if request.method == "POST":
        answer = guarded(redirect(f"{reverse('guest:meet', args=[meeting.code])}?said=letter"))
        remember(answer, meeting.code, take_place(attendee=person))
        return answer
    return show_meet(
        request,
        meeting,
        "guest/working/mine.html",
        title=meeting.title,
        finding=_("You are registered, %(name)s.") % {"name": person.name},
        facts={"when": when_said(meeting)},
    )


@takes_form
@inside
def change(request: HttpRequest, person: Attendee) -> HttpResponse:
    """Change what one said."""
    meeting, posted = person.meeting, request.POST if request.method == "POST" else None
    form = WhoForm(posted, with_email=False, initial=known_of(person))
    if form.is_bound and form.is_valid():
        try:
            change_own(attendee=person, who=form.who(), language=get_language() or "")
            home = reverse("guest:meet", args=[meeting.code])
            return guarded(redirect(f"{home}?said=changed"))
        except ValidationError as refused:
            put_beside(form, refused)
    return show_meet(
        request,
        meeting,
        "guest/working/change.html",
        title=_("What you said"),
        finding=_("Change what is not right."),
        facts={"form": form},
        status=422 if form.errors else 200,
    )


@takes_form
@inside
def cancel(request: HttpRequest, person: Attendee) -> HttpResponse:
    """Give one's place back; whoever came, or was to come, has name and address deleted."""
    meeting = person.meeting
    awaited = is_awaited(person)
    if request.method == "POST":
        cancel_own(attendee=person)
        home = reverse("guest:meet", args=[meeting.code])
        answer = guarded(redirect(f"{home}?said={'back' if awaited else 'deleted'}"))
        forget(answer, meeting.code)
        return answer
    return show_meet(
        request,
        meeting,
        "guest/working/cancel.html",
        title=_("You cannot come?") if awaited else _("Delete my name and address"),
        finding=_(
            "Your place becomes free for somebody else, and your name and address are deleted. Topics "
            "that you proposed stay."
        )
        if awaited
        else _(
            "Your name, organisation and address are deleted, and your link opens nothing more. Whether "
            "you came still counts, with city and role."
        ),
        facts={"awaited": awaited},
    )
