"""Who takes part without an account: what their phone keeps, the links of their own, what they confirm.

A phone keeps a random token; only its digest is in the rows. The own link carries a number and a seal,
so that it can be written into a letter without being kept. Nothing here looks at network addresses:
hundreds may take part behind one of them.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from territoria_web.listen.models import Forum, Voice

SEAL: Final = 16  # letters, 96 bits
CONFIRM_WITHIN: Final = timedelta(days=14)
LONGEST_ADDRESS: Final = 254  # letters of an address that mail can be sent to


def is_taking(forum: Forum) -> bool:
    """Whether people may say something: the forum is open, and so is its cycle, read with it."""
    return forum.is_open and forum.cycle.state == "open"


def new_token() -> str:
    """What a phone keeps of somebody."""
    return secrets.token_urlsafe(24)


def digest_of(token: str) -> str:
    """What is kept of it."""
    return salted_hmac("territoria.listen.voice", token, algorithm="sha256").hexdigest()


def own_token_of(voice: Voice) -> str:
    """The link of one's own: opens what somebody said, on any device."""
    body = base64.urlsafe_b64encode(voice.public_id.bytes).decode().rstrip("=")
    return body + _seal(body)


def read_own_token(token: str) -> UUID | None:
    """Whose link it is; None where its seal is not ours."""
    body, seal = token[:-SEAL], token[-SEAL:]
    if not constant_time_compare(seal, _seal(body)):
        return None
    try:
        return UUID(bytes=base64.urlsafe_b64decode(f"{body}=="))
    except (ValueError, binascii.Error):
        return None


def _seal(body: str) -> str:
    made = salted_hmac("territoria.listen.own", body, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode()[:SEAL]


def confirm_token_of(voice: Voice, email: str) -> str:
    """The link that proves that a letter to this address is read by whoever asked."""
    told = [voice.public_id.hex, email, standing_of(voice)]
    return signing.dumps(told, salt="territoria.listen.confirm")


def read_confirm_token(token: str) -> tuple[UUID, str, str] | None:
    """Whose address is confirmed, and how they stood when it was asked; None where the link is not
    ours, or too old.
    """
    try:
        number, email, standing = signing.loads(
            token, salt="territoria.listen.confirm", max_age=CONFIRM_WITHIN
        )
        return UUID(hex=number), str(email), str(standing)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def standing_of(voice: Voice) -> str:
    """Which address counts, and since when, as a seal. Once that changes, links that were asked for
    before confirm nothing: one to a mistyped address would open everything to a stranger.
    """
    since = voice.confirmed.isoformat() if voice.confirmed else ""
    return _seal(f"{voice.email} {since}")


def may_confirm(voice: Voice, email: str, standing: str) -> bool:
    """Whether a link still holds: nothing changed since it was asked for, or its address counts."""
    return standing == standing_of(voice) or (bool(email) and email == voice.email)
