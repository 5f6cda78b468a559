"""Whether what somebody puts down is whole: words, choices and fields of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from territoria_web.convene.models import Contribution, Meeting
from territoria_web.convene.rules import CHOICES, FIELDS, LONGEST_FIELD, LONGEST_TEXT, Phase
from territoria_web.library.typed import plain, plain_line

NEEDED = ("owner", "due")


@dataclass(frozen=True)
class Said:
    """What somebody put down, tidied."""

    text: str
    body: dict[str, Any]


def checked(meeting: Meeting, phase: Phase, kind: str, text: str, body: Mapping[str, Any]) -> Said:
    """What was put down, tidied; ValidationError by field says all that is wrong."""
    wrong: dict[str, str] = {}
    words = plain(text)
    if not words:
        wrong["text"] = _("Write what you want to put down.")
    elif len(words) > LONGEST_TEXT:
        wrong["text"] = _("Use at most 2,000 characters; these are %(count)s.") % {
            "count": len(words)
        }
    kept: dict[str, Any] = {}
    _choice(phase, kind, body, kept, wrong)
    for name in FIELDS.get(kind, ()):
        _field(meeting, kind, name, body, kept, wrong)
    if wrong:
        raise ValidationError(wrong)
    return Said(words, kept)


def _choice(
    phase: Phase, kind: str, body: Mapping[str, Any], kept: dict[str, Any], wrong: dict[str, str]
) -> None:
    offered = phase.asks.get(kind, ())
    if not offered or kind not in CHOICES:
        return
    key, _names = CHOICES[kind]
    chosen = body.get(key) or (offered[0] if len(offered) == 1 else "")
    if chosen not in offered:
        wrong[key] = _("Choose one of the list.")
    kept[key] = chosen


def _field(
    meeting: Meeting,
    kind: str,
    name: str,
    body: Mapping[str, Any],
    kept: dict[str, Any],
    wrong: dict[str, str],
) -> None:
    value = plain_line(str(body.get(name) or ""))
    if len(value) > LONGEST_FIELD:
        wrong[name] = _("Use at most 300 characters.")
    elif kind == Contribution.Kind.COMMITMENT and name in NEEDED and not value:
        wrong[name] = (
            _("Say who stands for it.") if name == "owner" else _("Give the day until when.")
        )
    elif value and name == "due" and not _is_day(value):
        wrong[name] = _("Write the day like 2027-03-31.")
    elif value and name == "action" and not _is_action(meeting, value):
        wrong[name] = _("Choose one of the list.")
    elif value:
        kept[name] = value


def _is_day(value: str) -> bool:
    try:
        return date(2000, 1, 1) < date.fromisoformat(value) < date(2100, 1, 1)
    except ValueError:
        return False


def _is_action(meeting: Meeting, value: str) -> bool:
    try:
        number = UUID(value)
    except ValueError:
        return False
    held = meeting.contributions.filter(kind=Contribution.Kind.ACTION, taken_back=None)
    return held.filter(public_id=number).exists()
