"""What is kept no longer than promised: a job of every day, which erases the same as people can."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from territoria_web.listen.models import Forum, Need, Voice
from territoria_web.listen.need_rules import HIDDEN
from territoria_web.listen.services.erasing import erase_voice, forget_author


def forget_the_old(*, today: date) -> dict[str, int]:
    """Erase who was not seen for as many months as their forum says, and what old needs still tell of
    people; how many of each.
    """
    voices = needs = 0
    for forum in Forum.objects.all():
        before = months_before(today, forum.keep_months)
        voices += _forget_voices(forum, before)
        needs += _forget_traces(forum, before)
    return {"voices": voices, "needs": needs}


def months_before(day: date, months: int) -> date:
    """The same day so many months ago; the last of a month that is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def _forget_voices(forum: Forum, before: date) -> int:
    """One after the other, each in a transaction of its own: what is done stays done."""
    old = Voice.objects.filter(forum=forum, erased=None, seen__lt=before).order_by("pk")
    held = list(old)
    for voice in held:
        erase_voice(voice=voice)
    return len(held)


@transaction.atomic
def _forget_traces(forum: Forum, before: date) -> int:
    """Needs of nobody (from a counter, on paper, imported, of who is erased): words that are not
    public, original words, appeals.
    """
    told = (
        Q(original__isnull=False)
        | ~Q(solved_said="")
        | (Q(state__in=HIDDEN) & ~Q(title="–"))
        | (Q(appeals__isnull=False) & ~Q(appeals__text=""))
    )
    moment = timezone.make_aware(datetime.combine(before, time.min))
    held = Need.objects.filter(told, forum=forum, voice=None, since__lt=moment).distinct()
    rows = list(held.select_related("forum"))
    for need in rows:
        forget_author(need, keeps_words=need.state not in HIDDEN)
    return len(rows)
