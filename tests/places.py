"""The bundled release opened once for a whole test run: diagnoses, briefings and their files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from territoria.content import load_library
from territoria.diagnosis import Diagnosis, Universe, open_universe
from territoria.documents.briefing import build_briefing
from territoria.documents.document import Document
from territoria.documents.publish import publish_briefing
from territoria.observations import bundled
from territoria.plan.waves import DEFAULT_CAPACITY

DAY = date(2026, 11, 22)
RELEASE = "europe-nuts2021"


def fresh_universe() -> Universe:
    """The Blueprint on the bundled release, nothing computed yet."""
    library = load_library()
    return open_universe(library, bundled(RELEASE), library.frameworks["blueprint"])


@cache
def universe() -> Universe:
    """The same, shared by all tests of a process."""
    return fresh_universe()


@cache
def diagnosis(code: str, capacity: float = DEFAULT_CAPACITY) -> Diagnosis:
    """What the engine says of a territory."""
    shared = universe()
    return Diagnosis(shared, shared.observations.territory(code), capacity)


@cache
def briefing(code: str, day: date = DAY) -> Document:
    """The briefing of a region as a document."""
    return build_briefing(diagnosis(code), day)


@cache
def files(code: str) -> Mapping[str, bytes]:
    """The published files of a region by name; publishing fails where a rule of the house breaks."""
    with TemporaryDirectory() as folder:
        published = publish_briefing(diagnosis(code), DAY, Path(folder))
        return {path.name: path.read_bytes() for path in published.paths}
