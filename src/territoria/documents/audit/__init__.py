"""The audit report of an index: what its statistics say, by which rule, in plain words."""

from territoria.documents.audit.build import build_audit
from territoria.documents.audit.subject import Subject

__all__ = ["Subject", "build_audit"]
