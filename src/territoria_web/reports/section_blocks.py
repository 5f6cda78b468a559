"""What stands in a section of a paper beside people's own words, found by the section's name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from territoria.documents.document import (
    ANNEX,
    Block,
    Bullets,
    Document,
    Figure,
    PageBreak,
    Paragraph,
    lines_of,
    section,
    text_of,
)
from territoria_web.papers.models import Paper
from territoria_web.reports.paper_text import pieces_of

# The page for residents leaves headings out and has an order of its own; its figure stands under
# the first heading. The header of a briefing has no heading at all: it is counted, as section zero.
RESIDENTS: Final[Mapping[str, str]] = {
    "message": "1",
    "figure": "1",
    "promises": "2",
    "unknown": "3",
    "object": "4",
}
FIGURE: Final = "figure"


def mark_of(paper: Paper, name: str) -> str:
    """How the heading of a section is marked in the document: its number, or the annex."""
    if paper.kind == Paper.Kind.CITIZENS:
        return RESIDENTS.get(name, "")
    if name == "annex":
        return ANNEX
    first = 0 if paper.kind == Paper.Kind.BRIEFING else 1
    names = [s["id"] for s in paper.template.body["sections"]]
    return str(names.index(name) + first)


def blocks_of_house(document: Document, paper: Paper, name: str) -> list[Block]:
    """The blocks of a section without those that hold people's words."""
    held = section(document, mark_of(paper, name))
    if paper.kind == Paper.Kind.CITIZENS and mark_of(paper, name) == RESIDENTS[FIGURE]:
        held = [b for b in held if isinstance(b, Figure) == (name == FIGURE)]
    return [b for b in held if not (isinstance(b, PageBreak) or _by_people(b, paper, name))]


def _by_people(block: Block, paper: Paper, name: str) -> bool:
    """Whether a block holds words of the section itself."""
    said = {
        t for text in paper.words.get(name, {}).values() for p in pieces_of(text) for t in p.texts
    }
    return isinstance(block, Paragraph | Bullets) and any(
        text_of(line) in said for line in lines_of(block)
    )
