"""The public result of a conversation: a sentence, pictures with tables, files; nothing about few."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from a_forum import a_forum
from a_talk import TEXTS, a_draft_talk, an_open_talk, voted
from desk_team import a_team
from territoria_web.listen.models import Conversation
from territoria_web.listen.services.conversations import close_conversation
from territoria_web.listen.services.opinion_looks import refresh_opinions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def a_result(people: int, **fields: object) -> Conversation:
    team = a_team()
    talk = an_open_talk(a_forum(team.cycle, team.lead), team.lead, **fields)
    voted(talk, people)
    close_conversation(by=team.lead, talk=talk, reason="The council meets.", seen=talk.edit)
    talk.refresh_from_db()
    refresh_opinions(talk=talk)
    return talk


def at(talk: Conversation) -> str:
    return f"/en/forum/{talk.forum.code}/talks/{talk.public_id}"


def test_it_says_what_unites_what_divides_and_who_votes_alike(django_assert_max_num_queries):
    talk = a_result(40)
    with django_assert_max_num_queries(6):
        answer = Client().get(f"{at(talk)}/")
    page = answer.content.decode()
    for said in (
        "People vote in 2 groups, and most of every group share some statements.",
        "What unites",
        "What most do not want",
        "What divides",
        "Group A, 20 people",
        "The council debates the results on 3 March.",
        "40 people voted",
    ):
        assert said in page
    assert len(answer.content) < 150_000


def test_the_same_is_given_as_data():
    talk = a_result(40)
    told = Client().get(f"{at(talk)}.json").json()
    assert (told["results"]["people"], told["results"]["agreed"]) == (40, [1])
    assert [group["size"] for group in told["results"]["groups"]] == [20, 20]
    rows = list(csv.DictReader(io.StringIO(Client().get(f"{at(talk)}.csv").content.decode())))
    assert len(rows) == len(TEXTS)
    assert rows[0] | {"share_agree": float(rows[0]["share_agree"])} == {
        "number": "1",
        "statement": TEXTS[0],
        "seen": "40",
        "agree": "40",
        "pass": "0",
        "disagree": "0",
        "share_agree": 1.0,
        "share_disagree": "0.0",
        "verdict": "agree",
    }


def test_votes_are_given_out_only_where_that_was_announced():
    hidden, shared = a_result(12), None
    for name, status in (
        ("comments.csv", 200),
        ("summary.csv", 200),
        ("votes.csv", 404),
        ("participants-votes.csv", 404),
        ("voices.csv", 404),
    ):
        assert Client().get(f"{at(hidden)}/{name}").status_code == status
    shared = an_open_talk(hidden.forum, hidden.made_by, shares_votes=True)
    people = voted(shared, 12)
    assert Client().get(f"{at(shared)}/votes.csv").status_code == 404
    close_conversation(by=shared.made_by, talk=shared, reason="It was agreed so.", seen=shared.edit)
    shared.refresh_from_db()
    refresh_opinions(talk=shared)
    answer = Client().get(f"{at(shared)}/votes.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {int(row["voter-id"]) for row in rows} == {one.number for one in people}
    assert len(rows) == 12 * len(TEXTS)


def test_fewer_than_five_people_are_told_of_nowhere():
    talk = a_result(4)
    page = Client().get(f"{at(talk)}/").content.decode()
    assert "Fewer than five people voted" in page
    assert "results" not in Client().get(f"{at(talk)}.json").json()
    assert Client().get(f"{at(talk)}/comments.csv").status_code == 404


def test_a_draft_is_not_there():
    team = a_team()
    draft = a_draft_talk(a_forum(team.cycle, team.lead), team.lead)
    assert Client().get(f"{at(draft)}/").status_code == 404


def test_while_it_is_open_the_page_leads_to_the_voting_and_takes_none_itself():
    team = a_team()
    talk = an_open_talk(a_forum(team.cycle, team.lead), team.lead)
    page = Client().get(f"{at(talk)}/").content.decode()
    assert f"/en/voice/{talk.forum.code}/talk/{talk.public_id}/" in page
    assert "<form" not in page.split("<main", 1)[1].split("</main>", 1)[0]
