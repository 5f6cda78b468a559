"""The synthesis report of the eight invented regions, opened chapter by chapter and page by page."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from backstage import Backstage
from barriers import sides
from served import Served
from walking import People

PHONE = 360
CHAPTERS = (
    "Key messages",
    "Scope, territories, method and limits",
    "The picture",
    "Policies in place",
    "What seems to work, for whom, where",
    "Common gaps and blockers",
    "Lessons",
    "Targets",
    "Who should talk to whom",
    "Recommendations by level and actor",
    "Calendar of follow-up",
    "Annexes",
)
# of all figures and tables of a paper at once: to ask for each takes a while
FIGURES = """[...document.querySelectorAll('article.paper figure')].map(figure => [
  [...figure.querySelectorAll('svg')].every(svg => svg.querySelector('title')?.textContent.trim()
    && svg.querySelector('desc')?.textContent.trim() && svg.getAttribute('role') === 'img'),
  figure.querySelectorAll('details table tbody tr').length > 0,
  figure.querySelector('figcaption').innerText.trim().length > 10])"""
HEADS = """[...document.querySelectorAll('article.paper :is(h2, h3)[id^=section-]')].map(
  head => head.innerText.trim().replace(/^(\\d+|A)\\s+/, ''))"""
LESSONS = """[...document.querySelectorAll('article.paper [data-reading*="/lessons/"]')]
  .map(said => said.innerText)"""


@pytest.fixture(scope="module")
def report(site: Served, backstage: Backstage) -> str:
    """Where everybody reads the report of the eight regions."""
    return f"{site.address}/en/papers/{backstage.do('go_digital_stage.synthesis')}/"


def test_the_synthesis_is_read_chapter_by_chapter(people: People, report: str):
    reader = people.window(PHONE)
    reader.goto(report)
    expect(reader.locator(".kicker .tag")).to_have_text("Example")
    assert reader.evaluate(HEADS) == list(CHAPTERS)
    figures = reader.evaluate(FIGURES)
    assert (len(figures), [f for f in figures if f != [True, True, True]]) == (10, [])
    told = reader.evaluate(LESSONS)
    lessons = [said for said in told if re.match(r"\d\. ", said)]
    assert len(lessons) == 7
    assert sides(reader) == [PHONE, PHONE]


def test_its_files_open_page_by_page(people: People, report: str):
    reader = people.window()
    reader.goto(report)
    pdf, docx = (fetched(reader, kind) for kind in ("pdf", "docx"))
    report_file = PdfReader(io.BytesIO(pdf))
    texts = [" ".join(page.extract_text().split()) for page in report_file.pages]
    assert [n for n, text in enumerate(texts) if len(text) < 150] == []
    chapters = [one for one in report_file.outline if not isinstance(one, list)]
    named = [str(one.title).partition(" ")[2] for one in chapters[: len(CHAPTERS)]]
    begins = [report_file.get_destination_page_number(one) or 0 for one in chapters]
    assert named == list(CHAPTERS)
    assert begins == sorted(begins)
    assert [str(one.title) for one, n in zip(chapters, begins) if one.title not in texts[n]] == []
    assert 25 <= begins[len(CHAPTERS)] <= 40  # then come the data behind figures, and sources
    document = Document(io.BytesIO(docx))
    heads = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert [head.partition(" ")[2] for head in heads[: len(CHAPTERS)]] == list(CHAPTERS)
    assert len(document.inline_shapes) == 10
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)


def fetched(page: Page, kind: str) -> bytes:
    """A file of the paper that is open."""
    link = page.locator(f"main a[href$='.{kind}']").first.get_attribute("href")
    return page.request.get(f"{page.url.partition('/en/')[0]}{link}").body()
