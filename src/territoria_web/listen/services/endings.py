"""Ending the step of the survey, or the cycle, only when its surveys are closed.

The services of ``invite`` know no surveys; these do the same once none of the cycle is open.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.models import Step
from territoria_web.invite.rules import lock_cycle
from territoria_web.invite.services import steps
from territoria_web.listen.models import Survey
from territoria_web.listen.rules import takes_answers
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle


@transaction.atomic
def end_step(*, by: User, step: Step, missing: bool = False, reason: str = "") -> None:
    """``invite``'s, with a ValidationError where the step is the survey's and one is not closed."""
    _refuse_step_while_open(step)
    steps.end_step(by=by, step=step, missing=missing, reason=reason)


@transaction.atomic
def leave_step_out(*, by: User, step: Step, reason: str) -> None:
    """``invite``'s, with a ValidationError where the step is the survey's and one is not closed."""
    _refuse_step_while_open(step)
    steps.leave_step_out(by=by, step=step, reason=reason)


@transaction.atomic
def close_cycle(*, by: User, cycle: Cycle) -> None:
    """``invite``'s, with a ValidationError while a survey of the cycle is not closed."""
    _refuse_while_open(cycle)
    steps.close_cycle(by=by, cycle=cycle)


def _refuse_step_while_open(step: Step) -> None:
    if step.kind == Step.Kind.SURVEY:
        _refuse_while_open(step.cycle)


def _refuse_while_open(cycle: Cycle) -> None:
    """Whoever is answering would lose their words, and results become final when a survey is closed.
    The cycle is locked: until the transaction ends no survey is opened.
    """
    lock_cycle(cycle)
    held = list(Survey.objects.filter(cycle=cycle, state=Survey.State.OPEN))
    if not held:
        return
    now = timezone.now()
    if all(takes_answers(survey, now) for survey in held):
        raise ValidationError(
            _(
                "A survey is still open. Close it first, under “Survey”: people may be answering now."
            )
        )
    raise ValidationError(
        _(
            "The last day of a survey is over, and it is not closed yet. Close it first, under "
            "“Survey”: its results become final then."
        )
    )
