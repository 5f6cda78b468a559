"""What all pages about citizens share: their door, their tabs, what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.workspace import rights, show_stage
from territoria_web.listen.models import Forum
from territoria_web.listen.queries.forums import open_forum_of
from territoria_web.people.queries import open_cycle

STAGE = "citizens"
# the pages of a forum, each with the address of its list
PARTS: Mapping[str, Promise] = {
    "citizens": gettext_lazy("Overview"),
    "citizens-needs": gettext_lazy("Needs"),
    "citizens-services": gettext_lazy("Services"),
    "citizens-talks": gettext_lazy("Conversations"),
    "citizens-budgets": gettext_lazy("Budgets"),
    "citizens-rules": gettext_lazy("Rules and promises"),
}


def opened(request: HttpRequest, public_id: UUID, verb: str = "see") -> Forum:
    """The forum of a cycle, for whoever may do this; 404 before it is opened."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb=verb)
    forum = open_forum_of(cycle)
    forum.cycle = cycle
    return forum


def show_citizens(
    request: HttpRequest,
    forum: Forum,
    here: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
    below: tuple[tuple[str, str], ...] = (),
) -> HttpResponse:
    """A page about citizens; ``here``: the part it belongs to; ``below``: crumbs under that part."""
    at = [forum.cycle.public_id]
    told = {
        "forum": forum,
        "parts": [
            (str(words), reverse(f"desk:{name}", args=at), name == here)
            for name, words in PARTS.items()
        ],
        **rights(forum.cycle, STAGE, "prepare", "moderate", "enter", "decide appeals"),
        **(facts or {}),
    }
    crumbs = ((_("Citizens"), reverse("desk:citizens", args=at)),) if here != "citizens" else ()
    return show_stage(
        request,
        forum.cycle,
        STAGE,
        template,
        title=title,
        finding=finding,
        facts=told,
        status=status,
        below=crumbs + below,
    )
