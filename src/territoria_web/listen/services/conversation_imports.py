"""A conversation that was held elsewhere, taken over as a closed one, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria.sources.polis.export import MODERATED_OUT, PolisComment, PolisExport, PolisVote
from territoria_web.library.typed import plain_line
from territoria_web.listen.conversation_rules import LONGEST, NEW_PRIORITY
from territoria_web.listen.models import Conversation, Forum, Participation, Statement, Vote
from territoria_web.listen.models.forum import Channel
from territoria_web.listen.services.conversations import TalkFrame
from territoria_web.listen.services.forums import note
from territoria_web.listen.services.opinion_looks import ask_for_look
from territoria_web.people.models import User
from territoria_web.territories.rules import refuse_where_closed

AT_ONCE: Final = 2000


@transaction.atomic
def take_conversation(
    *, by: User, forum: Forum, frame: TalkFrame, export: PolisExport, source: str
) -> Conversation:
    """All statements, people and votes of an export; the results follow as long work."""
    refuse_where_closed(forum.cycle)
    moments = [c.timestamp for c in export.comments] + [v.timestamp for v in export.votes]
    begun, ended = _when(min(moments)), _when(max(moments))
    talk = Conversation.objects.create(
        **{**frame.fields(), "takes_statements": False},
        forum=forum,
        source=plain_line(source)[:300],
        state=Conversation.State.CLOSED,
        opened=begun,
        closes=ended,
        closed=timezone.now(),
        ending=_("It was held elsewhere and taken over."),
        made_by=by,
    )
    people = _people(talk, export)
    statements = _statements(talk, export, people)
    votes = _votes(export, people, statements, ended)
    facts = {"title": talk.title, "figures": votes, "source": talk.source}
    note(by, forum, "import conversation", after=facts)
    ask_for_look(talk=talk, by=by, at_once=True)
    return talk


def _people(talk: Conversation, export: PolisExport) -> Mapping[int, Participation]:
    """Under the numbers that they have in the export."""
    numbers = {person for person, _comment in export.last_votes()}
    numbers |= {person.id for person in export.participants}
    rows = [
        Participation(conversation=talk, number=number, channel=Channel.IMPORT)
        for number in sorted(numbers)
    ]
    Participation.objects.bulk_create(rows, batch_size=AT_ONCE)
    return {row.number: row for row in rows}


def _statements(
    talk: Conversation, export: PolisExport, people: Mapping[int, Participation]
) -> Mapping[int, Statement]:
    rows = [_statement(talk, one, people.get(one.author)) for one in export.comments]
    Statement.objects.bulk_create(rows, batch_size=AT_ONCE)
    return {row.number: row for row in rows}


def _statement(talk: Conversation, one: PolisComment, author: Participation | None) -> Statement:
    text = plain_line(one.text)
    return Statement(
        conversation=talk,
        number=one.id,
        text=text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…",
        participation=author,
        is_seed=author is None,
        state=Statement.State.OUT if one.moderated == MODERATED_OUT else Statement.State.SHOWN,
        channel=Channel.IMPORT,
        priority=NEW_PRIORITY,
        made=_when(one.timestamp),
    )


def _votes(
    export: PolisExport,
    people: Mapping[int, Participation],
    statements: Mapping[int, Statement],
    ended: datetime,
) -> int:
    """The vote of each person on each statement that counts, at the time of the last one."""
    moments = {(v.voter, v.comment): v.timestamp for v in sorted(export.votes, key=_moment)}
    rows = [
        Vote(
            participation=people[person],
            statement=statements[comment],
            value=value,
            made=_when(moments[person, comment]) if (person, comment) in moments else ended,
        )
        for (person, comment), value in export.last_votes().items()
    ]
    Vote.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def _moment(vote: PolisVote) -> int:
    return vote.timestamp


def _when(timestamp: int) -> datetime:
    return datetime.fromtimestamp(timestamp / 1000, UTC)
