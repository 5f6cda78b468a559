"""Long work: making the example while the site is served."""

from __future__ import annotations

from typing import Any

from territoria_web.example.build import build_example
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import report_progress


def make_example(job: Job) -> dict[str, Any]:
    """Make what is missing of the example."""

    def tell(done: int, of: int, said: str) -> None:
        report_progress(job=job, done=done, of=of, said=said)

    return {"cycle": str(build_example(progress=tell).public_id)}
