"""What happens around every page: its caller, its size, its language, errors said as pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria.errors import AddressError, TerritoriaError, UnknownTerritory
from territoria.speech import LANGUAGES, speaking
from territoria_web.api.problems import Fault, refusal
from territoria_web.library.private_answers import guarded
from territoria_web.measure.queries.assessments import NothingOpened
from territoria_web.site.log_words import holds_a_link

Answer = Callable[[HttpRequest], HttpResponse]


def trust_the_proxy(get_response: Answer) -> Answer:
    """Behind ``TRUSTED_PROXIES`` of our own the visitor's address is what the outermost says."""

    def middleware(request: HttpRequest) -> HttpResponse:
        said = request.headers.get("X-Forwarded-For", "")
        hops = [hop.strip() for hop in said.split(",") if hop.strip()]
        if settings.TRUSTED_PROXIES and len(hops) >= settings.TRUSTED_PROXIES:
            request.META["REMOTE_ADDR"] = hops[-settings.TRUSTED_PROXIES]
        return get_response(request)

    return middleware


def keep_links_private(get_response: Answer) -> Answer:
    """What stands behind a link of one's own is kept by nobody on the way, errors and redirects too."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if holds_a_link(request.path) and not answer.has_header("Cache-Control"):
            return guarded(answer)
        return answer

    return middleware


def speak_the_language(get_response: Answer) -> Answer:
    """The engine speaks the language of the address, like the interface."""

    def middleware(request: HttpRequest) -> HttpResponse:
        lang = (get_language() or "en").split("-")[0]
        with speaking(lang if lang in LANGUAGES else "en"):
            return get_response(request)

    return middleware


def refuse_what_is_too_large(get_response: Answer) -> Answer:
    """413 by the length that a request says, before anything reads (and keeps) its body.

    A body without a said length (chunked) is not read at all: the server hands it on unread, and
    Django takes what has no CONTENT_LENGTH for empty, so that its form comes back unfilled.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        if said.isdecimal() and int(said) <= settings.LARGEST_REQUEST:
            return get_response(request)
        if not request.path.startswith("/api/"):
            return render(request, "413.html", status=413)
        what = _("The request is larger than this site reads.")
        return refusal(413, [Fault(request.path, what, _("Send less at once: at most 5 MB."))])

    return middleware


class say_engine_errors:  # noqa: N801 - Django names middleware as functions
    """An error of the engine's family is bad input: a page that says what, where, how to mend."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A 404 where something is not there, a 400 where it cannot be read; nothing else.

        Without any data in use it is a 503: what is asked for is right, and comes back.
        """
        if isinstance(error, NothingOpened):
            answer = render(request, "503.html", status=503)
            answer["Retry-After"] = "600"
            return answer
        if not isinstance(error, TerritoriaError):
            return None
        status = 404 if isinstance(error, AddressError | UnknownTerritory) else 400
        return render(request, f"{status}.html", {"problems": error.problems}, status=status)
