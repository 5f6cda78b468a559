"""Words of a paper found again by their address, and whose words they are."""

from __future__ import annotations

from uuid import UUID

import pytest

from papers_team import a_paper, a_paper_team
from territoria_web.papers.models import Paper
from territoria_web.reports.passages import (
    PaperAddress,
    Passage,
    origin_of,
    paper_address,
    passages_in,
    passages_of,
    title_of,
)

PAPER = "63bd65c0-ecda-470e-831d-2bb217b58fd3"


def words(node: str) -> str:
    return f"text:paper@1:X1@2021:papers/{PAPER}/{node}:words:-"


def cited(node: str, text: str) -> str:
    return f'<span class="c" data-reading="{words(node)}">{text}</span>'


PAGE = f"""
<h2 id="section-5"><span class="sec">5</span> What people say</h2>
<p>They say: {cited("heard/quotes/0", "“Two &amp; two”")}<a class="refs" href="#r1">1</a>, often.</p>
<ul><li>Nothing here</li></ul>
<h2 id="section-8"><span class="sec">8</span> Action plan</h2>
<table><tr><th scope="row">{cited("plan/1/title", "1. One desk")}</th>
<td>{cited("plan/1/owner", "The council")}</td></tr>
<tr><td>{cited("plan/2/title", "2. No desk")}</td><td>Nobody</td></tr></table>
<figure><svg><text>1. One desk</text></svg></figure>
"""


def test_an_address_of_a_paper_is_read_and_any_other_is_not():
    assert paper_address(f" {words('plan/1/owner')} ") == PaperAddress(
        words("plan/1/owner"), UUID(PAPER), "plan/1/owner"
    )
    others = [
        "score:blueprint@2021:FRE1@2021:A2:europe-nuts2021:f98b8f",
        "text:blueprint@2021:FRE1@2021:recommendations/x/what:europe-nuts2021:f98b8f",
        words("plan").replace(PAPER, "-" * 36),
        words("plan") + ":more",
        "",
    ]
    assert [paper_address(text) for text in others] == [None] * len(others)


def test_a_passage_is_told_with_its_chapter_and_without_marks():
    assert passages_in(PAGE, words("heard/quotes/0")) == [
        Passage("5 What people say", "section-5", "They say: “Two & two”, often.", "“Two & two”")
    ]


def test_a_row_of_a_table_is_told_as_a_whole():
    found = passages_in(PAGE, words("plan/1/owner"))
    assert [(p.text, p.parts) for p in found] == [
        ("1. One desk · The council", ("1. One desk · ", "The council", ""))
    ]


def test_the_address_of_a_part_opens_all_that_stands_in_it():
    assert [p.text for p in passages_in(PAGE, words("plan"))] == [
        "1. One desk · The council",
        "2. No desk · Nobody",
    ]
    assert [p.text for p in passages_in(PAGE, words("plan/2"))] == ["2. No desk · Nobody"]


@pytest.mark.parametrize("node", ["plan/3", "pla", "heard/quote", "other"])
def test_what_is_not_printed_is_not_found(node):
    assert passages_in(PAGE, words(node)) == []


@pytest.mark.parametrize(
    ("kind", "node", "begin"),
    [
        ("policy-briefing", "message/1.1", "The authors of the paper wrote this"),
        ("policy-briefing", "plan/1.1", "The authors of the paper wrote this"),
        ("policy-briefing", "plan/1/owner", "This is promised in the action plan"),
        ("policy-briefing", "decisions/ask-once/reason", "The team decided this"),
        ("policy-briefing", "heard/quotes/0", "Somebody wrote this in the survey"),
        ("policy-briefing", "heard/q1/2", "This comes from the survey of key actors"),
        ("policy-briefing", "meeting/minority/0", "A group of actors at the meeting"),
        ("policy-briefing", "meeting/swot/threat/0", "This stands in the records of the meeting"),
        ("proceedings-report", "records/votes", "The dots of a vote at the meeting"),
        ("assessment-report", "findings/1/source", "An expert noted this"),
        ("assessment-report", "figures/finding", "The house counted this"),
        ("synthesis-report", "policies/caption", "The house counted this"),
        ("synthesis-report", "practices/x/claim", "This comes from the reviewed texts"),
    ],
)
@pytest.mark.django_db
def test_whose_words_they_are_is_said(kind, node, begin):
    paper = a_paper(a_paper_team())
    paper.kind = kind
    assert origin_of(paper, node).startswith(begin)


def test_who_said_something_is_asked_for_quotes_and_decisions():
    asked = [title_of(PaperAddress("", UUID(PAPER), node)) for node in ("heard/quotes/1", "plan/1")]
    assert asked == ["Who said this", "Where these words come from"]


@pytest.mark.django_db
def test_of_a_withdrawn_paper_nothing_is_given_out():
    paper = a_paper(a_paper_team())
    paper.state = Paper.State.WITHDRAWN
    address = paper_address(words("plan"))
    assert address is not None
    assert passages_of(paper, address, "en") == ([], "")
