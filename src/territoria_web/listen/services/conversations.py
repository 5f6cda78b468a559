"""A conversation from its draft to its end: what it is for is fixed once people may vote."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.languages import language_codes
from territoria_web.library.typed import plain, plain_line
from territoria_web.listen.models import Conversation, Forum, Statement
from territoria_web.listen.need_rules import LONGEST_REASON
from territoria_web.listen.need_rules import SHORTEST as SHORTEST_REASON
from territoria_web.listen.services.forums import note
from territoria_web.listen.services.opinion_looks import ask_for_look
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile, refuse_where_closed

State = Conversation.State
LONGEST_TEXT = 3000


@dataclass(frozen=True)
class TalkFrame:
    """What a team says of a conversation before it opens. ``mandate``: what the results are for."""

    title: str
    intro: str = ""
    mandate: str = ""
    language: str = "en"
    takes_statements: bool = True
    shares_votes: bool = False

    def fields(self) -> dict[str, Any]:
        """As the row keeps them; ValidationError names all that does not hold."""
        fresh = {
            **asdict(self),
            "title": plain_line(self.title),
            "intro": plain(self.intro),
            "mandate": plain(self.mandate),
        }
        wrong: dict[str, str] = {}
        if not 5 <= len(fresh["title"]) <= 200:
            wrong["title"] = _("Ask in 5 to 200 letters.")
        for name in ("intro", "mandate"):
            if len(fresh[name]) > LONGEST_TEXT:
                wrong[name] = _("Use at most 3,000 letters.")
        if self.language not in language_codes():
            wrong["language"] = _("Choose one of the list.")
        if wrong:
            raise ValidationError(wrong)
        return fresh


@transaction.atomic
def draft_conversation(*, by: User, forum: Forum, frame: TalkFrame) -> Conversation:
    """Begin a conversation; nobody sees it yet."""
    refuse_where_closed(forum.cycle)
    talk = Conversation.objects.create(forum=forum, made_by=by, **frame.fields())
    note(by, forum, "draft conversation", after={"title": talk.title})
    return talk


@transaction.atomic
def change_conversation(*, by: User, talk: Conversation, frame: TalkFrame, seen: int) -> None:
    """Say it otherwise, before it opens; ``seen``: the number of changes that was on the page."""
    held = _held(talk, seen)
    if held.state != State.DRAFT:
        raise ValidationError(_("It is open already: what people were told stays as it is."))
    fresh = frame.fields()
    before = {name: getattr(held, name) for name in fresh if getattr(held, name) != fresh[name]}
    _write(held, **fresh)
    if before:
        after = {name: fresh[name] for name in before}
        title = {"title": held.title}
        note(by, held.forum, "change conversation", before=before, after={**title, **after})


@transaction.atomic
def open_conversation(
    *, by: User, talk: Conversation, closes: datetime | None, seen: int
) -> Conversation:
    """Let people vote until ``closes``, or until the team closes it."""
    held = _held(talk, seen)
    if held.state != State.DRAFT:
        raise ValidationError(_("It was opened already."))
    wrong: dict[str, str] = {}
    if not held.mandate:
        wrong["mandate"] = _("Say first what the results are for; people read it before they vote.")
    if not held.statements.filter(state=Statement.State.SHOWN).exists():
        wrong["statements"] = _("Write at least one statement to begin with.")
    if closes is not None and closes <= timezone.now():
        wrong["closes"] = _("The last day has passed already.")
    if wrong:
        raise ValidationError(wrong)
    _write(held, state=State.OPEN, opened=timezone.now(), closes=closes)
    told = {"title": held.title, "closes": _iso(closes), "shares_votes": held.shares_votes}
    note(by, held.forum, "open conversation", after=told)
    return held


@transaction.atomic
def extend_conversation(
    *, by: User, talk: Conversation, closes: datetime, reason: str, seen: int
) -> None:
    """Another last day."""
    held = _held(talk, seen)
    _refuse_unless_open(held)
    why = _reason(reason)
    if closes <= timezone.now():
        raise ValidationError({"closes": _("The last day has passed already.")})
    before = {"closes": _iso(held.closes)}
    _write(held, closes=closes)
    after = {"title": held.title, "closes": _iso(closes), "reason": why}
    note(by, held.forum, "extend conversation", before=before, after=after)


@transaction.atomic
def close_conversation(*, by: User, talk: Conversation, reason: str, seen: int) -> None:
    """End the voting for good, with the reason that everybody reads; the last results follow."""
    held = _held(talk, seen)
    _refuse_unless_open(held)
    why = _reason(reason)
    _write(held, state=State.CLOSED, closed=timezone.now(), ending=why)
    note(by, held.forum, "close conversation", after={"title": held.title, "reason": why})
    ask_for_look(talk=held, by=by, at_once=True)


def _held(talk: Conversation, seen: int) -> Conversation:
    rows = Conversation.objects.select_for_update(of=("self",))
    held = rows.select_related("forum__cycle__territory").get(pk=talk.pk)
    refuse_where_closed(held.forum.cycle)
    if held.edit != seen:
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Look at it as it stands now."))
    return held


def _refuse_unless_open(talk: Conversation) -> None:
    if talk.state != State.OPEN:
        raise ValidationError(_("It is not open."))


def _write(talk: Conversation, **fields: Any) -> None:
    Conversation.objects.filter(pk=talk.pk).update(edit=F("edit") + 1, **fields)
    talk.refresh_from_db(fields=[*fields, "edit"])


def _reason(reason: str) -> str:
    why = plain(reason)
    if not SHORTEST_REASON <= len(why) <= LONGEST_REASON:
        raise ValidationError({"reason": _("Say in 10 to 1,000 letters why; everybody reads it.")})
    return why


def _iso(when: datetime | None) -> str:
    return when.isoformat() if when else ""
