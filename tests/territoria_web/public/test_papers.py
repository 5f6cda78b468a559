from __future__ import annotations

import uuid

import pytest
from django.test import Client

from papers_team import BECAUSE, a_paper, a_paper_team, corrected
from territoria_web.papers.models import Paper
from territoria_web.papers.services.signing import publish_paper, sign_paper, withdraw_paper
from territoria_web.reports.papers import body_of_file

pytestmark = pytest.mark.django_db

PAGE = b'<style>p{}</style><main id="text">\n<p>All that was found.</p>\n</main>'
FILES = [("en", "assessment-report.html", PAGE), ("en", "assessment-report.pdf", b"%PDF-1.7")]


def published(team, reason=""):
    paper = corrected(team, a_paper(team, reason=reason))
    for role in ("lead", "expert"):
        sign_paper(by=getattr(team, role), paper=paper, role=role, facts={})
    return publish_paper(by=team.lead, paper=paper, files=FILES)


def get(paper: Paper, beneath: str = "/"):
    return Client().get(f"/en/papers/{paper.public_id}{beneath}")


def test_a_published_paper_stands_with_its_text_signatures_and_files():
    paper = published(a_paper_team())
    page = get(paper).content.decode()
    for part in ("<p>All that was found.</p>", "A lead", "A expert", "PDF, English"):
        assert part in page
    told = get(paper, ".json").json()
    assert (told["state"], told["version"], len(told["files"])) == ("published", 1, 2)


def test_the_addresses_at_its_end_lead_to_their_explanation():
    public, own = "score:b@1:X1@2021:A2:r:p", "score:b@1:X1@2021:A2:r+own-x1:p"
    end = "".join(f'<span class="addr">{address}</span>' for address in (public, own))
    body = body_of_file(f'<main id="text">\n{end}\n</main>'.encode(), lambda a: f"/?number={a}&x")
    assert body == (
        f'<a class="addr" href="/?number={public}&amp;x">{public}</a><span class="addr">{own}</span>'
    )


def test_files_are_given_out_to_the_byte():
    paper = published(a_paper_team())
    answer = get(paper, "/en/assessment-report.pdf")
    assert (answer.content, answer["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="en-assessment-report.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    shown = get(paper, "/en/assessment-report.html")
    assert "script-src 'none'" in shown["Content-Security-Policy"]


@pytest.mark.parametrize("beneath", ["/fr/assessment-report.pdf", "/en/other.pdf"])
def test_unknown_files_are_not_there(beneath):
    assert get(published(a_paper_team()), beneath).status_code == 404


def test_nobody_reads_what_is_not_published():
    paper = a_paper(a_paper_team())
    assert get(paper).status_code == 404
    assert get(paper, "/en/assessment-report.pdf").status_code == 404
    assert Client().get(f"/en/papers/{uuid.uuid4()}/").status_code == 404


def test_a_replaced_version_leads_to_the_one_that_stands():
    team = a_paper_team()
    first = published(team)
    second = published(team, BECAUSE)
    answer = get(Paper.objects.get(pk=first.pk))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "A later version has taken the place of this one." in page
    assert f"/en/papers/{second.public_id}/" in page


def test_a_withdrawn_paper_says_why_and_gives_nothing_out():
    team = a_paper_team()
    paper = withdraw_paper(by=team.lead, paper=published(team), because=f"{BECAUSE} <b>x</b>")
    answer = get(paper)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert f"{BECAUSE} &lt;b&gt;x&lt;/b&gt;" in page
    assert "All that was found." not in page
    assert get(paper, "/en/assessment-report.pdf").status_code == 404


def test_a_reader_in_another_language_is_told_which_one_it_is_in():
    paper = published(a_paper_team())
    page = Client().get(f"/de/papers/{paper.public_id}/").content.decode()
    assert '<article class="paper" lang="en">' in page
    assert "English" in page


def test_the_page_asks_few_questions(django_assert_max_num_queries):
    paper = published(a_paper_team())
    with django_assert_max_num_queries(6):
        get(paper)
