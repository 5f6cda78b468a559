"""Words of a paper explained to its team: as they stand in the version or draft, and whose they are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.desk.papers.parts import show_paper
from territoria_web.library.languages import document_language
from territoria_web.papers.queries.papers import open_paper
from territoria_web.reports.kinds import paper_kinds
from territoria_web.reports.passages import (
    PaperAddress,
    not_there,
    origin_of,
    passages_of,
    title_of,
)
from territoria_web.territories.models import Cycle


def show_words(request: HttpRequest, cycle: Cycle, address: PaperAddress) -> HttpResponse:
    """The passages of a paper of this cycle; 404 for any other, whether it exists or not."""
    paper = open_paper(request.user, cycle.public_id, address.paper)
    made = paper.kind in paper_kinds()
    found, language = passages_of(paper, address, document_language()) if made else ([], "")
    if not found and paper.state != paper.State.WITHDRAWN:
        raise not_there(
            address,
            _("the paper has no such words."),
            _("They may have changed since; copy the address again from the table at its end."),
        )
    return show_paper(
        request,
        paper,
        "desk/papers/explained.html",
        title=title_of(address),
        finding=origin_of(paper, address.node),
        facts={
            "passages": found,
            "language": language,
            "address": address.text,
            "public_page": reverse("public:paper", args=[paper.public_id])
            if paper.is_public
            else "",
        },
    )
