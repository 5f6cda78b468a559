"""Whose phone it is, by a signed cookie of this room; and who guesses codes."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from territoria_web.convene.models import Participant
from territoria_web.convene.queries.room import participant_by_key
from territoria_web.convene.services.room import digest_of_phone
from territoria_web.library.languages import language_codes
from territoria_web.people.often import MINUTE, times_in_a_minute

WEEK = 7 * 24 * 60 * 60
WRONG_A_MINUTE = 60  # from one network address, which many share; those inside are not held up


def key_of(request: HttpRequest, code: str) -> str:
    """The digest of what this phone keeps for this room; empty where it keeps nothing that holds."""
    token = request.get_signed_cookie(
        _name(request.path), default="", salt=_salt(code), max_age=WEEK
    )
    return digest_of_phone(token) if token else ""


def participant_of(request: HttpRequest, code: str) -> Participant | None:
    """Whose phone this is; None where nobody of this room."""
    return participant_by_key(code, key_of(request, code))


def remember(answer: HttpResponse, code: str, token: str) -> None:
    """Let the phone keep who it is: in this room only, in each language."""
    for lang in language_codes():
        answer.set_signed_cookie(
            f"room-{lang}",
            token,
            salt=_salt(code),
            max_age=WEEK,
            path=f"/{lang}/room/{code}/",
            secure=settings.SECURE,
            httponly=True,
            samesite="Lax",
        )


def forget(answer: HttpResponse, code: str) -> None:
    """Let the phone forget who it is."""
    for lang in language_codes():
        answer.delete_cookie(f"room-{lang}", path=f"/{lang}/room/{code}/", samesite="Lax")


def _name(path: str) -> str:
    return f"room-{path.split('/')[1]}"


def _salt(code: str) -> str:
    return f"convene.room.{code}"


# ── wrong codes ───────────────────────────────────────────────────────────────────────────────


def count_wrong_code(request: HttpRequest) -> None:
    """A code that opens nothing was asked for from this address."""
    times_in_a_minute(_counter(request))


def guesses_codes(request: HttpRequest) -> bool:
    """Whether so many wrong codes came from this address that it has to wait a minute."""
    return int(cache.get(_counter(request), 0)) >= WRONG_A_MINUTE


def _counter(request: HttpRequest) -> str:
    return f"wrong-room-code-{request.META.get('REMOTE_ADDR', '')}"


__all__ = [
    "MINUTE",
    "count_wrong_code",
    "forget",
    "guesses_codes",
    "key_of",
    "participant_of",
    "remember",
]
