"""I need this too: one button, and the same button takes it back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from territoria_web.guest.voice.frame import dwell_of, show_voice, shown_now, with_forum
from territoria_web.guest.voice.phones import remember, voice_for, voice_of
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.need_rules import STATE_NAMES, SUPPORTED
from territoria_web.listen.queries.needs import followed_under, public_need, said_by
from territoria_web.listen.queries.own_voice import supported_by
from territoria_web.listen.services.needs import (
    end_support,
    refuse_unless_supported,
    support_need,
)
from territoria_web.listen.voice_rules import is_taking, own_token_of


@takes_form
@with_forum
def support(request: HttpRequest, forum: Forum, number: int) -> HttpResponse:
    """A need with its button; 404 where it is not public."""
    need = public_need(forum, number)
    if request.method != "POST":
        return _shown(request, forum, need)
    try:
        return _pressed(request, forum, need)
    except ValidationError as refused:
        return _shown(request, forum, need, refused=refused.messages)


def _pressed(request: HttpRequest, forum: Forum, need: Need) -> HttpResponse:
    answer = redirect("guest:voice-support", forum.code, need.number)
    if "back" in request.POST:
        if voice := voice_of(request, forum):
            end_support(need=need, voice=voice)
        return answer
    refuse_unless_supported(need)
    voice, token = voice_for(request, forum)
    support_need(need=need, voice=voice, dwell=dwell_of(request))
    remember(answer, forum, token)
    return answer


def _shown(
    request: HttpRequest, forum: Forum, need: Need, refused: list[str] | None = None
) -> HttpResponse:
    voice = voice_of(request, forum)
    mine = supported_by(voice, need)
    return show_voice(
        request,
        forum,
        "guest/voice/support.html",
        title=need.title,
        finding=_("You said that you need this too.") if mine else "",
        facts={
            "need": need,
            "state": STATE_NAMES[Need.State(need.state)],
            "followed": followed_under(need),
            "mine": mine,
            "said": said_by(need, voice),
            "takes": is_taking(forum) and need.state in SUPPORTED,
            "shown": shown_now(),
            "refused": refused or [],
            "own": own_token_of(voice) if voice else "",
        },
        status=422 if refused else 200,
    )
