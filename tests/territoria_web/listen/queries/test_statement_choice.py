"""What somebody sees next: never their own, never twice, the same on reload; what is alike first."""

from __future__ import annotations

import pytest

from a_forum import a_forum, a_voice
from a_talk import TEXTS, an_open_talk
from desk_team import a_team
from territoria_web.listen.models import Conversation, Statement
from territoria_web.listen.queries.statement_choice import (
    similar_statements,
    suspicion_of_statement,
    turn_of,
)
from territoria_web.listen.services.statements import say_statement
from territoria_web.listen.services.votes import cast_vote, participation_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def a_talk() -> Conversation:
    team = a_team()
    return an_open_talk(a_forum(team.cycle, team.lead), team.lead)


def test_somebody_votes_on_everything_once_and_never_on_their_own():
    talk = a_talk()
    voice = a_voice(talk.forum, "ada@example.org")
    own = say_statement(talk=talk, voice=voice, text="Benches along the river.")
    mine = participation_for(talk=talk, voice=voice)
    seen = []
    while (turn := turn_of(talk, mine)).statement is not None:
        assert turn.statement == turn_of(talk, mine).statement  # on reload as well
        assert (turn.voted, turn.left) == (len(seen), len(TEXTS) - len(seen))
        cast_vote(talk=talk, voice=voice, statement=turn.statement, value=1)
        seen.append(turn.statement.text)
    assert sorted(seen) == sorted(TEXTS)
    assert own.text not in seen


def test_what_calls_most_is_asked_most_and_what_is_out_is_never():
    talk = a_talk()
    Statement.objects.update(priority=0.0)
    loud = talk.statements.first()
    Statement.objects.filter(pk=loud.pk).update(priority=3.0)
    assert turn_of(talk, None).statement == loud
    Statement.objects.filter(pk=loud.pk).update(state=Statement.State.OUT)
    assert turn_of(talk, None).statement != loud  # where none calls, all call alike


def test_the_next_statement_is_found_with_few_queries(django_assert_max_num_queries):
    talk = a_talk()
    mine = participation_for(talk=talk, voice=a_voice(talk.forum))
    with django_assert_max_num_queries(3):
        turn_of(talk, mine)


def test_what_says_it_already_is_found():
    talk = a_talk()
    found = similar_statements(talk, "Please open the library on a Sunday")
    assert [one.text for one in found][:1] == [TEXTS[0]]
    assert similar_statements(talk, "Bees need flowers") == []
    talk.statements.update(state=Statement.State.OUT)
    assert similar_statements(talk, TEXTS[0]) == []


def test_whoever_votes_quickly_is_no_machine_and_a_trap_is_one():
    talk = a_talk()
    voice = a_voice(talk.forum)
    for statement in talk.statements.all():
        mine = cast_vote(talk=talk, voice=voice, statement=statement, value=1)
    text = "More places to sit along the river, please."
    quick = suspicion_of_statement(talk, text, mine=mine, seconds=20.0, trapped=False)
    assert quick.score == 0
    assert suspicion_of_statement(talk, text, mine=mine, seconds=20.0, trapped=True).held
