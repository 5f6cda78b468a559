"""The reference page and the description for machines."""

from __future__ import annotations

import pytest
from django.test import Client

from territoria_web.api.documenting import ERRORS, openapi
from territoria_web.api.reference import groups

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_the_reference_speaks_the_language_asked_for(client: Client, lang: str):
    answer = client.get(f"/api/?lang={lang}")
    assert (answer.status_code, answer["Content-Language"]) == (200, lang)
    assert f'<html lang="{lang}">' in answer.content.decode()


def test_it_shows_every_endpoint_of_the_description():
    shown = {(e["method"].lower(), e["path"]) for _, es in groups() for e in es}
    held = {(m, path) for path, operations in openapi()["paths"].items() for m in operations}
    assert shown == held


def test_every_endpoint_documents_every_error():
    for path, operations in openapi()["paths"].items():
        for operation in operations.values():
            assert set(ERRORS) - set(operation["responses"]) == set(), path


def test_every_parameter_is_described():
    missing = [
        (path, p["name"])
        for path, operations in openapi()["paths"].items()
        for operation in operations.values()
        for p in operation["parameters"]
        if p["in"] == "query" and not p.get("description") and p["name"] not in ("format", "among")
    ]
    assert missing == []


def test_the_description_is_openapi_3_1(client: Client):
    body = client.get("/api/v1/openapi.json").json()
    assert body["openapi"] == "3.1.0"
    assert body["servers"] == [{"url": "http://testserver"}]
