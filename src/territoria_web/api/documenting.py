"""The OpenAPI document: what the framework writes, and what every endpoint has besides."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_noop

from territoria_web.api.answers import MEDIA
from territoria_web.api.door import api
from territoria_web.api.meanings import FIELDS, say_meanings
from territoria_web.library.languages import language_codes

PREFIX = "/api/v1/"
FAULT = {"where": FIELDS["where"], "what": "What is wrong.", "mend": FIELDS["mend"]}
PROBLEMS = {
    "type": "object",
    "title": "Problems",
    "description": "What was wrong with the request, and how to mend it.",
    "required": ["problems"],
    "additionalProperties": False,
    "properties": {
        "problems": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["where", "what", "mend"],
                "additionalProperties": False,
                "properties": {
                    name: {"type": "string", "description": d} for name, d in FAULT.items()
                },
            },
        }
    },
}
ERRORS = {
    400: "The request cannot be read.",
    401: "The key is missing, not known, or has run out.",
    403: "The role does not allow this.",
    404: "There is nothing at this address.",
    405: "This address does not answer this method.",
    422: "A parameter does not fit.",
    429: "Too many requests; wait as long as Retry-After says.",
    500: "Something broke on our side.",
    503: "There are no figures at the moment; try again later.",
}
SPOKEN = gettext_noop("language of names and sentences")


def openapi() -> dict[str, Any]:
    """The document, complete."""
    return _openapi(language_codes())


@lru_cache(maxsize=1)
def _openapi(languages: tuple[str, ...]) -> dict[str, Any]:
    document: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    document["jsonSchemaDialect"] = "https://json-schema.org/draft/2020-12/schema"
    document["info"]["license"] = {
        "name": "EUPL-1.2",
        "identifier": "EUPL-1.2",
    }
    document["components"]["schemas"]["Problems"] = PROBLEMS
    for path in document["paths"].values():
        for operation in path.values():
            _complete(operation, languages)
    say_meanings(document)
    return document


def _complete(operation: dict[str, Any], languages: tuple[str, ...]) -> None:
    operation["parameters"] = [*operation.get("parameters", []), _lang(languages)]
    answers = operation["responses"]
    for status, said in ERRORS.items():
        answers[status] = {
            "description": said,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problems"}}},
        }
    answers[429]["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    answers[304] = {"description": "Unchanged since the ETag that was sent."}
    for kind in formats_of(operation)[1:]:
        schema = {"type": "object"} if kind in ("geojson", "jsonstat") else {"type": "string"}
        answers[200].setdefault("content", {})[MEDIA[kind]] = {"schema": schema}


def _lang(languages: tuple[str, ...]) -> dict[str, Any]:
    return {
        "in": "query",
        "name": "lang",
        "required": False,
        "description": SPOKEN,
        "schema": {"type": "string", "enum": list(languages), "default": "en"},
    }


def formats_of(operation: dict[str, Any]) -> list[str]:
    """The formats an endpoint answers in, the usual one first."""
    for parameter in operation.get("parameters", []):
        if parameter["name"] == "format":
            return list(parameter["schema"]["enum"])
    return ["json"]


@lru_cache(maxsize=256)
def parameters_of(route: str) -> frozenset[str]:
    """The query parameters of the endpoint at a route of Django's, without ``lang``."""
    path = PREFIX + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
    operations = openapi()["paths"][path].values()
    return frozenset(
        p["name"] for o in operations for p in o["parameters"] if p["in"] == "query"
    ) - {"lang"}
