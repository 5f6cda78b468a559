"""What each kind of paper is made of: facts, a document, and what must hold before it is signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from territoria.documents.document import Document
from territoria.errors import Problem
from territoria_web.papers.models import Paper
from territoria_web.reports.assessment import build as assessment
from territoria_web.reports.citizens import build as citizens
from territoria_web.reports.policy_briefing import build as briefing
from territoria_web.reports.proceedings import build as proceedings
from territoria_web.reports.synthesis import build as synthesis

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class PaperKind:
    """``facts_of``: what the house knows, as plain data, to be kept with the signatures.

    ``document_of``: paper, facts and a language that is spoken already → document. ``lint``:
    document and facts → what breaks a rule, said in the language spoken, which may be another than
    that of the document.
    """

    facts_of: Callable[[Paper], dict[str, Any]]
    document_of: Callable[[Paper, Facts, str], Document]
    lint: Callable[[Document, Facts], Sequence[Problem]]


KINDS: Final[Mapping[str, PaperKind]] = {
    Paper.Kind.ASSESSMENT: PaperKind(assessment.facts_of, assessment.document_of, assessment.lint),
    Paper.Kind.BRIEFING: PaperKind(briefing.facts_of, briefing.document_of, briefing.lint),
    Paper.Kind.CITIZENS: PaperKind(citizens.facts_of, citizens.document_of, citizens.lint),
    Paper.Kind.SYNTHESIS: PaperKind(synthesis.facts_of, synthesis.document_of, synthesis.lint),
    Paper.Kind.PROCEEDINGS: PaperKind(
        proceedings.facts_of, proceedings.document_of, proceedings.lint
    ),
}


def paper_kinds() -> Mapping[str, PaperKind]:
    """The kinds of paper that can be made here, by name."""
    return KINDS


def kind_of(paper: Paper) -> PaperKind:
    """What this paper is made of; KeyError for a kind that cannot be made here."""
    return paper_kinds()[paper.kind]
