"""What all pages of a room share: never kept, found by no search engine, no session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from territoria_web.library.languages import in_every_language
from territoria_web.library.private_answers import guarded


def show_room(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the room."""
    page = {
        "title": title,
        "finding": finding,
        "languages": in_every_language(request),
        "robots": "noindex",
    }
    # neither user nor messages: both would read the session
    told = {**(facts or {}), "page": page, "messages": (), "user": None}
    answer = render(request, template, told, status=status)
    return guarded(answer)
