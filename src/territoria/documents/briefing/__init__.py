"""The policy briefing: gathers a diagnosis into one document."""

from territoria.documents.briefing.build import build_briefing

__all__ = ["build_briefing"]
