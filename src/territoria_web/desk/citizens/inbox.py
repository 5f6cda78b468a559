"""All needs as the team works through them: to moderate, without an answer, appeals; searched and sorted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.citizens.overview import finding_of
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.need_rules import STATE_NAMES, SUSPECT
from territoria_web.listen.queries.inbox import (
    MODERATE,
    ORDERS,
    QUEUES,
    SHOWN,
    Asked,
    Counts,
    Row,
    counts_of,
    needs_asked,
    rows_of,
)
from territoria_web.listen.queries.need_themes import need_themes

ORDER_NAMES = {
    "due": gettext_lazy("Oldest first"),
    "new": gettext_lazy("Newest first"),
    "supports": gettext_lazy("Most supported first"),
}


@login_required
@require_safe
def needs(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The needs that are looked for, page by page."""
    forum = opened(request, public_id)
    today = timezone.localdate()
    asked = asked_in(request)
    counts = counts_of(forum, today=today)
    held = Paginator(needs_asked(forum, asked), SHOWN).get_page(request.GET.get("page"))
    themes = need_themes()
    rows = rows_of(forum, list(held.object_list), today=today)
    return show_citizens(
        request,
        forum,
        "citizens-needs",
        "desk/citizens/needs.html",
        title=_("Needs"),
        finding=finding_of(forum, counts),
        facts={
            "asked": asked,
            "counts": counts,
            "queues": _tabs(asked, counts),
            "rows": [_row(forum, row, themes) for row in rows],
            "found": _found(held.paginator.count),
            "page_of": held,
            "query": _query(asked),
            "themes": themes.items(),
            "orders": [(key, str(words)) for key, words in ORDER_NAMES.items()],
        },
    )


def asked_in(request: HttpRequest) -> Asked:
    """What the address asks for; what it does not know is as if nothing were asked."""
    queue, order = request.GET.get("of", "all"), request.GET.get("order", "due")
    theme = request.GET.get("theme", "")
    return Asked(
        queue=queue if queue in QUEUES else "all",
        words=request.GET.get("q", "").replace("\x00", "").strip()[:100],
        theme=theme if theme in need_themes() else "",
        order=order if order in ORDERS else "due",
    )


def _tabs(asked: Asked, counts: Counts) -> list[tuple[str, str, bool]]:
    told = {
        "moderate": (_("To moderate"), counts.moderate),
        "unanswered": (_("Without an answer"), counts.unanswered),
        "appeals": (_("Appeals"), counts.appeals),
        "all": (_("All"), counts.all),
    }
    return [
        (f"{words} ({count})", f"?of={queue}", queue == asked.queue)
        for queue, (words, count) in told.items()
    ]


def _query(asked: Asked) -> str:
    told = {"of": asked.queue, "q": asked.words, "theme": asked.theme, "order": asked.order}
    return f"{urlencode({key: value for key, value in told.items() if value})}&"


def _found(count: int) -> str:
    return ngettext("%(count)d need", "%(count)d needs", count) % {"count": count}


def _row(forum: Forum, row: Row, themes: dict[str, str]) -> dict[str, Any]:
    need = row.need
    names = {str(one["id"]): str(one["name"]) for one in forum.districts}
    return {
        "need": need,
        "state": str(STATE_NAMES[Need.State(need.state)]),
        "theme": themes.get(need.theme, ""),
        "where": names.get(need.district, "") or need.place,
        "supports": row.supports,
        "left": left_said(row.left),
        "late": row.left is not None and row.left < 0,
        "appealed": row.appealed,
        "waits": need.state in MODERATE,
        "suspect": need.state in MODERATE and need.spam >= SUSPECT,
    }


def left_said(left: int | None) -> str:
    """How long there is to answer, in words."""
    if left is None:
        return ""
    if left > 0:
        said = ngettext("%(days)d day left to answer.", "%(days)d days left to answer.", left)
    elif left < 0:
        said = ngettext(
            "The answer is %(days)d day late.", "The answer is %(days)d days late.", -left
        )
    else:
        return _("Today is the last day to answer.")
    return said % {"days": abs(left)}
