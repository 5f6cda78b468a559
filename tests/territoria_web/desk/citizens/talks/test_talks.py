"""Conversations at the desk: begun, opened, read through, entered from paper, taken over, closed."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from a_forum import a_forum, a_voice
from a_talk import TEXTS, an_open_talk, voted
from desk_team import Team, a_file, a_member, a_team, signed_in, work_all
from territoria.sources.polis.export import PolisStatement, PolisVote, export_of
from territoria.sources.polis.writing import write_polis, write_polis_zip
from territoria_web.listen.models import Conversation, Participation, Statement
from territoria_web.listen.services.statements import say_statement
from territoria_web.people.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
OWN = "Benches along the river would be enough."
WHY = "It names somebody who lives in that street."


def a_desk() -> tuple[Team, Client]:
    team = a_team()
    a_forum(team.cycle, team.lead)
    return team, signed_in(team.lead)


def an_open_one(team: Team) -> tuple[Conversation, str]:
    talk = an_open_talk(team.cycle.forum, team.lead)
    return talk, team.at(f"citizens/talks/{talk.public_id}/")


def test_a_conversation_from_the_first_form_to_its_result():
    team, client = a_desk()
    told = {
        "title": "What moves you in town?",
        "mandate": "The council reads it.",
        "language": "en",
        "takes_statements": "on",
    }
    begun = client.post(team.at("citizens/talks/new/"), told)
    talk = Conversation.objects.get()
    here = team.at(f"citizens/talks/{talk.public_id}/")
    assert begun["Location"] == f"{here}statements/"
    assert "The page that everybody reads" not in client.get(f"{here}results/").content.decode()
    texts = "\n".join(TEXTS)
    added = client.post(f"{here}statements/", {"do": "add", "texts": texts, "whose": "team"})
    assert added.status_code == 302
    again = client.post(here, {"do": "change", **told, "intro": "Buses, bikes.", "seen": 0})
    assert again.status_code == 302
    late = client.post(here, {"do": "open", "closes": "2020-01-01", "seen": 1})
    assert (late.status_code, "2020-01-01" in late.content.decode()) == (422, True)
    assert client.post(here, {"do": "open", "closes": "2099-01-01", "seen": 1}).status_code == 302
    page = client.get(here).content.decode()
    assert f"/en/voice/{talk.forum.code}/talk/{talk.public_id}/" in page
    voted(talk, 20)
    longer = {"do": "extend", "closes": "2099-02-01", "reason": "Schools are away.", "seen": 2}
    assert client.post(here, longer).status_code == 302
    stale = client.post(here, {"do": "close", "reason": "The council meets now.", "seen": 2})
    assert (stale.status_code, "The council meets now." in stale.content.decode()) == (422, True)
    closing = {"do": "close", "reason": "The council meets now.", "seen": 3}
    assert client.post(here, closing).status_code == 302
    again = client.post(here, closing, follow=True).content.decode()
    assert "This cannot be done any more. Here is how it stands." in again
    work_all()
    results = client.get(f"{here}results/").content.decode()
    assert "People vote in 2 groups" in results


def test_a_statement_is_shown_taken_out_and_changed_with_reasons():
    team, client = a_desk()
    talk, here = an_open_one(team)
    one = say_statement(talk=talk, voice=a_voice(talk.forum), text=OWN)
    where = f"{here}statements/"
    assert OWN in client.get(where).content.decode()
    press = {"one": one.public_id, "of": "new"}
    assert client.post(where, {**press, "do": "show", "seen": 0})["Location"] == f"{where}?of=new"
    client.post(where, {**press, "do": "meta", "seen": 1})
    short = client.post(where, {**press, "do": "out", "rule": "private", "said": "No", "seen": 2})
    assert (short.status_code, "No</textarea>" in short.content.decode()) == (422, True)
    words = {"do": "words", "text": "Benches would do.", "rule": "private", "said": WHY, "seen": 2}
    assert client.post(where, {**press, **words}).status_code == 302
    out = {"do": "out", "rule": "private", "said": WHY, "seen": 2}
    late = client.post(where, {**press, **out})  # a colleague was quicker
    form = late.context["out_form"]
    assert (late.status_code, form["said"].value(), form["seen"].value()) == (422, WHY, "3")
    assert client.post(where, {**press, **out, "seen": 3}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.text, one.original, one.is_meta) == (
        "out",
        "Benches would do.",
        OWN,
        True,
    )


def test_who_enters_does_not_moderate():
    team, _client = a_desk()
    _talk, here = an_open_one(team)
    expert = signed_in(a_member("FRE1", Role.EXPERT))
    line = {"do": "add", "texts": "From a sheet of paper.", "whose": "paper"}
    assert expert.post(f"{here}statements/", line).status_code == 302
    one = Statement.objects.latest("pk")
    assert (one.channel, one.is_seed) == ("paper", False)
    press = {"do": "show", "one": one.public_id, "seen": 0}
    assert expert.post(f"{here}statements/", press).status_code == 403
    assert expert.post(here, {"do": "close", "reason": WHY, "seen": 1}).status_code == 403


def test_votes_from_paper_are_entered_row_by_row():
    team, client = a_desk()
    _talk, here = an_open_one(team)
    sheet = {"channel": "paper", "key": uuid.uuid4(), "agree-0": "1, 2 3", "pass-0": "4"}
    twice = client.post(f"{here}enter/", {**sheet, "disagree-0": "2"})
    assert "Statement 2 stands in two columns of this person." in twice.content.decode()
    strange = client.post(f"{here}enter/", {**sheet, "disagree-1": "six"})
    assert "Write the numbers of statements" in strange.content.decode()
    for _time in range(2):  # sent twice, entered once
        answer = client.post(f"{here}enter/", {**sheet, "disagree-3": "7"})
        assert answer["Location"] == f"{here}enter/?channel=paper"
    assert Participation.objects.count() == 2


def test_a_conversation_of_polis_is_looked_at_then_taken_over():
    team, client = a_desk()
    statements = [PolisStatement(n, 0, f"Statement {n} of Polis", 10**12 + n) for n in range(4)]
    votes = [PolisVote(n, p, 1, 10**12 + n) for p in range(9) for n in range(4)]
    export = export_of(statements, votes, topic="Held elsewhere")
    where = team.at("citizens/talks/import/")
    tables = [a_file(text, name) for name, text in write_polis(export).items()]
    for files in ([a_file(write_polis_zip(export), "export.zip")], tables):
        looked = client.post(where, {"tables": files})
        assert looked.status_code == 302
        page = client.get(looked["Location"]).content.decode()
        assert "<dt>Votes that count</dt><dd>36</dd>" in page
    told = {"title": "Held elsewhere", "source": "Polis, 2019", "language": "en", "take": "1"}
    taken = client.post(looked["Location"], told)
    talk = Conversation.objects.get()
    assert taken["Location"] == team.at(f"citizens/talks/{talk.public_id}/")
    assert (talk.state, talk.shares_votes, talk.source) == ("closed", False, "Polis, 2019")
    assert client.get(looked["Location"]).status_code == 404  # the file is gone


def test_what_is_no_export_is_refused_with_its_faults():
    team, client = a_desk()
    where = team.at("citizens/talks/import/")
    looked = client.post(where, {"tables": [a_file("a,b\n1,2\n", "comments.csv")]})
    page = client.get(looked["Location"]).content.decode()
    assert "Nothing can be taken; below is why." in page
    assert client.post(looked["Location"], {"drop": "1"})["Location"] == where


def test_the_pages_ask_the_database_little(django_assert_max_num_queries):
    team, client = a_desk()
    talk, here = an_open_one(team)
    voted(talk, 12)
    for page in ("", "statements/", "enter/", "results/"):
        with django_assert_max_num_queries(16, info=page):
            assert client.get(f"{here}{page}").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(team.at("citizens/talks/")).status_code == 200
