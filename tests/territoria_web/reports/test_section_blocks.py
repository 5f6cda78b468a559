"""What the platform puts behind a section is that of the section itself, in every kind of paper."""

from __future__ import annotations

import pytest

from cohort_network import CODES, a_network
from desk_team import Team, a_team, signed_in
from meeting_held import a_meeting_held
from papers_team import a_paper, a_paper_team
from territoria.documents.document import Document, Figure, Heading
from territoria_web.papers.models import Paper
from territoria_web.papers.services.writing import begin_paper
from territoria_web.reports.kinds import kind_of
from territoria_web.reports.papers import document_for, facts_for
from territoria_web.reports.section_blocks import blocks_of_house, mark_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def assessment() -> Paper:
    return a_paper(a_paper_team("FRE1"))


def briefing() -> Paper:
    return _of(a_team(), Paper.Kind.BRIEFING)


def _of(team: Team, kind: str, **words: str) -> Paper:
    held = {section: {"en": text} for section, text in words.items()}
    return begin_paper(
        by=team.lead, kind=kind, cycle=team.cycle, title="It", language="en", words=held
    )


def synthesis() -> Paper:
    made, kind = a_network(*CODES[:2]), Paper.Kind.SYNTHESIS
    return begin_paper(by=made.office, kind=kind, network=made.row, title="It", language="en")


def proceedings() -> Paper:
    workshop, _held = a_meeting_held()
    signed_in(workshop.lead).post(workshop.at("proceedings/"))
    return Paper.objects.get(kind=Paper.Kind.PROCEEDINGS)


def residents() -> tuple[Paper, Document]:
    """The page with the facts of a briefing that is not signed yet."""
    team = a_team()
    first = _of(team, Paper.Kind.BRIEFING)
    paper = _of(team, Paper.Kind.CITIZENS, message="We want fibre.", unknown="Who pays.")
    facts = {"briefing": "x", "place": team.cycle.territory.key, **facts_for(first)}
    return paper, document_for(paper, facts, "en")


def titles(paper: Paper, document: Document) -> dict[str, tuple[str, str]]:
    """By section: its own title, and the heading under which its blocks are found."""
    heads = {b.section: b.text for b in document.blocks if isinstance(b, Heading) and b.section}
    return {
        s["id"]: (s["title"]["en"], heads.get(mark_of(paper, s["id"]), ""))
        for s in paper.template.body["sections"]
    }


@pytest.mark.parametrize("make", [assessment, briefing, synthesis, proceedings])
def test_each_section_finds_the_blocks_under_its_own_heading(make):
    paper = make()
    document = document_for(paper, kind_of(paper).facts_of(paper), "en")
    found = titles(paper, document)
    if found.pop("header", None):  # of a briefing: it has no heading, and nothing behind it
        assert blocks_of_house(document, paper, "header") == []
    assert {name: one for name, one in found.items() if one[0] != one[1]} == {}


def test_the_page_for_residents_counts_no_heading_for_its_figure():
    paper, document = residents()
    found = titles(paper, document)
    assert found.pop("figure")[1] == found["message"][1]
    assert [name for name, (title, head) in found.items() if title != head] == []
    (figure,) = blocks_of_house(document, paper, "figure")
    assert isinstance(figure, Figure)
    assert blocks_of_house(document, paper, "message") == []
    assert not any(isinstance(b, Figure) for b in blocks_of_house(document, paper, "promises"))
