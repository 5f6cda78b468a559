"""What surrounds the pages of whoever works on a project by a link: kept nowhere, reading no session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.act.models import Project
from territoria_web.library.languages import in_every_language
from territoria_web.library.private_answers import guarded


def show_project(
    request: HttpRequest,
    project: Project | None,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page about a project; about none where a link opens nothing."""
    page = {
        "title": title,
        "finding": finding,
        "robots": "noindex, nofollow",
        "languages": in_every_language(request),
    }
    told = {
        "project": project,
        "home": _home(project),
        **(facts or {}),
        "page": page,
        "messages": (),
        "user": None,
    }
    answer = render(request, template, told, status=status)
    return guarded(answer)


def _home(project: Project | None) -> str:
    if project is None or project.opened is None:
        return reverse("public:projects")
    return reverse("public:project", args=[project.public_id])


def strange(request: HttpRequest, *, typed: Sequence[str] = ()) -> HttpResponse:
    """A link that is none of ours, was renewed since, or was cut on the way; ``typed`` comes back."""
    said = _(
        "Perhaps it was cut in the letter: copy the whole line. Or a newer letter has a newer link. "
        "If neither helps, ask the city that leads the project."
    )
    title = _("This link opens nothing any more")
    return show_project(
        request,
        None,
        "guest/projects/said.html",
        title=title,
        finding=said,
        facts={"typed": typed},
        status=404,
    )
