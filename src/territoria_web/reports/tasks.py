"""Long work of this room."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import report_progress
from territoria_web.papers.models import Paper
from territoria_web.reports.briefing.build import write_briefing
from territoria_web.reports.briefing.editions import edition_of
from territoria_web.reports.synthesis.files import Drafted


def make_briefing(job: Job) -> dict[str, Any]:
    """Make the files of a briefing, unless somebody has made them in the meantime."""
    edition = edition_of(job.arguments)
    if not edition.made:
        write_briefing(
            edition=edition,
            day=timezone.localdate(),
            progress=lambda done, of: report_progress(job=job, done=done, of=of),
        )
    return {
        "territory": edition.territory.code,
        "framework": edition.assessment.framework,
        "language": edition.language,
    }


def make_synthesis(job: Job) -> dict[str, Any]:
    """Make the files of a network's report as its words and figures stand now."""
    held = Paper.objects.select_related("template", "network")
    paper = held.get(pk=job.arguments["paper"])
    language = str(job.arguments["language"])
    Drafted(paper, language).write(lambda done, of: report_progress(job=job, done=done, of=of))
    return {"paper": str(paper.public_id), "language": language}
