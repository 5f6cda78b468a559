"""Whose phone it is, by a signed cookie of this forum alone; set with the first deed, never before."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from territoria_web.library.languages import language_codes
from territoria_web.listen.models import Forum, Voice
from territoria_web.listen.queries.forums import voice_of_phone
from territoria_web.listen.services.voices import begin_voice, note_seen

HALF_A_YEAR = 180 * 24 * 60 * 60


def voice_of(request: HttpRequest, forum: Forum) -> Voice | None:
    """Who this phone is in this forum; None where nobody yet."""
    token = request.get_signed_cookie(
        _name(request.path), default="", salt=_salt(forum), max_age=HALF_A_YEAR
    )
    return voice_of_phone(forum, token or "")


def voice_for(request: HttpRequest, forum: Forum) -> tuple[Voice, str]:
    """Who this phone is, somebody new if need be; and the token to remember, "" where it has one."""
    held = voice_of(request, forum)
    if held is not None:
        note_seen(held)
        return held, ""
    return begin_voice(forum=forum, language=get_language() or "en")


def remember(answer: HttpResponse, forum: Forum, token: str) -> None:
    """Let the phone keep who it is: in this forum only, in each language."""
    if not token:
        return
    for lang in language_codes():
        answer.set_signed_cookie(
            f"voice-{lang}",
            token,
            salt=_salt(forum),
            max_age=HALF_A_YEAR,
            path=_path(lang, forum),
            secure=settings.SECURE,
            httponly=True,
            samesite="Lax",
        )


def forget(answer: HttpResponse, forum: Forum) -> None:
    """Let the phone forget who it is."""
    for lang in language_codes():
        answer.delete_cookie(f"voice-{lang}", path=_path(lang, forum), samesite="Lax")


def _name(path: str) -> str:
    return f"voice-{path.split('/')[1]}"


def _path(lang: str, forum: Forum) -> str:
    return f"/{lang}/voice/{forum.code}/"


def _salt(forum: Forum) -> str:
    return f"listen.voice.{forum.code}"
