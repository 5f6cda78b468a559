"""Chapters 2 to 4: what was audited, the figures behind it, outliers and their treatment."""

from __future__ import annotations

import numpy as np

from territoria.documents.annex import plain_value
from territoria.documents.audit.subject import Subject
from territoria.documents.audit.wording import (
    findings_by_rule,
    fixed,
    grid,
    number,
    plain,
    quoted,
    several,
    share,
)
from territoria.documents.document import Block, Bullets, Heading, Paragraph, Table
from territoria.documents.numerals import MINUS
from territoria.documents.workbook.parameters import step_in_words
from territoria.measure.audit.outliers import Treatment

COVERAGE = ("low-coverage-indicator", "low-coverage-territory", "much-imputed", "screened-out", "empty-group")  # fmt: skip
SPREAD = ("no-spread", "many-zeros", "same-value", "follows-size")
OUTLIERS = ("outliers-left", "treated")


STEPS = ("denominate", "screen", "impute", "treat", "normalise", "weight", "aggregate")


def audited(subject: Subject) -> list[Block]:
    """Chapter 2: the index in numbers, and what was left out."""
    scores = subject.audit.scores
    missing = ~np.isfinite(scores.scores[-1])
    unscored = [subject.places[n] for n in np.flatnonzero(missing & scores.kept)]
    dropped = [subject.places[n] for n in np.flatnonzero(~scores.kept)]
    named = [
        f"{words}: {quoted(names, 20)}."
        for words, names in (
            ("Left out by the screen", dropped),
            ("Without a score of the whole, as too few figures are known", unscored),
        )
        if names
    ]
    head = (
        f"The audit looked at {several(len(scores.tree.bindings), 'indicator')} of "
        f"{several(scores.kept.size, 'territory', 'territories')}. "
    )
    return [
        Heading(1, "What was audited", "2"),
        Paragraph(plain(head + ("" if named else "All of them have a score of the whole."))),
        *([Bullets(tuple(map(plain, named)))] if named else []),
        _index(subject),
    ]


def _index(subject: Subject) -> Table:
    """Sizes and methods of the index."""
    scores = subject.audit.scores
    recipe = scores.recipe
    counts = (
        ("Indicators", len(scores.tree.bindings)),
        ("Nodes above them", len(scores.tree.nodes)),
        ("Territories", scores.kept.size),
        ("of which kept by the screen", int(scores.kept.sum())),
        ("of which scored as a whole", int(np.isfinite(scores.scores[-1]).sum())),
    )
    rows = [(words, number(count)) for words, count in counts]
    rows.append(("Figures present", share(subject.audit.availability.total)))
    rows += [(step.capitalize(), step_in_words(step, getattr(recipe, step))) for step in STEPS]
    return grid(
        "The index and the methods that make it.", ("What", "Value"), rows, "ll", wide=False
    )


def coverage(subject: Subject) -> list[Block]:
    """Chapter 3: are the figures there, and do they differ?"""
    by = subject.audit.availability.by_indicator
    least = int(np.argmin(by))
    head = (
        f"“{subject.title(least)}” is known for the fewest territories: {share(float(by[least]))}."
    )
    if bool((by >= 1).all()):
        head = "Every indicator is known for every territory."
    return [
        Heading(1, "The figures: are they there, and do they differ?", "3"),
        Paragraph(plain(head)),
        *findings_by_rule(
            subject.of(COVERAGE + SPREAD), "No rule on coverage or spread was broken."
        ),
        _spread(subject),
        *_sizes(subject),
    ]


def _spread(subject: Subject) -> Table:
    found, figures = subject.audit, subject.audit.figures
    filled = bool(found.imputed.any())
    rows = [
        (
            subject.title(n),
            share(float(found.availability.by_indicator[n])),
            *([share(float(found.imputed[n]))] if filled else []),
            _figure(figures.minimum[n]),
            _figure(figures.median[n]),
            _figure(figures.maximum[n]),
            share(float(figures.zeros[n])),
            share(float(figures.most_frequent[n])),
        )
        for n in range(len(found.imputed))
    ]
    header = (
        "Indicator",
        "Known",
        *(["Imputed"] if filled else []),
        "Lowest",
        "Median",
        "Highest",
        "Zeros",
        "Most frequent figure",
    )
    caption = "Coverage and spread of every indicator, in its own unit."
    if not filled:
        caption += " No figure was imputed."
    return grid(caption, header, rows, "lrrrrrrr"[: len(header)])


def _figure(value: float) -> str:
    """Three significant digits: units differ from indicator to indicator."""
    return plain_value(float(value)).replace("-", MINUS) or "unknown"


def _sizes(subject: Subject) -> list[Table]:
    """Correlations with population, area and the like, where they were given."""
    found = subject.audit.size
    if found is None:
        return []
    rows = [
        (subject.title(n), *(fixed(float(r)) for r in line))
        for n, line in enumerate(found.coefficient)
    ]
    caption = "Correlation of every indicator with the size of a territory."
    return [grid(caption, ("Indicator", *found.sizes), rows, "l" + "r" * len(found.sizes))]


def outliers(subject: Subject) -> list[Block]:
    """Chapter 4: extreme figures before and after treatment."""
    found = subject.audit.treatment
    failing = [subject.title(int(n)) for n in np.flatnonzero(~found.passed_after)]
    fail = several(len(failing), "indicator fails", "indicators fail").capitalize()
    told = (
        f"{fail} the test of the reference: {quoted(failing)}."
        if failing
        else "All indicators pass the test of the reference."
    )
    return [
        Heading(1, "Outliers and their treatment", "4"),
        Paragraph(
            plain(f"Treatment changed {several(int(found.changed.sum()), 'figure')}. {told}")
        ),
        Paragraph(
            plain(
                "An indicator fails where skewness is 2 or more, either way, and kurtosis 3.5 or "
                "more. One territory can then decide the scale on which all are measured."
            ),
            "note",
        ),
        *findings_by_rule(subject.of(OUTLIERS), "No outlier is left that the test would find."),
        _moments_table(subject),
    ]


def _moments_table(subject: Subject) -> Table:
    found, fences = subject.audit.treatment, subject.audit.figures.outliers.sum(axis=-1)
    treated = bool(found.changed.any())
    rows = [
        (
            subject.title(n),
            number(int(fences[n])),
            _moments(found.skewness_before[n], found.kurtosis_before[n]),
            _word(bool(found.passed_before[n])),
            *(_treated(found, n) if treated else ()),
        )
        for n in range(len(found.names))
    ]
    header: tuple[str, ...] = ("Indicator", "Beyond the fences", "Skewness, kurtosis", "Test")
    caption = "Extreme figures of every indicator. Treatment changed none."
    if treated:
        header += ("Changed", "Skewness, kurtosis after", "Test after", "Rank correlation")
        caption = "Extreme figures of every indicator, before and after treatment."
    return grid(caption, header, rows, "lrrlrrlr"[: len(header)])


def _treated(found: Treatment, n: int) -> tuple[str, ...]:
    """What treatment made of one indicator."""
    return (
        "transformed" if found.transformed[n] else number(int(found.moved[n])),
        _moments(found.skewness_after[n], found.kurtosis_after[n]),
        _word(bool(found.passed_after[n])),
        fixed(found.rank_correlation[n], 3),
    )


def _moments(skewness: float, kurtosis: float) -> str:
    return f"{fixed(skewness, 1)}, {fixed(kurtosis, 1)}"


def _word(passed: bool) -> str:
    return "passes" if passed else "fails"
