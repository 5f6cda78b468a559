"""The findings of an audit, the gravest first."""

from __future__ import annotations

from territoria.measure.audit.audit import Audit
from territoria.measure.audit.finding import Finding
from territoria.measure.audit.judge_figures import judge_figures
from territoria.measure.audit.judge_ranks import judge_ranks
from territoria.measure.audit.judge_sample import judge_sample
from territoria.measure.audit.judge_structure import judge_structure
from territoria.measure.audit.thresholds import RULES, SEVERITIES

__all__ = ["Finding", "findings"]


def findings(audit: Audit) -> tuple[Finding, ...]:
    """All findings: by severity, then in the order of the rules, then of the framework's rows."""
    order = list(RULES)
    judges = (judge_figures, judge_structure, judge_sample, judge_ranks)
    found = [one for judge in judges for one in judge(audit)]
    return tuple(sorted(found, key=lambda f: (SEVERITIES.index(f.severity), order.index(f.rule))))
