"""What a follower is told: of the actions they chose, what happened since the last letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from territoria_web.library.saying import colon, day
from territoria_web.plan.queries.said import said_actions
from territoria_web.plan.queries.versions import changes_between
from territoria_web.track.models import Follower, Update
from territoria_web.track.queries.accounts import Kept, PlanAccount, account_at
from territoria_web.track.queries.chosen import is_chosen
from territoria_web.track.track_rules import SAYS_NAMES


@dataclass(frozen=True)
class Told:
    """News of one action, a line each."""

    number: int
    title: str
    lines: tuple[str, ...]


def digest_for(follower: Follower, *, since: datetime, until: datetime) -> list[Told]:
    """What happened in between, in the language spoken; nothing where nothing did."""
    account = account_at(follower.plan.public_id, today=localdate(until))
    changed = _changed(account, since, until)
    found = []
    for row in account.rows:
        if not is_chosen(row, follower.chosen):
            continue
        lines = [
            *changed.pop(row.action.id, ()),
            *_news(row, since, until),
            *_late(row, since, account.on),
        ]
        if lines:
            found.append(Told(row.action.number, row.action.title, tuple(lines)))
    return found + _gone(account, changed, follower.chosen)


def _news(row: Kept, since: datetime, until: datetime) -> list[str]:
    told = [u for u in reversed(row.updates) if since < u.made <= until]
    return [line for update in told for line in lines_of(update)]


def lines_of(update: Update) -> list[str]:
    """News as lines: when and how it stands, what was done, what stands in the way."""
    stands = str(SAYS_NAMES[Update.Says(update.says)])
    head = f"{day(update.made)}{colon()}{stands}"
    if update.expected:
        head += " · " + _("expected by %(day)s") % {"day": day(update.expected)}
    return [head, *(text for text in (update.done, update.hindrance, update.reason) if text)]


def _late(row: Kept, since: datetime, today: date) -> list[str]:
    """It became late, or silent, since the last letter."""
    passed = (today - localdate(since)).days
    lines = []
    if row.delivery.state == "late" and row.delivery.days_late <= passed:
        lines.append(row.delivery.sentence)
    if row.is_silent and row.silence.days is not None and row.silence.allowed is not None:
        if row.silence.days - row.silence.allowed <= passed:
            lines.append(row.silence.sentence)
    return lines


def _changed(account: PlanAccount, since: datetime, until: datetime) -> dict[str, list[str]]:
    """By action: what versions adopted in between changed; one query where none was."""
    fresh = list(account.plan.versions.filter(made__gt=since, made__lte=until).order_by("number"))
    if not fresh:
        return {}
    first = account.plan.versions.filter(number=fresh[0].number - 1).first()
    found: dict[str, list[str]] = {}
    for before, after in pairwise([first, *fresh]):
        assert after is not None
        changes = changes_between(before.body if before else None, after.body)
        for told in said_actions(changes):
            lines = [f"{c.name}{colon()}{c.before or '–'} → {c.after or '–'}" for c in told.changes]
            reason = [told.reason] if told.reason else []
            head = _("%(kind)s in the plan of %(day)s")
            said = head % {"kind": told.kind_said.capitalize(), "day": day(after.made)}
            found.setdefault(told.id, []).extend([said, *lines, *reason])
    return found


def _gone(
    account: PlanAccount, changed: Mapping[str, list[str]], chosen: Mapping[str, Any]
) -> list[Told]:
    """Dropped actions, which stand in no row, for those who chose nothing, or their numbers."""
    numbers = chosen.get("numbers", ())
    return [
        Told(one.number, one.title, tuple(changed[one.id]))
        for one in account.dropped
        if one.id in changed and (not chosen or one.number in numbers)
    ]
