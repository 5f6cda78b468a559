"""What each kind of paper is made of: facts, a document, and what must hold before it is signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from territoria.documents.document import Document
from territoria.errors import Problem
from territoria_web.papers.models import Paper
from territoria_web.reports.assessment import build as assessment
from territoria_web.reports.citizens import build as citizens
from territoria_web.reports.paper_lint import lint_document
from territoria_web.reports.policy_briefing import build as briefing
from territoria_web.reports.synthesis import build as synthesis

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class PaperKind:
    """``facts_of``: what the house knows, as plain data, to be kept with the signatures.

    ``document_of``: paper, facts and a language that is spoken already → document. ``lint``:
    document and facts → what breaks a rule.
    """

    facts_of: Callable[[Paper], dict[str, Any]]
    document_of: Callable[[Paper, Facts, str], Document]
    lint: Callable[[Document, Facts], Sequence[Problem]]


def _proceedings() -> dict[str, PaperKind]:
    """Of meetings, where this installation has them."""
    name = "territoria_web.reports.proceedings"
    if find_spec(name) is None or find_spec(f"{name}.build") is None:
        return {}
    build = import_module(f"{name}.build")
    lint = getattr(build, "lint", _plain_lint)
    return {Paper.Kind.PROCEEDINGS: PaperKind(build.facts_of, build.document_of, lint)}


def _plain_lint(document: Document, facts: Facts) -> Sequence[Problem]:
    return lint_document(document)


KINDS: Final[Mapping[str, PaperKind]] = {
    Paper.Kind.ASSESSMENT: PaperKind(assessment.facts_of, assessment.document_of, assessment.lint),
    Paper.Kind.BRIEFING: PaperKind(briefing.facts_of, briefing.document_of, briefing.lint),
    Paper.Kind.CITIZENS: PaperKind(citizens.facts_of, citizens.document_of, citizens.lint),
    Paper.Kind.SYNTHESIS: PaperKind(synthesis.facts_of, synthesis.document_of, synthesis.lint),
    **_proceedings(),
}


def paper_kinds() -> Mapping[str, PaperKind]:
    """The kinds of paper that can be made here, by name."""
    return KINDS


def kind_of(paper: Paper) -> PaperKind:
    """What this paper is made of; KeyError for a kind that cannot be made here."""
    return paper_kinds()[paper.kind]
