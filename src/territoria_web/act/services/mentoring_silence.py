"""Rounds in which nothing happens any more: the office is asked, and a month later they end by themselves.

So that nobody's words are kept for ever because somebody forgot to press a button.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from territoria_web.act.models import (
    MentoringFeedback,
    MentoringRound,
    MentoringSession,
    Mentorship,
)
from territoria_web.act.rules.mentoring import SILENT_FOR, WARNED_BEFORE, State
from territoria_web.act.services.mentoring_journal import about_round, held_round, note_mentoring
from territoria_web.act.services.mentoring_letters import write_to_office
from territoria_web.act.services.mentoring_rounds import close_round
from territoria_web.act.services.mentoring_sayings import on_silence
from territoria_web.people.models import Entry

ASKED: Final = "ask about silent mentoring round"


def end_silent_rounds(*, origin: str, today: date | None = None) -> int:
    """Ask the office of rounds that were silent for eleven months, once; end those that were for a
    year, a month after that at the earliest. How many ended. Invented ones stay.
    """
    day = today or timezone.localdate()
    rows = MentoringRound.objects.filter(
        state__in=(State.OPEN, State.RUNNING),
        example=False,
        made__date__lte=day - SILENT_FOR + WARNED_BEFORE,
    )
    return sum(_ended(one, origin, day) for one in rows)


@transaction.atomic
def _ended(row: MentoringRound, origin: str, day: date) -> bool:
    held = held_round(row)
    said = last_sign(held)
    silent = day - timezone.localdate(said)
    if held.state == State.ENDED or silent < SILENT_FOR - WARNED_BEFORE:
        return False
    asked = _deeds(held).filter(what=ASKED, when__gte=said).first()
    if asked is None:
        write_to_office(held, on_silence(held), origin=origin)
        note_mentoring(None, held, ASKED)
        return False
    if silent <= SILENT_FOR or day - timezone.localdate(asked.when) < WARNED_BEFORE:
        return False
    close_round(held, origin=origin)
    note_mentoring(None, held, "end silent mentoring round")
    return True


def last_sign(held: MentoringRound) -> datetime:
    """When something happened last in a round: a registration, a pair, a talk, an answer, a workshop
    (also one to come), a deed of the office.
    """
    pairs = Mentorship.objects.filter(mentor__round=held)
    found = [
        *_latest(held.people.all(), "made", "confirmed"),
        *_latest(pairs, "made", "proposed", "begun", "ended"),
        *_latest(MentoringSession.objects.filter(mentorship__in=pairs), "made"),
        *_latest(MentoringFeedback.objects.filter(mentorship__in=pairs), "made"),
        *_latest(held.workshops.all(), "made", "begins", "held", "cancelled"),
        *_latest(_deeds(held).exclude(what=ASKED), "when"),
    ]
    return max([held.made, *found])


def _deeds(held: MentoringRound) -> QuerySet[Entry]:
    return Entry.objects.filter(about=about_round(held))


def _latest(rows: QuerySet[Any], *names: str) -> list[datetime]:
    found = rows.order_by().aggregate(**{f"latest_{name}": Max(name) for name in names})
    return [when for when in found.values() if when is not None]
