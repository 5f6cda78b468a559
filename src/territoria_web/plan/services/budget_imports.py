"""A vote that was held elsewhere, from a file of Pabulib: whole or not at all."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.typed import plain_line
from territoria_web.listen.models import Forum
from territoria_web.listen.models.forum import Channel
from territoria_web.people.models import User
from territoria_web.plan.models import Ballot, Budget, BudgetItem
from territoria_web.plan.queries.budget_files import Found, read_file
from territoria_web.plan.services.budgets import count_soon, note
from territoria_web.territories.rules import refuse_where_closed

AT_A_TIME = 2_000


@transaction.atomic
def import_budget(
    *,
    by: User,
    forum: Forum,
    content: bytes,
    file_name: str,
    as_approval: bool = False,
    source: str = "",
) -> Budget:
    """A closed budget with items, ballots and result. ``source``: where the file was published.
    ValidationError with every problem of the file, and where it was imported before.
    """
    refuse_where_closed(forum.cycle)
    found = read_file(content, file_name, as_approval=as_approval)
    told = plain_line(source)[:300] or file_name
    if Budget.objects.filter(forum=forum, source=told, title=found.frame.title).exists():
        raise ValidationError(_("This file was imported already."))
    budget = _budget(by, forum, found, told)
    items = [
        BudgetItem(budget=budget, number=number, extra=extra, **asdict(item))
        for number, (item, extra) in enumerate(found.items, start=1)
    ]
    BudgetItem.objects.bulk_create(items)
    Ballot.objects.bulk_create(_ballots(budget, found), batch_size=AT_A_TIME)
    count_soon(budget)
    told_of = {"title": budget.title, "file": file_name, "ballots": len(found.ballots)}
    note(by, budget, "import budget", after=told_of)
    return budget


def _budget(by: User, forum: Forum, found: Found, source: str) -> Budget:
    now = timezone.now()
    ended = found.closed
    closed = timezone.make_aware(datetime.combine(ended, time(23, 59))) if ended else now
    return Budget.objects.create(
        forum=forum,
        made_by=by,
        state=Budget.State.CLOSED,
        closed=closed,
        source=source,
        extra={"meta": found.meta},
        **asdict(found.frame),
    )


def _ballots(budget: Budget, found: Found) -> list[Ballot]:
    now = timezone.now()
    return [
        Ballot(
            budget=budget,
            chosen=list(chosen),
            channel=Channel.IMPORT,
            extra={"row": row, **({"channel": way} if way else {})},
            made=now,
        )
        for row, (chosen, way) in enumerate(found.ballots, start=1)
    ]
