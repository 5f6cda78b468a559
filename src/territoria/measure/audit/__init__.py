"""Audit: everything a statistical audit of a composite indicator says, as numbers with rules."""

from territoria.measure.audit.audit import Audit, audit
from territoria.measure.audit.finding import Finding
from territoria.measure.audit.findings import findings
from territoria.measure.audit.thresholds import Thresholds

__all__ = ["Audit", "Finding", "Thresholds", "audit", "findings"]
