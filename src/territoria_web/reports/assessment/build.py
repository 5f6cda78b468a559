"""The assessment report as a document: its fixed chapters, what people wrote and what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.document import Block, Document, Heading, addresses_of
from territoria.errors import Problem
from territoria.model import Words
from territoria_web.library.saying import said_in, semicolon
from territoria_web.papers.models import Paper
from territoria_web.people.words import role_name
from territoria_web.reports.assessment import annex, gaps, peers, policies, standing
from territoria_web.reports.assessment.facts import facts_of as facts_of
from territoria_web.reports.assessment.told import Told
from territoria_web.reports.paper_lint import lint_document
from territoria_web.reports.paper_text import Cites, blocks_of_words

# What the house puts behind the words of a chapter; the others are people's alone.
BEHIND = {
    "maturity": standing.blocks,
    "peers": peers.blocks,
    "policies": policies.blocks,
    "gaps": gaps.blocks,
    "annex": annex.blocks,
}
ANNEX = "annex"


def document_of(paper: Paper, facts: Mapping[str, Any], language: str) -> Document:
    """The report in the language spoken."""
    told = Told(facts, Cites(facts["territory"]["key"], str(paper.public_id)), language)
    blocks: list[Block] = []
    for number, section in enumerate(paper.template.body["sections"], start=1):
        name = section["id"]
        mark = "A" if name == ANNEX else str(number)
        blocks.append(Heading(1, Words(section["title"]).say(), mark))
        blocks += blocks_of_words(told.cites, paper, name, language)
        blocks += BEHIND[name](told) if name in BEHIND else []
    printed = {address for block in blocks for address in addresses_of(block)}
    place = told.named(facts["territory"])
    edition = facts["edition"]
    return Document(
        title=paper.title,
        subtitle=_("Assessment report on %(place)s") % {"place": place},
        lang=language,
        day=date.fromisoformat(facts["day"]),
        facts=_head(paper, told, place),
        footer=f"{facts['territory']['code']} · {edition['framework']} {edition['edition']} · "
        f"{edition['data']} {edition['digest'][:12]}",
        blocks=tuple(blocks),
        readings={a: r for a, r in told.cites.readings.items() if a in printed},
    )


def _head(paper: Paper, told: Told, place: str) -> tuple[tuple[str, str], ...]:
    edition = told.facts["edition"]
    signed = [f"{s.name} ({role_name(s.role)})" for s in paper.signatures.all()]
    figures = _("own and published figures") if edition["own"] else _("published figures")
    return (
        (_("Territory"), f"{place} ({told.facts['territory']['code']})"),
        (_("Framework"), f"{told.said(edition['title'])}, {edition['edition']}"),
        (_("Data"), f"{figures}, {edition['digest'][:12]}"),
        (_("Version"), f"{paper.version}. {paper.reason}".strip() if paper.reason else "1"),
        (_("Signed by"), semicolon().join(signed) or _("nobody yet")),
    )


def lint(document: Document, facts: Mapping[str, Any]) -> Sequence[Problem]:
    """The rules of the house, and that what is unknown is named."""
    unknown = [f for f in facts["figures"] if f["observation"]["value"] is None]
    with said_in(document.lang):
        missing = [Words(f["title"]).say() for f in unknown]
    return lint_document(document, missing)


__all__ = ["document_of", "facts_of", "lint"]
