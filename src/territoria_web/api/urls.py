"""The addresses of the API: each endpoint, the same with a suffix, and one answer for all others."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import URLPattern, path, re_path, resolve
from django.views.decorators.csrf import csrf_exempt

from territoria_web.api.documenting import parameters_of
from territoria_web.api.door import api
from territoria_web.api.keeping import kept
from territoria_web.api.problems import not_there
from territoria_web.api.reference import document, reference

app_name = "api"
PRIVATE = ("cycles",)
NONE: frozenset[str] = frozenset()


def _served() -> list[URLPattern]:
    """The endpoints as ninja made them, each with what happens around it."""
    found = []
    for pattern in api.urls[0]:
        if not isinstance(pattern, URLPattern) or pattern.name == "api-root":
            continue
        route = str(pattern.pattern)
        view = kept(
            pattern.callback,
            known=parameters_of(route),
            computed=route.startswith("readings/"),
            private=route.startswith(PRIVATE),
        )
        found.append(path(f"v1/{route}", view, name=pattern.name))
    return found


def nothing_here(request: HttpRequest, **parts: Any) -> HttpResponseBase:
    """404 in the one shape."""
    return not_there(request.path)


missing = kept(nothing_here, known=NONE)


@csrf_exempt  # as every endpoint behind it: who asks is known by key, never by a cookie
def with_suffix(request: HttpRequest, rest: str, kind: str) -> HttpResponseBase:
    """``scores.csv?…`` is ``scores?format=csv&…``."""
    found = resolve(f"/api/v1/{rest}")
    if found.func is missing:
        return missing(request)
    query = QueryDict(request.META.get("QUERY_STRING", ""), mutable=True)
    query["format"] = kind
    request.GET = query  # type: ignore[assignment]
    request.path = f"/api/v1/{rest}"
    answer: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    return answer


urlpatterns = [
    path("", reference, name="reference"),
    path("v1/openapi.json", kept(document, known=NONE), name="openapi"),
    *_served(),
    re_path(r"^v1/(?P<rest>[^.?]+)\.(?P<kind>csv|json|geojson|jsonstat|sdmx-csv)$", with_suffix),
    re_path(r"^v1(?:/[\s\S]*)?$", missing),
]
