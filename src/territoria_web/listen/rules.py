"""Who may answer and until when; the links that respondents hold, and the keys that hide who said what.

A link carries a random number and a seal. Answers hang on a key that is made of that number by the
house's secret, so that the rows alone do not tie an answer to whoever was asked.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from territoria_web.listen.models import Invitation, Survey

LEAST: Final = 5  # people behind any figure that is shown
MOST_REMINDERS: Final = 2
BETWEEN_REMINDERS: Final = timedelta(days=3)
MOST_QUESTIONS: Final = 20
MOST_INVITED: Final = 5000
SEAL: Final = 16  # letters, 96 bits
KINDS: Final = {"i": "invited", "o": "open", "r": "own"}


@dataclass(frozen=True)
class Held:
    """What a link carries. ``kind``: invited (by letter or slip), open (the common link) or own (made
    for one who came by slip or by the common link).
    """

    kind: str
    number: UUID


def token_of(invitation: Invitation) -> str:
    """The personal link of somebody who is asked."""
    return _sealed("i", invitation.public_id)


def open_token_of(survey: Survey) -> str:
    """The common link of a survey."""
    return _sealed("o", survey.public_id)


def own_token_of(number: UUID) -> str:
    """The link of somebody who came by slip or by the common one."""
    return _sealed("r", number)


def read_token(token: str) -> Held | None:
    """What a link carries; None where its seal is not ours."""
    body, seal = token[:-SEAL], token[-SEAL:]
    if body[:1] not in KINDS or not constant_time_compare(seal, _seal(body)):
        return None
    try:
        return Held(KINDS[body[0]], UUID(bytes=base64.urlsafe_b64decode(f"{body[1:]}==")))
    except (ValueError, binascii.Error):
        return None


def response_key(invitation: Invitation) -> str:
    """What the answers of an invited person hang on."""
    return key_of("invited", invitation.public_id)


def key_of(kind: str, number: UUID | str) -> str:
    """What answers hang on, or are named by. ``kind``: invited, own, sheet, open answer; each has keys
    of its own, so that whoever chooses the number of one (a browser does, for the common link)
    reaches no answers of another.
    """
    made = salted_hmac(f"territoria.listen.key.{kind}", str(number), algorithm="sha256")
    return made.hexdigest()


def _sealed(kind: str, number: UUID) -> str:
    body = kind + base64.urlsafe_b64encode(number.bytes).decode().rstrip("=")
    return body + _seal(body)


def _seal(body: str) -> str:
    made = salted_hmac("territoria.listen.link", body, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode()[:SEAL]


def takes_answers(survey: Survey, now: datetime) -> bool:
    """Whether it is open and its last day is not over."""
    return survey.state == Survey.State.OPEN and (survey.closes is None or now < survey.closes)


def may_be_reminded(invitation: Invitation, now: datetime) -> bool:
    """Was written to, did not answer, wants letters, and was not written to lately or too often."""
    if not invitation.email or invitation.answered or invitation.declined or not invitation.sent:
        return False
    last = max(invitation.sent, invitation.reminded or invitation.sent)
    return invitation.reminders < MOST_REMINDERS and now - last >= BETWEEN_REMINDERS
