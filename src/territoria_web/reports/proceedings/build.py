"""The proceedings as a document: ten chapters from the records of the meeting, nothing typed twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from territoria.documents.document import Block, Document, Heading, addresses_of
from territoria.errors import Problem
from territoria.model import Words
from territoria_web.convene.queries.outcomes import outcomes_of
from territoria_web.convene.queries.proceedings import meeting_of
from territoria_web.library.saying import day, said_in, semicolon
from territoria_web.papers.models import Paper
from territoria_web.people.words import role_name
from territoria_web.reports.paper_lint import lint_document
from territoria_web.reports.paper_text import Cites, blocks_of_words
from territoria_web.reports.proceedings import chapters, votes
from territoria_web.reports.proceedings.told import Told

# What the records say in a chapter; what people add stands before it.
BEHIND: Mapping[str, Callable[[Told], list[Block]]] = {
    "event": chapters.event,
    "mandate": chapters.mandate,
    "evidence": chapters.evidence,
    "results": chapters.results,
    "votes": votes.blocks,
    "agreements": chapters.agreements,
    "disagreements": chapters.disagreements,
    "open": chapters.open_questions,
    "commitments": chapters.commitments,
    "participants": chapters.participants,
}


def facts_of(paper: Paper) -> dict[str, Any]:
    """What came of the meeting, as plain data to be kept with the signatures."""
    meeting = meeting_of(paper)
    place = paper.cycle.territory if paper.cycle else None
    return {
        "day": timezone.localdate().isoformat(),
        "territory": {
            "code": place.code if place else "",
            "key": place.key if place else "",
            "name": place.name if place else "",
            "names": dict(place.names) if place else {},
        },
        "example": bool(paper.cycle and paper.cycle.example),
        "outcomes": outcomes_of(meeting) if meeting else None,
    }


def document_of(paper: Paper, facts: Mapping[str, Any], language: str) -> Document:
    """The proceedings in the language spoken."""
    place = facts["territory"]
    told = Told(facts.get("outcomes"), Cites(place["key"], str(paper.public_id)), language)
    blocks: list[Block] = []
    for number, section in enumerate(paper.template.body["sections"], start=1):
        name = told.chapter = section["id"]
        blocks.append(Heading(1, Words(section["title"]).say(), str(number)))
        blocks += blocks_of_words(told.cites, paper, name, language)
        blocks += BEHIND[name](told) if name in BEHIND else []
    printed = {address for block in blocks for address in addresses_of(block)}
    called = place["names"].get(language) or place["name"]
    return Document(
        title=paper.title,
        subtitle=_("Proceedings of a meeting in %(place)s") % {"place": called},
        lang=language,
        day=date.fromisoformat(facts["day"]),
        facts=_head(paper, told, f"{called} ({place['code']})"),
        footer=" · ".join(part for part in (place["code"], paper.title[:90]) if part),
        blocks=tuple(blocks),
        readings={a: r for a, r in told.cites.readings.items() if a in printed},
    )


def document_of_proceedings(paper: Paper, language: str) -> Document:
    """The proceedings as their records are now, or as they were signed."""
    facts = paper.facts if paper.published is not None else facts_of(paper)
    with said_in(language):
        return document_of(paper, facts, language)


def _head(paper: Paper, told: Told, place: str) -> tuple[tuple[str, str], ...]:
    signed = [f"{s.name} ({role_name(s.role)})" for s in paper.signatures.all()]
    dates = [day(date.fromisoformat(d["date"])) for d in told.meeting.get("days", ()) if d["date"]]
    return (
        (_("Territory"), place),
        (_("Held"), semicolon().join(dates) or _("no date is fixed")),
        (_("Version"), f"{paper.version}. {paper.reason}".strip() if paper.reason else "1"),
        (_("Signed by"), semicolon().join(signed) or _("nobody yet")),
    )


def lint(document: Document, facts: Mapping[str, Any]) -> Sequence[Problem]:
    """The rules of the house; and a meeting has to be there."""
    found = list(lint_document(document))
    if facts.get("outcomes") is None:
        what = _("the meeting of these proceedings is gone.")
        found.append(Problem(_("records"), what, _("Withdraw this paper.")))
    return found


__all__ = ["document_of", "document_of_proceedings", "facts_of", "lint"]
