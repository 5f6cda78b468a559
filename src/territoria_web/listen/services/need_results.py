"""What a need becomes in later rooms, and what its author says of the result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.typed import plain
from territoria_web.listen.models import Need, NeedEvent
from territoria_web.listen.need_rules import DONE, HIDDEN, LONGEST_REASON, S, may_follow
from territoria_web.listen.services.need_states import go_to, locked
from territoria_web.people.models import User

MOST_WORDS: Final = 5  # of an author on the result, in a day


@transaction.atomic
def note_topic(*, need: Need, by: User | None, facts: Mapping[str, Any]) -> NeedEvent:
    """It became a topic at a meeting: ``facts`` has the meeting's title and day."""
    held = locked(need)
    if held.state == S.PUBLISHED:
        go_to(held, S.UNDER_REVIEW, by=by, said=_("It is a topic at a meeting."))
    return _line(held, NeedEvent.Kind.TOPIC, by, facts)


@transaction.atomic
def commit_need(*, need: Need, by: User | None, facts: Mapping[str, Any]) -> NeedEvent:
    """An action of the plan that was adopted answers it: ``facts`` has plan, action, number, title."""
    held = locked(need)
    if held.state in HIDDEN:
        raise ValidationError(_("It is not public yet. Publish it before a plan answers it."))
    if may_follow(held.state, S.COMMITTED):
        return go_to(held, S.COMMITTED, by=by, said=str(facts.get("title", "")), facts=facts)
    return _line(held, NeedEvent.Kind.ACTION, by, facts)


@transaction.atomic
def deliver_need(
    *, need: Need, by: User | None, said: str, facts: Mapping[str, Any]
) -> NeedEvent | None:
    """The action that answers it is done; its author is asked four weeks later. None where it was
    delivered or answered otherwise before.
    """
    held = locked(need)
    if not may_follow(held.state, S.DELIVERED):
        return None
    return go_to(held, S.DELIVERED, by=by, said=said, facts=facts, office=held.forum.office)


def delivered_by(plan: str) -> list[tuple[Need, str]]:
    """Needs that stand as delivered by an action of a plan, each with the id of that action; locked in
    one order. Callers hold the transaction.
    """
    told = NeedEvent.objects.filter(state=S.DELIVERED, facts__plan=plan).values("need")
    held = Need.objects.select_for_update(of=("self",)).filter(state=S.DELIVERED, pk__in=told)
    found = []
    for need in held.select_related("forum__cycle__territory", "voice").order_by("pk"):
        last = need.events.filter(kind=NeedEvent.Kind.STATE).order_by("when", "pk").last()
        if last is not None and last.facts.get("plan") == plan:
            found.append((need, str(last.facts["action"])))
    return found


@transaction.atomic
def doubt_delivery(*, need: Need, by: User, said: str, facts: Mapping[str, Any]) -> NeedEvent:
    """News that told that it is delivered was taken off: it is looked into again."""
    return go_to(locked(need), S.UNDER_REVIEW, by=by, said=said, facts=facts)


@transaction.atomic
def news_of_need(
    *, need: Need, by: User | None, said: str, office: str, facts: Mapping[str, Any]
) -> NeedEvent | None:
    """News of the action that answers it, in its own story; None where it is not public."""
    held = locked(need)
    if held.state in HIDDEN or not said:
        return None
    return NeedEvent.objects.create(
        need=held,
        kind=NeedEvent.Kind.NEWS,
        said=said,
        by=by,
        office=office or held.forum.office,
        facts=dict(facts),
        when=timezone.now(),
    )


@transaction.atomic
def say_solved(*, need: Need, solved: str, said: str = "") -> None:
    """The author says whether it is solved. It can be said again: the later word counts, a few times
    a day.
    """
    held = locked(need)
    words = plain(said)
    if solved not in Need.Solved.values:
        raise ValidationError({"solved": _("Tick one of the three.")})
    if len(words) > LONGEST_REASON:
        raise ValidationError({"said": _("Use at most 1,000 letters.")})
    if held.state not in DONE:
        raise ValidationError(_("It is not delivered yet."))
    wanted = S.CONFIRMED if solved == Need.Solved.YES else S.NOT_SOLVED
    now, again = timezone.now(), (held.state, held.solved) == (wanted, solved)
    if not again:
        _refuse_to_and_fro(held)
    if held.state != wanted:
        go_to(held, wanted)
    held.solved, held.solved_said = solved, words
    held.save(update_fields=["solved", "solved_said"])
    if not again:  # the same word twice is one line of the story
        NeedEvent.objects.create(
            need=held, kind=NeedEvent.Kind.AUTHOR, facts={"solved": solved}, when=now
        )


def _refuse_to_and_fro(need: Need) -> None:
    """Each change is a line that everybody reads; one press after the other would bury the rest."""
    today = need.events.filter(
        kind=NeedEvent.Kind.AUTHOR, when__gt=timezone.now() - timedelta(days=1)
    )
    if today.count() >= MOST_WORDS:
        raise ValidationError(_("You changed your word often today. Say it again tomorrow."))


def _line(need: Need, kind: str, by: User | None, facts: Mapping[str, Any]) -> NeedEvent:
    return NeedEvent.objects.create(
        need=need,
        kind=kind,
        by=by,
        office=need.forum.office,
        facts=dict(facts),
        when=timezone.now(),
        is_public=need.state not in HIDDEN,
    )
