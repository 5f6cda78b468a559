"""Open311 GeoReport v2, the side that is read: services and service requests, without any person."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from territoria_web.listen.queries.forums import forum_by_code
from territoria_web.listen.queries.need_open311 import requests_of, service_list
from territoria_web.listen.queries.needs import public_need

TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
Form = Literal["json", "xml"]


@require_safe
def requests(request: HttpRequest, code: str, form: Form) -> HttpResponse:
    """``requests.json`` and ``requests.xml``; our finer states stand in ``extended_status``."""
    asked = {name: str(value) for name, value in request.GET.items()}
    return _answer(requests_of(forum_by_code(code), asked, form), form)


@require_safe
def request_of(request: HttpRequest, code: str, number: int, form: Form) -> HttpResponse:
    """``requests/<number>.json``: one of them, in a list; 404 where it is not public."""
    held = forum_by_code(code)
    public_need(held, number)
    return _answer(requests_of(held, {"service_request_id": str(number)}, form), form)


@require_safe
def services(request: HttpRequest, code: str, form: Form) -> HttpResponse:
    """``services.json`` and ``services.xml``: the themes of needs."""
    forum_by_code(code)
    return _answer(service_list(form), form)


def _answer(body: bytes, form: Form) -> HttpResponse:
    answer = HttpResponse(body, content_type=TYPES[form])
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=60)
    return answer
