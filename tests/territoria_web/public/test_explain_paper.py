"""Words of a published paper explained; nothing of a draft, nothing of a withdrawn one."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from papers_team import BECAUSE, PaperTeam, a_paper, a_paper_team, corrected
from territoria_web.papers.models import Paper
from territoria_web.papers.services.signing import publish_paper, sign_paper, withdraw_paper

pytestmark = pytest.mark.django_db


def address(paper: Paper, node: str) -> str:
    return f"text:paper@1:X1@2021:papers/{paper.public_id}/{node}:words:-"


def published(team: PaperTeam, reason: str = "", node: str = "sectors/1.1") -> Paper:
    paper = corrected(team, a_paper(team, reason=reason))
    for role in ("lead", "expert"):
        sign_paper(by=getattr(team, role), paper=paper, role=role, facts={})
    said = f'<span class="c" data-reading="{address(paper, node)}">41 &lt;b&gt; firms</span>'
    page = f'<main id="text">\n<h2 id="section-2">2 Sectors</h2><p>There are {said}.</p>\n</main>'
    files = [("en", "assessment-report.html", page.encode())]
    return publish_paper(by=team.lead, paper=paper, files=files)


def asked(number: str, kind: str = "/"):
    return Client().get(f"/en/explain{kind}", {"number": number})


def test_it_says_what_stands_there_in_which_paper_and_whose_words_they_are():
    paper = published(a_paper_team())
    answer = asked(address(paper, "sectors/1.1"))
    page = answer.content.decode()
    home = f"/en/papers/{paper.public_id}/"
    assert answer.status_code == 200
    assert re.findall(r'<blockquote><p lang="en">(.*?)</p>', page) == [
        "There are <b>41 &lt;b&gt; firms</b>."
    ]
    for part in ("The authors of the paper wrote this.", "Where we stand", f'"{home}#section-2"'):
        assert part in page


def test_the_same_is_given_out_as_data():
    paper = published(a_paper_team())
    told = asked(address(paper, "sectors/1.1"), ".json").json()
    assert (told["paper"], told["kind"], told["version"], told["state"]) == (
        str(paper.public_id), "assessment-report", 1, "published",
    )  # fmt: skip
    assert told["passages"] == [
        {"chapter": "2 Sectors", "text": "There are 41 <b> firms.", "quoted": "41 <b> firms"}
    ]


def test_a_draft_is_there_for_nobody_and_looks_like_none():
    draft = a_paper(a_paper_team())
    for number in (address(draft, "sectors/1.1"), address(draft, "sectors/1.1").replace(
        str(draft.public_id), str(uuid.uuid4())
    )):  # fmt: skip
        answer = asked(number)
        assert answer.status_code == 404
        assert "this site has published no such paper." in answer.content.decode()


def test_words_that_a_paper_does_not_have_are_not_there():
    paper = published(a_paper_team())
    answer = asked(address(paper, "sectors/9.9"))
    assert answer.status_code == 404
    assert "the paper has no such words." in answer.content.decode()
    elsewhere = address(paper, "sectors/1.1").replace("X1@2021", "FRE1@2021")
    assert asked(elsewhere).status_code == 404


def test_a_withdrawn_paper_gives_its_words_out_no_more():
    team = a_paper_team()
    paper = withdraw_paper(by=team.lead, paper=published(team), because=BECAUSE)
    answer = asked(address(paper, "sectors/1.1"))
    assert answer.status_code == 410
    assert "<blockquote" not in answer.content.decode()
    assert asked(address(paper, "sectors/1.1"), ".json").json()["passages"] == []


def test_a_replaced_version_says_so():
    team = a_paper_team()
    first = published(team)
    published(team, BECAUSE)
    page = asked(address(first, "sectors/1.1")).content.decode()
    assert "A later version has taken the place of this one." in page


def test_an_address_that_paper_has_shortened_is_said_to_be():
    answer = asked("score:…:A2:…")
    assert answer.status_code == 404
    assert "this address is shortened." in answer.content.decode()


def test_the_page_asks_few_questions(django_assert_max_num_queries):
    paper = published(a_paper_team())
    with django_assert_max_num_queries(4):
        asked(address(paper, "sectors/1.1"))


def test_words_of_a_plan_lead_to_what_became_of_it():
    paper = published(a_paper_team(), node="plan/reason")
    plan = str(uuid.uuid4())
    Paper.objects.filter(pk=paper.pk).update(facts={"plan": {"body": {"plan": plan}}})
    page = asked(address(paper, "plan/reason")).content.decode()
    assert f'<a href="/en/promises/{plan}/">The plan, with what was done since</a>' in page
