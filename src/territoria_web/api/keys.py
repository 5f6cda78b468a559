"""Keys of teams: who asks, known by a digest; the key itself is not kept anywhere."""

from __future__ import annotations

import hmac
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from territoria_web.people.keys import digest_of_key, use_token
from territoria_web.people.models import Token, User

SEEN_EVERY = timedelta(minutes=1)  # a reading client should not write at each request


class Key(HttpBearer):
    """``Authorization: Bearer <key>``."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Whose key it is; None where it is not known, has run out, or the account is closed."""
        held = token_of(token)
        return held.user if held else None


def token_of(key: str) -> Token | None:
    """The token of a key. Digests are compared in constant time."""
    digest = digest_of_key(key)
    held = Token.objects.select_related("user").filter(digest=digest).first()
    if held is None or not hmac.compare_digest(held.digest, digest) or not held.user.is_active:
        return None
    now = timezone.now()
    if held.expires is not None and held.expires <= now:
        return None
    if held.last_used is None or now - held.last_used > SEEN_EVERY:
        use_token(token=held, now=now)
    return held


def key_in(request: HttpRequest) -> str | None:
    """The key of a request; empty where the header is there and holds none."""
    header = request.headers.get("Authorization")
    if header is None:
        return None
    kind, _, key = header.partition(" ")
    return key.strip() if kind.lower() == "bearer" else ""
