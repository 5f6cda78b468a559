from __future__ import annotations

import pytest
from django.test import Client

from desk_team import signed_in
from papers_team import BECAUSE, PaperTeam, a_paper_team, corrected
from territoria_web.papers.models import Paper
from territoria_web.papers.rules import digest_of_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

WORDS = {
    "question": "Who asked?",
    "sectors": "Logistics is large [Chamber, 2025].",
    "for-the-workshop": "Who pays?",
}


def at(team: PaperTeam, path: str = "") -> str:
    return f"/en/desk/{team.cycle.public_id}/papers/{path}"


def begun() -> tuple[PaperTeam, Client, Paper]:
    team = a_paper_team("FRE1")
    client = signed_in(team.editor)
    told = {"title": "Where we stand", "language": "en"}
    client.post(at(team, "begin/assessment-report/"), told)
    return team, client, Paper.objects.get()


def written() -> tuple[PaperTeam, Client, Paper]:
    team, client, paper = begun()
    for n, (section, text) in enumerate(WORDS.items()):
        url = at(team, f"{paper.public_id}/words/{section}/en/")
        assert client.post(url, {"text": text, "seen": n}).status_code == 302
    return team, client, Paper.objects.get()


def signed() -> tuple[PaperTeam, Paper]:
    team, _client, paper = written()
    corrected(team, paper)
    for who in (team.lead, team.expert):
        url = at(team, f"{paper.public_id}/sign/")
        answer = signed_in(who).post(url, {"agreed": "on", "seen": paper.edit})
        assert answer.status_code == 302
    return team, Paper.objects.get()


def test_the_list_says_how_far_each_is_and_what_is_missing():
    team, client, _paper = begun()
    page = client.get(at(team)).content.decode()
    assert "Where we stand" in page
    assert "3 things to mend." in page
    assert "The host has not had its 10 working days to correct facts." in page


def test_a_kind_that_is_not_made_here_is_not_there():
    team = a_paper_team("FRE1")
    client = signed_in(team.lead)
    for kind in ("nothing", "policy-briefing-x", "proceedings-report"):
        assert client.get(at(team, f"begin/{kind}/")).status_code == 404


def test_a_second_editor_is_told_and_loses_no_words():
    team, client, paper = begun()
    url = at(team, f"{paper.public_id}/words/question/en/")
    stood = digest_of_words("")
    assert client.post(url, {"text": "First.", "seen": 0, "stood": stood}).status_code == 302
    answer = client.post(url, {"text": "<b>Second</b>.", "seen": 0, "stood": stood})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "First." in page
    assert "&lt;b&gt;Second&lt;/b&gt;." in page
    again = {"text": "Second.", "seen": 1, "stood": digest_of_words("First.")}
    assert client.post(url, again).status_code == 302
    assert Paper.objects.get().words == {"question": {"en": "Second."}}


@pytest.mark.parametrize(
    "path", ["words/nothing/en/", "words/question/xx/", "draft/xx.pdf", "draft/en.exe"]
)
def test_unknown_parts_are_not_there(path):
    team, client, paper = begun()
    assert client.get(at(team, f"{paper.public_id}/{path}")).status_code == 404


def test_a_draft_is_marked_and_stays_with_its_team():
    team, client, paper = begun()
    url = at(team, f"{paper.public_id}/draft/en.html")
    answer = client.get(url)
    assert "Where we stand (Draft, not signed)" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "script-src 'none'" in answer["Content-Security-Policy"]
    assert signed_in(a_paper_team("X2").lead).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_the_check_leads_to_the_section_that_must_be_mended():
    team, client, paper = begun()
    page = client.get(at(team, f"{paper.public_id}/check/")).content.decode()
    assert at(team, f"{paper.public_id}/words/sectors/en/") in page
    assert "Only people can write it: no figure says this." in page


def test_the_host_corrects_and_each_correction_is_answered():
    team, client, paper = written()
    url = at(team, f"{paper.public_id}/corrections/")
    assert client.post(url, {"open": "1", "until": "2020-01-01"}).status_code == 422
    assert client.post(url, {"open": "1", "until": "2100-01-04"}).status_code == 302
    told = {"propose": "1", "section": "sectors", "text": "It is <b>not</b>."}
    assert client.post(url, told).status_code == 302
    ended = {"end": "1", "because": BECAUSE}
    assert client.post(url, ended).status_code == 403
    assert signed_in(team.lead).post(url, ended).status_code == 302
    row = paper.corrections.get()
    one = f"{url}{row.public_id}/"
    assert client.post(one, {"accepted": "no", "answer": ""}).status_code == 422
    assert client.post(one, {"accepted": "yes"}).status_code == 302
    assert "It is &lt;b&gt;not&lt;/b&gt;." in client.get(url).content.decode()


def test_it_is_signed_by_both_and_published_once():
    team, paper = signed()
    assert paper.state == "signed"
    url = at(team, f"{paper.public_id}/publish/")
    lead = signed_in(team.lead)
    assert signed_in(team.expert).post(url).status_code == 403
    assert lead.post(url).status_code == 302
    answer = lead.post(url)
    assert answer.status_code == 422
    assert "This version is published already." in answer.content.decode()


def test_stale_words_are_not_signed():
    team, _client, paper = written()
    corrected(team, paper)
    url = at(team, f"{paper.public_id}/sign/")
    answer = signed_in(team.lead).post(url, {"agreed": "on", "seen": paper.edit - 1})
    assert answer.status_code == 422
    assert "The words were changed since you read them." in answer.content.decode()
    assert paper.signatures.count() == 0


def test_signatures_are_taken_back_before_words_change():
    team, paper = signed()
    words = at(team, f"{paper.public_id}/words/question/en/")
    lead = signed_in(team.lead)
    assert lead.post(words, {"text": "Other.", "seen": paper.edit}).status_code == 422
    assert (
        lead.post(at(team, f"{paper.public_id}/unsign/"), {"because": BECAUSE}).status_code == 302
    )
    assert lead.post(words, {"text": "Other.", "seen": paper.edit}).status_code == 302


def test_the_pages_ask_few_questions(django_assert_max_num_queries):
    team, _client, paper = written()
    one = str(paper.public_id)
    pages = ("", "corrections/", "sign/", "words/peers/en/")
    for path in ("", *(f"{one}/{page}" for page in pages)):
        user = signed_in(team.lead)
        user.get(at(team, path))
        with django_assert_max_num_queries(12):
            user.get(at(team, path))


def test_the_check_asks_once_for_each_table_that_the_report_rests_on(django_assert_num_queries):
    team, _client, paper = written()
    where, user = at(team, f"{paper.public_id}/check/"), signed_in(team.lead)
    user.get(where)
    with django_assert_num_queries(17) as asked:
        user.get(where)
    assert len({query["sql"].partition("LIMIT")[0] for query in asked.captured_queries}) == 17
