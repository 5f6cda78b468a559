"""The delivery lamp: how far an action is, computed from its days and milestones only.

*Late* is never chosen: it follows from a day that has passed. What people report (paused, dropped,
done) goes before; then the first rule that holds: done, late, planned, unknown, at risk, on track.
*At risk* is an early warning: the next milestone is near and the one before it is open, or at
least half of the time has passed and the milestones lie more than a quarter behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from territoria.speech import gettext, gettext_noop
from territoria.track.moves import Moved, days_moved, moved_days
from territoria.track.promise import Milestone, Promise, is_reached
from territoria.track.wording import day_said, days_said, stopped

State = Literal["planned", "on track", "at risk", "late", "paused", "done", "dropped", "unknown"]
Why = Literal[
    "reported", "reached", "milestone", "end", "no days", "not begun", "predecessor", "pace", "in time"
]  # fmt: skip
STATES: Final[dict[State, str]] = {
    "planned": gettext_noop("planned"),
    "on track": gettext_noop("on track"),
    "at risk": gettext_noop("at risk"),
    "late": gettext_noop("late"),
    "paused": gettext_noop("paused"),
    "done": gettext_noop("done"),
    "dropped": gettext_noop("dropped"),
    "unknown": gettext_noop("unknown"),
}
SOON: Final = 30  # days
HALF_WAY: Final = 0.5
BEHIND: Final = 0.25  # of all milestones, compared with the share of the time
FEWEST_FOR_PACE: Final = 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """The lamp with what led to it.

    ``reached`` of ``of`` milestones; ``days_late``: since the earliest day that passed, of a done
    action after its end; ``overdue``: open milestones whose day has passed; ``next``: the first
    open one whose day has not; ``waiting_for``: the open one before it, where it is the reason;
    ``time_passed``: share of the time from begin to end; ``moved``: days moved since first adopted,
    ``days_moved``: of the end. None: not known.
    """

    state: State
    why: Why
    sentence: str
    reached: int
    of: int
    days_late: int
    overdue: tuple[Milestone, ...]
    next: Milestone | None
    waiting_for: Milestone | None
    time_passed: float | None
    moved: tuple[Moved, ...]
    days_moved: int | None

    @property
    def share(self) -> float | None:
        """Share of milestones reached, 0 to 1; None where there are none."""
        return self.reached / self.of if self.of else None


def delivery_of(promise: Promise, today: date) -> Delivery:
    """The delivery lamp of an action as it stood on ``today``."""
    dated = sorted((m for m in promise.milestones if m.due), key=_due)
    waiting = [m for m in dated if not is_reached(m, today)]
    overdue = tuple(m for m in waiting if _due(m) < today)
    coming = [m for m in waiting if _due(m) >= today]
    found = Delivery(
        state="unknown",
        why="no days",
        sentence="",
        reached=sum(is_reached(m, today) for m in promise.milestones),
        of=len(promise.milestones),
        days_late=0,
        overdue=overdue,
        next=coming[0] if coming else None,
        waiting_for=None,
        time_passed=_time_passed(promise, today),
        moved=moved_days(promise),
        days_moved=days_moved(promise),
    )
    for rule in (_reported, _reached, _late, _planned, _unknown, _at_risk):
        told = rule(found, promise, today)
        if told is not None:
            return told
    return replace(found, state="on track", why="in time", sentence=_on_track_said(found, promise))


def _due(milestone: Milestone) -> date:
    assert milestone.due is not None
    return milestone.due


def _time_passed(promise: Promise, today: date) -> float | None:
    if promise.begins is None or promise.ends is None or promise.ends == promise.begins:
        return None
    share = (today - promise.begins).days / (promise.ends - promise.begins).days
    return min(max(share, 0.0), 1.0)


# ── the rules, in their order; each answers None where it does not hold ───────────────────────


def _reported(found: Delivery, promise: Promise, today: date) -> Delivery | None:
    """What people said of it."""
    state = promise.reported_by(today)
    if state == "none":
        return None
    if state == "done":
        return _done(found, promise, promise.reported_on, "reported")
    text = gettext("Paused: {reason}.") if state == "paused" else gettext("Dropped: {reason}.")
    said = text.format(reason=stopped(promise.reason))
    return replace(found, state=state, why="reported", sentence=said)


def _reached(found: Delivery, promise: Promise, today: date) -> Delivery | None:
    """Every milestone is reached, and no end lies ahead."""
    if not found.of or found.reached < found.of or (promise.ends and promise.ends > today):
        return None
    last = max(m.done for m in promise.milestones if m.done is not None)
    return _done(found, promise, last, "reached")


def _done(found: Delivery, promise: Promise, day: date | None, why: Why) -> Delivery:
    late = 0
    if day is not None and promise.ends is not None:
        late = max((day - promise.ends).days, 0)
    if day is None:
        said = gettext("Done.")
    elif late:
        text = gettext("Done on {day}, {days} after its end.")
        said = text.format(day=day_said(day), days=days_said(late))
    else:
        said = gettext("Done on {day}.").format(day=day_said(day))
    return replace(found, state="done", why=why, sentence=said, days_late=late)


def _late(found: Delivery, promise: Promise, today: date) -> Delivery | None:
    """A day has passed and what it promised has not come."""
    past_end = promise.ends is not None and promise.ends < today
    if not found.overdue and not past_end:
        return None
    first = found.overdue[0] if found.overdue else None
    if first is not None and (not past_end or promise.ends is None or _due(first) <= promise.ends):
        days = (today - _due(first)).days
        text = gettext("Late by {days}: {name} was due on {day}.")
        said = text.format(
            days=days_said(days), name=stopped(first.name), day=day_said(_due(first))
        )
        return replace(found, state="late", why="milestone", days_late=days, sentence=said)
    assert promise.ends is not None
    days = (today - promise.ends).days
    text = gettext("Late by {days}: it was to end on {day}.")
    said = text.format(days=days_said(days), day=day_said(promise.ends))
    return replace(found, state="late", why="end", days_late=days, sentence=said)


def _unknown(found: Delivery, promise: Promise, today: date) -> Delivery | None:
    """No day says how far it should be."""
    if promise.ends or any(m.due for m in promise.milestones):
        return None
    if found.of:
        text = gettext("Unknown: {reached} of {all} milestones are reached, and none has a day.")
        said = text.format(reached=found.reached, all=found.of)
    elif promise.begins:
        text = gettext("Unknown: it began on {day}, without an end and without milestones.")
        said = text.format(day=day_said(promise.begins))
    else:
        said = gettext("Unknown: it has no dates and no milestones.")
    return replace(found, sentence=said)


def _planned(found: Delivery, promise: Promise, today: date) -> Delivery | None:
    """Its first day lies ahead and nothing is reached yet."""
    if promise.begins is None or promise.begins <= today or found.reached:
        return None
    said = gettext("Planned: it begins on {day}.").format(day=day_said(promise.begins))
    return replace(found, state="planned", why="not begun", sentence=said)


def _at_risk(found: Delivery, promise: Promise, today: date) -> Delivery | None:
    """A milestone is near while the one before it is open; or the pace lies behind the time."""
    pair = _blocked(promise.milestones, today)
    if pair is not None:
        before, near = pair
        text = gettext("At risk: {name} is due on {day}, and {before} before it is still open.")
        said = text.format(
            name=stopped(near.name), day=day_said(_due(near)), before=stopped(before.name)
        )
        return replace(found, state="at risk", why="predecessor", waiting_for=before, sentence=said)
    if not _lies_behind(found):
        return None
    text = gettext("At risk: {percent} % of the time has passed, and {reached} of {all} milestones are reached.")  # fmt: skip
    said = text.format(
        percent=int((found.time_passed or 0.0) * 100), reached=found.reached, all=found.of
    )
    return replace(found, state="at risk", why="pace", sentence=said)


def _blocked(milestones: Sequence[Milestone], today: date) -> tuple[Milestone, Milestone] | None:
    """The first milestone due within 30 days with an open one of an earlier day before it."""
    waiting = sorted((m for m in milestones if m.due and not is_reached(m, today)), key=_due)
    for near in waiting[1:]:
        before = [m for m in waiting if _due(m) < _due(near)]
        if before and (_due(near) - today).days <= SOON:
            return before[-1], near
    return None


def _lies_behind(found: Delivery) -> bool:
    """Whether at least half of the time has passed and milestones lie a quarter behind it."""
    if found.time_passed is None or found.of < FEWEST_FOR_PACE or found.share is None:
        return False
    slack = 1e-9
    return found.time_passed >= HALF_WAY and found.time_passed - found.share > BEHIND + slack


def _on_track_said(found: Delivery, promise: Promise) -> str:
    if found.next is not None:
        text = gettext("On track: {reached} of {all} milestones are reached, the next is due on {day}.")  # fmt: skip
        return text.format(reached=found.reached, all=found.of, day=day_said(_due(found.next)))
    if found.of and promise.ends is not None:
        text = gettext("On track: {reached} of {all} milestones are reached, and it is to end on {day}.")  # fmt: skip
        return text.format(reached=found.reached, all=found.of, day=day_said(promise.ends))
    if found.of:
        text = gettext("On track: {reached} of {all} milestones are reached, and the open ones have no day.")  # fmt: skip
        return text.format(reached=found.reached, all=found.of)
    assert promise.ends is not None  # else it would be unknown
    return gettext("On track: it is to end on {day}.").format(day=day_said(promise.ends))
