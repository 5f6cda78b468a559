"""What the sections of a policy briefing share: facts, citations, and the engine's numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from territoria.documents.briefing.facts import Context
from territoria.documents.document import Block, Line
from territoria_web.library.saying import day
from territoria_web.papers.models import Paper
from territoria_web.reports.assessment.told import Told
from territoria_web.reports.paper_text import Cites, blocks_of_words


@dataclass(frozen=True)
class Writing:
    """A briefing being written: the paper, its facts, and where numbers are registered."""

    paper: Paper
    facts: Mapping[str, Any]
    cites: Cites
    context: Context
    language: str

    @property
    def told(self) -> Told:
        """The same for the chapters that the assessment report has too."""
        return Told(self.facts, self.cites, self.language)

    def words(self, text: str, node: str, source: str = "") -> Line:
        """Words with the address of their source behind each figure."""
        return self.cites.words(text, node, source)

    def own_words(self, section: str) -> list[Block]:
        """What the authors wrote in a section."""
        return blocks_of_words(self.cites, self.paper, section, self.language)


def day_said(iso: str) -> str:
    """A date as it is printed, e.g. 21 November 2026; empty where there is none."""
    return day(date.fromisoformat(iso[:10])) if iso else ""
