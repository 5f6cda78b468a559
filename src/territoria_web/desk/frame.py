"""What surrounds a page of the desk or an account: its title, its finding, its languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from territoria_web.library.languages import in_every_language


def show(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    crumbs: tuple[tuple[str, str], ...] = (),
    status: int = 200,
) -> HttpResponse:
    """A private page: never kept by a browser or a proxy."""
    page = {
        "title": title,
        "finding": finding,
        "crumbs": crumbs,
        "languages": in_every_language(request),
        "robots": "noindex",
    }
    answer = render(request, template, {**(facts or {}), "page": page}, status=status)
    add_never_cache_headers(answer)
    return answer


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of pages that nobody framed: those of the account library, and of errors."""
    return {"page": {"languages": in_every_language(request), "robots": "noindex"}}
