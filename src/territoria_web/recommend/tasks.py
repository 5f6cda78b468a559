"""Long work of this room."""

from __future__ import annotations

from typing import Any

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import report_progress
from territoria_web.measure.models import Assessment
from territoria_web.recommend.services.diagnoses import diagnose_all


def diagnose(job: Job) -> dict[str, Any]:
    """Diagnose every territory of an assessment that is not diagnosed yet."""
    assessment = Assessment.objects.select_related("release", "own").get(
        pk=job.arguments["assessment"]
    )
    diagnose_all(
        assessment=assessment,
        progress=lambda done, of: report_progress(job=job, done=done, of=of),
    )
    return {"assessment": str(assessment.public_id)}
