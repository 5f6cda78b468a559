"""Statements: written by the team or by people, moderated with reasons, taken back by their author."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.listen.abuse.spam import HELD
from territoria_web.library.typed import plain_line
from territoria_web.listen.conversation_rules import (
    LONGEST,
    MOST_OWN,
    NEW_PRIORITY,
    RULES,
    SHORTEST,
)
from territoria_web.listen.models import (
    Conversation,
    Forum,
    Participation,
    Statement,
    Voice,
    Vote,
)
from territoria_web.listen.models.forum import Channel
from territoria_web.listen.services.forums import note
from territoria_web.listen.services.need_states import reason_in
from territoria_web.listen.services.votes import participation_for, refuse_unless_open
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile, refuse_where_closed

S = Statement.State


@transaction.atomic
def add_statements(
    *, by: User, talk: Conversation, texts: Sequence[str], channel: str = ""
) -> list[Statement]:
    """Statements that the team writes, or with ``channel`` enters for people who said them elsewhere."""
    refuse_where_closed(talk.forum.cycle)
    if talk.state == Conversation.State.CLOSED:
        raise ValidationError(_("The conversation is closed."))
    fresh = [_words(text, line) for line, text in enumerate(texts, start=1)]
    if not fresh:
        raise ValidationError({"texts": _("Write at least one statement.")})
    made = [
        _made(
            talk,
            text,
            state=S.SHOWN,
            is_seed=not channel,
            channel=channel or Channel.WEB,
            entered_by=by,
        )
        for text in fresh
    ]
    note(by, talk.forum, "add statements", after={"title": talk.title, "figures": len(made)})
    return made


@transaction.atomic
def say_statement(*, talk: Conversation, voice: Voice, text: str, spam: float = 0.0) -> Statement:
    """A statement of somebody who takes part; shown at once where the forum reads afterwards or the
    author's address is confirmed, unless it looks like a machine's.
    """
    refuse_unless_open(talk)
    if not talk.takes_statements:
        raise ValidationError(_("No statements are taken here; please vote on those there are."))
    words = _words(text)
    mine = participation_for(talk=talk, voice=voice)
    if same := talk.statements.filter(participation=mine, text=words).first():
        return same  # sent twice
    if mine.statements.count() >= MOST_OWN:
        said = ngettext(
            "You wrote %(count)d statement already; leave some to others.",
            "You wrote %(count)d statements already; leave some to others.",
            MOST_OWN,
        )
        raise ValidationError(said % {"count": MOST_OWN})
    free = talk.forum.moderation == Forum.Moderation.AFTER or voice.confirmed is not None
    state = S.SHOWN if free and spam < HELD else S.NEW
    return _made(talk, words, state=state, participation=mine, channel=voice.channel, spam=spam)


@transaction.atomic
def take_back_statement(*, statement: Statement) -> None:
    """Its author takes it back, as long as nobody else voted on it."""
    held = Statement.objects.select_for_update().get(pk=statement.pk)
    if Vote.objects.filter(statement=held).exists():
        raise ValidationError(_("Others have voted on it; it stays, without your name as ever."))
    held.delete()


def forget_statements(*, participation: Participation) -> None:
    """Somebody is erased: words that nobody else reads or voted on go. Callers hold the transaction."""
    held = participation.statements.select_for_update()
    held.exclude(votes__isnull=False).delete()
    held.exclude(state=S.SHOWN).update(text="–", original="")
    held.update(original="")


# ── moderation ────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def show_statement(*, by: User, statement: Statement, seen: int) -> None:
    """Let people vote on it."""
    held = _held(statement, seen)
    _write(held, state=S.SHOWN, rule="", reason="")
    _note(by, held, "show statement")


@transaction.atomic
def take_out(*, by: User, statement: Statement, rule: str, said: str, seen: int) -> None:
    """Do not show it, or no longer; its author reads the rule and the reason."""
    held = _held(statement, seen)
    rule, reason = _rule(rule), reason_in(said)
    _write(held, state=S.OUT, rule=rule, reason=reason)
    _note(by, held, "take out statement", rule=rule, reason=reason)


@transaction.atomic
def mark_meta(*, by: User, statement: Statement, is_meta: bool, seen: int) -> None:
    """Say that it is about those who take part, not about the question; such are asked more often."""
    held = _held(statement, seen)
    _write(held, is_meta=is_meta)
    _note(by, held, "mark statement", is_meta=is_meta)


@transaction.atomic
def change_statement(
    *, by: User, statement: Statement, text: str, rule: str, said: str, seen: int
) -> None:
    """Take out of the words what may not be shown; the original is kept for author and team. Refused
    once somebody voted on these words: nobody's vote is turned to others.
    """
    held = _held(statement, seen)
    words = _words(text)
    if held.votes.exists():
        refused = _("People voted on these words. Take it out, and add what may be shown.")
        raise ValidationError({"text": refused})
    if words == held.text:
        raise ValidationError({"text": _("Nothing was changed.")})
    rule, reason = _rule(rule), reason_in(said)
    _write(held, text=words, original=held.original or held.text, rule=rule, reason=reason)
    _note(by, held, "change statement", rule=rule, reason=reason)


def _held(statement: Statement, seen: int) -> Statement:
    rows = Statement.objects.select_for_update(of=("self",))
    held = rows.select_related("conversation__forum__cycle__territory").get(pk=statement.pk)
    refuse_where_closed(held.conversation.forum.cycle)
    if held.edit != seen:
        raise ChangedMeanwhile(
            _("A colleague was quicker. Look at the statement as it stands now.")
        )
    return held


def _write(held: Statement, **fields: Any) -> None:
    Statement.objects.filter(pk=held.pk).update(edit=F("edit") + 1, **fields)


def _note(by: User, held: Statement, what: str, **facts: Any) -> None:
    told = {"title": held.conversation.title, "number": held.number, **facts}
    note(by, held.conversation.forum, what, after=told)


def _rule(rule: str) -> str:
    if rule not in RULES:
        raise ValidationError({"rule": _("Choose one of the list.")})
    return rule


def _words(text: str, line: int = 0) -> str:
    words = plain_line(text)
    if SHORTEST <= len(words) <= LONGEST:
        return words
    if line:
        said = _("Line %(line)s: a statement has 8 to 280 letters.") % {"line": line}
        raise ValidationError({"texts": said})
    raise ValidationError({"text": _("Say it in 8 to 280 letters.")})


def _made(talk: Conversation, text: str, **fields: Any) -> Statement:
    Conversation.objects.select_for_update().get(pk=talk.pk)
    last = talk.statements.aggregate(last=Max("number"))["last"]
    return Statement.objects.create(
        conversation=talk,
        number=1 if last is None else last + 1,
        text=text,
        priority=NEW_PRIORITY,
        made=timezone.now(),
        **fields,
    )
