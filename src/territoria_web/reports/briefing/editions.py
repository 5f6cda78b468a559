"""Which briefing is meant, and where its files lie once they are made.

A briefing is made once for a territory, an assessment, a language and a state of the library: any
of them changes, and it is another edition with files of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from territoria_web.library.queries import library_digest
from territoria_web.measure.models import Assessment
from territoria_web.territories.models import Territory

FORMATS = {
    "briefing.html": "text/html; charset=utf-8",
    "briefing.pdf": "application/pdf",
    "briefing.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "readings.json": "application/json; charset=utf-8",
}


@dataclass(frozen=True)
class Edition:
    """One briefing in one language."""

    territory: Territory
    assessment: Assessment
    language: str

    @property
    def folder(self) -> Path:
        """Where its files lie. No part of it is taken from an address."""
        name = f"{self.territory.code}-{self.language}-{library_digest()[:12]}"
        return Path(settings.MEDIA_ROOT) / "briefings" / str(self.assessment.public_id) / name

    @property
    def key(self) -> str:
        """Names the job that makes it, so that it is not made twice at a time."""
        return f"briefing:{self.assessment.public_id}:{self.folder.name}"

    @property
    def made(self) -> bool:
        """All files are there; they appear together."""
        return all((self.folder / name).is_file() for name in FORMATS)

    def path(self, name: str) -> Path | None:
        """One of its files; None where it is not made, or no such file belongs to a briefing."""
        path = self.folder / name
        return path if name in FORMATS and path.is_file() else None

    def arguments(self) -> dict[str, str | int]:
        """What the job needs to know."""
        return {
            "assessment": self.assessment.pk,
            "territory": self.territory.pk,
            "language": self.language,
        }


def edition_of(arguments: dict[str, str | int]) -> Edition:
    """The edition that a job is to make."""
    assessment = Assessment.objects.select_related("release", "own").get(pk=arguments["assessment"])
    territory = Territory.objects.get(pk=arguments["territory"])
    return Edition(territory, assessment, str(arguments["language"]))
