"""What a survey observed of each question, for the assessment: no question below five answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from territoria_web.listen.models import Look, Survey
from territoria_web.territories.models import Cycle


@dataclass(frozen=True)
class ObservedQuestion:
    """A question of the banks. ``value`` and ``standard_error`` in points, 0 to 100; ``n`` answers
    with a level; ``roles`` that were heard, 0 while the survey is open; ``period``: the year.
    """

    question: str
    value: float
    standard_error: float | None
    n: int
    roles: int
    period: str
    last_answered: date


def observed_answers(survey: Survey) -> tuple[ObservedQuestion, ...]:
    """What the latest look at a survey holds, in the order of its questions; one query.

    The look is as the results page shows it, so that scores reveal no more than that page.
    """
    look = survey.looks.first()
    return () if look is None else _observed(look)


def _observed(look: Look) -> tuple[ObservedQuestion, ...]:
    last = date.fromisoformat(look.body["last"])
    return tuple(
        ObservedQuestion(
            question=row["question"],
            value=row["score"],
            standard_error=row["error"],
            n=row["n"],
            roles=len(row["groups"]),
            period=str(last.year),
            last_answered=last,
        )
        for row in look.body["questions"]
        if row["question"] and row["n"] is not None and row["score"] is not None
    )


def observing_survey(cycle: Cycle) -> Survey | None:
    """The survey of a cycle whose answers count: the latest with results; None without any."""
    shown = Look.objects.filter(survey__cycle=cycle).values("survey")
    held = Survey.objects.filter(pk__in=shown).select_related("frozen", "cycle__territory")
    return held.order_by("-opened").first()
