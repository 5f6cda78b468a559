"""The door of a room: the code typed by hand, coming in, the personal link of an invitation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from territoria_web.convene.models import Meeting, Participant
from territoria_web.convene.queries.meetings import meeting_by_code
from territoria_web.convene.queries.people import invited_by, role_of, roles_by_id
from territoria_web.convene.services.people import answer_invitation
from territoria_web.convene.services.room import DoorClosed, claim_place, come_in
from territoria_web.guest.room.frame import show_room
from territoria_web.guest.room.phones import (
    MINUTE,
    count_wrong_code,
    forget,
    guesses_codes,
    participant_of,
    remember,
)
from territoria_web.library.codes import tidy_code
from territoria_web.library.http_methods import takes_form
from territoria_web.library.private_answers import guarded


class ComeInForm(forms.Form):
    """What somebody says at the door."""

    role = forms.ChoiceField(
        label=gettext_lazy("You are here as"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Tick what you are here as."),
            "invalid_choice": gettext_lazy("Tick one of the list."),
        },
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("You may leave it empty. It helps the facilitator to find you."),
        required=False,
        max_length=150,
    )
    organisation = forms.CharField(
        label=gettext_lazy("Your organisation"), required=False, max_length=200
    )
    may_be_named = forms.BooleanField(
        label=gettext_lazy("My name and organisation may be printed in the proceedings"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role.id, role.title.say()) for role in roles_by_id().values()]


@takes_form
def door(request: HttpRequest) -> HttpResponse:
    """Type the code that stands on the wall."""
    typed = tidy_code(str(request.POST.get("code", "")))
    if request.method == "POST":
        if guesses_codes(request):
            return wait(request)
        if meeting_by_code(typed) is not None:
            return redirect("guest:room", typed)
        count_wrong_code(request)
    wrong = request.method == "POST"
    return show_room(
        request,
        "guest/room/door.html",
        title=_("Take part in a meeting"),
        finding=_("Type the code that you see in the room."),
        facts={"typed": typed, "wrong": wrong},
        status=422 if wrong else 200,
    )


def wait(request: HttpRequest) -> HttpResponse:
    """Too many wrong codes came from here."""
    return show_room(
        request,
        "guest/room/wait.html",
        title=_("That was a lot of wrong codes"),
        finding=_("Please wait two minutes, then type the code once more."),
        facts={"wait": MINUTE},
        status=429,
    )


def no_room(request: HttpRequest) -> HttpResponse:
    """There is no room behind this code."""
    count_wrong_code(request)
    return show_room(
        request,
        "guest/room/door.html",
        title=_("No meeting has this code"),
        finding=_(
            "Look at the code once more: it has six letters and digits, and no 0, O, 1, I or L."
        ),
        facts={"typed": "", "wrong": False},
        status=404,
    )


def show_door(
    request: HttpRequest, meeting: Meeting, form: ComeInForm | None = None, status: int = 200
) -> HttpResponse:
    """Coming in, or why nobody can now."""
    return show_room(
        request,
        "guest/room/come_in.html",
        title=meeting.title,
        finding=meeting.place,
        facts={"meeting": meeting, "form": form or ComeInForm()},
        status=status,
    )


@require_POST
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Come in through the open door."""
    if guesses_codes(request):
        return wait(request)
    meeting = meeting_by_code(code)
    if meeting is None:
        return no_room(request)
    if participant_of(request, code) is not None:  # pressed twice
        return redirect("guest:room", code)
    form = ComeInForm(request.POST)
    if not meeting.door_open:
        return show_door(request, meeting, form, 409)
    try:
        if form.is_valid():
            _person, token = come_in(meeting=meeting, **form.cleaned_data)
            return _inside(code, token)
    except DoorClosed:
        meeting.refresh_from_db(fields=["door_open", "state"])
        return show_door(request, meeting, form, 409)
    except ValidationError as refused:
        form.add_error(None, refused)
    return show_door(request, meeting, form, 422)


def _inside(code: str, token: str) -> HttpResponse:
    answer = guarded(redirect("guest:room", code))
    remember(answer, code, token)
    return answer


@require_POST
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Forget on this phone who it was; what was put down stays."""
    answer = guarded(redirect("guest:room-door"))
    forget(answer, tidy_code(code))
    return answer


# ── the personal link ─────────────────────────────────────────────────────────────────────────


@takes_form
def invited(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Somebody invited says whether they come; once the door is open, they come in."""
    if guesses_codes(request):
        return wait(request)
    meeting = meeting_by_code(code)
    person = invited_by(meeting, token) if meeting else None
    if meeting is None or person is None:
        count_wrong_code(request)
        raise Http404
    person.meeting = meeting
    if request.method == "POST":
        return _answered(request, code, token, person)
    return _show_invitation(request, person, said=request.GET.get("said", ""))


def _answered(request: HttpRequest, code: str, token: str, person: Participant) -> HttpResponse:
    named = bool(request.POST.get("may_be_named"))
    answer = str(request.POST.get("answer", ""))
    try:
        if answer == "in":
            _person, key = claim_place(participant=person, may_be_named=named)
            return _inside(code, key)
    except DoorClosed:
        return _show_invitation(request, person, said="closed", status=409)
    if answer not in ("yes", "no"):
        return _show_invitation(request, person, said="choose", status=422)
    answer_invitation(participant=person, comes=answer == "yes", may_be_named=named)
    return redirect(f"{reverse('guest:room-me', args=[code, token])}?said=kept")


def _show_invitation(
    request: HttpRequest, person: Participant, said: str, status: int = 200
) -> HttpResponse:
    # the link signs somebody in; with *no-referrer* browsers would post without an origin, and
    # the answer would be refused
    return show_room(
        request,
        "guest/room/invited.html",
        title=person.meeting.title,
        finding=_("You are invited as: %(role)s.") % {"role": role_of(person.role)},
        facts={"meeting": person.meeting, "person": person, "said": said},
        status=status,
    )
