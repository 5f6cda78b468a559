"""A paper to read and to keep before it is published, marked as a draft."""

from __future__ import annotations

from uuid import UUID

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from territoria_web.desk.papers.parts import cycle_of
from territoria_web.library.languages import document_languages
from territoria_web.papers.queries.papers import open_paper
from territoria_web.reports.briefing.answers import style_digests
from territoria_web.reports.kinds import paper_kinds
from territoria_web.reports.papers import MEDIA, document_for, facts_for, rendered


@login_required
@require_safe
def draft(
    request: HttpRequest, public_id: UUID, paper: UUID, language: str, kind: str
) -> HttpResponseBase:
    """A file of the paper as it stands now: HTML is shown, all else is saved."""
    held = open_paper(request.user, public_id, paper)
    known = held.kind in paper_kinds() and kind in MEDIA
    if not known or language not in dict(document_languages()):
        raise Http404
    content = rendered(document_for(held, facts_for(held), language), kind)
    code = cycle_of(held).territory.code
    name = f"{held.kind}-{code}-{language}-v{held.version}.{kind}"
    shown = kind == "html"
    digests = style_digests(content.decode()) if shown else []

    @csp_replace({"style-src": digests or ["'none'"], "script-src": ["'none'"]})
    def answered(request: HttpRequest) -> HttpResponse:
        answer = HttpResponse(content, content_type=MEDIA[kind])
        way = "inline" if shown else "attachment"
        answer["Content-Disposition"] = f'{way}; filename="{name}"'
        answer["X-Content-Type-Options"] = "nosniff"
        add_never_cache_headers(answer)
        return answer

    sent: HttpResponseBase = answered(request)
    return sent
