"""The example from call to briefing, each part once: a start that was broken off goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.example.assessing import assess, assessment, figures
from territoria_web.example.briefing import decide, papers, plan
from territoria_web.example.calling import call
from territoria_web.example.meeting import workshop
from territoria_web.example.people import Cast, cast
from territoria_web.example.surveying import survey
from territoria_web.example.texts import REGION, VERSION
from territoria_web.invite.models import Step
from territoria_web.invite.queries.steps import steps_of
from territoria_web.invite.services.steps import begin_step, plan_step
from territoria_web.listen.services.endings import end_step
from territoria_web.measure.services.survey_answers import take_survey_answers
from territoria_web.papers.models import Paper
from territoria_web.territories.models import Cycle

Progress = Callable[[int, int, str], None]
PARTS = 7
# Who sees to a step, and how many days from now it begins and is due.
DATES = {
    Step.Kind.SURVEY: ("editor", -58, -31),
    Step.Kind.PREASSESSMENT: ("expert", -30, -9),
    Step.Kind.WORKSHOP: ("lead", -8, 0),
    Step.Kind.BRIEFING: ("lead", 0, 40),
}


def build_example(*, progress: Progress) -> Cycle:
    """Make what is missing of the example, saying after each part how far it is."""
    progress(0, PARTS, _("The call"))
    people = cast()
    cycle = call(people)
    _dates(people, cycle)
    progress(1, PARTS, _("The survey"))
    if not _ended(cycle, Step.Kind.SURVEY):
        take_survey_answers(survey=survey(people, cycle))
        _end(people, cycle, Step.Kind.SURVEY)
    progress(2, PARTS, _("Figures, peers and advice"))
    _begin(people, cycle, Step.Kind.PREASSESSMENT)
    figures(people, cycle)
    assess(cycle)
    progress(3, PARTS, _("The pre-assessment"))
    if not _ended(cycle, Step.Kind.PREASSESSMENT):
        assessment(people, cycle)
        _end(people, cycle, Step.Kind.PREASSESSMENT)
    progress(4, PARTS, _("The workshop"))
    _begin(people, cycle, Step.Kind.WORKSHOP)
    _begin(people, cycle, Step.Kind.BRIEFING)  # advice is decided before the workshop's cards
    decide(people, cycle)
    if not _ended(cycle, Step.Kind.WORKSHOP):
        workshop(people, cycle)
        _end(people, cycle, Step.Kind.WORKSHOP)
    progress(5, PARTS, _("The plan"))
    plan(people, cycle)
    progress(6, PARTS, _("The briefing"))
    papers(people, cycle)
    progress(PARTS, PARTS, "")
    return cycle


def is_built() -> bool:
    """Whether the example is there as a whole."""
    return Paper.objects.filter(
        cycle__territory__code=REGION,
        cycle__territory__version=VERSION,
        kind=Paper.Kind.CITIZENS,
        published__isnull=False,
    ).exists()


def _dates(people: Cast, cycle: Cycle) -> None:
    """Owner and dates of each step, where nobody has named an owner yet."""
    today = timezone.localdate()
    for kind, (owner, begins, due) in DATES.items():
        step = _step(cycle, kind)
        if step.owner is None:
            plan_step(
                by=people.lead,
                step=step,
                owner=getattr(people, owner),
                begins=today + timedelta(days=begins),
                due=today + timedelta(days=due),
            )


def _step(cycle: Cycle, kind: str) -> Step:
    return next(step for step in steps_of(cycle) if step.kind == kind)


def _ended(cycle: Cycle, kind: str) -> bool:
    return _step(cycle, kind).state == Step.State.DONE


def _begin(people: Cast, cycle: Cycle, kind: str) -> None:
    step = _step(cycle, kind)
    if step.state == Step.State.AHEAD:
        begin_step(by=people.lead, step=step)


def _end(people: Cast, cycle: Cycle, kind: str) -> None:
    end_step(by=people.lead, step=_step(cycle, kind))
