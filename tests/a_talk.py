"""A conversation to try things with: open, with statements, and people who vote in two camps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from a_forum import a_voice
from territoria_web.listen.models import Conversation, Forum, Participation, Statement, Vote
from territoria_web.listen.services.conversations import (
    TalkFrame,
    draft_conversation,
    open_conversation,
)
from territoria_web.listen.services.statements import add_statements
from territoria_web.listen.services.votes import participation_for
from territoria_web.people.models import User

TEXTS = (
    "The library should open on Sundays.",
    "Night buses should run every half hour.",
    "Cars have too much room in the old town.",
    "More trees are worth fewer places to park.",
    "The town hall should answer within a week.",
    "Schools need faster internet first of all.",
    "A swimming pool matters more than a new hall.",
)
Says = Callable[[int, int], int | None]
"""Person and statement, both by their place → vote; None where nothing was said."""


def a_draft_talk(forum: Forum, by: User, **fields: Any) -> Conversation:
    """A conversation that nobody sees yet, with its first statements."""
    known = {
        "title": "What would make you leave the car at home?",
        "mandate": "The council debates the results on 3 March.",
        **fields,
    }
    talk = draft_conversation(by=by, forum=forum, frame=TalkFrame(**known))
    add_statements(by=by, talk=talk, texts=TEXTS)
    return talk


def an_open_talk(forum: Forum, by: User, **fields: Any) -> Conversation:
    """The same, open for three weeks."""
    talk = a_draft_talk(forum, by, **fields)
    closes = timezone.now() + timedelta(weeks=3)
    return open_conversation(by=by, talk=talk, closes=closes, seen=talk.edit)


def two_camps(person: int, statement: int) -> int:
    """All agree with the first, the last two find nobody on their side, the others divide them."""
    if statement == 0:
        return 1
    if statement == len(TEXTS) - 1:
        return -1
    return 1 if person % 2 == statement % 2 else -1


def voted(talk: Conversation, people: int, says: Says = two_camps) -> list[Participation]:
    """So many people vote, one after the other."""
    statements = list(talk.statements.filter(state=Statement.State.SHOWN))
    begun = timezone.now()
    found = []
    for person in range(people):
        mine = participation_for(talk=talk, voice=a_voice(talk.forum))
        made = begun + timedelta(milliseconds=person)
        Vote.objects.bulk_create(_votes(mine, statements, person, says, made))
        found.append(mine)
    return found


def _votes(
    mine: Participation, statements: Sequence[Statement], person: int, says: Says, made: Any
) -> list[Vote]:
    said = [(one, says(person, place)) for place, one in enumerate(statements)]
    return [
        Vote(participation=mine, statement=one, value=value, made=made)
        for one, value in said
        if value is not None
    ]
