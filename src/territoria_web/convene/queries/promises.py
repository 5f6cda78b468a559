"""The short list with who promised what until when: the plan for 100 days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from territoria_web.convene.models import Contribution, Meeting
from territoria_web.convene.queries.agenda import last_date, zone_of
from territoria_web.convene.rules import PLAN_DAYS
from territoria_web.library.dates import day_in
from territoria_web.people.models import Entry


@dataclass(frozen=True)
class Promise:
    """What somebody stands for. ``late``: after the 100 days that follow the meeting."""

    row: Contribution
    owner: str
    due: date | None
    late: bool


@dataclass(frozen=True)
class Promised:
    """An action with the promises on it; None: promises that name no action."""

    action: Contribution | None
    promises: tuple[Promise, ...]


def promises_of(meeting: Meeting) -> list[Promised]:
    """The short list with its promises, then what was promised beside it; one query."""
    held = meeting.contributions.filter(taken_back=None, kind__in=("action", "commitment"))
    rows = list(held.select_related("joined_into").order_by("made", "pk"))
    deadline = hundredth_day(meeting)
    promises = [_promise(row, deadline) for row in rows if _promises(row)]
    roots = {str(r.public_id): (r.joined_into or r) for r in rows if r.kind == "action"}
    found: dict[int | None, list[Promise]] = {}
    for one in promises:
        root = roots.get(one.row.body.get("action", ""))
        found.setdefault(root.pk if root else None, []).append(one)
    standing = [r for r in rows if r.kind == "action" and r.joined_into_id is None]
    listed = [r for r in standing if r.short_listed or r.pk in found]
    result = [Promised(row, tuple(found.get(row.pk, ()))) for row in listed]
    return result + _beside(found.get(None, ()))


def _beside(promises: Sequence[Promise]) -> list[Promised]:
    return [Promised(None, tuple(promises))] if promises else []


def _promises(row: Contribution) -> bool:
    return row.kind == Contribution.Kind.COMMITMENT and row.joined_into_id is None


def _promise(row: Contribution, deadline: date | None) -> Promise:
    due = day_in(row.body.get("due"))
    late = due is not None and deadline is not None and due > deadline
    return Promise(row, str(row.body.get("owner", "")), due, late)


def hundredth_day(meeting: Meeting) -> date | None:
    """100 days after the meeting; None where it has no date."""
    ended = meeting.ended.astimezone(zone_of(meeting)).date() if meeting.ended else None
    over = last_date(meeting) or ended
    return over + timedelta(days=PLAN_DAYS) if over else None


def short_list_reason(meeting: Meeting) -> str:
    """How ties were decided, or why the short list differs from the vote, as the team said last."""
    held = Entry.objects.filter(about=f"meeting {meeting.public_id}", what="mark short list")
    after = held.values_list("after", flat=True).first()
    return str((after or {}).get("reason", ""))
