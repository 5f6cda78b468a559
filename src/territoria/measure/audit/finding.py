"""One finding of the audit: what was found, by which rule, and a sentence for a reader."""

from __future__ import annotations

from dataclasses import dataclass

from territoria.measure.audit.audit import Audit
from territoria.measure.audit.thresholds import RULES, Severity


@dataclass(frozen=True)
class Finding:
    """``severity``: *act* (mend it or say why not), *look* (judge it) or *note* (know it).

    ``subject``: id of the indicator or node, ``other`` that of a second one. ``value`` is what the
    rule compared with ``threshold``, which is None for a rule without a number.
    """

    severity: Severity
    rule: str
    subject: str
    value: float
    threshold: float | None
    source: str
    sentence: str
    other: str = ""


def finding(
    audit: Audit, rule: str, row: int, value: float, sentence: str, *, other: int | None = None
) -> Finding:
    """A finding on one row of the audit's hierarchy, or on two."""
    by = RULES[rule]
    names = audit.hierarchy.names
    return Finding(
        severity=by.severity,
        rule=by.id,
        subject=names[row],
        value=float(value),
        threshold=getattr(audit.thresholds, by.threshold) if by.threshold else None,
        source=by.source,
        sentence=sentence,
        other="" if other is None else names[other],
    )


def counted(number: int, one: str, many: str = "") -> str:
    """``1 point``, ``3 points``: a number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"
