"""Conversations: those of a forum, one by its door, who takes part, how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone

from territoria_web.listen.conversation_rules import takes_votes
from territoria_web.listen.models import (
    Conversation,
    Forum,
    OpinionLook,
    Participation,
    Statement,
    Voice,
    Vote,
)

S = Statement.State


@dataclass(frozen=True)
class TalkOfForum:
    """A conversation in a list. ``people``: of its last results, None before there are any;
    ``waiting``: statements that nobody of the team has read.
    """

    talk: Conversation
    statements: int
    waiting: int
    people: int | None
    takes_votes: bool


@dataclass(frozen=True)
class TalkCounts:
    """What came in so far, for the team."""

    people: int
    votes: int
    shown: int
    waiting: int
    out: int


def conversations_of(forum: Forum) -> list[TalkOfForum]:
    """Those that everybody may see, the latest first."""
    return _listed(forum, forum.conversations.exclude(state=Conversation.State.DRAFT))


def all_conversations_of(forum: Forum) -> list[TalkOfForum]:
    """All of them, drafts as well, for the team."""
    return _listed(forum, forum.conversations.all())


def _listed(forum: Forum, held: QuerySet[Conversation]) -> list[TalkOfForum]:
    looks = OpinionLook.objects.filter(conversation=OuterRef("pk")).order_by("-number")
    counted = held.annotate(
        shown=Count("statements", filter=Q(statements__state=S.SHOWN)),
        waiting=Count("statements", filter=Q(statements__state=S.NEW)),
        people=Subquery(looks.values("people")[:1], output_field=IntegerField()),
    )
    now = timezone.now()
    found = []
    for talk in counted.order_by("-made", "-pk"):
        talk.forum = forum
        found.append(
            TalkOfForum(talk, talk.shown, talk.waiting, talk.people, takes_votes(talk, now))
        )
    return found


def public_talk(forum: Forum, number: UUID) -> Conversation:
    """One that everybody may see; 404 for drafts and those of other forums."""
    found = talk_of(forum, number)
    if found.state == Conversation.State.DRAFT:
        raise Http404
    return found


def talk_of(forum: Forum, number: UUID) -> Conversation:
    """One of a forum, for its team; 404 for those of others."""
    found = Conversation.objects.filter(forum=forum, public_id=number).first()
    if found is None:
        raise Http404
    found.forum = forum
    return found


def participation_of(talk: Conversation, voice: Voice | None) -> Participation | None:
    """As whom somebody takes part; None where they did nothing in it yet."""
    if voice is None:
        return None
    return Participation.objects.filter(conversation=talk, voice=voice).first()


def statement_shown(talk: Conversation, number: UUID) -> Statement:
    """A statement that people vote on; 404 for those that are not shown."""
    return _found(talk.statements.filter(public_id=number, state=S.SHOWN))


def statement_of(talk: Conversation, number: UUID) -> Statement:
    """Any statement of a conversation, for its team."""
    return _found(talk.statements.filter(public_id=number))


def own_statement(mine: Participation | None, number: UUID) -> Statement:
    """A statement that somebody wrote; 404 for those of others."""
    return _found(Statement.objects.filter(participation=mine, public_id=number) if mine else None)


def _found(rows: QuerySet[Statement] | None) -> Statement:
    found = rows.first() if rows is not None else None
    if found is None:
        raise Http404
    return found


def counts_of_talk(talk: Conversation) -> TalkCounts:
    """How many took part and what they did."""
    votes = Vote.objects.filter(participation__conversation=talk).aggregate(
        people=Count("participation", distinct=True), votes=Count("pk")
    )
    held = talk.statements.aggregate(
        **{name: Count("pk", filter=Q(state=state)) for name, state in _STATES.items()}
    )
    return TalkCounts(**votes, **held)


_STATES = {"shown": S.SHOWN, "waiting": S.NEW, "out": S.OUT}


def votes_of(mine: Participation) -> QuerySet[Vote]:
    """What somebody voted on statements that are still shown, the latest first."""
    held = mine.votes.filter(statement__state=S.SHOWN).select_related("statement")
    return held.order_by("-made", "-pk")
