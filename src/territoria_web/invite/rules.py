"""What may be done when: a step takes work while it is open, and they begin one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from territoria_web.invite.models import Step
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import refuse_where_closed

ORDER: Final = (Step.Kind.SURVEY, Step.Kind.PREASSESSMENT, Step.Kind.WORKSHOP, Step.Kind.BRIEFING)

STEP_NAMES: Final[Mapping[str, Promise]] = {
    Step.Kind.SURVEY: gettext_lazy("Survey of key actors"),
    Step.Kind.PREASSESSMENT: gettext_lazy("Pre-assessment"),
    Step.Kind.WORKSHOP: gettext_lazy("Two-day workshop"),
    Step.Kind.BRIEFING: gettext_lazy("Policy briefing"),
}
STATE_NAMES: Final[Mapping[str, Promise]] = {
    Step.State.AHEAD: gettext_lazy("Ahead"),
    Step.State.OPEN: gettext_lazy("Under way"),
    Step.State.DONE: gettext_lazy("Done"),
    Step.State.LEFT_OUT: gettext_lazy("Left out"),
}

# Weeks that a step takes, as proposed when a cycle begins; a team moves the dates.
WEEKS: Final[Mapping[str, int]] = {
    Step.Kind.SURVEY: 8,
    Step.Kind.PREASSESSMENT: 8,
    Step.Kind.WORKSHOP: 6,
    Step.Kind.BRIEFING: 8,
}


def proposed_dates(today: date) -> dict[str, tuple[date, date]]:
    """When each step begins and is due, one after the other."""
    found, begins = {}, today
    for kind in ORDER:
        due = begins + timedelta(weeks=WEEKS[kind])
        found[str(kind)] = (begins, due)
        begins = due + timedelta(days=1)
    return found


def refuse_unless_open(cycle: Cycle, kind: Step.Kind | str, *, lock: bool = False) -> None:
    """ValidationError where the cycle is closed, or this step takes no work now. A cycle that was
    begun without steps takes all. ``lock``: cycle and step are read anew, and stay as they are until
    the transaction ends.
    """
    refuse_where_closed(lock_cycle(cycle) if lock else cycle)
    steps = list(Step.objects.filter(cycle=cycle))
    held = next((s for s in steps if s.kind == kind), None)
    if held is not None and (said := why_closed(held, first_before(steps, held))):
        raise ValidationError(said)


def lock_cycle(cycle: Cycle) -> Cycle:
    """The cycle as it is now: until the transaction ends none of its steps begins or ends elsewhere,
    as whoever does that locks it first.
    """
    return Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)


_AHEAD: Final = gettext_lazy("The step “%(step)s” has not begun. It is begun on its own page.")
_WAITS: Final = gettext_lazy(
    "The step “%(step)s” has not begun. Begin the step “%(first)s” first, or leave it out."
)
_LEFT_OUT: Final = gettext_lazy(
    "The step “%(step)s” was left out. It is opened once more on its own page, with a reason."
)
_DONE: Final = gettext_lazy(
    "The step “%(step)s” is done. To change something, open it once more on its own page, with a "
    "reason."
)


def why_closed(step: Step, first: Step | None = None) -> str:
    """Why a step takes no work now, with the way out; empty while it is under way. ``first``: the
    step that must begin before it.
    """
    if step.state == Step.State.OPEN:
        return ""
    ahead = _WAITS if first else _AHEAD
    said = {Step.State.LEFT_OUT: _LEFT_OUT, Step.State.DONE: _DONE}.get(
        Step.State(step.state), ahead
    )
    first_said = STEP_NAMES[first.kind] if first else ""
    return str(said) % {"step": STEP_NAMES[step.kind], "first": first_said}


def first_before(steps: Sequence[Step], step: Step) -> Step | None:
    """The first step that must begin, or be left out, before this one can begin."""
    if step.state != Step.State.AHEAD:
        return None
    ahead = {s.kind: s for s in steps if s.state == Step.State.AHEAD}
    before = ORDER[: ORDER.index(Step.Kind(step.kind))]
    return next((ahead[kind] for kind in before if kind in ahead), None)


def may_begin(steps: Sequence[Step], step: Step) -> bool:
    """A step begins when every one before it has at least begun, or was left out."""
    return step.state == Step.State.AHEAD and first_before(steps, step) is None


def is_late(step: Step, today: date) -> bool:
    """Its date is past, and it is neither done nor left out: worked out, never chosen."""
    ended = (Step.State.DONE, Step.State.LEFT_OUT)
    return step.due is not None and step.due < today and step.state not in ended
