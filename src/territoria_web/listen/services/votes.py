"""Votes: one press on a phone, or a row of a sheet of paper. A later vote replaces an earlier one."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.listen.conversation_rules import MOST_NUMBER, takes_votes
from territoria_web.listen.models import Conversation, Participation, Statement, Voice, Vote
from territoria_web.listen.models.forum import Channel
from territoria_web.listen.queries.conversations import participation_of
from territoria_web.listen.services.forums import note
from territoria_web.listen.services.opinion_looks import ask_for_look
from territoria_web.people.models import User
from territoria_web.territories.rules import refuse_where_closed

ASK_EVERY = 10  # votes of one person


def refuse_unless_open(talk: Conversation) -> None:
    """ValidationError where nobody may vote now."""
    if not takes_votes(talk, timezone.now()):
        raise ValidationError(_("The voting is over; this came too late."))


@transaction.atomic
def cast_vote(
    *, talk: Conversation, voice: Voice, statement: Statement, value: int
) -> Participation:
    """Somebody's vote on a statement, +1, −1 or 0."""
    refuse_unless_open(talk)
    mine = participation_for(talk=talk, voice=voice)
    if statement.participation_id == mine.pk:
        raise ValidationError(_("This statement is yours; it counts as said, not as voted."))
    Vote.objects.bulk_create(
        [Vote(participation=mine, statement=statement, value=value, made=timezone.now())],
        update_conflicts=True,
        unique_fields=["participation", "statement"],
        update_fields=["value", "made"],
    )
    if mine.votes.count() % ASK_EVERY == 1:
        ask_for_look(talk=talk)
    return mine


def participation_for(*, talk: Conversation, voice: Voice) -> Participation:
    """As whom somebody takes part, under a number that means nothing elsewhere."""
    while True:
        mine = participation_of(talk, voice)
        if mine is not None:
            return mine
        number = secrets.randbelow(MOST_NUMBER)
        try:
            with transaction.atomic():
                return Participation.objects.create(
                    conversation=talk, voice=voice, number=number, channel=voice.channel
                )
        except IntegrityError:  # the number is taken, or a second press was quicker
            continue


# ── from paper ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Sheet:
    """Votes of some people, number of the statement → value; ``key``: drawn with the form, so that
    a sheet sent twice is entered once.
    """

    key: UUID
    people: Sequence[Mapping[int, int]]
    channel: str = Channel.PAPER


@transaction.atomic
def enter_sheet(*, by: User, talk: Conversation, sheet: Sheet) -> int:
    """Enter what people voted on paper or at a counter; how many people, 0 where it was entered."""
    refuse_where_closed(talk.forum.cycle)
    if talk.state != Conversation.State.OPEN:
        raise ValidationError(_("Votes can be entered while the conversation is open."))
    known = {s.number: s for s in talk.statements.filter(state=Statement.State.SHOWN)}
    strange = sorted({number for votes in sheet.people for number in votes} - set(known))
    if strange:
        said = _("There is no statement with this number: %(numbers)s.")
        raise ValidationError(said % {"numbers": ", ".join(map(str, strange))})
    if talk.participations.filter(number=_number(sheet.key, 0)).exists():
        return 0
    people = [votes for votes in sheet.people if votes]
    for place, votes in enumerate(people):
        _enter(talk, sheet, place, {known[number]: value for number, value in votes.items()})
    if people:
        facts = {"title": talk.title, "figures": len(people), "kind": sheet.channel}
        note(by, talk.forum, "enter votes", after=facts)
        ask_for_look(talk=talk)
    return len(people)


def _enter(talk: Conversation, sheet: Sheet, place: int, votes: Mapping[Statement, int]) -> None:
    mine = Participation.objects.create(
        conversation=talk, number=_number(sheet.key, place), channel=sheet.channel
    )
    now = timezone.now()
    Vote.objects.bulk_create(
        Vote(participation=mine, statement=statement, value=value, made=now)
        for statement, value in votes.items()
    )


def _number(key: UUID, place: int) -> int:
    """As random as a drawn one, and the same for the same row of a sheet."""
    digest = sha256(f"{key} {place}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % MOST_NUMBER
