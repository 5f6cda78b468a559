"""The synthesis report as a document: its fixed chapters, what people wrote and what is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from territoria.documents.document import Block, Document, Heading, addresses_of, section
from territoria.errors import Problem
from territoria.model import Words
from territoria_web.library.saying import colon, said_in, semicolon
from territoria_web.papers.models import Paper
from territoria_web.people.words import role_name
from territoria_web.reports.paper_lint import lint_document
from territoria_web.reports.paper_text import Cites, blocks_of_words
from territoria_web.reports.synthesis import ahead, annex, chapters, lessons, picture, scope
from territoria_web.reports.synthesis.among import Among
from territoria_web.reports.synthesis.facts import facts_of as facts_of
from territoria_web.reports.synthesis.message_lint import lint_messages
from territoria_web.reports.synthesis.small_firms.lint import lint_benchmark
from territoria_web.reports.synthesis.small_firms.policies import benchmark_of

# What the house puts behind the words of a chapter; the others are people's alone.
BEHIND: Final[Mapping[str, Callable[[Among], list[Block]]]] = {
    "scope": scope.blocks,
    "picture": picture.blocks,
    "policies": chapters.policies,
    "what-works": chapters.works,
    "gaps": chapters.gaps,
    "lessons": lessons.blocks,
    "targets": ahead.targets,
    "pairs": ahead.pairs,
    "recommendations": ahead.recommendations,
    "calendar": ahead.calendar,
    "annex": annex.blocks,
}
ANNEX = "annex"
MESSAGES = "1"


def document_of(paper: Paper, facts: Mapping[str, Any], language: str) -> Document:
    """The report in the language spoken."""
    network = facts["network"]
    told = Among(facts, Cites(f"network-{network['id'][:8]}@1", str(paper.public_id)), language)
    blocks: list[Block] = []
    for number, part in enumerate(paper.template.body["sections"], start=1):
        name = part["id"]
        blocks.append(Heading(1, Words(part["title"]).say(), "A" if name == ANNEX else str(number)))
        blocks += blocks_of_words(told.cites, paper, name, language)
        blocks += BEHIND[name](told) if name in BEHIND else []
    printed = {address for block in blocks for address in addresses_of(block)}
    edition = facts["edition"]
    return Document(
        title=paper.title,
        subtitle=_("Synthesis report of %(network)s") % {"network": network["name"]},
        lang=language,
        day=date.fromisoformat(facts["day"]),
        facts=_head(paper, told),
        footer=f"{network['name']} · {edition['framework']} {edition['edition']} · "
        f"{edition['data']} {edition['digest'][:12]}",
        blocks=tuple(blocks),
        readings={a: r for a, r in told.cites.readings.items() if a in printed},
    )


def _head(paper: Paper, told: Among) -> tuple[tuple[str, str], ...]:
    edition = told.facts["edition"]
    signed = [f"{s.name} ({role_name(s.role)})" for s in paper.signatures.all()]
    return (
        (_("Network"), told.facts["network"]["name"]),
        (_("Territories"), str(len(told.territories))),
        *_invented(told),
        *_judged(told),
        (_("Framework"), f"{told.said(edition['title'])}, {edition['edition']}"),
        (_("Data"), f"{_('published figures')}, {edition['digest'][:12]}"),
        (_("Version"), f"{paper.version}. {paper.reason}".strip() if paper.reason else "1"),
        (_("Signed by"), semicolon().join(signed) or _("nobody yet")),
    )


def _invented(told: Among) -> tuple[tuple[str, str], ...]:
    """Said on the first page where all territories are invented."""
    if not told.territories or not all(p["example"] for p in told.territories):
        return ()
    return ((_("Example"), _("All of it is invented, to show how it works.")),)


def _judged(told: Among) -> tuple[tuple[str, str], ...]:
    """How many initiatives of whom, and who has none in the benchmark: on the first page."""
    held = benchmark_of(told)
    if held is None:
        return ()
    places = {e["territory"] for e in held["entrants"]} - {""}
    said = _("%(count)s of %(places)s territories, judged by %(assessors)s assessors")
    counted = said % {
        "count": len(held["entrants"]),
        "places": len(places),
        "assessors": held["assessors"],
    }
    silent = told.names(held["silent"]) if held["silent"] else _("none")
    return ((_("Initiatives"), counted), (_("Territories without one"), silent))


def lint(document: Document, facts: Mapping[str, Any]) -> Sequence[Problem]:
    """The rules of the house; what is unknown is named; messages and lessons are people's."""
    unknown = [
        i for i in facts["indicators"] if all(r["value"] is None for r in i["readings"].values())
    ]
    with said_in(document.lang):
        missing = [Words(i["title"]).say() for i in unknown]
    found = lint_document(document, missing)
    told = lessons.lint_told(facts.get("lessons", ()), document.lang)
    found += _named(document, [*told, *lint_benchmark(document, facts), *lint_messages(document)])
    if not section(document, MESSAGES):
        found.append(
            Problem(
                document.title,
                _("The key messages have no words yet."),
                _("Only people can write them; a draft is made when the report is begun."),
            )
        )
    if not facts["territories"]:
        found.append(
            Problem(
                document.title,
                _("The network has no territory."),
                _("A synthesis needs two territories at least."),
            )
        )
    return found


def _named(document: Document, problems: Sequence[Problem]) -> list[Problem]:
    """The same, each beginning with the lesson or sentence that it is about: a list of flaws shows only
    what is wrong.
    """
    return [
        p if p.where == document.title else replace(p, what=f"{p.where}{colon()}{p.what}")
        for p in problems
    ]


__all__ = ["document_of", "facts_of", "lint"]
