"""Long work of this room."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from territoria.errors import DataError, Problem
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import make_way, report_progress
from territoria_web.listen.models import Survey
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.assessments import current
from territoria_web.measure.queries.team_releases import state_of
from territoria_web.measure.services.own_assessments import assess_own_figures
from territoria_web.measure.services.survey_answers import take_survey_answers
from territoria_web.recommend.models import Advised
from territoria_web.recommend.services.diagnoses import diagnose_all, diagnose_territory
from territoria_web.territories.models import Cycle

TRIES = 5


def diagnose(job: Job) -> dict[str, Any]:
    """Diagnose every territory of an assessment that is not diagnosed yet; a team goes first."""

    def tell(done: int, of: int) -> None:
        report_progress(job=job, done=done, of=of)
        if done < of:
            make_way(job=job)

    assessment = Assessment.objects.select_related("release", "own").get(
        pk=job.arguments["assessment"]
    )
    diagnose_all(
        assessment=assessment,
        first=job.arguments.get("first", ""),
        progress=tell,
    )
    return {"assessment": str(assessment.public_id)}


def assess_own(job: Job) -> dict[str, Any]:
    """Score a team's own figures, then compare and advise its territory.

    Each step looks first whether it is done, so a job that is taken up again adds nothing. Where
    the figures changed meanwhile, it begins again: what is current is always of the latest figures.
    """
    for _round in range(TRIES):
        cycle = _cycle_of(job)
        state = state_of(cycle)
        report_progress(job=job, done=0, of=2, said=_("Scores are being worked out."))
        assessment = assess_own_figures(cycle=cycle)
        report_progress(job=job, done=1, of=2, said=_("Peers, gaps and advice follow."))
        if assessment is not None:
            diagnose_once(cycle=cycle, assessment=assessment)
        cycle.refresh_from_db()
        if state_of(cycle) == state:
            report_progress(job=job, done=2, of=2)
            return {"assessment": str(assessment.public_id) if assessment else None}
    raise DataError(
        Problem(
            _("own figures"),
            _("they changed each time while they were worked out."),
            _("Wait until nobody takes or undoes figures, then start again."),
        )
    )


def observe_survey(job: Job) -> dict[str, Any]:
    """Take over what a survey says by now, then score and advise where that is something new."""
    survey = Survey.objects.select_related("cycle").get(pk=job.arguments["survey"])
    take_survey_answers(survey=survey)
    return assess_own(job)


def diagnose_one(job: Job) -> dict[str, Any]:
    """Compare and advise a team's territory by the public figures, where that is not done yet."""
    cycle = _cycle_of(job)
    report_progress(job=job, done=0, of=1)
    assessment = current(cycle.framework)
    diagnose_once(cycle=cycle, assessment=assessment)
    report_progress(job=job, done=1, of=1)
    return {"assessment": str(assessment.public_id)}


def _cycle_of(job: Job) -> Cycle:
    return Cycle.objects.select_related("territory").get(jobs=job)


def diagnose_once(*, cycle: Cycle, assessment: Assessment) -> None:
    """Diagnose the territory of a team, where the framework compares peers and it is not done."""
    done = Advised.objects.filter(assessment=assessment, territory=cycle.territory).exists()
    if not done and assessment.text.body.get("peers") is not None:
        diagnose_territory(assessment=assessment, territory=cycle.territory)
