"""One service: was it solved, how satisfied people are, how they came, quarter by quarter, their words."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.listen.models import Service
from territoria_web.listen.queries.forums import forum_by_code
from territoria_web.listen.queries.need_themes import theme_said
from territoria_web.listen.queries.rating_looks import one_of
from territoria_web.listen.queries.rating_rows import HEAD, rows_of_one
from territoria_web.listen.queries.rating_words import breakdown, finding_of, key_of, quarter_said
from territoria_web.listen.queries.services_offered import (
    question_of,
    service_by_code,
    shown_comments,
)
from territoria_web.listen.rating_rules import quarter_of, takes_ratings
from territoria_web.public.page import Page, Table
from territoria_web.public.services.listing import HEAD as COLUMNS
from territoria_web.public.services.listing import cells, crumbs_to

A_PAGE = 30


def service(request: HttpRequest, code: str, service: str) -> Page:
    """One of them."""
    forum = forum_by_code(code)
    held = service_by_code(forum, service)
    figures = one_of(forum, held)
    comments = Paginator(shown_comments(held), A_PAGE).get_page(request.GET.get("page"))
    return Page(
        template="public/services/one.html",
        title=figures.name,
        finding=finding_of(figures),
        facts={
            "forum": forum,
            "service": held,
            "figures": figures,
            "key": key_of(figures),
            **breakdown(figures),
            "question": question_of(held) or _("Was it solved?"),
            "rate": _rate_at(held) if takes_ratings(held) else "",
            "comments": comments,
            "words": [(quarter_said(quarter_of(c.day)), c.comment, c.language) for c in comments],
        },
        table=Table(f"service-{held.code}", HEAD[2:], rows_of_one(figures)),
        data={
            "service": {"code": held.code, "name": figures.name, "office": held.office},
            "theme": theme_said(held.theme),
            "figures": dict(zip(COLUMNS[5:], cells(figures)[5:], strict=True)),
            "satisfaction": figures.steps,
            "unusual": figures.unusual,
            "comments": [{"quarter": quarter_of(c.day), "text": c.comment} for c in comments],
        },
        crumbs=crumbs_to(forum),
    )


def _rate_at(held: Service) -> str:
    return reverse("guest:rate", args=[held.forum.code, held.code])
