"""The audit report as a document, from an audit."""

from __future__ import annotations

from datetime import date

from territoria.documents.audit.annex import all_findings, annex
from territoria.documents.audit.figures_chapter import audited, coverage, outliers
from territoria.documents.audit.influence import left_out, weights
from territoria.documents.audit.page_one import page_one
from territoria.documents.audit.ranks import doubts, ranks
from territoria.documents.audit.structure import structure
from territoria.documents.audit.subject import Subject
from territoria.documents.document import Block, Document, PageBreak


def build_audit(subject: Subject, day: date) -> Document:
    """The report: page one, chapters 2 to 10 and the annex. Only ``day`` comes from outside."""
    framework = subject.audit.scores.tree.framework
    edition = f"{framework.id} {framework.edition}"
    release = f"{subject.release} {subject.digest[:12]}".strip()
    blocks: list[Block] = [
        *page_one(subject),
        PageBreak(),
        *audited(subject),
        *coverage(subject),
        *outliers(subject),
        *structure(subject),
        *weights(subject),
        *left_out(subject),
        *ranks(subject),
        *doubts(subject),
        *all_findings(subject),
        PageBreak(),
        *annex(subject),
    ]
    return Document(
        title=str(framework.title),
        subtitle="Statistical audit of the index",
        lang="en",
        day=day,
        facts=_facts(subject, edition, release),
        footer=" · ".join(part for part in ("Audit", edition, release) if part),
        blocks=tuple(blocks),
    )


def _facts(subject: Subject, edition: str, release: str) -> tuple[tuple[str, str], ...]:
    scores = subject.audit.scores
    facts = [
        ("Question", "Does the index hold what it promises?"),
        ("Framework", f"{edition}, digest {scores.tree.digest[:12]}"),
        ("Data", release),
        ("Authors", "Computed by Territoria; not yet reviewed by people"),
    ]
    return tuple((a, b) for a, b in facts if b)
