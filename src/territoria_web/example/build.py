"""The example from call to briefing, and what its regions do together; each part once: a start that was
broken off goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from territoria_web.example.assessing import assess, assessment, figures
from territoria_web.example.briefing import answer_needs, decide, papers, plan
from territoria_web.example.calling import call
from territoria_web.example.cohort.whole import go_digital, is_compared
from territoria_web.example.dated import day_ago, moment_ago, stamped
from territoria_web.example.hearing import hear
from territoria_web.example.meeting import workshop
from territoria_web.example.networking import work_together, works_together
from territoria_web.example.people import Cast, cast
from territoria_web.example.rating import rate
from territoria_web.example.spending import order, spend
from territoria_web.example.surveying import survey
from territoria_web.example.talking import talk
from territoria_web.example.teaching import teach
from territoria_web.example.telling import gauge, tell
from territoria_web.example.texts import AGO, REGION, VERSION
from territoria_web.invite.models import Step
from territoria_web.invite.queries.steps import steps_of
from territoria_web.invite.services.steps import begin_step, plan_step
from territoria_web.learn.models import Adoption
from territoria_web.listen.services.endings import end_step
from territoria_web.measure.services.survey_answers import take_survey_answers
from territoria_web.papers.models import Paper
from territoria_web.territories.models import Cycle

Progress = Callable[[int, int, str], None]
PARTS = 13
# Who sees to a step, and how many days after the workshop it begins and is due; the briefing is written
# while the first actions run.
DATES: dict[str, tuple[str, int, int]] = {
    Step.Kind.SURVEY: ("editor", -58, -31),
    Step.Kind.PREASSESSMENT: ("expert", -30, -9),
    Step.Kind.WORKSHOP: ("lead", -8, 0),
    Step.Kind.BRIEFING: ("lead", 0, AGO + 40),
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
    progress(4, PARTS, _("What people say"))
    if _takes(cycle):
        hear(people, cycle)
        rate(people, cycle)
    progress(5, PARTS, _("The workshop"))
    _begin(people, cycle, Step.Kind.WORKSHOP)
    _begin(people, cycle, Step.Kind.BRIEFING)  # advice is decided before the workshop's cards
    decide(people, cycle)
    if not _ended(cycle, Step.Kind.WORKSHOP):
        workshop(people, cycle)
        _end(people, cycle, Step.Kind.WORKSHOP)
    progress(6, PARTS, _("The plan"))
    plan(people, cycle)
    progress(7, PARTS, _("A conversation and two votes"))
    _afterwards(people, cycle, progress)
    progress(10, PARTS, _("The briefing"))
    papers(people, cycle)
    progress(11, PARTS, _("Network"))
    work_together(people, cycle)
    progress(12, PARTS, _("Eight regions compare"))
    go_digital(people)
    progress(PARTS, PARTS, "")
    return cycle


def _afterwards(people: Cast, cycle: Cycle, progress: Progress) -> None:
    """What happens once the plan is adopted: votes, news, a lesson."""
    if not _takes(cycle):
        return
    if not _ended(cycle, Step.Kind.BRIEFING):
        answer_needs(people, cycle)
    talk(people, cycle)
    spend(people, cycle)
    order(people, cycle)
    progress(8, PARTS, _("News of the plan"))
    tell(people, cycle)
    gauge(people, cycle)
    progress(9, PARTS, _("A lesson"))
    teach(people, cycle)


def _takes(cycle: Cycle) -> bool:
    """Whether anything is taken in: nobody closed the example meanwhile."""
    return cycle.state == Cycle.State.OPEN


def is_built() -> bool:
    """Whether the example is there as a whole; an earlier release made less of it."""
    signed = Paper.objects.filter(
        cycle__territory__code=REGION,
        cycle__territory__version=VERSION,
        kind=Paper.Kind.CITIZENS,
        published__isnull=False,
    )
    taught = Adoption.objects.filter(cycle=OuterRef("cycle"))  # the last of the parts before
    is_closed = ~Q(cycle__state=Cycle.State.OPEN)
    made = signed.filter(Exists(taught) | is_closed).exists() and works_together()
    return made and is_compared()


def _dates(people: Cast, cycle: Cycle) -> None:
    """Owner and dates of each step, where nobody has named an owner yet."""
    over = day_ago(AGO)
    for kind, (owner, begins, due) in DATES.items():
        step = _step(cycle, kind)
        if step.owner is None:
            plan_step(
                by=people.lead,
                step=step,
                owner=getattr(people, owner),
                begins=over + timedelta(days=begins),
                due=over + timedelta(days=due),
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
    _owner, _begins, due = DATES[kind]
    with stamped(moment_ago(AGO - due), cycle.steps.filter(kind=kind)):
        end_step(by=people.lead, step=_step(cycle, kind))
