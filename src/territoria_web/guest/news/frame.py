"""What surrounds every page of whoever tells or follows: kept nowhere, reading no session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.library.languages import in_every_language
from territoria_web.library.private_answers import guarded
from territoria_web.plan.models import Plan
from territoria_web.territories.queries import territory_name


def show_news(
    request: HttpRequest,
    plan: Plan | None,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page about a plan; about none where a link opens nothing."""
    page = {
        "title": title,
        "finding": finding,
        "robots": "noindex, nofollow",
        "languages": in_every_language(request),
    }
    told = {**_around(plan), **(facts or {}), "page": page, "messages": (), "user": None}
    answer = render(request, template, told, status=status)
    return guarded(answer)


def _around(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {"place": "Territoria", "home": reverse("public:promises")}
    return {
        "place": territory_name(plan.cycle.territory),
        "home": reverse("public:promises-plan", args=[plan.public_id]),
        "example": plan.cycle.example,
    }


def strange(request: HttpRequest) -> HttpResponse:
    """A link that is none of ours, was renewed since, or was cut on the way."""
    said = _(
        "Perhaps it was cut in the letter: copy the whole line. Or a newer letter has a newer link. "
        "If neither helps, ask those who sent it to you."
    )
    title = _("This link opens nothing any more")
    return show_news(request, None, "guest/news/said.html", title=title, finding=said, status=404)
