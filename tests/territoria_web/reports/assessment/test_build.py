from __future__ import annotations

import io
import json
import zipfile
from decimal import Decimal

import pytest
from pypdf import PdfReader

from papers_team import a_paper, a_paper_team, noted
from territoria.documents.document import Heading, labels_of, lines_of, text_of
from territoria_web.compare.services.swot import add_point
from territoria_web.library.saying import said_in
from territoria_web.measure.queries.policies import Told
from territoria_web.measure.services.findings import add_finding
from territoria_web.measure.services.policies import add_policy
from territoria_web.papers.models import Paper
from territoria_web.reports.assessment.build import document_of, facts_of, lint
from territoria_web.reports.papers import document_for, rendered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def a_report() -> Paper:
    team = a_paper_team("FRE1")
    add_finding(by=team.expert, cycle=team.cycle, noted=noted(statement="Only 3 of 80 firms pay."))
    add_policy(
        by=team.expert,
        cycle=team.cycle,
        told=Told(
            "Plan <i>4</i>", "Region", "running", "Budget 2026", budget=Decimal(5), nodes=("A1.1",)
        ),
    )
    add_point(by=team.lead, cycle=team.cycle, quadrant="strength", text="Strong schools here.")
    paper = a_paper(team)
    paper.words = {"sectors": {"en": "Logistics has 12 % of jobs [Chamber, 2025]."}}
    paper.save()
    return paper


def said(paper: Paper, language: str = "en") -> str:
    document = document_for(paper, facts_of(paper), language)
    lines = [text_of(line) for block in document.blocks for line in lines_of(block)]
    labels = [label.text for block in document.blocks for label in labels_of(block)]
    return "\n".join([*lines, *labels])


def test_the_chapters_are_those_of_the_template():
    paper = a_report()
    document = document_for(paper, facts_of(paper), "en")
    heads = [
        (b.section, b.text) for b in document.blocks if isinstance(b, Heading) and b.level == 1
    ]
    assert heads == [
        ("1", "Question and mandate"),
        ("2", "Key sectors of the economy, and focus"),
        ("3", "Maturity: survey and indicators"),
        ("4", "Comparison with structural peers"),
        ("5", "Policies in place"),
        ("6", "Gaps and doubts"),
        ("7", "Questions for the workshop"),
        ("A", "Annex: data"),
    ]
    assert document.title == "Where we stand (Draft, not signed)"
    assert document.footer.startswith("Draft, not signed · FRE1 · ")


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_the_rules_of_the_house_are_kept_in_every_language(language):
    paper = a_report()
    facts = facts_of(paper)
    document = document_for(paper, facts, language)
    with said_in(language):
        assert [str(p.what) for p in lint(document, facts)] == []


def test_findings_policies_and_the_swot_are_told_with_their_sources():
    text = said(a_report())
    for part in (
        "Only 3 of 80 firms pay.",
        "Interview; Public authorities; Meeting of 2 November 2026; 2 November 2026",
        "Plan <i>4</i>",
        "EUR 5",
        "Strong schools here.",
        "No finding comes from these groups: Business; Education and research; Civil society.",
        "No survey of key actors stands behind this report.",
    ):
        assert part in text


def test_a_territory_without_anything_is_told_as_unknown():
    team = a_paper_team("FRE1")
    text = said(a_paper(team))
    assert "No policy is in the inventory yet." in text
    assert "No finding of a visit or of documents is noted." in text


def test_facts_are_plain_and_the_document_hangs_on_them_alone():
    paper = a_report()
    facts = facts_of(paper)
    kept = json.loads(json.dumps(facts))
    assert kept == facts
    with said_in("en"):
        assert document_of(paper, kept, "en") == document_of(paper, facts, "en")


def test_the_same_facts_make_the_same_bytes_and_markup_is_escaped():
    paper = a_report()
    document = document_for(paper, facts_of(paper), "en")
    html = rendered(document, "html").decode()
    assert html == rendered(document, "html").decode()
    assert "Plan &lt;i&gt;4&lt;/i&gt;" in html
    assert "<i>4</i>" not in html


def test_html_pdf_and_docx_hold_the_same_words():
    paper = a_report()
    document = document_for(paper, facts_of(paper), "en")
    pdf = PdfReader(io.BytesIO(rendered(document, "pdf")))
    pages = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    docx = (
        zipfile.ZipFile(io.BytesIO(rendered(document, "docx"))).read("word/document.xml").decode()
    )
    for part in (
        "Logistics has 12 % of jobs",
        "Strong schools here.",
        "Questions for the workshop",
    ):
        assert part in pages
        assert part in docx


def test_the_picture_says_how_many_of_the_compared_figures_it_shows():
    text = said(a_report())
    assert "The picture shows twelve of these" in text


def test_sentences_of_readings_name_the_whole_without_an_article():
    paper = a_report()
    document = document_for(paper, facts_of(paper), "en")
    sentences = {r.sentence for r in document.readings.values()}
    assert "Score from zero to a hundred, with its range: All dimensions." in sentences
