"""Proceedings are made from the records: ten chapters, no figure without source, three files."""

from __future__ import annotations

import pytest

from desk_team import signed_in
from meeting_held import a_meeting_held
from meeting_room import a_workshop
from territoria.documents.annex import end_rows, source_rows
from territoria.documents.document import Figure, Heading, Paragraph, Table, lines_of, text_of
from territoria.documents.docx import render_docx
from territoria.documents.html import render_html
from territoria.documents.pdf import render_pdf
from territoria_web.convene.models import Meeting
from territoria_web.library.saying import said_in
from territoria_web.papers.models import Paper
from territoria_web.reports.paper_text import Cites
from territoria_web.reports.proceedings import votes
from territoria_web.reports.proceedings.build import (
    document_of,
    document_of_proceedings,
    facts_of,
    lint,
)
from territoria_web.reports.proceedings.told import Told

pytestmark = pytest.mark.django_db


def begun() -> Paper:
    workshop, _held = a_meeting_held()
    desk = signed_in(workshop.lead)
    assert desk.post(workshop.at("proceedings/")).status_code == 302
    paper = Paper.objects.get(kind="proceedings-report")
    assert Meeting.objects.get(pk=workshop.meeting.pk).proceedings == paper
    assert paper.part == str(workshop.meeting.public_id)
    return paper


def test_the_ten_chapters_stand_in_their_order_and_the_house_lints_them():
    paper = begun()
    document = document_of_proceedings(paper, "en")
    heads = [b.section for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert heads == [str(n) for n in range(1, 11)]
    assert [str(problem) for problem in lint(document, facts_of(paper))] == []


def test_what_stood_on_the_boards_is_quoted_and_never_listed_as_a_computed_number():
    document = document_of_proceedings(begun(), "en")
    assert end_rows(document) == []
    assert {row.sentence for row in source_rows(document)} == {
        "As it stands in the records of the meeting."
    }


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_the_three_files_say_what_stood_on_the_boards(language):
    paper = begun()
    document = document_of_proceedings(paper, language)
    page = render_html(document)
    for words in ("Good rail", "Open a data office", "Find a site", "Who pays later?", "Ada Alm"):
        assert words in page
    assert "Zoe" not in page
    if language == "en":
        assert render_pdf(document)[:5] == b"%PDF-"
        assert render_docx(document)[:2] == b"PK"


def test_actor_groups_are_named_in_the_language_of_the_reader_and_figures_counted_from_one():
    document = document_of_proceedings(begun(), "de")
    heads = [word for b in document.blocks if isinstance(b, Table) for word in b.header]
    assert {"Politik und Verwaltung", "Unternehmen"} <= set(heads)
    said = "\n".join(text_of(line) for b in document.blocks for line in lines_of(b))
    assert "Unternehmen" in said
    assert "Business" not in said
    figures = [b.key for b in document.blocks if isinstance(b, Figure)]
    assert figures == [f"F{n}" for n in range(1, len(figures) + 1)] != []


@pytest.mark.parametrize(
    "told", [{"few": True, "voters": {}, "rows": []}, {"voters": {"impact": 1}}]
)
def test_a_vote_of_fewer_than_five_has_no_counts_no_picture_and_no_order(told):
    paper = begun()
    with said_in("en"):
        facts = facts_of(paper)
        kept = [
            {k: v for k, v in vote.items() if k != "few"} for vote in facts["outcomes"]["votes"]
        ]
        facts["outcomes"]["votes"] = [{**vote, **told} for vote in kept]
        blocks = votes.blocks(Told(facts["outcomes"], Cites("X", "p"), "en"))
    assert [type(block) for block in blocks] == [Heading, Paragraph] * 2
    said = {text_of(line) for b in blocks if isinstance(b, Paragraph) for line in lines_of(b)}
    assert said == {"Fewer than five people voted; what they chose is not told."}


def test_proceedings_wait_for_the_end_and_are_begun_once():
    workshop = a_workshop()
    workshop.runs("swot")
    desk = signed_in(workshop.lead)
    desk.post(workshop.at("proceedings/"))
    assert Paper.objects.count() == 0
    paper = begun()
    meeting = Meeting.objects.get(proceedings=paper)
    where = f"/en/desk/{meeting.cycle.public_id}/convene/{meeting.public_id}/proceedings/"
    signed_in(meeting.made_by).post(where)
    assert Paper.objects.count() == 1


def test_proceedings_of_a_meeting_that_is_gone_say_so():
    paper = begun()
    Meeting.objects.all().delete()
    with said_in("en"):
        document = document_of(paper, facts_of(paper), "en")
        assert [p.where for p in lint(document, facts_of(paper))] == ["records"]
