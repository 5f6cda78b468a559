"""The published report of a working meeting as a document, to read on paper or to edit."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from territoria_web.convene.queries.working import reported_working_meeting
from territoria_web.library.languages import document_language
from territoria_web.people.links import origin_of
from territoria_web.public.page import FRESH
from territoria_web.reports.papers import MEDIA
from territoria_web.reports.working.build import KINDS, name_of_file, report_file


@require_safe
def report(request: HttpRequest, meeting: UUID, kind: str) -> HttpResponse:
    """The file, always saved, in the language of the reader; 404 before the report is published."""
    held = reported_working_meeting(meeting)
    if kind not in KINDS:
        raise Http404
    content = report_file(held, kind, document_language(), origin=origin_of(request))
    answer = HttpResponse(content, content_type=MEDIA[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name_of_file(held, kind)}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=FRESH)
    return answer
