"""The report of a working meeting as a document for its office, also before it is published."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.working import open_working_meeting
from territoria_web.desk.guards import too_often
from territoria_web.library.languages import document_language
from territoria_web.people.links import origin_of
from territoria_web.reports.papers import MEDIA
from territoria_web.reports.working.build import KINDS, name_of_file, report_file


def documents_of(held: WorkingMeeting) -> list[tuple[str, str]]:
    """The files and their addresses; none before the meeting has begun."""
    at = [held.network.public_id, held.public_id]
    kinds = KINDS if held.begun else ()
    return [(kind.upper(), reverse("desk:working-report-file", args=[*at, kind])) for kind in kinds]


def is_draft(held: WorkingMeeting) -> bool:
    """Whether the office’s minutes differ from what everybody reads."""
    return held.state != WorkingMeeting.State.REPORTED or held.minutes != held.report


@login_required
@require_safe
def report(request: HttpRequest, network: UUID, meeting: UUID, kind: str) -> HttpResponse:
    """The file with the minutes as they are kept, marked as a draft where they are not public."""
    held = open_working_meeting(request.user, network, meeting)
    if kind not in KINDS or not held.begun:
        raise Http404
    if wait := too_often(request, "upload"):
        return wait
    origin, draft = origin_of(request), is_draft(held)
    content = report_file(held, kind, document_language(), origin=origin, draft=draft)
    answer = HttpResponse(content, content_type=MEDIA[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name_of_file(held, kind)}"'
    answer["Cache-Control"] = "no-store"
    return answer
