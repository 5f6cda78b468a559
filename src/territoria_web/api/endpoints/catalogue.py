"""The catalogue in three notations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Router

from territoria_web.api.catalogue.dcat import catalogue
from territoria_web.api.catalogue.graph import Graph
from territoria_web.api.catalogue.writers import as_jsonld, as_rdf_xml, as_turtle
from territoria_web.people.links import absolute

router = Router(tags=["releases"])
ROOT = "/api/v1/"


def _documented(media: str, kind: str = "string") -> dict[str, Any]:
    return {"responses": {200: {"content": {media: {"schema": {"type": kind}}}}}}


@router.get(
    "/catalogue.ttl",
    openapi_extra=_documented("text/turtle"),
    summary=gettext_noop("DCAT-AP catalogue as Turtle"),
)
def catalogue_turtle(request: HttpRequest) -> Any:
    """For data portals that harvest."""
    return _written(request, as_turtle, "text/turtle")


@router.get(
    "/catalogue.jsonld",
    openapi_extra=_documented("application/ld+json", "object"),
    summary=gettext_noop("DCAT-AP catalogue as JSON-LD"),
)
def catalogue_jsonld(request: HttpRequest) -> Any:
    """The same in JSON."""
    return _written(request, as_jsonld, "application/ld+json")


@router.get(
    "/catalogue.rdf",
    openapi_extra=_documented("application/rdf+xml"),
    summary=gettext_noop("DCAT-AP catalogue as RDF/XML"),
)
def catalogue_rdf(request: HttpRequest) -> Any:
    """The same in XML."""
    return _written(request, as_rdf_xml, "application/rdf+xml")


def _written(request: HttpRequest, write: Callable[[Graph], str], media: str) -> HttpResponse:
    def link(name: str, parts: list[Any]) -> str:
        return absolute(request, reverse(name, args=parts))

    text = write(catalogue(link, absolute(request, ROOT)))
    return HttpResponse(text, content_type=f"{media}; charset=utf-8")
