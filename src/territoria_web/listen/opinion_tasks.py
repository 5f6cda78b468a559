"""Long work on conversations."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import report_progress
from territoria_web.listen.models import Conversation
from territoria_web.listen.services.opinion_looks import refresh_opinions


def work_out_opinions(job: Job) -> dict[str, Any]:
    """Work out what a conversation came to, where there is something new to tell."""

    def tell(done: int, of: int) -> None:
        report_progress(job=job, done=done, of=of, said=_("Votes are being counted and compared."))

    held = Conversation.objects.select_related("forum__cycle").filter(
        pk=job.arguments["conversation"]
    )
    talk = held.first()
    look = refresh_opinions(talk=talk, tell=tell) if talk is not None else None
    return {"look": look.number if look else None, "people": look.people if look else None}
