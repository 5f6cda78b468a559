"""Which statement somebody sees next, and which say already what they are about to say."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.db.models import Count, Max, Sum
from django.utils import timezone

from territoria.listen.abuse.spam import Sending, Suspicion, suspect
from territoria.listen.opinion.routing import next_statement
from territoria.listen.similar import SimilarNeeds
from territoria_web.listen.models import Conversation, Participation, Statement, Vote

S = Statement.State
LATELY: Final = timedelta(days=1)
MOST_COMPARED: Final = 200


@dataclass(frozen=True)
class Turn:
    """The next statement for somebody, None where there is none; how many they voted on, and how
    many are left with this one.
    """

    statement: Statement | None
    voted: int
    left: int


def turn_of(talk: Conversation, mine: Participation | None) -> Turn:
    """Drawn by priority among those not voted on, never one's own. For somebody who takes part, a
    seed from their number and their votes draws the same one until they vote.
    """
    seen, number = _voted(mine)
    calls = {
        str(pk): priority
        for pk, priority, author in talk.statements.filter(state=S.SHOWN).values_list(
            "pk", "priority", "participation"
        )
        if pk not in seen and (mine is None or author != mine.pk)
    }
    chosen = _drawn(calls, number)
    statement = Statement.objects.get(pk=int(chosen)) if chosen else None
    return Turn(statement, len(seen), len(calls))


def _voted(mine: Participation | None) -> tuple[set[int], int]:
    """Statements voted on, and the seed of the next draw."""
    if mine is None:
        return set(), secrets.randbits(32)
    seen = set(Vote.objects.filter(participation=mine).values_list("statement", flat=True))
    return seen, mine.number * 10_000 + len(seen)


def _drawn(calls: Mapping[str, float], seed: int) -> str | None:
    """One of them; where the last results call for none of them, all call alike."""
    return next_statement(calls, calls, seed) or next_statement(
        dict.fromkeys(calls, 1.0), calls, seed
    )


def similar_statements(talk: Conversation, text: str, most: int = 3) -> list[Statement]:
    """Shown statements that are like a text, the most alike first."""
    if not text.strip():
        return []
    found = [int(one.need) for one in _index(talk.public_id, *_state(talk)).like(text, most=most)]
    held = {row.pk: row for row in talk.statements.filter(pk__in=found, state=S.SHOWN)}
    return [held[pk] for pk in found if pk in held]


def _state(talk: Conversation) -> tuple[int, int, int]:
    """Changes with everything that the index is made of."""
    shown = talk.statements.filter(state=S.SHOWN).order_by()
    held = shown.aggregate(n=Count("pk"), last=Max("pk"), edits=Sum("edit"))
    return held["n"], held["last"] or 0, held["edits"] or 0


@lru_cache(maxsize=32)
def _index(talk: UUID, count: int, last: int, edits: int) -> SimilarNeeds:
    """Built once for a state of the statements."""
    rows = Statement.objects.filter(conversation__public_id=talk, state=S.SHOWN).order_by("pk")
    return SimilarNeeds({str(pk): text for pk, text in rows.values_list("pk", "text")})


def suspicion_of_statement(
    talk: Conversation,
    text: str,
    *,
    mine: Participation | None,
    seconds: float | None,
    trapped: bool,
) -> Suspicion:
    """Whether a statement from a phone looks like a machine's. ``seconds``: how long its form was
    open; ``trapped``: a field that people do not see was filled.
    """
    now = timezone.now()
    recent = talk.statements.filter(made__gte=now - LATELY, is_seed=False).order_by("-pk")
    sending = Sending(
        seconds=seconds,
        trap=trapped,
        # to vote on many statements in a few minutes is what people are asked to do
        acts=mine.statements.filter(made__gte=now - LATELY).count() if mine else 0,
        minutes=(now - mine.made) / timedelta(minutes=1) if mine else None,
    )
    return suspect(
        text, sending, recent=list(recent.values_list("text", flat=True)[:MOST_COMPARED])
    )
