"""Results of a conversation, worked out by long work and kept as they are shown from then on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import unfinished
from territoria_web.jobs.services import enqueue
from territoria_web.listen.models import Conversation, OpinionLook, Statement
from territoria_web.listen.queries.opinions_worked import Worked, work_out
from territoria_web.people.models import User

KIND: Final = "opinions"
WAITS: Final = timedelta(minutes=1)  # so that a full hall asks for it once


def ask_for_look(*, talk: Conversation, by: User | None = None, at_once: bool = False) -> Job:
    """Ask that the results are worked out, once for however many ask; ``at_once``: a team waits."""
    key = f"{KIND} {talk.public_id}{' team' if at_once else ''}"
    # nearly always somebody asked just before: one look is cheaper than an insert that is refused
    return unfinished(key).first() or enqueue(
        kind=KIND,
        arguments={"conversation": talk.pk},
        by=by,
        cycle=talk.forum.cycle if at_once else None,
        key=key,
        not_before=None if at_once else timezone.now() + WAITS,
    )


def refresh_opinions(
    *, talk: Conversation, tell: Callable[[int, int], None] | None = None
) -> OpinionLook | None:
    """The latest results, anew where five more people have voted or at the end; None where there
    are too few. ``tell``: how far it is.
    """
    last = talk.looks.first()
    if last is not None and last.final:
        return last
    # worked out before anything is locked: people go on voting meanwhile
    found = work_out(talk, last, tell or (lambda _done, _of: None))
    if found is None:
        return last
    try:
        return _kept(talk, last, found)
    except IntegrityError:  # another worker was quicker
        return talk.looks.first()


@transaction.atomic
def _kept(talk: Conversation, last: OpinionLook | None, found: Worked) -> OpinionLook:
    look = OpinionLook.objects.create(
        conversation=talk,
        number=last.number + 1 if last else 1,
        people=found.people,
        votes=found.votes,
        final=talk.state == Conversation.State.CLOSED,
        body=found.body,
        made=timezone.now(),
    )
    _set_priorities(talk, found.priorities)
    return look


def _set_priorities(talk: Conversation, priorities: Mapping[str, float]) -> None:
    """What is asked next; statements that came in meanwhile keep what new ones have."""
    rows = list(talk.statements.filter(public_id__in=priorities).only("pk", "public_id"))
    for row in rows:
        row.priority = priorities[str(row.public_id)]
    Statement.objects.bulk_update(rows, ["priority"], batch_size=200)
