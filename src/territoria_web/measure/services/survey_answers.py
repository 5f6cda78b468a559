"""What a survey says, taken over as a release: the answers observe the framework's factors.

The release follows the looks at the results, which never differ by fewer than five people, so that
no score tells what one person said. The release before is no longer used.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from territoria_web.listen.models import Look, Survey
from territoria_web.listen.queries.observed import ObservedQuestion, observed_answers
from territoria_web.listen.services.looks import refresh_look
from territoria_web.measure.models import Assessment, Observation, Release
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Cycle


def take_survey_answers(*, survey: Survey) -> Release | None:
    """The release of what a survey says now; None where there is nothing to take over yet.

    Made once for the same answers, so a worker that takes up a job again adds nothing.
    """
    look = refresh_look(survey)
    before = _release_of(survey)
    questions = observed_answers(survey)
    if look is None or not questions:
        return before
    digest = _digest(look, questions)
    return before if before and before.digest == digest else _take(survey, look, questions, digest)


def _release_of(survey: Survey) -> Release | None:
    held = Release.objects.filter(survey=survey, withdrawn=None)
    return held.order_by("-made", "-pk").first()


def _digest(look: Look, questions: Sequence[ObservedQuestion]) -> str:
    rows = [f"{q.question},{q.period},{q.value!r},{q.standard_error!r},{q.n}" for q in questions]
    return hashlib.sha256("\n".join([str(look.final), *sorted(rows)]).encode()).hexdigest()


@transaction.atomic
def _take(
    survey: Survey, look: Look, questions: Sequence[ObservedQuestion], digest: str
) -> Release:
    cycle = Cycle.objects.select_for_update().select_related("territory").get(pk=survey.cycle_id)
    older = Release.objects.filter(cycle=cycle, survey__isnull=False, withdrawn=None)
    older.update(withdrawn=timezone.now())
    release = Release.objects.create(
        name=f"survey-{cycle.territory.code.lower()}-{uuid.uuid4().hex[:10]}",
        title=_title(look.people),
        digest=digest,
        descriptor={"answers": look.people, "interim": not look.final},
        cycle=cycle,
        survey=survey,
    )
    Observation.objects.bulk_create(
        Observation(
            release=release,
            territory=cycle.territory,
            indicator=q.question,
            period=int(q.period),
            value=q.value,
            standard_error=q.standard_error,
            status="observed",
            source=release.name,
            line=line,
        )
        for line, q in enumerate(questions, start=2)
    )
    write_entry(
        who=None,
        what="take survey answers",
        about=f"release {release.public_id}",
        territory=cycle.territory,
        after={"answers": look.people, "questions": len(questions)},
    )
    forget_interim(cycle=cycle)
    return release


def _title(answered: int) -> str:
    said = ngettext(
        "Survey of key actors, %(count)d answered",
        "Survey of key actors, %(count)d answered",
        answered,
    )
    return said % {"count": answered}


@transaction.atomic
def forget_interim(*, cycle: Cycle) -> int:
    """Delete what rested on answers of an open survey and is replaced: no document stands on it.

    Returns how many assessments went.
    """
    interim = Release.objects.filter(
        cycle=cycle, survey__isnull=False, descriptor__interim=True, withdrawn__isnull=False
    )
    ids = {str(public_id) for public_id in interim.values_list("public_id", flat=True)}
    laid = [
        r.pk
        for r in Release.objects.filter(cycle=cycle, descriptor__has_key="together")
        if ids & set(r.descriptor["together"])
    ]
    kept = set(_behind_documents(cycle))
    gone = Assessment.objects.filter(cycle=cycle, current=False).filter(
        own__in=[*interim.values_list("pk", flat=True), *laid]
    )
    gone = gone.exclude(pk__in=kept)
    count = gone.count()
    gone.delete()
    Release.objects.filter(pk__in=laid, own_assessments=None).delete()
    interim.filter(own_assessments=None).delete()
    return count


def _behind_documents(cycle: Cycle) -> list[int]:
    """The assessments that documents were asked of."""
    told = cycle.jobs.filter(kind="briefing").values_list("arguments", flat=True)
    return [int(held["assessment"]) for held in told if "assessment" in held]
