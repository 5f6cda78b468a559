"""Statements of people: read before or after, with reasons to the author, taken back, forgotten."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from a_forum import a_forum, a_voice
from a_talk import TEXTS, an_open_talk
from desk_team import a_team
from territoria_web.listen.conversation_rules import MOST_OWN
from territoria_web.listen.models import Conversation, Statement
from territoria_web.listen.services.statements import (
    add_statements,
    change_statement,
    forget_statements,
    mark_meta,
    say_statement,
    show_statement,
    take_back_statement,
    take_out,
)
from territoria_web.listen.services.votes import cast_vote
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
OWN = "Benches along the river would be enough."
WHY = "The street has a name that belongs to one family."


def a_talk(**fields: object) -> Conversation:
    team = a_team()
    return an_open_talk(a_forum(team.cycle, team.lead, **fields), team.lead)


def test_a_team_reads_first_unless_the_address_is_confirmed_or_it_reads_afterwards():
    talk = a_talk()
    unknown = say_statement(talk=talk, voice=a_voice(talk.forum), text=OWN)
    known = say_statement(talk=talk, voice=a_voice(talk.forum, "ada@example.org"), text=OWN)
    talk.forum.moderation = "after"
    afterwards = say_statement(talk=talk, voice=a_voice(talk.forum), text=OWN)
    machine = say_statement(talk=talk, voice=a_voice(talk.forum), text=OWN, spam=0.9)
    assert [s.state for s in (unknown, known, afterwards, machine)] == [
        "new",
        "shown",
        "shown",
        "new",
    ]
    assert [s.number for s in (unknown, known, afterwards, machine)] == [8, 9, 10, 11]


def test_the_same_words_sent_twice_are_one_statement_and_too_many_are_refused():
    talk = a_talk()
    voice = a_voice(talk.forum)
    assert say_statement(talk=talk, voice=voice, text=OWN) == say_statement(
        talk=talk, voice=voice, text=f" {OWN} "
    )
    for n in range(MOST_OWN - 1):
        say_statement(talk=talk, voice=voice, text=f"{OWN} {n}")
    with pytest.raises(ValidationError):
        say_statement(talk=talk, voice=voice, text="One more bench, please.")


@pytest.mark.parametrize("text", ["Short", "x" * 281])
def test_a_statement_has_its_length(text):
    talk = a_talk()
    with pytest.raises(ValidationError):
        say_statement(talk=talk, voice=a_voice(talk.forum), text=text)


def test_where_no_statements_are_taken_none_is():
    team = a_team()
    talk = an_open_talk(a_forum(team.cycle, team.lead), team.lead, takes_statements=False)
    with pytest.raises(ValidationError):
        say_statement(talk=talk, voice=a_voice(talk.forum), text=OWN)


def test_moderation_says_why_keeps_the_original_and_tells_the_second_colleague():
    talk = a_talk()
    lead = talk.made_by
    one = say_statement(talk=talk, voice=a_voice(talk.forum), text=OWN)
    show_statement(by=lead, statement=one, seen=0)
    with pytest.raises(ChangedMeanwhile):
        take_out(by=lead, statement=one, rule="private", said=WHY, seen=0)
    with pytest.raises(ValidationError):
        take_out(by=lead, statement=one, rule="taste", said=WHY, seen=1)
    change_statement(
        by=lead, statement=one, text="Benches would be enough.", rule="private", said=WHY, seen=1
    )
    mark_meta(by=lead, statement=one, is_meta=True, seen=2)
    take_out(by=lead, statement=one, rule="private", said=WHY, seen=3)
    one.refresh_from_db()
    assert (one.state, one.text, one.original) == ("out", "Benches would be enough.", OWN)
    assert (one.rule, one.reason, one.is_meta, one.edit) == ("private", WHY, True, 4)


def test_words_on_which_people_voted_are_not_turned_to_others():
    talk = a_talk()
    one = say_statement(talk=talk, voice=a_voice(talk.forum, "ada@example.org"), text=OWN)
    cast_vote(talk=talk, voice=a_voice(talk.forum), statement=one, value=1)
    with pytest.raises(ValidationError):
        change_statement(
            by=talk.made_by, statement=one, text="Benches.", rule="private", said=WHY, seen=0
        )


def test_an_author_takes_it_back_until_others_voted_on_it():
    talk = a_talk()
    one = say_statement(talk=talk, voice=a_voice(talk.forum, "ada@example.org"), text=OWN)
    cast_vote(talk=talk, voice=a_voice(talk.forum), statement=one, value=1)
    with pytest.raises(ValidationError):
        take_back_statement(statement=one)
    other = say_statement(talk=talk, voice=a_voice(talk.forum), text=OWN)
    take_back_statement(statement=other)
    assert not Statement.objects.filter(pk=other.pk).exists()


def test_words_of_somebody_who_is_erased_go_where_nobody_voted_on_them():
    talk = a_talk(moderation="after")
    voice = a_voice(talk.forum)
    lonely, heard, held = (
        say_statement(talk=talk, voice=voice, text=f"{OWN} {n}") for n in range(3)
    )
    for one in (heard, held):
        cast_vote(talk=talk, voice=a_voice(talk.forum), statement=one, value=1)
    take_out(by=talk.made_by, statement=held, rule="private", said=WHY, seen=0)
    forget_statements(participation=lonely.participation)
    left = dict(talk.statements.filter(number__gt=len(TEXTS)).values_list("number", "text"))
    assert left == {heard.number: heard.text, held.number: "–"}


def test_statements_of_a_team_are_all_taken_or_none():
    talk = a_talk()
    with pytest.raises(ValidationError):
        add_statements(by=talk.made_by, talk=talk, texts=["A good long statement.", "no"])
    assert talk.statements.count() == len(TEXTS)
    made = add_statements(
        by=talk.made_by, talk=talk, texts=["From a sheet of paper."], channel="paper"
    )
    assert (made[0].is_seed, made[0].channel, made[0].state) == (False, "paper", "shown")
