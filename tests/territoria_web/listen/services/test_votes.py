"""Votes: one a person and statement, few queries, no limit by address; sheets entered once."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import ValidationError

from a_forum import a_forum, a_voice
from a_talk import an_open_talk
from desk_team import a_team
from territoria_web.listen.models import Conversation, Participation, Vote
from territoria_web.listen.queries.opinion_steps import cast_votes
from territoria_web.listen.services.conversations import close_conversation
from territoria_web.listen.services.erasing import erase_voice
from territoria_web.listen.services.statements import say_statement
from territoria_web.listen.services.votes import Sheet, cast_vote, enter_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def a_talk() -> Conversation:
    team = a_team()
    return an_open_talk(a_forum(team.cycle, team.lead), team.lead)


def test_a_later_vote_replaces_the_earlier_one(django_assert_max_num_queries):
    talk = a_talk()
    voice, statement = a_voice(talk.forum), talk.statements.first()
    cast_vote(talk=talk, voice=voice, statement=statement, value=1)
    cast_vote(talk=talk, voice=voice, statement=talk.statements.last(), value=0)
    with django_assert_max_num_queries(5):
        cast_vote(talk=talk, voice=voice, statement=statement, value=-1)
    assert list(Vote.objects.filter(statement=statement).values_list("value", flat=True)) == [-1]


def test_nobody_votes_on_what_they_wrote_or_after_the_end():
    talk = a_talk()
    voice = a_voice(talk.forum, "ada@example.org")
    own = say_statement(talk=talk, voice=voice, text="Benches along the river.")
    with pytest.raises(ValidationError):
        cast_vote(talk=talk, voice=voice, statement=own, value=1)
    close_conversation(by=talk.made_by, talk=talk, reason="The council meets.", seen=talk.edit)
    talk.refresh_from_db()
    with pytest.raises(ValidationError):
        cast_vote(talk=talk, voice=voice, statement=talk.statements.first(), value=1)


def test_votes_of_somebody_who_is_erased_stay_without_any_tie():
    talk = a_talk()
    voice = a_voice(talk.forum)
    mine = cast_vote(talk=talk, voice=voice, statement=talk.statements.first(), value=1)
    erase_voice(voice=voice)
    mine.refresh_from_db()
    assert (mine.voice, [vote.value for vote in cast_votes(talk)]) == (None, [1])


def test_a_sheet_of_paper_is_entered_once_with_its_channel():
    talk = a_talk()
    sheet = Sheet(uuid.uuid4(), [{1: 1, 2: -1}, {}, {1: 0}])
    assert enter_sheet(by=talk.made_by, talk=talk, sheet=sheet) == 2
    assert enter_sheet(by=talk.made_by, talk=talk, sheet=sheet) == 0
    assert set(Participation.objects.values_list("channel", "voice")) == {("paper", None)}
    assert sorted(Vote.objects.values_list("statement__number", "value")) == [
        (1, 0),
        (1, 1),
        (2, -1),
    ]


def test_a_number_that_is_no_statement_is_named():
    talk = a_talk()
    with pytest.raises(ValidationError, match="99"):
        enter_sheet(by=talk.made_by, talk=talk, sheet=Sheet(uuid.uuid4(), [{1: 1, 99: 1}]))
    assert Participation.objects.count() == 0
