"""What is held or not published, and why; words changed with the original kept; appeals."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.typed import plain, plain_line
from territoria_web.listen.models import Appeal, Need, NeedEvent
from territoria_web.listen.need_rules import (
    HIDDEN,
    LONGEST_TEXT,
    LONGEST_TITLE,
    SHORTEST_TITLE,
    S,
)
from territoria_web.listen.queries.need_choices import deciders_of, may_appeal
from territoria_web.listen.services.forums import note
from territoria_web.listen.services.need_states import go_to, locked, reason_in, rule_in
from territoria_web.people.models import User

LONGEST_APPEAL = 2000


@transaction.atomic
def publish_need(*, by: User, need: Need, seen: int) -> NeedEvent:
    """Show it to everybody."""
    held = locked(need, seen)
    event = go_to(held, S.PUBLISHED, by=by)
    note(by, held.forum, "publish need", after={"number": held.number})
    return event


@transaction.atomic
def hold_need(*, by: User, need: Need, rule: str, said: str, seen: int) -> NeedEvent:
    """Hold it back until something is clear; its author reads why at once."""
    return _keep_back(by, need, S.HELD, rule, said, seen, "hold need")


@transaction.atomic
def reject_need(*, by: User, need: Need, rule: str, said: str, seen: int) -> NeedEvent:
    """Do not publish it; its author reads the rule and the reason, and can ask for a second look."""
    return _keep_back(by, need, S.REJECTED, rule, said, seen, "reject need")


def _keep_back(
    by: User, need: Need, state: str, rule: str, said: str, seen: int, what: str
) -> NeedEvent:
    held = locked(need, seen)
    rule, reason = rule_in(rule), reason_in(said)
    event = go_to(held, state, rule=rule, said=reason, by=by)
    note(by, held.forum, what, after={"number": held.number, "rule": rule, "reason": reason})
    return event


@transaction.atomic
def change_words(
    *, by: User, need: Need, title: str, text: str, rule: str, said: str, seen: int
) -> NeedEvent:
    """Take out of the words what may not be shown, with the reason; the original is kept for the
    author and the team.
    """
    held = locked(need, seen)
    fresh, body = plain_line(title), plain(text)
    if not SHORTEST_TITLE <= len(fresh) <= LONGEST_TITLE:
        raise ValidationError({"title": _("Say in 5 to 120 letters what is missing.")})
    if len(body) > LONGEST_TEXT:
        raise ValidationError({"text": _("Use at most 2,000 letters.")})
    if (fresh, body) == (held.title, held.text):
        raise ValidationError(_("Nothing was changed."))
    rule, reason = rule_in(rule), reason_in(said)
    held.original = held.original or {"title": held.title, "text": held.text}
    held.title, held.text, held.edit = fresh, body, F("edit") + 1
    held.save(update_fields=["original", "title", "text", "edit"])
    event = NeedEvent.objects.create(
        need=held,
        kind=NeedEvent.Kind.WORDS,
        rule=rule,
        said=reason,
        by=by,
        office=held.forum.office,
        when=timezone.now(),
    )
    note(by, held.forum, "change need", after={"number": held.number, "rule": rule})
    return event


@transaction.atomic
def appeal(*, need: Need, text: str) -> Appeal:
    """The author asks for a second look at what was held, not published, changed or declined."""
    held = locked(need)
    said = plain(text)
    if not 10 <= len(said) <= LONGEST_APPEAL:
        raise ValidationError({"text": _("Say in 10 to 2,000 letters what was overlooked.")})
    if not may_appeal(held):
        raise ValidationError(_("There is nothing to look at once more now."))
    row = Appeal.objects.create(need=held, text=said, made=timezone.now())
    NeedEvent.objects.create(
        need=held, kind=NeedEvent.Kind.APPEAL, when=row.made, is_public=held.state not in HIDDEN
    )
    return row


@transaction.atomic
def decide_appeal(*, by: User, row: Appeal, upheld: bool, said: str) -> NeedEvent:
    """Decide an appeal; whoever took the decision leaves it to a colleague."""
    need = locked(row.need)  # before its appeal, as everybody does
    held = Appeal.objects.select_for_update().get(pk=row.pk)
    if held.decided is not None:
        raise ValidationError(_("This was decided already."))
    if by.pk in deciders_of(need):
        raise ValidationError(_("You took that decision. Leave the second look to a colleague."))
    held.decided, held.upheld, held.reason, held.by = timezone.now(), upheld, reason_in(said), by
    held.save(update_fields=["decided", "upheld", "reason", "by"])
    event = NeedEvent.objects.create(
        need=need,
        kind=NeedEvent.Kind.APPEAL,
        said=held.reason,
        facts={"upheld": upheld},
        by=by,
        office=need.forum.office,
        when=held.decided,
        is_public=need.state not in HIDDEN,
    )
    if upheld:
        _put_right(by, need, held.reason)
    note(by, need.forum, "decide appeal", after={"number": need.number, "accepted": upheld})
    return event


def _put_right(by: User, need: Need, reason: str) -> None:
    if need.state in {S.HELD, S.REJECTED}:
        go_to(need, S.PUBLISHED, said=reason, by=by)
    elif need.state == S.DECLINED:
        go_to(need, S.UNDER_REVIEW, said=reason, by=by)
    elif need.original is not None:
        need.title, need.text = need.original["title"], need.original["text"]
        need.original, need.edit = None, F("edit") + 1
        need.save(update_fields=["title", "text", "original", "edit"])
