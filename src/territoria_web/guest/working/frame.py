"""What all pages of a working meeting share: never kept, found by no search engine, no session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.working import working_by_code
from territoria_web.convene.working_rules import is_public, taken_now
from territoria_web.guest.room.phones import MINUTE, count_wrong_code, guesses_codes
from territoria_web.guest.working.phones import attendee_of, digest_in
from territoria_web.library.codes import tidy_code
from territoria_web.library.languages import in_every_language
from territoria_web.library.private_answers import guarded

View = Callable[..., HttpResponse]


def with_meeting(view: View) -> View:
    """The view gets the meeting that the code in its address opens; 404 where it opens none that
    people may know of. A code typed in small letters leads to the address for which phones keep who
    they are.
    """

    @wraps(view)
    def opened(request: HttpRequest, code: str, **parts: Any) -> HttpResponse:
        tidy = tidy_code(code)
        if guesses_codes(request) and not digest_in(request, tidy):  # those inside are not held up
            return wait(request)
        meeting = working_by_code(tidy)
        if meeting is None or not is_public(meeting):
            count_wrong_code(request)
            raise Http404
        if tidy != code:
            return guarded(redirect("guest:meet", tidy))
        return view(request, meeting, **parts)

    return opened


def inside(view: View) -> View:
    """For those who registered or came in: the view gets who they are; the others are led to the door."""

    @wraps(view)
    def guarded_view(request: HttpRequest, code: str, **parts: Any) -> HttpResponse:
        person = attendee_of(request, code)
        if person is None:
            return guarded(redirect("guest:meet", tidy_code(code)))
        return view(request, person, **parts)

    return guarded_view


def show_meet(
    request: HttpRequest,
    meeting: WorkingMeeting | None,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of a working meeting; None: of none. ``takes``: what is taken now, by kind."""
    page = {
        "title": title,
        "finding": finding,
        "languages": in_every_language(request),
        "robots": "noindex",
    }
    # neither user nor messages: both would read the session
    told = {
        "meeting": meeting,
        "takes": {kind.replace(" ", "_"): True for kind in (taken_now(meeting) if meeting else ())},
        **(facts or {}),
        "page": page,
        "messages": (),
        "user": None,
    }
    return guarded(render(request, template, told, status=status))


def wait(request: HttpRequest) -> HttpResponse:
    """Too many wrong codes came from here."""
    return show_meet(
        request,
        None,
        "guest/working/wait.html",
        title=_("That was a lot of wrong codes"),
        finding=_("Please wait two minutes, then type the code once more."),
        facts={"wait": MINUTE},
        status=429,
    )
