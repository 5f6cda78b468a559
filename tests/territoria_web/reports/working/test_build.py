"""The report of a working meeting as a document: what its public page says, and nobody else's name."""

from __future__ import annotations

import io

import docx
import pytest
from django.utils import timezone

from a_barcamp import TITLES, Camp, a_barcamp, a_timetable
from a_meeting import DAY, a_meeting
from territoria.documents.document import Document, Heading, lines_of, text_of
from territoria_web.act.models import Partner, Project
from territoria_web.convene.models import Attendee, Sheet
from territoria_web.reports.working.build import document_of_report, name_of_file, report_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
ORIGIN = "https://town.example"
REPORT = "We met.\n- Talent first\n- Shops next"


def a_reported() -> Camp:
    """A BarCamp that is over: one named, one session written, one project led by Bordeaux."""
    camp = a_barcamp(topics=2, state="reported", report=REPORT, reported=timezone.now())
    a_timetable(camp)
    Attendee.objects.filter(pk=camp.people[0].pk).update(may_be_named=True)
    Sheet.objects.create(
        topic=camp.topics[0], shared="Five stories.", together="A prize.", written=timezone.now()
    )
    row = Project.objects.create(
        network=camp.meet.network.row,
        topic=camp.topics[0],
        title="Talent stays",
        question="How do we keep talent?",
        product="A prize of five cities",
        due=DAY,
        made=timezone.now(),
        opened=timezone.now(),
    )
    lead = {"role": Partner.Role.LEAD, "state": Partner.State.AGREED, "name": "Bordeaux"}
    Partner.objects.create(project=row, person="Petra Poe", email="p@town.example", **lead)
    return camp


def said_in_all(document: Document) -> list[str]:
    """Every line of a document."""
    return [text_of(line) for block in document.blocks for line in lines_of(block)]


def test_the_word_file_holds_the_report_chapter_by_chapter():
    camp = a_reported()
    meeting = camp.meet.row
    held = docx.Document(io.BytesIO(report_file(meeting, "docx", "en", origin=ORIGIN)))
    told = [one.text for one in held.paragraphs]
    assert (held.core_properties.title, name_of_file(meeting, "docx")) == (
        "Smart economy",
        "meeting-2027-03-18.docx",
    )
    assert [one.text for one in held.paragraphs if one.style.name.startswith("Heading")] == [
        "1 Minutes",
        "2 Projects that came out",
        "3 What the sessions wrote",
        TITLES[0],
        "What did we share?",
        "What could we do together?",
        "4 Who came",
        "5 Timetable of the groups",
        "6 Programme",
        "7 How it was counted",
    ]
    for line in (
        "6 people from 4 cities or regions took part; 1 session wrote what came of it; "
        "1 project came out.",
        "Question: How can cities join traditional and new industries?",
        "No timetable serves more interest than this one: 20 points.",
        "Round 1, 11:00 – 11:45 · Space 1",
        "Five stories.",
        "Project: Talent stays",
        "Talent first",
        "Ada Lovell (Bordeaux)",
    ):
        assert line in told
    rows = [[cell.text for cell in row.cells] for table in held.tables for row in table.rows]
    for cells in (
        ["Round 1, 11:00 – 11:45", TITLES[0], "Space 1"],
        [
            *("Talent stays", "How do we keep talent?"),
            *("Bordeaux (not confirmed by the city yet)", "A prize of five cities"),
            *("18 March 2027", "Open to others"),
        ],
        ["Bilbao, Bordeaux, Lappeenranta, Milano", "together 6"],
    ):
        assert cells in rows
    everything = " ".join([*told, *(cell for row in rows for cell in row)])
    hidden = [*(one.name for one in camp.people[1:]), "Petra Poe", "@"]
    assert [name for name in hidden if name in everything] == []
    assert report_file(meeting, "pdf", "en", origin=ORIGIN)[:4] == b"%PDF"


def test_a_draft_has_the_minutes_of_the_office_and_says_what_it_is():
    meet = a_meeting("working-meeting", people=4, state="ended", minutes="Kept.", example=True)
    document = document_of_report(meet.row, "en", origin=ORIGIN, draft=True)
    assert document.title == "Smart economy (Draft, not published)"
    assert [one.text for one in document.blocks if isinstance(one, Heading)] == [
        *("Minutes", "Who came", "Programme", "How it was counted")
    ]
    told = said_in_all(document)
    assert told[0] == "This meeting is invented: it shows how this works."
    assert "Kept." in told
    assert any(line.startswith("Fewer than five people took part") for line in told)
