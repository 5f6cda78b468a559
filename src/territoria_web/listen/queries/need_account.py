"""What became of the needs of a forum, in numbers that reconcile: each with how many it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from math import ceil
from statistics import median
from uuid import UUID

from django.db.models import Count, Max, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.library.saying import numeral_of, percent
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.need_rules import DONE, PUBLIC
from territoria_web.listen.rules import LEAST


@dataclass(frozen=True)
class Account:
    """``published``: needs that everybody reads. ``due``: those answered, or whose promised days are
    over; ``in_time``: of these, answered within them. ``answered``: with a first answer, after
    ``median_days``. ``judged``: delivered ones whose author said whether it is solved; ``solved``: of
    these, yes; None where fewer than five said so.
    """

    published: int
    answer_days: int
    due: int
    in_time: int
    answered: int
    median_days: float | None
    judged: int
    solved: int | None


def account_of(forum: Forum, now: datetime) -> Account:
    """Counted once, for every page that says it; anew where a need changed, and every hour."""
    held = forum.needs.order_by().aggregate(n=Count("pk"), last=Max("pk"), edits=Sum("edit"))
    hour = now.replace(minute=0, second=0, microsecond=0)
    return _counted(forum.public_id, forum.answer_days, hour, *held.values())


@lru_cache(maxsize=64)
def _counted(forum: UUID, answer_days: int, now: datetime, *edition: int | None) -> Account:
    promised = timedelta(days=answer_days)
    rows = Need.objects.filter(forum__public_id=forum, state__in=PUBLIC).order_by()
    waits, over, judged, solved, published = list[timedelta](), 0, 0, 0, 0
    for made, answered, since, state, said in rows.values_list(
        "made", "answered", "since", "state", "solved"
    ):
        published += 1
        judged += bool(said)
        solved += said == Need.Solved.YES
        first = answered or (since if state in DONE else None)
        if first is not None:
            waits.append(max(first - made, timedelta(0)))
        elif made + promised <= now:
            over += 1
    return Account(
        published=published,
        answer_days=answer_days,
        due=len(waits) + over,
        in_time=sum(wait <= promised for wait in waits),
        answered=len(waits),
        median_days=median(w / timedelta(days=1) for w in waits) if waits else None,
        judged=judged,
        solved=solved if judged >= LEAST else None,
    )


def account_said(account: Account) -> list[str]:
    """The account in plain sentences, each number with what it is a part of; how many needs there are
    and whether answers come in time stand first.
    """
    said = [_published(account)]
    if account.due:
        said.append(_in_time(account))
    if account.median_days is not None:
        said.append(_waited(account))
    if account.judged:
        said.append(_solved(account))
    return said


def _published(account: Account) -> str:
    if not account.published:
        return _("No need is published here yet.")
    said = ngettext(
        "%(count)s need is published.", "%(count)s needs are published.", account.published
    )
    return said % {"count": numeral_of(account.published)}


def _in_time(account: Account) -> str:
    said = ngettext(
        "%(share)s were answered within the promised %(days)d day: %(in_time)s of the %(due)s whose "
        "time has come.",
        "%(share)s were answered within the promised %(days)d days: %(in_time)s of the %(due)s whose "
        "time has come.",
        account.answer_days,
    )
    return said % {
        "share": percent(account.in_time / account.due),
        "days": account.answer_days,
        "in_time": numeral_of(account.in_time),
        "due": numeral_of(account.due),
    }


def _waited(account: Account) -> str:
    days = ceil(account.median_days or 0)  # they waited so long, or less
    said = ngettext(
        "Half of the %(answered)s that have an answer waited %(days)d day or less for it.",
        "Half of the %(answered)s that have an answer waited %(days)d days or less for it.",
        days,
    )
    return said % {"answered": numeral_of(account.answered), "days": days}


def _solved(account: Account) -> str:
    if account.solved is None:
        return _(
            "Fewer than five authors have said whether theirs is solved, so no share is shown yet."
        )
    said = _("%(share)s of the %(judged)s authors who said whether it is solved say yes: %(yes)s.")
    return said % {
        "share": percent(account.solved / account.judged),
        "judged": numeral_of(account.judged),
        "yes": numeral_of(account.solved),
    }
