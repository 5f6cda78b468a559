"""Chapter 10 and the annex: all findings with their grounds, rules, methods and digests."""

from __future__ import annotations

from territoria import __version__
from territoria.documents.audit.subject import Subject
from territoria.documents.audit.wording import SEVERITY, meaning, number, plain
from territoria.documents.document import Block, Heading, Line, Paragraph, Table
from territoria.documents.workbook.parameters import step_in_words
from territoria.measure.audit.thresholds import RULES


def all_findings(subject: Subject) -> list[Block]:
    """Chapter 10: every finding with rule, value and threshold; the annex has the sources."""
    rows = tuple(
        (
            plain(SEVERITY[f.severity]),
            plain(f.sentence),
            plain(f.rule),
            plain(number(f.value, 3)),
            plain("" if f.threshold is None else number(f.threshold, 3)),
        )
        for f in subject.findings
    )
    if not rows:
        return [Heading(1, "All findings", "10"), Paragraph(plain("There are none."))]
    return [
        Heading(1, "All findings", "10"),
        Table(
            caption=plain(
                "Every finding, the gravest first. The annex has the source of each rule."
            ),
            header=("Kind", "Finding", "Rule", "Value", "Threshold"),
            rows=rows,
            align="lllrr",
            wide=True,
            small=True,
        ),
    ]


def annex(subject: Subject) -> list[Block]:
    """Rules with their thresholds, methods of single nodes, digests and versions."""
    found = {f.rule for f in subject.findings}
    limits = subject.audit.thresholds
    rules = tuple(
        (
            plain(rule.id),
            plain(meaning(rule.id)),
            plain(SEVERITY[rule.severity]),
            plain(number(getattr(limits, rule.threshold), 3) if rule.threshold else ""),
            plain("found" if rule.id in found else "not found"),
            plain(rule.source),
        )
        for rule in RULES.values()
    )
    return [
        Heading(1, "Annex", "A"),
        Heading(2, "The rules"),
        Table(
            caption=plain("What was looked for, from which threshold on, and who says so."),
            header=("Rule", "Looks for", "Kind", "Threshold", "Result", "Source"),
            rows=rules,
            align="lllrll",
            wide=True,
            small=True,
        ),
        *_own_methods(subject),
        Heading(2, "To compute it again"),
        Table(
            caption=plain("Names and digests of what was audited."),
            header=("What", "Value"),
            rows=tuple(_identity(subject)),
            align="ll",
            wide=True,
        ),
    ]


def _own_methods(subject: Subject) -> list[Block]:
    """Methods that single indicators and nodes have in place of the recipe's."""
    tree = subject.audit.scores.tree
    rows: list[tuple[Line, ...]] = []
    for n, binding in enumerate(tree.bindings):
        for stage in ("impute", "treat", "normalise"):
            step = getattr(binding, stage)
            if step is not None:
                rows.append(
                    (plain(subject.title(n)), plain(stage), plain(step_in_words(stage, step)))
                )
    for n, branch in enumerate(tree.nodes, start=len(tree.bindings)):
        if branch.aggregate is not None:
            words = step_in_words("aggregate", branch.aggregate)
            rows.append((plain(subject.title(n)), plain("aggregate"), plain(words)))
    if not rows:
        return []
    return [
        Heading(2, "Methods of single parts"),
        Table(
            caption=plain("Indicators and nodes with a method of their own."),
            header=("Indicator or node", "Step", "Method"),
            rows=tuple(rows),
            align="lll",
        ),
    ]


def _identity(subject: Subject) -> list[tuple[Line, ...]]:
    tree = subject.audit.scores.tree
    framework = tree.framework
    pairs = [
        ("Framework", f"{framework.id}, edition {framework.edition}"),
        ("Digest of the framework", tree.digest),
        ("Release of figures", subject.release),
        ("Digest of the release", subject.digest),
        ("Version of the library", f"Territoria {__version__}"),
    ]
    return [(plain(a), plain(b)) for a, b in pairs if b]
