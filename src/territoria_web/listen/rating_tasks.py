"""Long work on ratings."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import report_progress
from territoria_web.listen.models import Service
from territoria_web.listen.services.rating_looks import renew_looks


def work_out_ratings(job: Job) -> dict[str, Any]:
    """New figures of a service whose tables are due."""
    report_progress(job=job, done=0, of=1, said=_("Ratings are being counted."))
    held = Service.objects.select_related("forum__cycle").filter(pk=job.arguments["service"])
    service = held.first()
    look = renew_looks(forum=service.forum, services=[service]) if service is not None else None
    return {"look": look.number if look else None}
