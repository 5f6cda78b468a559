"""What happens around every endpoint: language, limits, keys, CORS, ETags, unknown parameters."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition

from territoria_web.api.keys import key_in, token_of
from territoria_web.api.problems import Fault, not_allowed, refusal, unknown_key
from territoria_web.api.throttling import address_of, too_many
from territoria_web.library.languages import language_codes
from territoria_web.library.saying import said_in
from territoria_web.measure.queries.interchange import known_names

FRESH = 60
View = Callable[..., HttpResponseBase]


def kept(
    view: View, *, known: frozenset[str], computed: bool = False, private: bool = False
) -> View:
    """The view as it is served; ``known``: its query parameters, ``computed``: it takes long."""

    @csrf_exempt  # a key is sent in a header by intent, never by a browser on its own
    def served(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        lang = request.GET.get("lang", "en")
        spoken = lang if lang in language_codes() else "en"
        with said_in(spoken):
            answer = _checked(request, lang, known, computed) or _asked(view, request, parts)
            answer["Content-Language"] = spoken
        return _shared(request, answer, private)

    return served


def _checked(
    request: HttpRequest, lang: str, known: frozenset[str], computed: bool
) -> HttpResponseBase | None:
    key = key_in(request)
    token = token_of(key) if key else None
    if key is not None and token is None:
        return (
            too_many(request, f"k{address_of(request)}", with_key=False, computed=True)
            or unknown_key()
        )
    who = f"t{token.pk}" if token else f"a{address_of(request)}"
    return too_many(request, who, with_key=token is not None, computed=computed) or _odd(
        request, lang, known
    )


def _odd(request: HttpRequest, lang: str, known: frozenset[str]) -> HttpResponse | None:
    """Nothing is passed over in silence: an unknown parameter may be a filter that is mistyped."""
    if "\0" in request.path or any("\0" in v for vs in request.GET.lists() for v in vs[1]):
        fault = Fault(request.path, _("The address holds a character that no text has."), "")
        return refusal(400, [fault])
    if lang not in language_codes():
        what = _("We do not speak this language.")
        return refusal(422, [Fault("query lang", what, known_names(lang, language_codes()))])
    what = _("This endpoint has no parameter of this name.")
    odd = sorted(set(request.GET) - known - {"lang"})
    faults = [Fault(f"query {name}", what, known_names(name, known | {"lang"})) for name in odd]
    return refusal(422, faults) if faults else None


def _asked(view: View, request: HttpRequest, parts: dict[str, Any]) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _options()
    if request.method == "HEAD":
        request.method = "GET"
        answer = view(request, **parts)
        request.method = "HEAD"
    else:
        answer = view(request, **parts)
    if answer.status_code == 405:
        return not_allowed(request.path, answer.get("Allow", "GET").replace("GET", "GET, HEAD"))
    return answer


def _options() -> HttpResponse:
    answer = HttpResponse(status=204)
    answer["Allow"] = answer["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    return answer


def _shared(request: HttpRequest, answer: HttpResponseBase, private: bool) -> HttpResponseBase:
    """Public data may be read from any page and kept for a while; a team's own may not."""
    if private or request.method not in ("GET", "HEAD", "OPTIONS"):
        patch_cache_control(answer, private=True, no_store=True)
        return answer
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Expose-Headers"] = "ETag, Link, X-Total-Count, Retry-After"
    if answer.status_code != 200 or not isinstance(answer, HttpResponse):
        return answer
    patch_cache_control(answer, public=True, max_age=FRESH)
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    fresh: HttpResponseBase = condition(etag_func=lambda _: tag)(lambda _: answer)(request)
    for name in ("Access-Control-Allow-Origin", "Content-Language"):
        fresh[name] = answer[name]
    return fresh
