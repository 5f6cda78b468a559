"""Pages that are written down before anyone asks: every one that has an address of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import resolve, reverse
from django.utils.http import urlencode

from territoria_web.library.queries import library
from territoria_web.library.saying import said_in
from territoria_web.measure.queries.assessments import current, framework_of, public_assessments
from territoria_web.measure.queries.map_choices import map_choices
from territoria_web.recommend.queries.advised import codes_advised

SINGLE = ("home", "methods", "advice", "indicators", "frameworks", "practices", "initiatives")


def addresses() -> list[str]:
    """All of them in the language that is spoken; those that most readers come for are first."""
    return list(_addresses())


def _addresses() -> Iterator[str]:
    texts = library()
    yield from (reverse(f"public:{name}") for name in SINGLE)
    yield from _each("territory", codes_advised(current()))
    yield from _each("indicator", texts.indicators)
    yield from _each("practice", texts.practices)
    yield from _each("recommendation", texts.recommendations)
    yield from _each("initiative", texts.initiatives)
    yield from _each("advice-role", texts.roles)
    for role in texts.roles:
        yield f"{reverse('public:practices')}?{urlencode({'role': role})}"
    for name, assessment in public_assessments().items():
        yield reverse("public:framework", args=[name])
        for node in framework_of(assessment).walk():
            yield reverse("public:framework-node", args=[name, node.id])
    yield reverse("public:map")
    for group in map_choices(current().release):
        for choice in group.choices:
            yield f"{reverse('public:map')}?show={choice.show}"


def _each(name: str, ids: Iterable[str]) -> Iterator[str]:
    yield from (reverse(f"public:{name}", args=[one]) for one in ids)


def write_page(address: str, language: str) -> None:
    """Ask for a page as a reader would: it writes itself down."""
    path, _question, query = address.partition("?")
    with said_in(language):
        request = HttpRequest()
        request.method, request.path, request.path_info = "GET", path, path
        request.GET = QueryDict(query)
        # a name that this site answers to; the page is written without it
        request.META = {"HTTP_HOST": settings.ALLOWED_HOSTS[0].strip(".*") or "localhost"}
        asked = request.resolver_match = resolve(path)
        asked.func(request, *asked.args, **asked.kwargs)
