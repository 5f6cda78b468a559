"""The conversation of the example: statements, two groups that hold together, and what came out."""

from __future__ import annotations

import random
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from territoria_web.example.dated import moment_ago, stamped
from territoria_web.example.hearing import forum_of, voices_of
from territoria_web.example.people import Cast
from territoria_web.example.texts import people_texts
from territoria_web.listen.models import Conversation, Forum, OpinionLook, Statement, Voice, Vote
from territoria_web.listen.services.conversations import (
    TalkFrame,
    close_conversation,
    draft_conversation,
    open_conversation,
)
from territoria_web.listen.services.opinion_looks import refresh_opinions
from territoria_web.listen.services.statements import add_statements, say_statement, take_out
from territoria_web.listen.services.votes import Sheet, cast_vote, enter_sheet, participation_for
from territoria_web.territories.models import Cycle

SEED = 13
SEEN = 0.92  # how many of all statements somebody votes on
PASSES = 0.06
Asked = tuple[Statement, int, int]  # and how many of ten agree in each of the two groups


@transaction.atomic
def talk(people: Cast, cycle: Cycle) -> None:
    """The conversation, held and closed, with its results; once."""
    forum, told = forum_of(people, cycle), people_texts()["conversation"]
    if forum.conversations.exists():
        return
    opened, closed = map(moment_ago, told["days"])
    rows = Conversation.objects.filter(forum=forum)
    with stamped(opened, rows):
        held, asked = _opened(people, forum)
    voters = voices_of(forum)[: sum(told["groups"]) - sum(told["on_paper"])]
    asked += _said(people, held, voters)
    _voted(people, held, asked, voters)
    halfway = opened + (closed - opened) / 2
    Vote.objects.filter(participation__conversation=held).update(made=halfway)
    with stamped(closed, rows, OpinionLook.objects.filter(conversation=held)):
        held.refresh_from_db()
        close_conversation(by=people.lead, talk=held, reason=told["ending"], seen=held.edit)
        held.refresh_from_db()
        refresh_opinions(talk=held)  # as the worker would


def _opened(people: Cast, forum: Forum) -> tuple[Conversation, list[Asked]]:
    told = people_texts()["conversation"]
    words = {name: told[name].strip() for name in ("title", "intro", "mandate")}
    held = draft_conversation(by=people.lead, forum=forum, frame=TalkFrame(**words))
    texts = [text for text, _one, _other in told["statements"]]
    made = add_statements(by=people.lead, talk=held, texts=texts)
    held = open_conversation(by=people.lead, talk=held, closes=None, seen=held.edit)
    shares = [(one, other) for _text, one, other in told["statements"]]
    return held, [(s, *both) for s, both in zip(made, shares, strict=True)]


def _said(people: Cast, held: Conversation, voters: Sequence[Voice]) -> list[Asked]:
    """What voters added; one of them nobody could vote on."""
    told = people_texts()["conversation"]
    asked = [
        (say_statement(talk=held, voice=voice, text=text), one, other)
        for voice, (text, one, other) in zip(voters, told["said"], strict=False)
    ]
    out = told["taken_out"]
    unclear = say_statement(talk=held, voice=voters[-1], text=out["text"])
    take_out(
        by=people.editor, statement=unclear, rule=out["rule"], said=out["said"], seen=unclear.edit
    )
    return asked


def _voted(
    people: Cast, held: Conversation, asked: Sequence[Asked], voters: Sequence[Voice]
) -> None:
    """Some vote on paper, the others on their phone; each group about half of each."""
    told, chance = people_texts()["conversation"], random.Random(SEED)
    web = list(voters)
    for group, (size, on_paper) in enumerate(zip(told["groups"], told["on_paper"], strict=True)):
        rows = [_votes(asked, group, chance) for _n in range(size)]
        sheet = Sheet(
            key=uuid5(NAMESPACE_URL, f"{held.public_id} {group}"),
            people=[{s.number: value for s, value in row.items()} for row in rows[:on_paper]],
        )
        enter_sheet(by=people.editor, talk=held, sheet=sheet)
        for row in rows[on_paper:]:
            _cast(held, web.pop(0), row)


def _votes(asked: Sequence[Asked], group: int, chance: random.Random) -> dict[Statement, int]:
    found = {}
    for statement, *agreeing in asked:
        if chance.random() > SEEN:
            continue
        agrees = chance.random() < agreeing[group] / 10
        found[statement] = 0 if chance.random() < PASSES else 1 if agrees else -1
    return found


def _cast(held: Conversation, voice: Voice, votes: dict[Statement, int]) -> None:
    """The first vote as a phone sends it, the others as the same rows in one go."""
    mine = participation_for(talk=held, voice=voice)
    rows = [(s, value) for s, value in votes.items() if s.participation_id != mine.pk]
    (first, value), *rest = rows
    cast_vote(talk=held, voice=voice, statement=first, value=value)
    made = Vote.objects.get(participation=mine, statement=first).made
    Vote.objects.bulk_create(
        Vote(participation=mine, statement=s, value=value, made=made) for s, value in rest
    )
