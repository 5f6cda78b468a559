"""The files of a synthesis report: made in the background, kept until its words or figures change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from territoria_web.library.queries import library_digest
from territoria_web.papers.models import Paper
from territoria_web.papers.services.signing import publish_paper
from territoria_web.people.models import User
from territoria_web.reports.papers import document_for, facts_for, files_of, rendered

Progress = Callable[[int, int], None]
DATA: Final = "data.json"
FORMATS: Final[Mapping[str, str]] = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DATA: "application/json; charset=utf-8",
}


@dataclass(frozen=True)
class Drafted:
    """The files of a paper as its words stand, in a language; made once for each state of them."""

    paper: Paper
    language: str

    @property
    def folder(self) -> Path:
        """Where they lie. No part of it is taken from an address."""
        state = f"{self.paper.edit}:{self.paper.state}:{library_digest()}"
        name = f"{self.language}-{hashlib.sha256(state.encode()).hexdigest()[:16]}"
        return Path(settings.MEDIA_ROOT) / "synthesis" / str(self.paper.public_id) / name

    @property
    def key(self) -> str:
        """Names the job that makes them, so that they are not made twice at a time."""
        return f"synthesis:{self.paper.public_id}:{self.folder.name}"

    @property
    def made(self) -> bool:
        """All files are there."""
        return all((self.folder / name).is_file() for name in FORMATS)

    def path(self, name: str) -> Path | None:
        """One of them; None where it is not made, or there is no such file."""
        path = self.folder / name
        return path if name in FORMATS and path.is_file() else None

    def write(self, progress: Progress) -> None:
        """Make all of them: facts, document, then one file after the other."""
        progress(0, len(FORMATS) + 1)
        facts = facts_for(self.paper)
        document = document_for(self.paper, facts, self.language)
        self.folder.mkdir(parents=True, exist_ok=True)
        for done, name in enumerate(FORMATS, start=1):
            progress(done, len(FORMATS) + 1)
            content = packaged(self.paper, facts) if name == DATA else rendered(document, name)
            part = self.folder / f"{name}.part"
            part.write_bytes(content)
            part.replace(self.folder / name)
        progress(len(FORMATS) + 1, len(FORMATS) + 1)


def packaged(paper: Paper, facts: Mapping[str, Any]) -> bytes:
    """All readings, matches and targets of the report as data, with what they are of."""
    told = {
        "paper": str(paper.public_id),
        "title": paper.title,
        "version": paper.version,
        "state": paper.state,
        "facts": facts,
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def publish_synthesis(*, by: User, paper: Paper) -> Paper:
    """Publish a signed report in all its languages, with its data beside it."""
    data = (paper.language, f"{paper.kind}.json", packaged(paper, facts_for(paper)))
    return publish_paper(by=by, paper=paper, files=[*files_of(paper), data])
