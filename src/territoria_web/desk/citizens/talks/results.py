"""What a conversation came to, for its team: the same figures that everybody sees, no more."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.desk.citizens.talks.frame import opened_talk, show_talk
from territoria_web.desk.workspace import latest_job
from territoria_web.listen.queries.opinion_pictures import opinion_pictures
from territoria_web.listen.queries.opinions import results_of


@login_required
@require_safe
def results(request: HttpRequest, public_id: UUID, talk: UUID) -> HttpResponse:
    """The last look at the votes."""
    held = opened_talk(request, public_id, talk)
    found = results_of(held)
    return show_talk(
        request,
        held,
        "citizens-talk-results",
        "desk/citizens/talks/results.html",
        title=_("Results"),
        finding=found.finding if found else _("Too few people have voted yet to tell anything."),
        facts={
            "found": found,
            "pictures": opinion_pictures(found) if found else {},
            "public": reverse("public:talk", args=[held.forum.code, held.public_id]),
            "job": latest_job(held.forum.cycle, "opinions"),
        },
    )
