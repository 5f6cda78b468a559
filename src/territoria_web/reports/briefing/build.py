"""Making the files of a briefing; they appear together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from territoria.documents.publish import STEPS, publish_briefing
from territoria_web.recommend.queries.derivations import diagnosis_of
from territoria_web.reports.briefing.editions import Edition

Progress = Callable[[int, int], None]


def write_briefing(*, edition: Edition, day: date, progress: Progress) -> None:
    """Write the files of an edition, saying after each step how many are done."""
    of, done = len(STEPS) + 1, 0

    def step() -> None:
        nonlocal done
        done += 1
        progress(done, of)

    progress(0, of)
    diagnosis = diagnosis_of(edition.assessment, edition.territory)
    step()
    publish_briefing(diagnosis, day, edition.folder, step, edition.language)
