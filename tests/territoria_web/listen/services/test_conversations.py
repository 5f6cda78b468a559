"""A conversation from draft to end: fixed once open, each change with who and why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_forum import a_forum
from a_talk import a_draft_talk, an_open_talk, voted
from desk_team import Team, a_team
from territoria_web.listen.models import Conversation, Forum
from territoria_web.listen.queries.conversations import (
    all_conversations_of,
    conversations_of,
    counts_of_talk,
)
from territoria_web.listen.services.conversations import (
    TalkFrame,
    change_conversation,
    close_conversation,
    draft_conversation,
    extend_conversation,
    open_conversation,
)
from territoria_web.people.models import Entry
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
LATER = timedelta(weeks=1)


def a_place() -> tuple[Team, Forum]:
    team = a_team()
    return team, a_forum(team.cycle, team.lead)


def test_it_opens_with_a_promise_and_statements_only():
    team, forum = a_place()
    talk = draft_conversation(by=team.lead, forum=forum, frame=TalkFrame("What moves you?"))
    with pytest.raises(ValidationError) as refused:
        open_conversation(by=team.lead, talk=talk, closes=timezone.now() - LATER, seen=0)
    assert set(refused.value.message_dict) == {"mandate", "statements", "closes"}
    assert conversations_of(forum) == []
    assert [one.talk for one in all_conversations_of(forum)] == [talk]


def test_what_was_told_stays_as_it_is_once_it_is_open():
    team, forum = a_place()
    talk = a_draft_talk(forum, team.lead)
    frame = TalkFrame("What moves you in town?", mandate="The council reads it.", shares_votes=True)
    change_conversation(by=team.lead, talk=talk, frame=frame, seen=talk.edit)
    with pytest.raises(ChangedMeanwhile):
        change_conversation(by=team.lead, talk=talk, frame=frame, seen=talk.edit)
    talk.refresh_from_db()
    open_conversation(by=team.lead, talk=talk, closes=timezone.now() + LATER, seen=talk.edit)
    talk.refresh_from_db()
    assert (talk.state, talk.shares_votes) == (Conversation.State.OPEN, True)
    with pytest.raises(ValidationError):
        change_conversation(by=team.lead, talk=talk, frame=TalkFrame("Another?"), seen=talk.edit)


def test_it_is_extended_and_closed_with_a_reason():
    team, forum = a_place()
    talk = an_open_talk(forum, team.lead)
    until = timezone.now() + 3 * LATER
    extend_conversation(
        by=team.lead, talk=talk, closes=until, reason="Schools are still away.", seen=talk.edit
    )
    talk.refresh_from_db()
    with pytest.raises(ValidationError):
        close_conversation(by=team.lead, talk=talk, reason="Done.", seen=talk.edit)
    close_conversation(by=team.lead, talk=talk, reason="The council meets.", seen=talk.edit)
    talk.refresh_from_db()
    assert (talk.state, talk.ending) == (Conversation.State.CLOSED, "The council meets.")
    deeds = Entry.objects.filter(what__endswith=" conversation").order_by("pk")
    assert list(deeds.values_list("what", flat=True)) == [
        "draft conversation",
        "open conversation",
        "extend conversation",
        "close conversation",
    ]


def test_a_closed_cycle_takes_nothing():
    team, forum = a_place()
    talk = a_draft_talk(forum, team.lead)
    team.cycle.state = "closed"
    team.cycle.save()
    with pytest.raises(ValidationError):
        open_conversation(by=team.lead, talk=talk, closes=None, seen=talk.edit)


def test_a_list_of_many_asks_no_more_than_a_list_of_one(django_assert_num_queries):
    team, forum = a_place()
    an_open_talk(forum, team.lead)
    with django_assert_num_queries(1):
        conversations_of(forum)
    for _one in range(2):
        voted(an_open_talk(forum, team.lead), 2)
    with django_assert_num_queries(1):
        rows = conversations_of(forum)
    assert [(row.statements, row.people, row.takes_votes) for row in rows] == [(7, None, True)] * 3
    assert counts_of_talk(rows[0].talk).votes == 14
