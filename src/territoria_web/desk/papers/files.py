"""A paper to read and to keep before it is published, marked as a draft."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from territoria_web.desk.files import as_file, as_page
from territoria_web.desk.papers.parts import cycle_of
from territoria_web.library.languages import document_languages
from territoria_web.papers.queries.papers import open_paper
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
    if kind == "html":
        return as_page(request, content, MEDIA[kind], name)
    return as_file(content, MEDIA[kind], name)
