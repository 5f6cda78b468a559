"""The reference of the API as a page of ours, and the OpenAPI document it is made of."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.api.documenting import formats_of, openapi
from territoria_web.library.languages import language_codes, languages
from territoria_web.library.saying import said_in
from territoria_web.people.links import absolute, origin_of


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """``/api/``: every endpoint with its parameters and formats."""
    asked = request.GET.get("lang", "")
    lang = asked if asked in language_codes() else "en"
    with said_in(lang):
        answer = render(request, "api/reference.html", _facts(request, lang))
    answer["Content-Language"] = lang
    return answer


def document(request: HttpRequest) -> HttpResponse:
    """``/api/v1/openapi.json``."""
    text = json.dumps(
        {**openapi(), "servers": [{"url": origin_of(request)}]},
        ensure_ascii=False,
    )
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def _facts(request: HttpRequest, lang: str) -> dict[str, Any]:
    root = absolute(request, "/api/")
    return {
        "base": "base.html",
        "page": {
            "title": _("The API: the same things as data"),
            "finding": _("Everything that the pages show can be read as data, without a key."),
            "canonical": root if lang == "en" else f"{root}?lang={lang}",
            "languages": [(c, name, f"{root}?lang={c}", c == lang) for c, name in languages()],
        },
        "root": absolute(request, "/api/v1"),
        "groups": groups(),
        "without_key": settings.API_A_MINUTE,
        "with_key": settings.API_WITH_KEY_A_MINUTE,
        "computed": settings.API_COMPUTED_A_MINUTE,
    }


def groups() -> list[tuple[str, list[dict[str, Any]]]]:
    """The endpoints by the first of their tags."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, operations in openapi()["paths"].items():
        for method, operation in operations.items():
            found.setdefault(operation["tags"][0], []).append(_endpoint(path, method, operation))
    return list(found.items())


def _endpoint(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": operation["operationId"].rpartition("endpoints_")[2],
        "method": method.upper(),
        "path": path,
        "tryable": "{" not in path and "security" not in operation,
        "summary": operation["summary"],
        "text": operation.get("description", ""),
        "key": "security" in operation,
        "formats": formats_of(operation),
        "parameters": [_parameter(p) for p in operation["parameters"] if p["name"] != "lang"],
    }


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = parameter["schema"]
    kinds = [schema, *schema.get("anyOf", [])]
    kind = next((k["type"] for k in kinds if k.get("type") not in (None, "null")), "string")
    return {
        "name": parameter["name"],
        "in": parameter["in"],
        "type": kind,
        "values": schema.get("enum", []),
        "usual": schema.get("default"),
        "text": parameter.get("description", ""),
        "required": parameter["required"],
    }
