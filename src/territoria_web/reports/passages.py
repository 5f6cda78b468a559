"""What stands under an address of a paper: the passages as they are printed, and whose words they are.

A published paper is read from its own file, to the byte; a draft from its document as it is now.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria.errors import AddressError, Problem
from territoria_web.papers.models import Paper
from territoria_web.papers.queries.papers import file_of
from territoria_web.reports.papers import document_for, facts_shown, rendered

ADDRESS: Final = re.compile(
    r"text:paper@1:(?P<place>[^:@]+@[^:@]+):papers/(?P<paper>[0-9a-f-]{36})/(?P<node>[^:]+):words:-"
)
SHORTENED: Final = "…"
OWN: Final = re.compile(r"[\w-]+/\d+\.\d+")
CHAPTERS: Final = ("h2", "h3", "h4")
BLOCKS: Final = frozenset({"p", "li", "tr", "dd", "figcaption", "caption", *CHAPTERS})
MOST: Final = 40
LONGEST: Final = 400  # characters of an address


@dataclass(frozen=True)
class PaperAddress:
    """Words of a paper: ``node`` names the part, e.g. ``plan/2/owner``; a chapter of it is one too."""

    text: str
    paper: UUID
    node: str


@dataclass(frozen=True)
class Passage:
    """A line of a paper: its chapter with the anchor, and the text; ``exact``: what was asked for."""

    chapter: str
    anchor: str
    text: str
    exact: str

    @property
    def parts(self) -> tuple[str, str, str]:
        """The text before, what was asked for, and after; where it is the whole, all before."""
        before, found, after = self.text.partition(self.exact)
        return (before, found, after) if found and found != self.text else (self.text, "", "")


def paper_address(text: str) -> PaperAddress | None:
    """The words of a paper that an address names; None where it names something else."""
    found = ADDRESS.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return PaperAddress(found[0], UUID(found["paper"]), found["node"])
    except ValueError:
        return None


def refuse_shortened(text: str) -> None:
    """AddressError for an address as paper prints it, with parts left out that most have in common, and
    for what is too long to be one.
    """
    if len(text) > LONGEST:
        raise AddressError(
            Problem(
                f"{text[:60]}{SHORTENED}",
                _("this is too long for an address."),
                _("Copy it again from the document, alone."),
            )
        )
    if SHORTENED in text:
        raise AddressError(
            Problem(
                text,
                _("this address is shortened."),
                _(
                    "Put back what … stands for; the sentence above the table in the document says it."
                ),
            )
        )


def not_there(address: PaperAddress, what: str, mend: str) -> AddressError:
    """What is said where an address leads nowhere; nothing of drafts is told by it."""
    return AddressError(Problem(address.text, what, mend))


# ── what is printed ───────────────────────────────────────────────────────────────────────────


def passages_of(paper: Paper, address: PaperAddress, language: str) -> tuple[list[Passage], str]:
    """What a paper prints under an address, and in which language; nothing where it has no such
    words, or was withdrawn.
    """
    if paper.state == Paper.State.WITHDRAWN:
        return [], ""
    if paper.published is not None:
        held = set(paper.files.values_list("language", flat=True))
        code = language if language in held else paper.language
        page = bytes(file_of(paper, code, f"{paper.kind}.html").content).decode()
        return passages_in(page, address.text), code
    document = document_for(paper, facts_shown(paper), language)
    return passages_in(rendered(document, "html").decode(), address.text), language


def passages_in(page: str, address: str) -> list[Passage]:
    """The lines of a page in which words of this address stand, or of a part of it; each once."""
    part = address.removesuffix(":words:-") + "/"
    if escape(address) not in page and escape(part) not in page:
        return []
    reader = _Reader(address, part)
    reader.feed(page)
    return list(dict.fromkeys(reader.found))[:MOST]


class _Reader(HTMLParser):
    """Reads a document of the house: block by block, cells of a row with a dot between them."""

    def __init__(self, address: str, part: str) -> None:
        super().__init__()
        self.address, self.part = address, part
        self.found: list[Passage] = []
        self.chapter, self.anchor = "", ""
        self.open: list[tuple[str, str, list[str], list[str]]] = []
        self.quoting = self.skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag in BLOCKS:
            self.open.append((tag, held.get("id") or "", [], []))
        elif tag in ("td", "th") and self.open and self.open[-1][2]:
            self.open[-1][2].append(" · ")
        elif (tag == "a" and held.get("class") == "refs") or tag in ("style", "svg"):
            self.skipping += 1
        elif tag == "span" and (self.quoting or self._meant(held.get("data-reading") or "")):
            self.quoting += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS and self.open and self.open[-1][0] == tag:
            self._close()
        elif tag in ("a", "style", "svg") and self.skipping:
            self.skipping -= 1
        elif tag == "span" and self.quoting:
            self.quoting -= 1

    def handle_data(self, data: str) -> None:
        if self.skipping or not self.open:
            return
        self.open[-1][2].append(data)
        if self.quoting:
            self.open[-1][3].append(data)

    def _meant(self, address: str) -> bool:
        return address == self.address or address.startswith(self.part)

    def _close(self) -> None:
        tag, anchor, texts, exact = self.open.pop()
        text = " ".join("".join(texts).split())
        if tag == "h2":
            self.chapter, self.anchor = text, anchor
        elif exact:
            said = " ".join("".join(exact).split())
            self.found.append(Passage(self.chapter, self.anchor, text, said))


# ── whose words they are ──────────────────────────────────────────────────────────────────────

WRITTEN: Final = gettext_lazy("The authors of the paper wrote this.")
COUNTED: Final = gettext_lazy("The house counted this from the tables of the report.")
REVIEWED: Final = gettext_lazy("This comes from the reviewed texts that the paper rests on.")
SURVEY: Final = gettext_lazy(
    "This comes from the survey of key actors. No judgement of fewer than five people is shown, and "
    "no person is ever told."
)
RECORDS: Final = gettext_lazy(
    "This stands in the records of the meeting, in the words on its boards. Who put it there is "
    "not told."
)
ORIGINS: Final[Mapping[str, Promise]] = {
    "heard/quotes": gettext_lazy(
        "Somebody wrote this in the survey and agreed to be quoted; the team read it and found that "
        "it names nobody. Who it was is not told."
    ),
    "heard": SURVEY,
    "obstacles": SURVEY,
    "meeting/minority": gettext_lazy(
        "A group of actors at the meeting wanted this first, and the vote of all left it out. "
        "Groups are shown from five voters on."
    ),
    "meeting": RECORDS,
    "records/votes": gettext_lazy(
        "The dots of a vote at the meeting, counted. Who voted for what is not told, and a group "
        "is shown only where nobody in it can be."
    ),
    "records/commitments": gettext_lazy(
        "A promise made at the meeting, as it stands in its records."
    ),
    "records": RECORDS,
    "decisions": gettext_lazy(
        "The team decided this on a piece of advice, and gave this reason in public."
    ),
    "plan": gettext_lazy(
        "This is promised in the action plan, in the version on which the paper rests."
    ),
    "steps": gettext_lazy("The steps of the advice, with their dates and what came in."),
    "findings": gettext_lazy("An expert noted this in the pre-assessment, with its source."),
    "policies": gettext_lazy(
        "This stands in the inventory of policies of the pre-assessment, with its source."
    ),
    "swot": gettext_lazy("The team kept this point among strengths, weaknesses and the rest."),
    "corrections": gettext_lazy(
        "Corrections of facts while the paper was open to its host, counted."
    ),
    "nodes": REVIEWED,
    "indicators": REVIEWED,
    "publishers": REVIEWED,
    "practices": REVIEWED,
    "advice": REVIEWED,
}


def origin_of(paper: Paper, node: str) -> str:
    """Whose words stand under a node, in a sentence."""
    if OWN.fullmatch(node) or _section(paper, node) is not None:
        return str(WRITTEN)
    first, _slash, rest = node.partition("/")
    second = f"{first}/{rest.partition('/')[0]}"
    known = {} if paper.kind == Paper.Kind.SYNTHESIS and first != "practices" else ORIGINS
    return str(known.get(second) or known.get(first) or COUNTED)


def _section(paper: Paper, node: str) -> Any:
    """The section that a node names as a whole, where people wrote in it and nothing else did."""
    if node in ORIGINS:
        return None
    return next((s for s in paper.template.body["sections"] if s["id"] == node), None)


def title_of(address: PaperAddress) -> str:
    """What a page about an address is called."""
    quoted = address.node.startswith(("heard/quotes", "decisions", "meeting"))
    return _("Who said this") if quoted else _("Where these words come from")


__all__ = [
    "PaperAddress",
    "Passage",
    "not_there",
    "origin_of",
    "paper_address",
    "passages_in",
    "passages_of",
    "refuse_shortened",
    "title_of",
]
