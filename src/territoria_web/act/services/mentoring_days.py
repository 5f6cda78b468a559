"""What is due of mentoring every day: one reminder of a first talk, one question each; old addresses."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from territoria_web.act.models import (
    MentoringFeedback,
    MentoringPerson,
    MentoringRound,
    MentoringSession,
    Mentorship,
)
from territoria_web.act.rules.mentoring import (
    ASKED_AFTER,
    FIRST_TALK_WITHIN,
    FORGOTTEN_AFTER,
    MIDDLE_FROM,
    UNCONFIRMED_FOR,
    At,
    Pair,
    Part,
    State,
)
from territoria_web.act.services.mentoring_letters import write_to_people
from territoria_web.act.services.mentoring_people import forget_words
from territoria_web.act.services.mentoring_sayings import on_feedback_due, on_first_talk_due


def _held() -> QuerySet[Mentorship]:
    rows = Mentorship.objects.select_for_update(of=("self",))
    return rows.select_related("mentor__round__network", "mentee")


def _running() -> QuerySet[Mentorship]:
    return _held().filter(state=Pair.RUNNING, mentor__round__state=State.RUNNING)


def remind_of_first_talks(*, origin: str, today: date | None = None) -> int:
    """Remind pairs that have not noted a talk three weeks after their yes, once; how many letters."""
    last = (today or timezone.localdate()) - FIRST_TALK_WITHIN
    with transaction.atomic():
        held = _running().filter(begun__date__lt=last, asked_talk=None, sessions=None)
        return sum(_reminded(pair, origin) for pair in held)


def _reminded(pair: Mentorship, origin: str) -> int:
    pair.asked_talk = timezone.now()
    pair.save(update_fields=["asked_talk"])
    held = pair.mentor.round
    people = (pair.mentor, pair.mentee)
    return write_to_people(people, held, on_first_talk_due(held, pair), origin=origin)


def ask_what_it_was_worth(*, origin: str, today: date | None = None) -> int:
    """Ask pairs after their second talk, and a week after their end, once each; how many letters."""
    enough = (
        MentoringSession.objects.values("mentorship")
        .annotate(talks=Count("pk"))
        .filter(talks__gte=MIDDLE_FROM)
    )
    last = (today or timezone.localdate()) - ASKED_AFTER
    with transaction.atomic():
        middle = _running().filter(pk__in=enough.values("mentorship"), asked_middle=None)
        ended = _held().filter(
            state=Pair.ENDED, begun__isnull=False, ended__date__lt=last, asked_end=None
        )
        return sum(_asked(one, At.MIDDLE, origin) for one in middle) + sum(
            _asked(one, At.END, origin) for one in ended
        )


def _asked(pair: Mentorship, at: str, origin: str) -> int:
    name = "asked_middle" if at == At.MIDDLE else "asked_end"
    setattr(pair, name, timezone.now())
    pair.save(update_fields=[name])
    held = pair.mentor.round
    given = set(pair.feedback.filter(at=at).values_list("by", flat=True))
    silent = [one for one in (pair.mentor, pair.mentee) if one.pk not in given]
    return write_to_people(silent, held, on_feedback_due(held, pair, at), origin=origin)


def forget_people(*, today: date | None = None) -> int:
    """Forget registrations that nobody confirmed, and what names anybody in rounds that ended half a
    year ago, with the words of notes and feedback; how many people.
    """
    day = today or timezone.localdate()
    waiting = MentoringPerson.objects.filter(
        state=Part.WAITING, made__date__lt=day - UNCONFIRMED_FOR
    )
    gone = waiting.count()
    waiting.delete()
    old = MentoringRound.objects.filter(ended__date__lt=day - FORGOTTEN_AFTER)
    return gone + sum(_forgotten(one) for one in old)


@transaction.atomic
def _forgotten(held: MentoringRound) -> int:
    people = list(held.people.exclude(name="", email=""))
    for person in people:
        forget_words(person)
        person.save()
    if people:
        sessions = MentoringSession.objects.filter(mentorship__mentor__round=held)
        sessions.update(done="", next="")
        MentoringFeedback.objects.filter(mentorship__mentor__round=held).update(said="")
    return len(people)
