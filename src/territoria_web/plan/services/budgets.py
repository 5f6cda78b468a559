"""Budgets of a forum: drafted, opened, moved, closed and counted. While one is open nothing of its
list changes; once it is counted its result stays.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria.errors import MethodError
from territoria_web.jobs.services import enqueue
from territoria_web.listen.models import Forum
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.plan.budget_rules import (
    AT_ONCE,
    ITEMS_AT_ONCE,
    LOOKS_AT_ONCE,
    Frame,
    check_frame,
    check_ready,
    check_reason,
    tidy_frame,
)
from territoria_web.plan.models import Budget
from territoria_web.plan.queries.budget_counts import count_budget, draw_lot
from territoria_web.territories.rules import ChangedMeanwhile, refuse_where_closed

KIND = "count-budget"

# ── the draft ─────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def draft_budget(*, by: User, forum: Forum, frame: Frame) -> Budget:
    """A budget without items yet; only the team sees it."""
    refuse_where_closed(forum.cycle)
    frame = tidy_frame(frame)
    check_frame(frame)
    budget = Budget.objects.create(forum=forum, made_by=by, **asdict(frame))
    note(by, budget, "draft budget", after=_told(frame))
    return budget


@transaction.atomic
def change_budget(*, by: User, budget: Budget, frame: Frame, seen: int) -> None:
    """Write the frame of a draft anew; ``seen``: its edit on the page."""
    held = lock_draft(budget, seen)
    frame = tidy_frame(frame)
    check_frame(frame)
    fresh = asdict(frame)
    before = {name: getattr(held, name) for name in fresh if getattr(held, name) != fresh[name]}
    if not before:
        return
    for name in before:
        setattr(held, name, fresh[name])
    bump(held, *before)
    told = _told(frame)
    note(
        by,
        held,
        "change budget",
        before={name: _plain(value) for name, value in before.items()},
        after={"title": held.title, **{name: told[name] for name in before}},
    )


@transaction.atomic
def drop_budget(*, by: User, budget: Budget, seen: int) -> None:
    """Throw a draft away, with its list."""
    held = lock_draft(budget, seen)
    note(by, held, "drop budget", after={"title": held.title})
    held.delete()


# ── open, moved, closed ───────────────────────────────────────────────────────────────────────


@transaction.atomic
def open_budget(*, by: User, budget: Budget, closes: datetime, seen: int) -> None:
    """Let people vote until ``closes``. The lot that breaks what stays equal is drawn now."""
    held, now = lock_draft(budget, seen), timezone.now()
    items = list(held.items.all())
    check_ready(held, items)
    _refuse_past(closes, now)
    held.extra = {**held.extra, "lot": draw_lot(held, [one.number for one in items])}
    held.state, held.opened, held.closes = Budget.State.OPEN, now, closes
    bump(held, "state", "opened", "closes", "extra")
    _count_later(held)
    note(by, held, "open budget", after={"title": held.title, "closes": closes.isoformat()})


@transaction.atomic
def move_closing(*, by: User, budget: Budget, closes: datetime, reason: str, seen: int) -> None:
    """Let people vote for longer; with a reason that everybody may read. What is over stays over, also
    before it is counted.
    """
    held, now = _lock_open(budget, seen), timezone.now()
    if held.closes is not None and held.closes <= now:
        raise ValidationError(_("This vote is not open."))
    reason = check_reason(reason)
    _refuse_past(closes, now)
    if held.closes is not None and closes <= held.closes:
        said = _("It is open until then anyway. To end it sooner, close it.")
        raise ValidationError({"closes": said})
    before = held.closes.isoformat() if held.closes else None
    moved = {"from": before, "to": closes.isoformat(), "when": now.isoformat(), "reason": reason}
    held.extra = {**held.extra, "moved": [*held.extra.get("moved", ()), moved]}
    held.closes = closes
    bump(held, "closes", "extra")
    _count_later(held)
    note(
        by,
        held,
        "move budget closing",
        before={"closes": before},
        after={"title": held.title, "closes": closes.isoformat(), "reason": reason},
    )


@transaction.atomic
def close_budget(*, by: User, budget: Budget, reason: str, seen: int) -> None:
    """End the vote now, before its time or after it; then it is counted."""
    held = _lock_open(budget, seen)
    reason = check_reason(reason)
    held.extra = {**held.extra, "close_reason": reason}
    _close(held, timezone.now())
    note(by, held, "close budget", after={"title": held.title, "reason": reason})


# ── counting ──────────────────────────────────────────────────────────────────────────────────


def close_when_over(*, budget: Budget) -> None:
    """What the worker does by itself: close a vote whose time is over, and count what is closed. Nothing
    where it was moved meanwhile, or is counted. Nobody waits for the rows while it is counted: of
    what is closed nothing changes.
    """
    held = _ended(budget)
    if held is not None:
        _keep(held, count_budget(held))


@transaction.atomic
def count_when_over(*, budget: Budget) -> None:
    """The same while somebody waits; what takes long is left to the worker."""
    held = _ended(budget)
    if held is not None:
        count_soon(held)


@transaction.atomic
def _ended(budget: Budget) -> Budget | None:
    """The budget where it is closed, by now, and not counted yet."""
    held = _locked(budget)
    if held.state == Budget.State.OPEN and held.closes and held.closes <= timezone.now():
        held.state, held.closed = Budget.State.CLOSED, held.closes
        bump(held, "state", "closed")
        note(None, held, "close budget", after={"title": held.title})
    return held if held.state == Budget.State.CLOSED and held.result is None else None


def _keep(budget: Budget, result: dict[str, Any]) -> None:
    Budget.objects.filter(pk=budget.pk, result__isnull=True).update(result=result)


def count_soon(budget: Budget) -> None:
    """A small vote is counted while somebody waits, one that is large or takes many rounds by the
    worker; callers hold the transaction.
    """
    items = budget.items.count()
    few = budget.ballots.count() <= AT_ONCE and items <= ITEMS_AT_ONCE
    if not few or not _counted(budget, most=LOOKS_AT_ONCE // max(items, 1)):
        _enqueue(budget, "now", None)


def _counted(budget: Budget, *, most: int) -> bool:
    """Whether that many rounds were enough; then the result is kept."""
    try:
        budget.result = count_budget(budget, most=most)
    except MethodError:
        return False
    budget.save(update_fields=["result"])
    return True


def _close(budget: Budget, now: datetime) -> None:
    budget.state, budget.closed = Budget.State.CLOSED, now
    bump(budget, "state", "closed", "extra")
    count_soon(budget)


def _count_later(budget: Budget) -> None:
    assert budget.closes is not None
    _enqueue(budget, budget.closes.isoformat(), budget.closes)


def _enqueue(budget: Budget, when: str, not_before: datetime | None) -> None:
    enqueue(
        kind=KIND,
        arguments={"budget": str(budget.public_id)},
        cycle=budget.forum.cycle,
        key=f"{KIND} {budget.public_id} {when}",
        not_before=not_before,
    )


# ── what all of them do ───────────────────────────────────────────────────────────────────────


def note(by: User | None, budget: Budget, what: str, **facts: Any) -> None:
    """One line of the journal about a budget."""
    write_entry(
        who=by,
        what=what,
        about=f"budget {budget.public_id}",
        territory=budget.forum.cycle.territory,
        **facts,
    )


def lock_draft(budget: Budget, seen: int) -> Budget:
    """A draft for writing; refused where somebody changed it since it was seen, or it is open."""
    held = _locked(budget)
    refuse_where_closed(held.forum.cycle)
    if held.state != Budget.State.DRAFT:
        raise ValidationError(_("People have been able to vote on this list: it stays as it is."))
    _refuse_changed(held, seen)
    return held


def bump(budget: Budget, *fields: str) -> None:
    """Keep some fields, as one change more; callers hold the transaction."""
    budget.edit += 1
    budget.save(update_fields=[*fields, "edit"])


def _lock_open(budget: Budget, seen: int) -> Budget:
    held = _locked(budget)
    refuse_where_closed(held.forum.cycle)
    if held.state != Budget.State.OPEN:
        raise ValidationError(_("This vote is not open."))
    _refuse_changed(held, seen)
    return held


def _locked(budget: Budget) -> Budget:
    held = Budget.objects.select_for_update(of=("self",))
    return held.select_related("forum__cycle__territory").get(pk=budget.pk)


def _refuse_changed(budget: Budget, seen: int) -> None:
    if budget.edit != seen:
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Look at it as it stands now."))


def _refuse_past(closes: datetime, now: datetime) -> None:
    if closes <= now:
        raise ValidationError({"closes": _("The last day is over already. Choose a later one.")})


def _told(frame: Frame) -> dict[str, Any]:
    return {name: _plain(value) for name, value in asdict(frame).items()}


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | str | None) else str(value)
