"""What somebody does on their own page: each is one press, and leads back to the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from territoria_web.guest.voice.mine import LettersForm, Tried, show_own
from territoria_web.guest.voice.own import with_own_voice
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.listen.models import Need, Voice
from territoria_web.listen.queries.needs import public_need
from territoria_web.listen.queries.own_voice import own_need
from territoria_web.listen.services.need_moderation import appeal
from territoria_web.listen.services.needs import end_support, support_need, take_back
from territoria_web.listen.services.saying import ask_for_letters, change_letters
from territoria_web.people.links import origin_of

Deed = Callable[[HttpRequest, Voice], None]


@takes_form
@with_own_voice
def mine(request: HttpRequest, voice: Voice, token: str) -> HttpResponse:
    """The page of somebody's own, and what is pressed on it."""
    if request.method != "POST":
        return show_own(request, voice, token)
    asked = str(request.POST.get("do", ""))
    if asked == "letters":
        return _letters(request, voice, token)
    if asked not in DEEDS:
        raise Http404
    try:
        DEEDS[asked](request, voice)
    except ValidationError as refused:
        tried = Tried(
            need=str(request.POST.get("need", "")),
            text=str(request.POST.get("text", "")),
            faults=refused.messages,
        )
        return show_own(request, voice, token, tried)
    return redirect("guest:voice-mine", token)


def _letters(request: HttpRequest, voice: Voice, token: str) -> HttpResponse:
    form = LettersForm(request.POST)
    if not form.is_valid():
        return show_own(request, voice, token, Tried(letters=form))
    try:
        _set_letters(request, voice, form)
    except ValidationError as refused:
        put_beside(form, refused)
        return show_own(request, voice, token, Tried(letters=form))
    return redirect("guest:voice-mine", token)


def _set_letters(request: HttpRequest, voice: Voice, form: LettersForm) -> None:
    purposes = form.purposes()
    if not purposes:
        change_letters(voice=voice, purposes=())
        return
    email = form.cleaned_data["email"]
    ask_for_letters(voice=voice, email=email, purposes=purposes, origin=origin_of(request))


def _take_back(request: HttpRequest, voice: Voice) -> None:
    take_back(need=_own(request, voice))


def _appeal(request: HttpRequest, voice: Voice) -> None:
    appeal(need=_own(request, voice), text=str(request.POST.get("text", "")))


def _support(request: HttpRequest, voice: Voice) -> None:
    support_need(need=_public(request, voice), voice=voice)


def _end_support(request: HttpRequest, voice: Voice) -> None:
    end_support(need=_public(request, voice), voice=voice)


def _own(request: HttpRequest, voice: Voice) -> Need:
    try:
        return own_need(voice, UUID(str(request.POST.get("need", ""))))
    except ValueError:
        raise Http404 from None


def _public(request: HttpRequest, voice: Voice) -> Need:
    said = str(request.POST.get("number", ""))
    if not said.isdecimal() or len(said) > 9:
        raise Http404
    return public_need(voice.forum, int(said))


DEEDS: Final[Mapping[str, Deed]] = {
    "take-back": _take_back,
    "appeal": _appeal,
    "support": _support,
    "end-support": _end_support,
}
