"""The door of a working meeting: the code typed by hand, and coming in while the door is open."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.working import working_by_code
from territoria_web.convene.queries.working_people import is_awaited, is_full
from territoria_web.convene.services.registering import come_in_new, come_in_registered
from territoria_web.convene.services.working_journal import NotTakenNow
from territoria_web.convene.working_rules import COME_IN, is_public, takes
from territoria_web.guest.room.phones import count_wrong_code, guesses_codes
from territoria_web.guest.working.forms import WhoForm
from territoria_web.guest.working.frame import show_meet, wait, with_meeting
from territoria_web.guest.working.phones import attendee_of, forget, remember
from territoria_web.library.codes import tidy_code
from territoria_web.library.http_methods import takes_form
from territoria_web.library.private_answers import guarded
from territoria_web.library.refused import put_beside

State = WorkingMeeting.State
SAID = {"sent", "forgotten", "back", "deleted"}


@takes_form
def door(request: HttpRequest) -> HttpResponse:
    """Type the code that stands on the wall."""
    typed = tidy_code(str(request.POST.get("code", "")))
    if request.method == "POST":
        if guesses_codes(request):
            return wait(request)
        meeting = working_by_code(typed)
        if meeting is not None and is_public(meeting):
            return guarded(redirect("guest:meet", typed))
        count_wrong_code(request)
    wrong = request.method == "POST"
    return show_meet(
        request,
        None,
        "guest/working/door.html",
        title=_("Take part in a working meeting"),
        finding=_("Type the code that you see in the room."),
        facts={"typed": typed, "wrong": wrong},
        status=422 if wrong else 200,
    )


def show_door(
    request: HttpRequest, meeting: WorkingMeeting, form: WhoForm | None = None, status: int = 200
) -> HttpResponse:
    """For those who are not inside: coming in, registering, or why neither can be done now."""
    may_come_in = meeting.door_open and takes(meeting, COME_IN)
    facts: dict[str, Any] = {
        "may_come_in": may_come_in or form is not None,
        "full": meeting.state == State.OPEN and is_full(meeting),
        "form": form or WhoForm(with_email=False),
        "said": said if (said := request.GET.get("said")) in SAID else "",
    }
    return show_meet(
        request,
        meeting,
        "guest/working/door.html",
        title=meeting.title,
        finding=_finding(meeting),
        facts=facts,
        status=status,
    )


def _finding(meeting: WorkingMeeting) -> str:
    return {
        State.OPEN: _("The meeting has not begun."),
        State.LIVE: _("The meeting is under way."),
        State.CANCELLED: _("This meeting does not take place."),
    }.get(State(meeting.state), _("The meeting has ended."))


@require_POST
@with_meeting
def enter(request: HttpRequest, meeting: WorkingMeeting) -> HttpResponse:
    """Come in through the open door: with the place one has, or anew."""
    person = attendee_of(request, meeting.code)
    if person is not None:
        return _came(request, meeting, lambda: come_in_registered(attendee=person))
    form = WhoForm(request.POST, with_email=False)
    if not form.is_valid():
        return show_door(request, meeting, form, 422)
    try:
        _made, token = come_in_new(
            meeting=meeting,
            who=form.who(),
            language=get_language() or "",
            once=form.cleaned_data["once"],
        )
    except ValidationError as refused:
        put_beside(form, refused)
        return show_door(request, meeting, form, 409 if isinstance(refused, NotTakenNow) else 422)
    answer = guarded(redirect("guest:meet", meeting.code))
    remember(answer, meeting.code, token)
    return answer


def _came(request: HttpRequest, meeting: WorkingMeeting, deed: Any) -> HttpResponse:
    try:
        deed()
    except NotTakenNow:  # the page says so itself
        return guarded(redirect("guest:meet", meeting.code))
    return guarded(redirect(f"{request.path.removesuffix('in/')}?said=here"))


@require_POST
@with_meeting
def leave(request: HttpRequest, meeting: WorkingMeeting) -> HttpResponse:
    """Forget on this phone who it was; the place stays. Whoever has no letter is asked first."""
    person = attendee_of(request, meeting.code)
    if person is not None and not person.email and "sure" not in request.POST:
        return show_meet(
            request,
            meeting,
            "guest/working/leave.html",
            title=_("Forget me on this phone"),
            finding=_(
                "You gave no address: your place stays on the list, but this phone is the only way "
                "to it."
            ),
            facts={"awaited": is_awaited(person)},
        )
    home = reverse("guest:meet", args=[meeting.code])
    answer = guarded(redirect(f"{home}?said=forgotten"))
    forget(answer, meeting.code)
    return answer
