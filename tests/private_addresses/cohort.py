"""Who gets what at the addresses of a network's desk.

The lead, the expert … of a territory have no role in its network; the secretariat has one, and in
``test_networks`` members have.
"""

from __future__ import annotations

from typing import Any

from private_addresses.table import Line, line
from territoria_web.papers.models import Paper, PaperLesson
from territoria_web.papers.services.writing import begin_paper
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

OFFICE = "in 404 404 404 404 404 404 200 404"
OFFICE_LED = "in 404 404 404 404 404 404 302 404"
OFFICE_ASKED = "in 404 404 404 404 404 404 422 404"
NOT_THERE = "in 404 404 404 404 404 404 404 404"

LINES: dict[str, Line] = {
    # name                       stranger nobody viewer expert editor lead other secr. operator
    "desk:network": line(OFFICE),
    "desk:network-csv": line(OFFICE),
    "desk:network-compare": line(OFFICE),
    "desk:network-talks": line(OFFICE),
    "desk:network-targets": line(OFFICE),
    "desk:network-papers": line(OFFICE),
    "POST desk:network-papers": line(OFFICE_ASKED, "POST"),
    "desk:network-paper": line(OFFICE, paper="synthesis"),
    "desk:network-paper-make": line(OFFICE_LED, "POST", paper="synthesis"),
    "desk:network-paper-file": line(NOT_THERE, paper="synthesis"),
    "desk:network-paper-sign": line(OFFICE, paper="synthesis"),
    "desk:network-paper-unsign": line(OFFICE, paper="synthesis"),
    "desk:network-paper-publish": line(OFFICE, paper="synthesis"),
    "POST desk:network-paper-publish": line(OFFICE_ASKED, "POST", paper="synthesis"),
    "desk:network-paper-withdraw": line(OFFICE, paper="synthesis"),
    "POST desk:network-paper-withdraw": line(OFFICE_ASKED, "POST", paper="synthesis"),
    "desk:network-lessons": line(OFFICE, paper="synthesis"),
    "desk:network-lesson-new": line(OFFICE, paper="synthesis"),
    "POST desk:network-lesson-new": line(OFFICE_ASKED, "POST", paper="synthesis"),
    "desk:network-lessons-order": line(NOT_THERE, "POST", paper="synthesis"),
    "desk:network-lesson": line(OFFICE, paper="synthesis", lesson="report_lesson"),
    "POST desk:network-lesson": line(
        OFFICE_ASKED, "POST", paper="synthesis", lesson="report_lesson"
    ),
    "desk:network-lesson-away": line(OFFICE_LED, "POST", paper="synthesis", lesson="report_lesson"),
    "desk:network-paper-words": line(OFFICE, paper="synthesis", section="messages"),
    "POST desk:network-paper-words": line(
        OFFICE_ASKED, "POST", paper="synthesis", section="messages"
    ),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    report = begin_paper(
        by=people["secretariat"],
        kind=Paper.Kind.SYNTHESIS,
        network=network,
        title="What we learned",
        language="en",
    )
    lesson = PaperLesson.objects.create(paper=report, place=1, words={"en": "Ask firms first."})
    return {
        "synthesis": report.public_id,
        "messages": "messages",
        "report_lesson": lesson.public_id,
    }
