"""Said before somebody writes: the step of this page has not begun, is done or was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.urls import reverse

from territoria_web.invite.models import Step
from territoria_web.invite.rules import STEP_NAMES, first_before, may_begin, why_closed
from territoria_web.people.rules import role_may
from territoria_web.territories.models import Cycle

# Stages of the desk whose pages take work during one step only. Papers name theirs themselves.
STEPS: dict[str, str] = {
    "findings": Step.Kind.PREASSESSMENT,
    "convene": Step.Kind.WORKSHOP,
    "plan": Step.Kind.BRIEFING,
}


def step_of(stage: str, facts: Mapping[str, Any]) -> str:
    """During which step a page takes work; empty where it holds no form to fill in."""
    has_form = any(isinstance(fact, BaseForm) for fact in facts.values())
    return STEPS.get(stage, "") if has_form else ""


@dataclass(frozen=True)
class StepNotice:
    """Why nothing can be written now. ``begin``: where a button begins the step, empty where whoever
    reads this may not, or it cannot begin yet; ``name`` and ``page``: of the step to go to.
    """

    said: str
    begin: str
    name: str
    page: str


def step_notice(cycle: Cycle, kind: str) -> StepNotice | None:
    """What is said on top of a page of this step; None while it takes work. One query."""
    if not kind or cycle.state == Cycle.State.CLOSED:
        return None
    steps = list(cycle.steps.all())
    held = next((s for s in steps if s.kind == kind), None)
    if held is None:
        return None
    first = first_before(steps, held)
    said = why_closed(held, first)
    if not said:
        return None
    runs = any(role_may(role, "territory", "run steps") for role in cycle.opened_as)
    key = [cycle.public_id]
    begins = runs and may_begin(steps, held)
    begin = reverse("desk:step-turn", args=[*key, held.public_id, "begin"]) if begins else ""
    onward = first or held
    page = reverse("desk:step", args=[*key, onward.public_id])
    return StepNotice(said, begin, str(STEP_NAMES[onward.kind]), page)
