"""The needs of a forum as its team works through them: what waits, for how long, and all the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from territoria_web.listen.models import Appeal, Forum, Need, Support
from territoria_web.listen.need_rules import PUBLIC, S

MODERATE: Final = frozenset({S.RECEIVED, S.HELD})
GONE: Final = frozenset({S.REJECTED, S.WITHDRAWN})
SHOWN: Final = 25  # on a page
QUEUES: Final = ("moderate", "unanswered", "appeals", "all")
ORDERS: Final = ("due", "new", "supports")


@dataclass(frozen=True)
class Counts:
    """How many needs there are. Those to moderate, unanswered, answered and gone are all of them;
    ``late``: of the unanswered, whose promised day is over; ``appeals``: of whichever.
    """

    all: int
    moderate: int
    unanswered: int
    late: int
    answered: int
    gone: int
    appeals: int


@dataclass(frozen=True)
class Row:
    """A need in the list. ``left``: days until an answer is promised, below zero where it is late;
    None where it has one, or needs none.
    """

    need: Need
    supports: int
    left: int | None
    appealed: bool


@dataclass(frozen=True)
class Asked:
    """What is looked for: which queue, which words or number, a theme, in which order."""

    queue: str = "all"
    words: str = ""
    theme: str = ""
    order: str = "due"


def counts_of(forum: Forum, *, today: date) -> Counts:
    """All needs of a forum, each counted once; one query."""
    waits = Q(state__in=PUBLIC, answered=None)
    held = _with_appeals(forum.needs.order_by())
    return Counts(
        **held.aggregate(
            all=Count("pk"),
            moderate=Count("pk", filter=Q(state__in=MODERATE)),
            unanswered=Count("pk", filter=waits),
            late=Count("pk", filter=waits & Q(made__lt=_promised_before(forum, today))),
            answered=Count("pk", filter=Q(state__in=PUBLIC, answered__isnull=False)),
            gone=Count("pk", filter=Q(state__in=GONE)),
            appeals=Count("pk", filter=Q(appealed=True)),
        )
    )


def needs_asked(forum: Forum, asked: Asked) -> QuerySet[Need]:
    """The needs that are looked for, in their order."""
    held = _queue(_with_appeals(forum.needs.all()), asked.queue)
    if asked.theme:
        held = held.filter(theme=asked.theme)
    if asked.words:
        held = held.filter(_said(asked.words))
    if asked.order == "supports":
        return _with_supports(held).order_by("-people", "pk")
    return held.order_by("-made", "-pk") if asked.order == "new" else held.order_by("made", "pk")


def rows_of(forum: Forum, held: Sequence[Need], *, today: date) -> list[Row]:
    """The needs of a page, with their supports; one query for all."""
    counts = dict(
        Support.objects.filter(need__in=[n.pk for n in held])
        .values_list("need")
        .annotate(n=Sum("people"))
    )
    return [
        Row(
            need=need,
            supports=counts.get(need.pk, 0),
            left=days_left(forum, need, today=today),
            appealed=bool(getattr(need, "appealed", False)),
        )
        for need in held
    ]


def days_left(forum: Forum, need: Need, *, today: date) -> int | None:
    """Days until the promised first answer, below zero where it is late; None where none is due."""
    if need.answered is not None or need.state in GONE:
        return None
    return forum.answer_days - (today - timezone.localdate(need.made)).days


def next_of(forum: Forum, need: Need, asked: Asked) -> UUID | None:
    """The need that follows in a queue, or its first where this is the last; None where it is alone."""
    order = list(needs_asked(forum, asked).values_list("public_id", flat=True))
    if need.public_id in order:
        place = order.index(need.public_id)
        order = order[place + 1 :] + order[:place]
    return order[0] if order else None


def _queue(held: QuerySet[Any], queue: str) -> QuerySet[Any]:
    if queue == "moderate":
        return held.filter(state__in=MODERATE)
    if queue == "unanswered":
        return held.filter(state__in=PUBLIC, answered=None)
    return held.filter(appealed=True) if queue == "appeals" else held


def _said(words: str) -> Q:
    number = words.removeprefix("#").strip()
    found = Q(title__icontains=words) | Q(text__icontains=words) | Q(place__icontains=words)
    return found | Q(number=int(number)) if number.isdecimal() and len(number) < 9 else found


def _with_appeals(held: QuerySet[Need]) -> QuerySet[Any]:
    waiting = Appeal.objects.filter(need=OuterRef("pk"), decided=None)
    return held.annotate(appealed=Exists(waiting))


def _with_supports(held: QuerySet[Need]) -> QuerySet[Any]:
    summed = (
        Support.objects.filter(need=OuterRef("pk"))
        .order_by()
        .values("need")
        .annotate(n=Sum("people"))
        .values("n")
    )
    return held.annotate(people=Coalesce(Subquery(summed), 0))


def _promised_before(forum: Forum, today: date) -> datetime:
    """Who came before this moment was promised an answer before today."""
    day = today - timedelta(days=forum.answer_days)
    return timezone.make_aware(datetime.combine(day, time.min))
