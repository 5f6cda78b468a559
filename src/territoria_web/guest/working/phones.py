"""Whose phone it is, by a signed cookie of this meeting alone; set when somebody registers."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from territoria_web.convene.models import Attendee
from territoria_web.convene.queries.working import attendee_of_phone
from territoria_web.convene.working_rules import digest_of_key
from territoria_web.library.languages import language_codes

HALF_A_YEAR = 180 * 24 * 60 * 60  # people register long before


def digest_in(request: HttpRequest, code: str) -> str:
    """The digest of what this phone keeps for this meeting; empty where it keeps nothing that holds."""
    token = request.get_signed_cookie(
        _name(request.path), default="", salt=_salt(code), max_age=HALF_A_YEAR
    )
    return digest_of_key(token) if token else ""


def attendee_of(request: HttpRequest, code: str) -> Attendee | None:
    """Whose phone this is; None where nobody's of this meeting."""
    return attendee_of_phone(code, digest_in(request, code))


def remember(answer: HttpResponse, code: str, token: str) -> None:
    """Let the phone keep who it is: in this meeting only, in each language."""
    for lang in language_codes():
        answer.set_signed_cookie(
            f"meet-{lang}",
            token,
            salt=_salt(code),
            max_age=HALF_A_YEAR,
            path=_path(lang, code),
            secure=settings.SECURE,
            httponly=True,
            samesite="Lax",
        )


def forget(answer: HttpResponse, code: str) -> None:
    """Let the phone forget who it is."""
    for lang in language_codes():
        answer.delete_cookie(f"meet-{lang}", path=_path(lang, code), samesite="Lax")


def _name(path: str) -> str:
    return f"meet-{path.split('/')[1]}"


def _path(lang: str, code: str) -> str:
    return f"/{lang}/meet/{code}/"


def _salt(code: str) -> str:
    return f"convene.meet.{code}"
