"""Results of a conversation: in steps of five people, groups where they hold, kept as shown."""

from __future__ import annotations

import pytest
from django.utils import timezone

from a_forum import a_forum, a_voice
from a_talk import TEXTS, an_open_talk, two_camps, voted
from desk_team import a_team, work_all
from territoria_web.jobs.models import Job
from territoria_web.listen.models import Conversation, Statement, Vote
from territoria_web.listen.queries.opinions import agreed_statements, results_of
from territoria_web.listen.services.conversations import close_conversation
from territoria_web.listen.services.opinion_looks import refresh_opinions
from territoria_web.listen.services.statements import add_statements
from territoria_web.listen.services.votes import cast_vote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
WHY = "The council meets next week."


def a_talk() -> Conversation:
    team = a_team()
    return an_open_talk(a_forum(team.cycle, team.lead), team.lead)


def closed(talk: Conversation) -> Conversation:
    close_conversation(by=talk.made_by, talk=talk, reason=WHY, seen=talk.edit)
    talk.refresh_from_db()
    return talk


def test_nothing_is_told_before_ten_people_voted_and_the_last_five_wait():
    talk = a_talk()
    voted(talk, 9)
    assert refresh_opinions(talk=talk) is None
    voted(talk, 1)
    look = refresh_opinions(talk=talk)
    assert (look.people, look.votes, look.final) == (5, 5 * len(TEXTS), False)
    found = results_of(talk)
    assert {row.seen for row in found.rows} == {5}


def test_a_new_look_needs_five_more_people_and_the_last_one_counts_everybody():
    talk = a_talk()
    voted(talk, 20)
    first = refresh_opinions(talk=talk)
    assert first.people == 15
    voted(talk, 4)
    assert refresh_opinions(talk=talk) == first
    voted(talk, 1)
    assert refresh_opinions(talk=talk).people == 20
    voted(talk, 2)
    closed(talk)
    work_all()
    last = talk.looks.first()
    assert (last.number, last.people, last.final) == (3, 27, True)
    assert {row.seen for row in results_of(talk).rows} == {27}
    assert refresh_opinions(talk=talk) == last


def test_at_the_end_five_people_are_enough_and_four_are_not():
    four = a_talk()
    voted(four, 4)
    assert refresh_opinions(talk=closed(four)) is None
    assert results_of(four) is None
    five = an_open_talk(four.forum, four.made_by)
    voted(five, 5)
    assert refresh_opinions(talk=closed(five)).people == 5


def test_a_statement_that_few_saw_has_no_figures_and_grows_by_five_or_not_at_all():
    talk = a_talk()
    voted(talk, 20, lambda p, s: None if s == 1 and p >= 12 else two_camps(p, s))
    refresh_opinions(talk=talk)
    second = talk.statements.get(text=TEXTS[1])

    def seen() -> int | None:
        return next(r.seen for r in results_of(talk).rows if r.statement == second)

    assert seen() == 7
    voted(talk, 10, lambda p, s: None if s == 1 and p >= 4 else two_camps(p, s))
    assert refresh_opinions(talk=talk).people == 25
    assert seen() == 7  # four more were told apart
    closed(talk)
    refresh_opinions(talk=talk)
    assert seen() == 16


def test_one_vote_that_is_changed_does_not_show():
    talk = a_talk()
    people = voted(talk, 20)
    refresh_opinions(talk=talk)
    before = {row.statement.pk: row.agree for row in results_of(talk).rows}
    vote = people[0].votes.get(statement__text=TEXTS[0])
    Vote.objects.filter(pk=vote.pk).update(value=-1, made=timezone.now())
    voted(talk, 5, lambda p, s: None if s == 0 else two_camps(p, s))
    assert refresh_opinions(talk=talk).number == 2
    first = next(r for r in results_of(talk).rows if r.statement.text == TEXTS[0])
    assert first.agree == before[first.statement.pk]


def test_two_camps_are_told_with_what_unites_and_divides_them():
    talk = a_talk()
    voted(talk, 60)
    closed(talk)
    look = refresh_opinions(talk=talk)
    found = results_of(talk)
    assert [group.size for group in found.groups] == [30, 30]
    assert [row.text for row in found.shared] == [TEXTS[0]]
    assert [row.text for row in found.refused] == [TEXTS[-1]]
    assert {row.text for row in found.divided} == set(TEXTS[1:-1])
    assert all(group.tells for group in found.groups)
    assert found.finding == (
        "People vote in 2 groups, and most of every group share some statements."
    )
    assert 0.5 < sum(found.explained) <= 1.0001
    agreed = agreed_statements(talk)
    assert [(one.text, one.share, one.n) for one in agreed] == [(TEXTS[0], 1.0, 60)]
    assert "members" not in str(look.body)


def test_how_groups_voted_is_told_at_the_end_only_and_no_few_are_left_between_them_and_all():
    talk = a_talk()
    add_statements(by=talk.made_by, talk=talk, texts=["A new statement, seen by three."])
    voted(talk, 60, lambda p, s: two_camps(p, s) if s < len(TEXTS) else None)
    voted(talk, 3, lambda p, s: 1 if s == len(TEXTS) else None)
    look = refresh_opinions(talk=talk)
    found = results_of(talk)
    # three voted too little for a group: they are not told of
    assert look.people == sum(group.size for group in found.groups)
    assert {one.votes for group in found.groups for one in group.tells} == {None}
    closed(talk)
    refresh_opinions(talk=talk)
    last = results_of(talk)
    assert (last.people, sum(group.size for group in last.groups)) == (60, 60)
    assert {one.votes for group in last.groups for one in group.tells} == {30}


def test_where_groups_do_not_hold_the_reason_is_told():
    talk = a_talk()
    voted(talk, 12, lambda p, s: 1)
    closed(talk)
    refresh_opinions(talk=talk)
    found = results_of(talk)
    assert found.groups == ()
    assert found.why_no_groups.startswith("No groups are shown")


def test_a_statement_that_is_taken_out_leaves_the_results_at_once():
    talk = a_talk()
    voted(talk, 20)
    refresh_opinions(talk=talk)
    Statement.objects.filter(text=TEXTS[0]).update(state=Statement.State.OUT)
    assert TEXTS[0] not in [row.text for row in results_of(talk).rows]
    assert agreed_statements(talk) == []


def test_what_is_asked_next_follows_the_results():
    talk = a_talk()
    voted(talk, 20)
    refresh_opinions(talk=talk)
    calls = dict(talk.statements.values_list("text", "priority"))
    assert calls[TEXTS[0]] > calls[TEXTS[-1]] > 0


def test_a_full_hall_asks_for_results_once():
    talk = a_talk()
    for _one in range(3):
        statement = talk.statements.first()
        cast_vote(talk=talk, voice=a_voice(talk.forum), statement=statement, value=1)
    assert Job.objects.filter(kind="opinions").count() == 1
