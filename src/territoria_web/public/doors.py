"""The doors of the house: choosing a language, and what is said where there is no page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_from_request, override

from territoria_web.library.languages import language_codes


def choose_language(request: HttpRequest) -> HttpResponse:
    """To the home page in the reader's language."""
    with override(get_language_from_request(request)):
        answer = HttpResponseRedirect(reverse("public:home"))
    answer["Vary"] = "Accept-Language, Cookie"
    return answer


def robots(request: HttpRequest) -> HttpResponse:
    """What machines that read along should leave out: what is computed on demand, and the desk."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: /{lang}/{path}/" for lang in language_codes() for path in PRIVATE]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


PRIVATE = ("desk", "account", "explain", "explore", "territories/*/briefing")


def _said(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"{status}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _said(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _said(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _said(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; without context processors, as they may be what broke."""
    return _said(request, 500)
