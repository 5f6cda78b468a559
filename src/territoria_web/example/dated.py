"""The example is made within a minute and tells of a year: what services stamp with the time of now is
moved to the day on which it would have happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from territoria_web.act.models import (
    Card,
    CardReview,
    Company,
    CompanyDay,
    Encounter,
    Exchange,
    MentoringPerson,
    MentoringRound,
    Mentorship,
    Outcome,
    Partner,
    Project,
    ProjectEntry,
    Schedule,
    SectorList,
)
from territoria_web.compare.models import Benchmark, Remark
from territoria_web.convene.models import (
    Attendee,
    Interest,
    Sheet,
    TimetableVersion,
    Topic,
    WorkingMeeting,
)
from territoria_web.invite.models import Step
from territoria_web.listen.models import Conversation, Need, NeedEvent, OpinionLook, Support
from territoria_web.measure.models import Initiative, InitiativeEdition, InitiativeReview
from territoria_web.plan.models import Budget, PlanVersion
from territoria_web.track.models import Update

MOMENTS: Mapping[type[Model], tuple[str, ...]] = {
    Step: ("ended",),
    Need: ("made", "published", "since", "answered"),
    NeedEvent: ("when",),
    Support: ("made",),
    Conversation: ("opened", "closed"),
    OpinionLook: ("made",),
    Budget: ("opened", "closed"),
    PlanVersion: ("made",),
    Update: ("made",),
    WorkingMeeting: ("made", "opened", "begun", "ended", "reported"),
    Attendee: ("made", "came"),
    Topic: ("made",),
    Interest: ("made",),
    TimetableVersion: ("made", "published"),
    Sheet: ("written",),
    Project: ("made", "opened", "started", "said"),
    Partner: ("made", "answered"),
    Exchange: ("made", "closed"),
    ProjectEntry: ("made",),
    Card: ("made", "submitted", "published"),
    CardReview: ("made",),
    SectorList: ("published",),
    CompanyDay: ("made", "opened", "ended"),
    Company: ("made",),
    Encounter: ("made", "answered", "scheduled", "held"),
    Schedule: ("made", "published"),
    Outcome: ("made", "told_again"),
    MentoringRound: ("made", "begun"),
    MentoringPerson: ("made", "confirmed"),
    Mentorship: ("made", "proposed", "begun", "ended"),
    Initiative: ("made", "submitted"),
    InitiativeEdition: ("made",),
    InitiativeReview: ("made",),
    Benchmark: ("made", "opened", "published"),
    Remark: ("made",),
}


def day_ago(days: int) -> date:
    """The day so many days before today."""
    return timezone.localdate() - timedelta(days=days)


def on_weekday(days: int) -> int:
    """So many days ago; where that is a weekend, the Friday before it."""
    return days + max(0, day_ago(days).weekday() - 4)


def moment_ago(days: float) -> datetime:
    """So many days before now; never still to come."""
    return timezone.now() - timedelta(days=days)


@contextmanager
def stamped(when: datetime, *rows: QuerySet[Any]) -> Iterator[None]:
    """What happens within happened then: in these rows all that was stamped since is moved."""
    began = timezone.now()
    yield
    for held in rows:
        # the adopted version of a plan refuses all other changes
        plain: QuerySet[Any] = QuerySet(held.model)
        for field in MOMENTS[held.model]:
            fresh = held.filter(**{f"{field}__gte": began}).values("pk")
            plain.filter(pk__in=list(fresh.values_list("pk", flat=True))).update(**{field: when})
