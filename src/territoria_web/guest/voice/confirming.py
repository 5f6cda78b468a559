"""The link of a letter that proves an address: it shows a button, because programs open links too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from territoria_web.guest.voice.frame import show_voice
from territoria_web.library.http_methods import takes_form
from territoria_web.library.private_answers import guarded
from territoria_web.listen.models import Voice
from territoria_web.listen.queries.forums import voice_at
from territoria_web.listen.services.needs import publish_confirmed
from territoria_web.listen.services.voices import confirm_voice, note_seen
from territoria_web.listen.voice_rules import may_confirm, own_token_of, read_confirm_token


@takes_form
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The button; pressed, the address counts, and what waited for it goes out."""
    read = read_confirm_token(token)
    voice = voice_at(read[0]) if read else None
    if read is None or voice is None or not may_confirm(voice, *read[1:]):
        return _strange(request)
    if request.method == "POST":
        return _confirmed(request, token)
    return show_voice(
        request,
        voice.forum,
        "guest/voice/confirm.html",
        title=_("Is this your address?"),
        finding=read[1],
    )


def _confirmed(request: HttpRequest, token: str) -> HttpResponse:
    voice: Voice | None = confirm_voice(token=token)
    if voice is None:
        return _strange(request)
    publish_confirmed(voice=voice)
    note_seen(voice)
    return redirect("guest:voice-mine", own_token_of(voice))


def _strange(request: HttpRequest) -> HttpResponse:
    """Too old, cut on the way, or of somebody who was erased."""
    title = _("This link confirms nothing any more")
    finding = _("It works for 14 days. Perhaps it was cut in the letter: copy the whole line.")
    told = {"page": {"title": title, "finding": finding, "robots": "noindex"}, "messages": ()}
    page = render(request, "guest/voice/strange.html", {**told, "user": None}, status=404)
    return guarded(page)
