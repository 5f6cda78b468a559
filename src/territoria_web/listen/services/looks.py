"""Results are worked out in steps, so that two looks never differ by fewer than five people: as a
whole here, question by question in ``queries.renewal``.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from territoria_web.jobs.services import enqueue
from territoria_web.listen.models import Look, Response, Survey
from territoria_web.listen.queries.computed import compute_body
from territoria_web.listen.queries.renewal import Steps, lagging
from territoria_web.listen.queries.stood import Moment, answers_of
from territoria_web.listen.rules import LEAST

OBSERVE = "observe-survey"


def refresh_look(survey: Survey) -> Look | None:
    """The latest results, worked out anew where five more people can be shown; None where there are
    too few. While the survey is open the last five who answered are left for the next step, so that
    those who come last are never alone in a difference either.
    """
    last = survey.looks.first()
    due = _due(survey, last)
    if due is None:
        return last
    now = timezone.now()
    final = survey.state == Survey.State.CLOSED
    # worked out before anything is locked: answers go on being saved meanwhile
    answers, moment = answers_of(survey), Moment(due, now)
    steps = Steps(survey, answers, moment, last)
    body = compute_body(survey, steps.rows, moment, groups_shown=final)
    try:
        with transaction.atomic():
            look = Look.objects.create(
                survey=survey,
                number=last.number + 1 if last else 1,
                people=len(steps.rows),
                cutoff=due,
                final=final,
                body=steps.renewed(body),
                made=now,
            )
            _observe(survey)
            return look
    except IntegrityError:  # somebody else was quicker with this step
        return survey.looks.first()


def _observe(survey: Survey) -> None:
    """Ask that the scores follow: a later room takes the answers over."""
    enqueue(
        kind=OBSERVE,
        arguments={"survey": survey.pk},
        cycle=survey.cycle,
        key=f"{OBSERVE} {survey.public_id}",
    )


def _due(survey: Survey, last: Look | None) -> datetime | None:
    """Until when the next look reaches; None where the last one stays."""
    final = survey.state == Survey.State.CLOSED
    if survey.state == Survey.State.DRAFT or (last is not None and last.final and final):
        if last is None or not _gone_since(survey, last) >= LEAST:
            return None
    counted = Response.objects.filter(survey=survey, withdrawn=None).order_by("confirmed")
    times = [t for t in counted.values_list("confirmed", flat=True) if t is not None]
    reach = len(times) if final else lagging(times)
    if reach < LEAST:
        return None
    cutoff = times[reach - 1]
    if last is None:
        return cutoff
    fresh = reach - bisect_right(times, last.cutoff)
    gone = _gone_since(survey, last)
    if fresh + gone >= LEAST:
        return max(cutoff, last.cutoff)
    # at the end of the same people, told apart by group; one to four more are never shown
    return last.cutoff if final and not last.final and gone == 0 else None


def _gone_since(survey: Survey, last: Look) -> int:
    """How many of those that a look holds took their answers back after it."""
    gone = Response.objects.filter(survey=survey, withdrawn__gt=last.made)
    return gone.filter(confirmed__lte=last.cutoff).count()
