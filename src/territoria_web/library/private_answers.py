"""Answers that are somebody's own."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers


def guarded(answer: HttpResponse) -> HttpResponse:
    """Kept by nobody on the way, found by no search, and telling no other site where a reader comes from."""
    add_never_cache_headers(answer)
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer
