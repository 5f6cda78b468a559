"""Answers as they stood at a moment: of those who had confirmed, what they had answered by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from territoria_web.listen.models import Answer, Response, Survey
from territoria_web.listen.queries.given import Kept

Rows = dict[int, tuple[str, dict[str, Kept]]]
"""Response → role and answers by item."""


@dataclass(frozen=True, order=True)
class Moment:
    """``cutoff``: holds those who confirmed until then; ``as_of``: with what they had answered."""

    cutoff: datetime
    as_of: datetime


@dataclass(frozen=True)
class Answers:
    """All answers of those who confirmed and did not take them back, the older ones too. ``people``:
    response → role, when confirmed; ``given``: response, item, answer, when; the first answer first.
    """

    people: Mapping[int, tuple[str, datetime]]
    given: Sequence[tuple[int, str, Kept, datetime]]

    def at(self, moment: Moment) -> Rows:
        """What stood at a moment; an answer that was emptied later than given is none."""
        rows: Rows = {
            response: (role, {})
            for response, (role, confirmed) in self.people.items()
            if confirmed <= moment.cutoff
        }
        for response, item, kept, answered in self.given:
            if answered > moment.as_of:
                break
            if response in rows:
                held = rows[response][1]
                held.pop(item, None)
                if not kept.blank:
                    held[item] = kept
        return rows


def answers_of(survey: Survey) -> Answers:
    """Everything that was answered in a survey and still counts; two queries."""
    counted = Q(withdrawn=None, confirmed__isnull=False)
    people = {
        pk: (role, confirmed)
        for pk, role, confirmed in Response.objects.filter(counted, survey=survey)
        .order_by("pk")
        .values_list("pk", "role", "confirmed")
        if confirmed is not None
    }
    held = Answer.objects.filter(
        response__survey=survey, response__withdrawn=None, response__confirmed__isnull=False
    ).order_by("answered", "pk")
    given = [
        (response, item, Kept(said, level, value), answered)
        for response, item, said, level, value, answered in held.values_list(
            "response_id", "item", "said", "level", "value", "answered"
        )
    ]
    return Answers(people, given)


def erased_since(survey: Survey, moment: Moment) -> frozenset[str]:
    """Items whose answers a moment held and somebody took back after it; what they were is gone."""
    held = Answer.objects.filter(
        response__survey=survey,
        response__withdrawn__gt=moment.as_of,
        response__confirmed__lte=moment.cutoff,
        answered__lte=moment.as_of,
    )
    return frozenset(held.order_by().values_list("item", flat=True).distinct())
