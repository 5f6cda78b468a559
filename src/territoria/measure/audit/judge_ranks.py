"""Findings on the ranks: does one indicator decide them, and can neighbours be told apart?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from territoria.measure.audit.audit import Audit
from territoria.measure.audit.finding import Finding, counted, finding
from territoria.measure.audit.numerals import fixed, per_cent


def judge_ranks(audit: Audit) -> Iterator[Finding]:
    """Findings on drop-one, rank ranges and dominance."""
    yield from _drop_one(audit)
    yield from _ranges(audit)


def _drop_one(audit: Audit) -> Iterator[Finding]:
    """Indicators only: to drop a whole node must move ranks."""
    found = audit.drop_one
    ranked = int(np.isfinite(audit.scores.ranks[-1]).sum())
    for row in range(audit.hierarchy.indicators):
        if found.refused[row]:
            title = audit.hierarchy.titles[row]
            text = f"Without “{title}” the whole cannot be computed: {found.refused[row]}"
            yield finding(audit, "cannot-do-without", row, found.lost[row], text)
            continue
        shift = found.mean_shift[row] / max(ranked, 1)
        if shift > audit.thresholds.drop_shift:
            text = (
                f"Without “{audit.hierarchy.titles[row]}” territories move by "
                f"{fixed(found.mean_shift[row], 1)} places of {ranked} on average, and by up to "
                f"{counted(int(found.largest_shift[row]), 'place')}."
            )
            if found.lost[row]:
                lost = counted(int(found.lost[row]), "territory", "territories")
                text += f" {lost} would have no score."
            yield finding(audit, "one-row-decides", row, shift, text)


def _ranges(audit: Audit) -> Iterator[Finding]:
    found, whole = audit.dominance, audit.hierarchy.whole
    if found is None or found.order.size < 2:
        return
    if found.excluded:
        why = "; ".join(f"{reason.rstrip('.')} ({n})" for reason, n in found.reasons.items())
        text = (
            f"{found.excluded} of {found.runs} replications are excluded, since a method refused "
            f"their figures: {why}."
        )
        yield finding(audit, "replications-excluded", whole, found.excluded, text)
    ranked, firm = found.order.size, per_cent(found.firm)
    width = float(np.nanmedian(found.widths[found.order]))
    if width / ranked > audit.thresholds.range_width:
        text = (
            f"Half of the territories have a 5–95 % rank range of {width:.0f} places or more, "
            f"out of {ranked}: publish ranges or bands, not single ranks."
        )
        yield finding(audit, "wide-rank-ranges", whole, width / ranked, text)
    unclear = int(found.cannot_be_told_apart.sum())
    if unclear:
        text = (
            f"{unclear} of {ranked - 1} pairs of neighbours in rank cannot be told apart: the "
            f"better one is ahead in less than {firm} of the replications."
        )
        yield finding(audit, "neighbours-not-apart", whole, unclear / (ranked - 1), text)
    if found.clear_pairs is not None:
        share = found.clear_pairs / found.pairs
        text = (
            f"{per_cent(share)} of all pairs of territories are clearly ordered: the same one is "
            f"ahead in at least {firm} of the replications."
        )
        yield finding(audit, "pairs-clear", whole, share, text)
