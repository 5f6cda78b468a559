"""What an adopted plan promised first and promises now, as the engine of lamps takes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from territoria.track.promise import Milestone, Promise
from territoria_web.library.dates import day_in
from territoria_web.plan.models import Action, Plan, PlanVersion
from territoria_web.track.models import Steward, Update

Body = Mapping[str, Any]
EVERY_DAYS = 90  # between two news, where nobody said otherwise


@dataclass(frozen=True)
class Versions:
    """The first and the last version of a plan, and what was dropped on the way: id → last words."""

    first: PlanVersion
    last: PlanVersion
    dropped: Mapping[str, Mapping[str, Any]]

    @property
    def began(self) -> dict[str, Body]:
        """The actions of the first version, by id."""
        return {a["id"]: a for a in self.first.body["actions"]}


def versions_in(plan: Plan) -> Versions | None:
    """None before anything was adopted."""
    held = list(plan.versions.order_by("number"))
    if not held:
        return None
    dropped = {a["id"]: a for version in held for a in version.body["dropped"]}
    standing = {a["id"] for a in held[-1].body["actions"]}
    gone = {key: told for key, told in dropped.items() if key not in standing}
    return Versions(held[0], held[-1], gone)


def since_when(versions: Iterable[PlanVersion]) -> dict[str, date]:
    """Action's id → the day on which it was promised first."""
    found: dict[str, date] = {}
    for version in versions:
        for action in version.body["actions"]:
            found.setdefault(action["id"], localdate(version.made))
    return found


def promise_of(
    action: Body,
    first: Body | None,
    promised_on: date,
    updates: list[Update],
    steward: Steward | None,
) -> Promise:
    """The days of an action and what was reported of it; ``updates``: shown ones, latest first;
    ``first``: the same action as it was promised first.
    """
    says = next((u for u in updates if u.says != Update.Says.GOING), None)
    latest = updates[0] if updates else None
    reported = latest if latest is not None and latest is says else None
    done = next((u for u in updates if u.says in (Update.Says.DONE, Update.Says.DROPPED)), None)
    told = reported or done  # a pause ends with the next news, an end does not
    begun = first or {}
    return Promise(
        begins=_in_order(day_in(action["begins"]), day_in(action["ends"])),
        ends=day_in(action["ends"]),
        first_begins=day_in(begun.get("begins")),
        first_ends=day_in(begun.get("ends")),
        milestones=tuple(_milestones(action, begun, updates)),
        reported=told.says if told is not None else "none",  # type: ignore[arg-type]
        reason=told.reason if told is not None else "",
        reported_on=localdate(told.made) if told is not None else None,
        news=localdate(latest.made) if latest is not None else None,
        news_every=steward.every_days if steward is not None else EVERY_DAYS,
        promised_on=promised_on,
    )


def _in_order(begins: date | None, ends: date | None) -> date | None:
    return None if begins and ends and ends < begins else begins


def _milestones(action: Body, first: Body, updates: list[Update]) -> Iterable[Milestone]:
    reached = reached_in(updates)
    before = {m["id"]: day_in(m["due"]) for m in first.get("milestones", [])}
    for m in action["milestones"]:
        yield Milestone(
            name=m["text"],
            due=day_in(m["due"]),
            done=reached.get(m["id"]),
            first_due=before.get(m["id"]),
        )


def reached_in(updates: Iterable[Update]) -> dict[str, date]:
    """Milestone's id → when it was reached; what was told last holds, also that it was not."""
    found: dict[str, date | None] = {}
    for update in updates:  # latest first
        for key, day in update.reached.items():
            found.setdefault(key, day_in(day))
    return {key: day for key, day in found.items() if day is not None}


def adopted_on(action: Action) -> datetime | None:
    """When a version promised an action first; None where none did."""
    key = str(action.public_id)
    for version in action.plan.versions.order_by("number"):
        if any(a["id"] == key for a in version.body["actions"]):
            return version.made
    return None


def is_adopted(action: Action) -> bool:
    """Whether the version in force promises it."""
    last = action.plan.versions.first()
    key = str(action.public_id)
    return last is not None and any(a["id"] == key for a in last.body["actions"])
