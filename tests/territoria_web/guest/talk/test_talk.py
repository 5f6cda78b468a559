"""A conversation on a phone: one press a statement, nothing kept before the first, no limit for a hall."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from a_forum import a_forum
from a_talk import TEXTS, a_draft_talk, an_open_talk
from desk_team import a_team
from territoria_web.listen.models import Conversation, Participation, Statement, Voice, Vote
from territoria_web.listen.services.conversations import close_conversation
from territoria_web.listen.services.statements import change_statement, take_out

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
WHY = "It names somebody who lives in that street."
OWN = "Benches along the river would be enough."


def a_talk(**fields: object) -> Conversation:
    team = a_team()
    return an_open_talk(a_forum(team.cycle, team.lead, **fields), team.lead)


def at(talk: Conversation, page: str = "") -> str:
    return f"/en/voice/{talk.forum.code}/talk/{talk.public_id}/{page}"


def shown_on(answer: object) -> str:
    """The statement that the page asks about."""
    return re.search(r'name="vote" value="agree ([0-9a-f-]+ [0-9]+)"', answer.content.decode())[1]


def test_reading_keeps_nothing_and_the_first_press_begins():
    talk, phone = a_talk(), Client()
    first = phone.get(at(talk))
    assert {name for name in first.cookies if name.startswith("voice")} == set()
    assert Voice.objects.count() == 0
    answer = phone.post(at(talk), {"vote": f"agree {shown_on(first)}"})
    assert (answer.status_code, answer["Location"]) == (302, at(talk))
    assert Voice.objects.count() == 1
    second = phone.get(at(talk))
    assert shown_on(second) != shown_on(first)
    assert shown_on(second) == shown_on(phone.get(at(talk)))
    assert "6 statements are left." in second.content.decode()


def test_all_are_voted_on_press_by_press_and_changed_afterwards():
    talk, phone = a_talk(), Client()
    for _one in TEXTS:
        phone.post(at(talk), {"vote": f"pass {shown_on(phone.get(at(talk)))}"})
    done = phone.get(at(talk)).content.decode()
    assert "You have voted on everything" in done
    statement = talk.statements.first()
    press = {"vote": f"disagree {statement.public_id}", "back": "mine", "page": "1"}
    answer = phone.post(at(talk), press)
    assert answer["Location"] == at(talk, "mine/?page=1")
    assert sorted(Vote.objects.values_list("value", flat=True)) == [-1, 0, 0, 0, 0, 0, 0]
    mine = phone.get(at(talk, "mine/")).content.decode()
    assert "You voted on 7 statements." in mine


@pytest.mark.parametrize("press", ["", "agree", "love {}", "agree nothing", "agree {}x"])
def test_a_press_that_is_none_of_ours_changes_nothing(press):
    talk = a_talk()
    answer = Client().post(at(talk), {"vote": press.format(talk.statements.first().public_id)})
    assert answer.status_code in (404, 422)
    assert Voice.objects.count() == 0


def test_what_is_not_shown_is_not_voted_on():
    talk = a_talk()
    one = talk.statements.first()
    take_out(by=talk.made_by, statement=one, rule="private", said=WHY, seen=0)
    assert Client().post(at(talk), {"vote": f"agree {one.public_id}"}).status_code == 404


def test_a_hall_behind_one_address_is_never_slowed_down_and_a_vote_is_cheap(
    django_assert_max_num_queries,
):
    talk = a_talk()
    statement = talk.statements.first()
    press = {"vote": f"agree {statement.public_id}"}
    for _phone in range(300):
        phone = Client(REMOTE_ADDR="203.0.113.9")
        assert phone.post(at(talk), press).status_code == 302
    assert Participation.objects.filter(conversation=talk).count() == 300
    with django_assert_max_num_queries(10):  # begin and end of the transaction among them
        phone.post(at(talk), {"vote": f"disagree {statement.public_id}"})
    with django_assert_max_num_queries(7):
        phone.get(at(talk))


def test_what_is_alike_is_shown_before_a_statement_is_taken():
    talk, phone = a_talk(), Client()
    typed = {"text": "The library could open on Sundays"}
    asked = phone.post(at(talk, "statement/"), typed)
    assert "Perhaps one of these says it already" in asked.content.decode()
    assert Statement.objects.count() == len(TEXTS)
    sent = phone.post(at(talk, "statement/"), {**typed, "sure": "1"})
    assert sent["Location"] == at(talk, "mine/#said")
    one = Statement.objects.latest("pk")
    assert (one.text, one.state, one.is_seed) == (typed["text"], "new", False)


def test_the_author_reads_what_became_of_it_and_takes_it_back():
    talk, phone = a_talk(), Client()
    phone.post(at(talk, "statement/"), {"text": OWN})
    one = Statement.objects.latest("pk")
    page = phone.get(at(talk, "mine/")).content.decode()
    assert "Waits to be read by the team" in page
    take_out(by=talk.made_by, statement=one, rule="private", said=WHY, seen=0)
    page = phone.get(at(talk, "mine/")).content.decode()
    assert WHY in page
    assert "It names people, or tells what is private." in page
    stranger = Client()
    assert stranger.post(at(talk, "mine/"), {"take_back": one.public_id}).status_code == 404
    assert phone.post(at(talk, "mine/"), {"take_back": one.public_id}).status_code == 302
    assert not Statement.objects.filter(pk=one.pk).exists()


def test_nothing_typed_is_lost():
    talk = a_talk()
    answer = Client().post(at(talk, "statement/"), {"text": "Bikes!"})
    assert answer.status_code == 422
    assert "Bikes!" in answer.content.decode()


def test_a_draft_and_the_conversation_of_another_forum_are_not_there():
    talk = a_talk()
    draft = a_draft_talk(talk.forum, talk.made_by)
    other = a_team("DED5")
    elsewhere = a_forum(other.cycle, other.lead)
    assert Client().get(at(draft)).status_code == 404
    assert Client().get(f"/en/voice/{elsewhere.code}/talk/{talk.public_id}/").status_code == 404


def test_once_closed_the_page_says_so_and_leads_to_the_results():
    talk, phone = a_talk(), Client()
    press = {"vote": f"agree {talk.statements.first().public_id}"}
    phone.post(at(talk), press)
    close_conversation(by=talk.made_by, talk=talk, reason="The council meets.", seen=talk.edit)
    for answer in (phone.get(at(talk)), phone.post(at(talk), press)):
        assert answer.status_code == 410
        assert f"/en/forum/{talk.forum.code}/talks/{talk.public_id}/" in answer.content.decode()
    assert phone.get(at(talk, "statement/")).status_code == 410
    assert phone.get(at(talk, "mine/")).status_code == 200


def test_signs_that_nobody_sees_are_no_statement():
    talk, phone = a_talk(), Client()
    answer = phone.post(at(talk, "statement/"), {"text": "a" + 9 * "\u202e" + "b", "sure": "1"})
    assert (answer.status_code, Voice.objects.count()) == (422, 0)


def test_a_vote_on_words_that_were_changed_meanwhile_is_asked_for_again():
    talk, phone = a_talk(), Client()
    press = {"vote": f"agree {shown_on(phone.get(at(talk)))}"}
    one = talk.statements.get(public_id=press["vote"].split()[1])
    change_statement(
        by=talk.made_by,
        statement=one,
        text="The opposite.",
        rule="private",
        said="It names a family.",
        seen=one.edit,
    )
    answer = phone.post(at(talk), press)
    assert (answer.status_code, one.votes.count()) == (422, 0)
    assert "These words were changed." in answer.content.decode()
