"""Days and targets that were moved since they were said first, in words: before and now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from territoria_web.library.dates import day_in
from territoria_web.library.saying import day
from territoria_web.plan.queries.said import SaidChange, said_actions, target_said
from territoria_web.plan.queries.versions import changes_between
from territoria_web.track.queries.accounts import Kept

# what stands in the lamps and in the list of milestones
SHOWN_ELSEWHERE = ("begins", "ends", "milestones", "target_low", "target_high", "target_year")


@dataclass(frozen=True)
class Move:
    """Something before and now; ``which``: begins, ends, milestone, target; ``after`` "": it was
    taken out.
    """

    which: str
    name: str
    before: str
    after: str


def moves_of(row: Kept) -> list[Move]:
    """Every day that was moved."""
    names = {"begins": _("Beginning"), "ends": _("End")}
    return [
        Move(m.which, names.get(m.which, m.name), day(m.before), day(m.after))
        for m in row.delivery.moved
    ]


def moved_target_of(row: Kept) -> Move | None:
    """The target, where it is another one than was said first."""
    if row.effect.moved is None:
        return None
    first, now = row.first_said, row.told
    return Move("target", _("Target"), _target(first, row), _target(now, row))


def _target(told: Mapping[str, Any], row: Kept) -> str:
    action = row.action
    ends = (told["target_low"], told["target_high"], told["target_year"])
    return target_said(*ends, action.unit, action.decimals)


def changed_since(row: Kept) -> tuple[SaidChange, ...]:
    """What else reads otherwise than when it was promised first: title, owner, money and the like."""
    changes = changes_between({"actions": [row.began]}, {"actions": [row.told], "dropped": []})
    return tuple(
        change
        for said in said_actions(changes)
        for change in said.changes
        if change.field not in SHOWN_ELSEWHERE
    )


@dataclass(frozen=True)
class KeptStep:
    """A milestone: when it is due, was due first, and was reached; ``is_late``: its day has passed."""

    id: str
    text: str
    due: date
    was: date | None
    reached: date | None
    is_late: bool


def steps_of(row: Kept, on: date) -> list[KeptStep]:
    """The milestones of an action on a day."""
    first = {m["id"]: day_in(m["due"]) for m in row.first_said["milestones"]}
    return [
        KeptStep(
            id=step.id,
            text=step.text,
            due=step.due,
            was=first.get(step.id) if first.get(step.id) != step.due else None,
            reached=row.reached.get(step.id),
            is_late=step.due < on and step.id not in row.reached,
        )
        for step in row.action.milestones
    ]


def taken_out(row: Kept) -> list[str]:
    """Milestones that were promised and stand no more, each with its first day."""
    standing = {step.id for step in row.action.milestones}
    gone = [m for m in row.first_said["milestones"] if m["id"] not in standing]
    return [f"{m['text']}, {day(day_in(m['due']))}" for m in gone]
