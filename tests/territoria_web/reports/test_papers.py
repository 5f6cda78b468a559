from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from papers_team import a_paper, a_paper_team, corrected, noted
from territoria_web.measure.services.findings import add_finding
from territoria_web.papers.models import Paper
from territoria_web.reports.papers import (
    body_of_file,
    contents_of_file,
    facts_for,
    languages_of,
    publish_as_signed,
    section_behind,
    sign_as_it_stands,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

WORDS = {
    "question": {"en": "Who asked?"},
    "sectors": {"en": "Logistics is large [Chamber, 2025]."},
    "for-the-workshop": {"en": "Who pays?"},
}


def ready():
    team = a_paper_team("FRE1")
    paper = corrected(team, a_paper(team))
    Paper.objects.filter(pk=paper.pk).update(words=WORDS)
    return team, Paper.objects.get(pk=paper.pk)


def sign(team, paper, role):
    sign_as_it_stands(by=getattr(team, role), paper=paper, role=role, seen=paper.edit)
    return Paper.objects.get(pk=paper.pk)


def test_a_paper_that_lacks_something_is_not_signed():
    team = a_paper_team("FRE1")
    paper = corrected(team, a_paper(team))
    with pytest.raises(ValidationError, match="no words yet"):
        sign(team, paper, "lead")


def test_facts_stand_still_from_the_first_signature_on():
    team, paper = ready()
    signed = sign(team, paper, "lead")
    add_finding(by=team.expert, cycle=team.cycle, noted=noted())
    assert facts_for(signed) == signed.facts
    signed = sign(team, signed, "expert")
    assert (signed.state, signed.facts["findings"]) == ("signed", [])


def test_a_signed_paper_is_published_in_three_formats_with_its_signatures():
    team, paper = ready()
    for role in ("lead", "expert"):
        paper = sign(team, paper, role)
    done = publish_as_signed(by=team.lead, paper=paper)
    files = {f.name: bytes(f.content) for f in done.files.all()}
    assert set(files) == {f"assessment-report.{kind}" for kind in ("html", "pdf", "docx")}
    page = files["assessment-report.html"].decode()
    assert "A lead (Lead); A expert (Expert)" in page
    assert "Draft" not in page
    assert body_of_file(page.encode()).startswith('<h2 id="section-1">')


def test_a_paper_is_published_in_each_language_that_has_all_its_words():
    held = {s: {**texts, "fr": "Mots [A]."} for s, texts in WORDS.items()}
    assert languages_of(Paper(language="en", words=held)) == ["en", "fr"]
    held["question"]["fr"] = " "
    assert languages_of(Paper(language="en", words=held)) == ["en"]


def test_what_the_house_puts_behind_a_section_leaves_people_s_words_out():
    _team, paper = ready()
    paper.words = {**paper.words, "peers": {"en": "We look alike [A]."}}
    behind = section_behind(paper, "peers", "en")
    assert "Places alike in what a digital strategy cannot change" in behind
    assert "We look alike" not in behind
    assert section_behind(paper, "question", "en") == ""


@pytest.mark.parametrize(("sections", "shown"), [(5, False), (6, True)])
def test_a_long_page_opens_with_its_contents(sections, shown):
    listed = "".join(f'<li><a href="#s{n}">Part {n}</a></li>' for n in range(sections))
    nav = f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ul>{listed}</ul></nav>'
    page = f'<header></header>{nav}<main id="text">\n<p>One.</p>\n</main>'.encode()
    assert contents_of_file(page) == (nav if shown else "")
    assert "<nav" not in body_of_file(page)
