"""Links of one's own, for letters: they open what somebody did without an account, on any device.

A link carries a number, how often links were renewed, and a seal; nothing of it is kept. Once somebody
renews, older links open nothing.
"""

from __future__ import annotations

import base64
import binascii
from typing import Final
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

SEAL: Final = 16  # letters, 96 bits
NUMBER: Final = 16  # bytes of a public id
MOST_RENEWALS: Final = 2**16 - 1


def own_link(kind: str, public_id: UUID, renewed: int = 0) -> str:
    """What stands in the link; ``kind`` keeps the links of one thing from opening another."""
    told = public_id.bytes + min(renewed, MOST_RENEWALS).to_bytes(2, "big")
    body = base64.urlsafe_b64encode(told).decode().rstrip("=")
    return body + _seal(kind, body)


def read_own_link(kind: str, token: str) -> tuple[UUID, int] | None:
    """Whose link it is, and which renewal it belongs to; None where its seal is not ours."""
    body, seal = token[:-SEAL], token[-SEAL:]
    if not constant_time_compare(seal, _seal(kind, body)):
        return None
    try:
        told = base64.urlsafe_b64decode(f"{body}{'=' * (-len(body) % 4)}")
    except (ValueError, binascii.Error):
        return None
    if len(told) != NUMBER + 2:
        return None
    return UUID(bytes=told[:NUMBER]), int.from_bytes(told[NUMBER:], "big")


def _seal(kind: str, body: str) -> str:
    made = salted_hmac(f"territoria.own.{kind}", body, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode()[:SEAL]
