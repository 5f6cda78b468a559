"""What a synthesis with a benchmark must not lack: criteria first, who is silent, no promise unproved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from territoria.content import PROMISE
from territoria.documents.document import (
    Bullets,
    Document,
    Figure,
    Paragraph,
    Table,
    lines_of,
    section,
)
from territoria.errors import Problem
from territoria_web.library.saying import day
from territoria_web.papers.queries.paper_lessons import COMPARED

MESSAGES: Final = "1"
POLICIES: Final = "4"
LEVELS: Final = ("0", "2", "4")
CLAIMING: Final = ("1", "5", "10")
"""Key messages, what works, recommendations: where it is said what helps."""


def lint_benchmark(document: Document, facts: Mapping[str, Any]) -> list[Problem]:
    """Nothing where no benchmark is published; sentences in the language spoken."""
    held = facts["small_firms"]["benchmark"]
    if held is None:
        return []
    return [
        *_another(document, held),
        *_order(document),
        *_silent(document, facts, held),
        *_promises(document, held),
    ]


def _another(document: Document, held: Mapping[str, Any]) -> Iterator[Problem]:
    """Where the report before used another benchmark, the key messages name the one of now: their
    counts were of the other.
    """
    before = held.get("before")
    if before is None or held["title"] in _words(document, MESSAGES):
        return
    yield Problem(
        held["title"],
        _("The version before used another benchmark: “%(title)s” of %(day)s.")
        % {"title": before["title"], "day": day(date.fromisoformat(before["day"]))},
        _("Look at the counts of the key messages, and name the new benchmark there."),
    )


def _words(document: Document, number: str) -> str:
    return " ".join(
        inline.text
        for block in section(document, number)
        if isinstance(block, Paragraph | Bullets)
        for line in lines_of(block)
        for inline in line
    )


def _order(document: Document) -> Iterator[Problem]:
    """Criteria stand before the first result."""
    found = section(document, POLICIES)
    results = [n for n, block in enumerate(found) if isinstance(block, Figure)]
    criteria = [
        n
        for n, block in enumerate(found)
        if isinstance(block, Table) and block.header[-3:] == LEVELS
    ]
    if results and (not criteria or criteria[0] > results[0]):
        yield Problem(
            document.title,
            _("Results stand before the criteria that they are judged by."),
            _("Put the table of criteria first."),
        )


def _silent(
    document: Document, facts: Mapping[str, Any], held: Mapping[str, Any]
) -> Iterator[Problem]:
    """Whoever has no initiative in it is named on the first page."""
    head = " ".join(said for _label, said in document.facts)
    names = {p["key"]: p for p in facts["territories"]}
    for key in held["silent"]:
        place = names.get(key)
        said = (place["names"].get(document.lang) or place["name"]) if place else key
        if said not in head:
            yield Problem(
                document.title,
                _("The first page does not say that %(name)s has no initiative in the benchmark.")
                % {"name": said},
                _("Name it beside the number of initiatives."),
            )


def _promises(document: Document, held: Mapping[str, Any]) -> Iterator[Problem]:
    """No *will* in what is said to help firms, as long as nobody was compared with others."""
    promise = PROMISE.get(document.lang)
    best = max((e["grade"] for e in held["entrants"]), default="")
    if promise is None or best >= COMPARED:
        return
    for number in CLAIMING:
        for block in section(document, number):
            if not isinstance(block, Paragraph | Bullets):
                continue
            for line in lines_of(block):
                said = "".join(inline.text for inline in line)
                if promise.search(said):
                    yield Problem(
                        said,
                        _(
                            "It promises what the evidence does not carry: no initiative reaches E3."
                        ),
                        _("Say “may”, or what happened where it was done."),
                    )
