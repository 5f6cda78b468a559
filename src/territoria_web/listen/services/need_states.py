"""What becomes of a need: each state with its reason, its date and who; its author is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.typed import plain, plain_line
from territoria_web.listen.models import Need, NeedEvent
from territoria_web.listen.need_rules import (
    ANSWERS,
    HIDDEN,
    LONGEST_REASON,
    RULES,
    SHORTEST,
    S,
    may_follow,
)
from territoria_web.listen.services.forums import note
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile

Kind = NeedEvent.Kind


def begin_story(need: Need, now: datetime) -> None:
    """The first line: it came in."""
    NeedEvent.objects.create(need=need, kind=Kind.STATE, state=S.RECEIVED, when=now)


def go_to(
    need: Need,
    state: str,
    *,
    said: str = "",
    rule: str = "",
    by: User | None = None,
    office: str = "",
    facts: Mapping[str, Any] | None = None,
    when: datetime | None = None,
) -> NeedEvent:
    """Take a need to another state and write the line of its story. ValidationError where that state
    cannot follow. ``when``: it happened elsewhere before. Callers hold the transaction.
    """
    if not may_follow(need.state, state):
        raise ValidationError(_("This cannot follow what stands now. Look at it once more."))
    now = when or timezone.now()
    need.state, need.since, need.reason, need.rule = state, now, said, rule
    fields = ["state", "since", "reason", "rule", "edit"]
    if state == S.PUBLISHED and need.published is None:
        need.published = now
        fields.append("published")
    if state in ANSWERS and need.answered is None:
        need.answered = now
        fields.append("answered")
    if state != S.DUPLICATE and need.retired_into_id is not None:
        need.retired_into = None
        fields.append("retired_into")
    if state != S.NOT_OURS and need.passed_to:
        need.passed_to = ""
        fields.append("passed_to")
    if state == S.DELIVERED:  # asked anew, four weeks later
        need.asked, need.solved, need.solved_said = None, "", ""
        fields += ["asked", "solved", "solved_said"]
    need.edit = F("edit") + 1
    need.save(update_fields=fields)
    need.refresh_from_db(fields=["edit"])
    return NeedEvent.objects.create(
        need=need,
        kind=Kind.STATE,
        state=state,
        said=said,
        rule=rule,
        by=by,
        office=office or (need.forum.office if by else ""),
        facts=dict(facts or {}),
        when=now,
        is_public=state not in HIDDEN or state in (S.RECEIVED,),
    )


def locked(need: Need, seen: int | None = None) -> Need:
    """The need as it stands now, held until the transaction ends; ``seen``: the edit on the page."""
    held = Need.objects.select_for_update(of=("self",)).select_related(
        "forum__cycle__territory", "voice"
    )
    found = held.get(pk=need.pk)
    if seen is not None and found.edit != seen:
        raise ChangedMeanwhile(_("Somebody answered meanwhile. Look at the need as it stands now."))
    return found


@transaction.atomic
def answer_need(
    *,
    by: User,
    need: Need,
    state: str,
    said: str,
    seen: int,
    office: str = "",
    passed_to: str = "",
) -> NeedEvent:
    """Say what becomes of a need, with the reason that everybody reads."""
    held = locked(need, seen)
    reason = reason_in(said)
    to = plain_line(passed_to)[:200] if state == S.NOT_OURS else ""
    if state == S.NOT_OURS and not to:
        raise ValidationError({"passed_to": _("Say to whom it was passed on.")})
    if state == S.NOT_OURS:
        Need.objects.filter(pk=held.pk).update(passed_to=to)
    event = go_to(
        held,
        state,
        said=reason,
        by=by,
        office=plain_line(office)[:200],
        facts={"passed_to": to} if to else None,
    )
    _write(by, held, "answer need", {"state": state, "reason": reason})
    return event


@transaction.atomic
def tell_news(*, by: User, need: Need, said: str, office: str = "") -> NeedEvent:
    """News of a need whose state stays: everybody reads it, its author is told."""
    held = locked(need)
    reason = reason_in(said)
    if held.state in HIDDEN:
        raise ValidationError(_("It is not public; its author would not see it."))
    event = NeedEvent.objects.create(
        need=held,
        kind=Kind.NEWS,
        said=reason,
        by=by,
        office=plain_line(office)[:200] or held.forum.office,
        when=timezone.now(),
    )
    _write(by, held, "tell news", {"reason": reason})
    return event


@transaction.atomic
def retire_need(*, by: User, need: Need, into: Need, said: str, seen: int) -> NeedEvent:
    """Follow a need under another one. Supports stay where people put them: they are asked, not moved."""
    if into.pk < need.pk:  # always in the same order: two who do the opposite wait for each other
        locked(into)
    held = locked(need, seen)
    other = locked(into)
    if other.pk == held.pk or other.forum_id != held.forum_id:
        raise ValidationError({"into": _("Choose another need of this place.")})
    if other.state in HIDDEN or other.state == S.DUPLICATE:
        raise ValidationError({"into": _("That need is not followed itself. Choose another.")})
    reason = reason_in(said)
    event = go_to(
        held,
        S.DUPLICATE,
        said=reason,
        by=by,
        facts={"into": other.number},
    )
    Need.objects.filter(pk=held.pk).update(retired_into=other)
    held.retired_into = other
    NeedEvent.objects.create(
        need=other,
        kind=Kind.JOINED,
        by=by,
        office=other.forum.office,
        facts={"from": held.number},
        when=timezone.now(),
    )
    _write(by, held, "retire need", {"into": other.number, "reason": reason})
    return event


@transaction.atomic
def reopen_need(*, by: User, need: Need, said: str, seen: int) -> NeedEvent:
    """Look into a need again that was declined, passed on, followed elsewhere or called delivered."""
    held = locked(need, seen)
    reason = reason_in(said)
    event = go_to(held, S.UNDER_REVIEW, said=reason, by=by)
    _write(by, held, "answer need", {"state": S.UNDER_REVIEW.value, "reason": reason})
    return event


def reason_in(said: str) -> str:
    """A reason as it is kept; ValidationError where it says nothing."""
    reason = plain(said)
    if not SHORTEST <= len(reason) <= LONGEST_REASON:
        raise ValidationError({"said": _("Say in 10 to 1,000 letters why; everybody reads it.")})
    return reason


def rule_in(rule: str) -> str:
    """One of the rules by which something is not shown; ValidationError where it is none."""
    if rule not in RULES:
        raise ValidationError({"rule": _("Choose one of the list.")})
    return rule


def _write(by: User | None, need: Need, what: str, after: Mapping[str, Any]) -> None:
    note(by, need.forum, what, after={"number": need.number, **after})
