"""Findings on the figures themselves: gaps, zeros, outliers, size."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from territoria.measure.audit.audit import Audit
from territoria.measure.audit.finding import Finding, counted, finding
from territoria.measure.audit.numerals import fixed, per_cent


def judge_figures(audit: Audit) -> Iterator[Finding]:
    """Findings on coverage, imputation, values, outliers and size."""
    yield from _gaps(audit)
    yield from _territories(audit)
    yield from _empty_groups(audit)
    yield from _values(audit)
    yield from _outliers(audit)
    yield from _size(audit)


def _gaps(audit: Audit) -> Iterator[Finding]:
    limits = audit.thresholds
    for row, title in enumerate(audit.hierarchy.titles[: audit.hierarchy.indicators]):
        share, filled = audit.availability.by_indicator[row], audit.imputed[row]
        if share < limits.missing:
            text = f"“{title}” has a figure for only {per_cent(share)} of the territories."
            yield finding(audit, "low-coverage-indicator", row, share, text)
        if filled > limits.imputed:
            text = f"{per_cent(filled)} of the figures of “{title}” in the score were imputed."
            yield finding(audit, "much-imputed", row, filled, text)


def _territories(audit: Audit) -> Iterator[Finding]:
    scores, whole = audit.scores, audit.hierarchy.whole
    share = audit.availability.by_territory
    kept = scores.kept
    few = np.flatnonzero(kept & (share < audit.thresholds.missing_territory))
    if few.size:
        least = few[np.argmin(share[few])]
        text = (
            f"{few.size} of {kept.sum()} territories have figures for less than "
            f"{per_cent(audit.thresholds.missing_territory)} of the indicators. "
            f"{scores.cut.territories[least].name} has the fewest, {per_cent(share[least])}."
        )
        yield finding(audit, "low-coverage-territory", whole, share[least], text)
    if not kept.all():
        out = int((~kept).sum())
        text = f"{counted(out, 'territory', 'territories')} of {kept.size} had too little data"
        yield finding(audit, "screened-out", whole, out, f"{text} and took no part in the scores.")


def _empty_groups(audit: Audit) -> Iterator[Finding]:
    """Groupings of two territories a group or more: a country alone is no group."""
    for name, group in audit.availability.by_group.items():
        if 2 * len(group.labels) > audit.scores.kept.size:
            continue
        for row, shares in enumerate(group.shares):
            empty = [label for label, s in zip(group.labels, shares, strict=True) if s == 0]
            if empty and len(empty) < len(group.labels):
                text = (
                    f"“{audit.hierarchy.titles[row]}” has no figure at all for {len(empty)} of "
                    f"{len(group.labels)} groups by {name}: {', '.join(empty)}."
                )
                yield finding(audit, "empty-group", row, len(empty), text)


def _values(audit: Audit) -> Iterator[Finding]:
    limits, figures = audit.thresholds, audit.figures
    for row, title in enumerate(audit.hierarchy.titles[: audit.hierarchy.indicators]):
        if figures.unique[row] == 1:
            what = "a single figure" if figures.count[row] == 1 else "the same figure everywhere"
            text = f"“{title}” has {what} and cannot tell territories apart."
            yield finding(audit, "no-spread", row, 1, text)
            continue
        zeros, same = figures.zeros[row], figures.most_frequent[row]
        if zeros > limits.zeros:
            text = f"{per_cent(zeros)} of the figures of “{title}” are 0."
            yield finding(audit, "many-zeros", row, zeros, text)
        elif same > limits.same:
            text = f"{per_cent(same)} of the territories have the same figure on “{title}”."
            yield finding(audit, "same-value", row, same, text)


def _outliers(audit: Audit) -> Iterator[Finding]:
    done = audit.treatment
    moved = done.moved
    for row, title in enumerate(audit.hierarchy.titles[: audit.hierarchy.indicators]):
        skew, kurt = done.skewness_after[row], done.kurtosis_after[row]
        if not done.passed_after[row]:
            text = (
                f"“{title}” has outliers in the figures that are scored (skewness {fixed(skew, 1)}, "
                f"kurtosis {fixed(kurt, 1)}): a few territories decide its scale."
            )
            yield finding(audit, "outliers-left", row, skew, text)
        if done.transformed[row]:
            text = f"“{title}” counts on a bent scale, since to move its extreme figures was not "
            text += "enough."
            yield finding(audit, "treated", row, done.changed[row].sum(), text)
        elif moved[row]:
            number = counted(int(moved[row]), "extreme figure")
            text = f"{number} of “{title}” moved to the next one, so as not to decide the scale."
            yield finding(audit, "treated", row, moved[row], text)


def _size(audit: Audit) -> Iterator[Finding]:
    if audit.size is None:
        return
    enough = audit.size.count >= audit.thresholds.territories
    for row, values in enumerate(np.where(enough, audit.size.coefficient, np.nan)):
        for name, r in zip(audit.size.sizes, values, strict=True):
            if abs(r) > audit.thresholds.size:
                text = (
                    f"“{audit.hierarchy.titles[row]}” correlates at {fixed(r)} with {name}: it may "
                    f"measure size. Ask whether it should be divided by {name}."
                )
                yield finding(audit, "follows-size", row, r, text)
