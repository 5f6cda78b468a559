"""What an adopted plan promised first and promises now, as the engine of lamps takes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from territoria.track.promise import Milestone, Promise
from territoria_web.library.dates import day_in
from territoria_web.plan.models import Plan, PlanVersion
from territoria_web.track.models import Steward, Update
from territoria_web.track.track_rules import ENDS

Body = Mapping[str, Any]
EVERY_DAYS = 90  # between two news, where nobody said otherwise
TARGET = ("target_low", "target_high", "target_year")


@dataclass(frozen=True)
class Versions:
    """The first and the last version of a plan. ``began``: action's id → its words when it was
    promised first; ``first_said``: the same with every day and target as it was said first, also
    where that was later; ``since``: the day of the first promise; ``dropped``: id → last words.
    """

    first: PlanVersion
    last: PlanVersion
    began: Mapping[str, Body]
    first_said: Mapping[str, Body]
    since: Mapping[str, date]
    dropped: Mapping[str, Body]


def versions_in(plan: Plan) -> Versions | None:
    """None before anything was adopted."""
    held = list(plan.versions.order_by("number"))
    if not held:
        return None
    began: dict[str, Body] = {}
    since: dict[str, date] = {}
    for version in held:
        for action in version.body["actions"]:
            began.setdefault(action["id"], action)
            since.setdefault(action["id"], localdate(version.made))
    dropped = {a["id"]: a for version in held for a in version.body["dropped"]}
    standing = {a["id"] for a in held[-1].body["actions"]}
    gone = {key: told for key, told in dropped.items() if key not in standing}
    bodies = [version.body for version in held]
    return Versions(held[0], held[-1], began, first_said_in(bodies), since, gone)


def first_said_in(bodies: Sequence[Body]) -> dict[str, Body]:
    """Action's id → its days, milestones and target as each was said first; ``bodies``: of the
    versions, oldest first. A target counts for the indicator that stands now only.
    """
    indicators = {a["id"]: a["indicator"] for a in bodies[-1]["actions"]}
    found: dict[str, dict[str, Any]] = {}
    for body in bodies:
        for action in body["actions"]:
            told = found.setdefault(action["id"], {**_NOTHING, "milestones": []})
            for field in ("begins", "ends"):
                told[field] = told[field] or action[field]
            known = {m["id"] for m in told["milestones"]}
            told["milestones"] += [m for m in action["milestones"] if m["id"] not in known]
            if told["target_year"] is None and action["indicator"] == indicators.get(action["id"]):
                told |= _whole_target(action)
    return {key: told for key, told in found.items() if key in indicators}


_NOTHING: Body = {
    **dict.fromkeys(("begins", "ends", "indicator")),
    **dict.fromkeys(TARGET),
}


def _whole_target(action: Body) -> Body:
    """The indicator and its band; nothing where an end or the year is open."""
    told = {field: action[field] for field in ("indicator", *TARGET)}
    return {} if any(told[field] is None for field in TARGET) else told


def promise_of(
    action: Body,
    first: Body | None,
    promised_on: date,
    updates: list[Update],
    steward: Steward | None,
) -> Promise:
    """The days of an action and what was reported of it; ``updates``: shown ones, latest first;
    ``first``: its days and milestones as they were said first.
    """
    latest = updates[0] if updates else None
    told = ended_by(updates) or _pause_in(latest)
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


def ended_by(updates: Iterable[Update]) -> Update | None:
    """The news that says that it is done or given up; ``updates``: shown ones, latest first. An end
    stays one: it is taken back by hiding the news that told it.
    """
    return next((u for u in updates if u.says in ENDS), None)


def _pause_in(latest: Update | None) -> Update | None:
    """A pause ends with the next news."""
    return latest if latest is not None and latest.says == Update.Says.PAUSED else None


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


def adopted_ids(plan: Plan) -> frozenset[str]:
    """The ids of the actions that the version in force promises."""
    last = plan.versions.first()
    return frozenset(a["id"] for a in last.body["actions"]) if last is not None else frozenset()
