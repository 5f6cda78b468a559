"""Ending the step of the survey, or the cycle, only when nobody is being asked any more.

The services of ``invite`` know no surveys; these do the same once no survey of the cycle is open.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.invite.models import Step
from territoria_web.invite.services import steps
from territoria_web.listen.models import Survey
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle


@transaction.atomic
def end_step(*, by: User, step: Step, missing: bool = False, reason: str = "") -> None:
    """``invite``'s, with a ValidationError where the step is the survey's and people are answering."""
    _refuse_step_while_asked(step)
    steps.end_step(by=by, step=step, missing=missing, reason=reason)


@transaction.atomic
def leave_step_out(*, by: User, step: Step, reason: str) -> None:
    """``invite``'s, with a ValidationError where the step is the survey's and people are answering."""
    _refuse_step_while_asked(step)
    steps.leave_step_out(by=by, step=step, reason=reason)


@transaction.atomic
def close_cycle(*, by: User, cycle: Cycle) -> None:
    """``invite``'s, with a ValidationError while a survey of the cycle is open."""
    _refuse_while_asked(cycle)
    steps.close_cycle(by=by, cycle=cycle)


def _refuse_step_while_asked(step: Step) -> None:
    if step.kind == Step.Kind.SURVEY:
        _refuse_while_asked(step.cycle)


def _refuse_while_asked(cycle: Cycle) -> None:
    """Whoever is answering would lose their words. Until the transaction ends no survey is opened."""
    list(Step.objects.select_for_update().filter(cycle=cycle, kind=Step.Kind.SURVEY))
    if Survey.objects.filter(cycle=cycle, state=Survey.State.OPEN).exists():
        raise ValidationError(
            _(
                "A survey is still open. Close it first, under “Survey”: people may be answering now."
            )
        )
