"""A plan in waves: what stands when, how full it is, and what does not go together, with a remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from territoria.plan.agreed import (
    Fault,
    Packed,
    Promise,
    half_begins,
    pack_promises,
)
from territoria.plan.waves import WAVES
from territoria.speech import gettext
from territoria_web.convene.rules import PLAN_DAYS
from territoria_web.library.saying import day, numeral_of
from territoria_web.plan.models import Action, Plan


@dataclass(frozen=True)
class Wave:
    """A wave with its actions. ``over``: it holds more than its capacity."""

    number: int
    title: str
    begins: date
    ends: date
    capacity: float
    used: float
    actions: tuple[Action, ...]

    @property
    def over(self) -> bool:
        """Whether it holds more than there are hands."""
        return self.used > self.capacity + 1e-9

    @property
    def filled(self) -> str:
        """How full it is, in person-months."""
        return filled_said(self.used, self.capacity)


def filled_said(used: float, capacity: float) -> str:
    """How much of a capacity is used, in person-months."""
    said = _("%(used)s of %(capacity)s person-months are used.")
    return said % {"used": months_said(used), "capacity": months_said(capacity)}


def months_said(value: float) -> str:
    """Person-months, with a digit after the point only where there is one."""
    return numeral_of(value, int(round(value, 1) % 1 > 0))


@dataclass(frozen=True)
class Half:
    """A half-year: from when until when, and how much of its capacity is used."""

    begins: date
    ends: date
    used: float
    capacity: float

    @property
    def used_said(self) -> str:
        """Person-months used."""
        return months_said(self.used)

    @property
    def capacity_said(self) -> str:
        """Person-months there are."""
        return months_said(self.capacity)


@dataclass(frozen=True)
class Contradiction:
    """What does not go together. ``action``: whose page mends it; None: the plan's.

    ``kind``: that of ``territoria.plan.agreed.Fault``; ``grave``: it contradicts itself.
    """

    kind: str
    said: str
    action: Action | None
    grave: bool


@dataclass(frozen=True)
class Laid:
    """A plan laid out in waves."""

    waves: tuple[Wave, ...]
    left_over: tuple[Action, ...]
    halves: tuple[Half, ...]
    contradictions: tuple[Contradiction, ...]
    hundred_days: tuple[Action, ...]
    wave_of: Mapping[int, int]


GRAVE = ("circle", "orphan", "before", "apart", "late", "no room", "overload")


def laid_out(plan: Plan, actions: Sequence[Action]) -> Laid:
    """The actions that are not dropped, in waves under the plan's capacity; no query."""
    held = [a for a in actions if a.state != Action.State.DROPPED]
    by_id = {str(a.public_id): a for a in actions}
    packed = pack_promises([_promise(a) for a in held], plan.capacity, plan.begins)
    return Laid(
        waves=tuple(
            Wave(
                number=s.number,
                title=gettext(WAVES[s.number - 1][0]),
                begins=s.begins,
                ends=s.ends - timedelta(days=1),
                capacity=s.capacity,
                used=s.used,
                actions=tuple(by_id[i] for i in s.ids),
            )
            for s in packed.stretches
        ),
        left_over=tuple(by_id[i] for i in packed.left_over),
        halves=_halves(plan, packed),
        contradictions=tuple(_contradiction(f, by_id, plan) for f in packed.faults),
        hundred_days=tuple(a for a in held if _soon(a, plan)),
        wave_of={by_id[i].number: s.number for s in packed.stretches for i in s.ids},
    )


def _promise(action: Action) -> Promise:
    return Promise(
        id=str(action.public_id),
        effort=action.effort,
        needs=tuple(str(n.public_id) for n in action.needs.all()),
        wave=action.wave,
        begins=action.begins,
        ends=action.ends,
    )


def _halves(plan: Plan, packed: Packed) -> tuple[Half, ...]:
    edges = half_begins(plan.begins)
    return tuple(
        Half(edges[n], edges[n + 1] - timedelta(days=1), load, plan.capacity)
        for n, load in enumerate(packed.loads)
    )


def _soon(action: Action, plan: Plan) -> bool:
    """Whether it belongs to the first hundred days: said to be a quick win, or due by then."""
    until = plan.begins + timedelta(days=PLAN_DAYS)
    return action.quick_win or (action.ends is not None and action.ends <= until)


def _contradiction(fault: Fault, by_id: Mapping[str, Action], plan: Plan) -> Contradiction:
    action, other = by_id.get(fault.id), by_id.get(fault.other)
    told = {
        "action": action.number if action else 0,
        "other": other.number if other else 0,
        "number": fault.number,
        "capacity": months_said(plan.capacity),
        "end": day(half_begins(plan.begins)[-1] - timedelta(days=1)),
    }
    said = _SAID[fault.kind]
    return Contradiction(fault.kind, _(said) % told, action, fault.kind in GRAVE)


_SAID = {
    "circle": gettext_noop(
        "Actions %(action)d and %(other)d wait for each other, directly or through others. "
        "Take one prerequisite out."
    ),
    "orphan": gettext_noop(
        "Action %(action)d waits for action %(other)d, which was dropped. "
        "Take that prerequisite out, or take the other up again."
    ),
    "before": gettext_noop(
        "Action %(action)d begins before action %(other)d, which it waits for, is done. "
        "Let it begin later, or end the other sooner."
    ),
    "together": gettext_noop(
        "Action %(action)d stands in the same wave as action %(other)d, which it waits for. "
        "Give both their dates, or move it to a later wave."
    ),
    "apart": gettext_noop(
        "Action %(action)d was put into another wave than its beginning says. "
        "Change the wave or the date."
    ),
    "late": gettext_noop(
        "Action %(action)d begins after the plan has ended on %(end)s. Let it begin sooner."
    ),
    "no room": gettext_noop(
        "Action %(action)d fits into no wave after what it waits for. "
        "Choose a wave, make it smaller, or raise the capacity."
    ),
    "overload": gettext_noop(
        "Wave %(number)d holds more work than %(capacity)s person-months a half-year. "
        "Move an action later, make one smaller, or raise the capacity."
    ),
    "full half": gettext_noop(
        "By its dates, half-year %(number)d holds more than %(capacity)s person-months, though its "
        "wave has room. Shift the dates of an action."
    ),
    "effort unknown": gettext_noop(
        "The effort of action %(action)d is not known, so it takes no capacity here. Estimate it."
    ),
}
