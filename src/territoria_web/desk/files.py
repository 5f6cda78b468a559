"""Files at the desk: no browser guesses what they are, and no cache keeps them."""

from __future__ import annotations

from typing import Final

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from territoria_web.reports.briefing.answers import style_digests

CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_file(
    content: bytes | str, media: str, name: str, *, way: str = "attachment"
) -> HttpResponse:
    """A file to keep; ``way``: ``inline`` for one that the browser shows."""
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f'{way}; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(answer)
    return answer


def as_page(request: HttpRequest, content: bytes, media: str, name: str) -> HttpResponseBase:
    """A document that is shown: its own style is let through by digest, nothing else is."""
    digests = style_digests(content.decode()) or ["'none'"]

    @csp_replace({"style-src": digests, "script-src": ["'none'"]})
    def view(request: HttpRequest) -> HttpResponse:
        return as_file(content, media, name, way="inline")

    shown: HttpResponseBase = view(request)
    return shown
