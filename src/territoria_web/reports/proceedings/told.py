"""What the chapters of proceedings share: the outcomes, and lines whose figures have a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.document import Block, Bullets, Line, Paragraph, Plain
from territoria_web.reports.paper_text import Cites


@dataclass
class Told:
    """The outcomes of a meeting on their way into a document; none where the meeting is gone."""

    outcomes: Mapping[str, Any] | None
    cites: Cites
    language: str
    chapter: str = ""

    @property
    def meeting(self) -> Mapping[str, Any]:
        """Its facts; empty where it is gone."""
        return self.outcomes["meeting"] if self.outcomes else {}

    def held(self, name: str) -> Any:
        """A part of the outcomes."""
        return self.outcomes[name] if self.outcomes else []

    def line(self, text: str) -> Line:
        """Words of the records; figures in them lead to the records of the meeting, a chapter at a
        time.
        """
        said = _("As it stands in the records of the meeting.")
        one_line = " / ".join(part.strip() for part in text.split("\n") if part.strip())
        return self.cites.words(one_line, f"records/{self.chapter}", said) or (Plain("–"),)

    def points(self, rows: Sequence[Mapping[str, Any]]) -> list[Block]:
        """Texts of the board as points, dissent marked; a sentence where there are none."""
        if not rows:
            return [Paragraph((Plain(_("Nothing was put down.")),), "note")]
        return [Bullets(tuple(self.line(marked(row)) for row in rows))]


def marked(row: Mapping[str, Any]) -> str:
    """The text with a mark where somebody saw it differently."""
    if not row.get("dissent"):
        return str(row["text"])
    return _("%(text)s (seen differently by somebody)") % {"text": row["text"]}
