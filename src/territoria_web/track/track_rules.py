"""What news of an action may say, and the links of those who tell and of those who follow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.core import signing
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoria_web.track.models import Follower, Steward, Update

LONGEST: Final = 2000
SHORTEST_REASON: Final = 10
MOST_NEWS_A_DAY: Final = 20  # by one link
BETWEEN_LETTERS: Final = timedelta(days=14)  # to one steward
ASKED_LATELY: Final = timedelta(days=1)  # nobody is written to twice within it, whoever asks
ENDS: Final = (Update.Says.DONE, Update.Says.DROPPED)
CONFIRM_WITHIN: Final = timedelta(days=14)
PACES: Final[Mapping[str, timedelta]] = {
    Follower.Pace.WEEKLY: timedelta(days=7),
    Follower.Pace.MONTHLY: timedelta(days=28),
}
PACE_NAMES: Final[Mapping[str, Promise]] = {
    Follower.Pace.WEEKLY: _("once a week, if there is news"),
    Follower.Pace.MONTHLY: _("once a month, if there is news"),
}
SAYS_NAMES: Final[Mapping[str, Promise]] = {
    Update.Says.GOING: _("It goes on"),
    Update.Says.PAUSED: _("It is paused"),
    Update.Says.DROPPED: _("It is given up"),
    Update.Says.DONE: _("It is done"),
}

_STEWARD: Final = "territoria.track.steward"
_FOLLOWER: Final = "territoria.track.follower"
_CONFIRM: Final = "territoria.track.confirm"


def steward_token(steward: Steward) -> str:
    """The link of whoever tells how an action goes; it ends when it is renewed."""
    said = [steward.public_id.hex, steward.renewed]
    return signing.Signer(salt=_STEWARD).sign_object(said)


def read_steward_token(token: str) -> tuple[str, int] | None:
    """Number and round of a link; None where it is not ours."""
    try:
        number, renewed = signing.Signer(salt=_STEWARD).unsign_object(token)
        return str(number), int(renewed)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def follower_token(follower: Follower) -> str:
    """The link by which somebody changes or ends their letters."""
    return signing.Signer(salt=_FOLLOWER).sign(follower.public_id.hex)


def read_follower_token(token: str) -> str | None:
    """Whose link it is; None where it is not ours."""
    try:
        return signing.Signer(salt=_FOLLOWER).unsign(token)
    except signing.BadSignature:
        return None


def confirm_token(follower: Follower, pace: str, chosen: Mapping[str, Any]) -> str:
    """The link that proves that the address is read by whoever asked; it carries what they asked for."""
    return signing.dumps([follower.public_id.hex, pace, dict(chosen)], salt=_CONFIRM)


def read_confirm_token(token: str) -> tuple[str, str, dict[str, Any]] | None:
    """Who confirms, at which pace and for which actions; None where it is not ours, or too old."""
    try:
        number, pace, chosen = signing.loads(token, salt=_CONFIRM, max_age=CONFIRM_WITHIN)
        return str(number), str(pace), dict(chosen)
    except (signing.BadSignature, ValueError, TypeError):
        return None
