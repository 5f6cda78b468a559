"""What surrounds a page of the desk or an account: its title, its finding, its languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language

NAMES = {"en": "English", "fr": "Français", "de": "Deutsch"}


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
        "languages": languages_of(request),
        "robots": "noindex",
    }
    answer = render(request, template, {**(facts or {}), "page": page}, status=status)
    add_never_cache_headers(answer)
    return answer


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of pages that nobody framed: those of the account library, and of errors."""
    return {"page": {"languages": languages_of(request), "robots": "noindex"}}


def languages_of(request: HttpRequest) -> list[tuple[str, str, str, bool]]:
    """The address of a page in every language; nothing where addresses have none."""
    _, lang, rest = (*request.path.split("/", 2), "", "")[:3]
    codes = [code for code, _name in settings.LANGUAGES]
    if lang not in codes:
        return []
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return [(code, NAMES[code], f"/{code}/{rest}{query}", code == get_language()) for code in codes]
