"""The reference page and the description for machines."""

from __future__ import annotations

import pytest
from django.test import Client

from territoria_web.api.documenting import ERRORS, openapi
from territoria_web.api.meanings import FIELDS, IN_SCHEMA
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
        if not p.get("description")
    ]
    assert missing == []


def test_every_schema_and_every_field_of_an_answer_is_described():
    schemas = openapi()["components"]["schemas"]
    missing = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, held in schema.get("properties", {}).items()
        if not held.get("description")
    ]
    assert missing == []
    named = [name for name in schemas if not name.startswith("Listed_")]
    assert [name for name in named if not schemas[name].get("description")] == []


def test_no_meaning_is_left_over():
    schemas = openapi()["components"]["schemas"]
    fields = {field for schema in schemas.values() for field in schema.get("properties", {})}
    in_schema = {f"{name}.{f}" for name, s in schemas.items() for f in s.get("properties", {})}
    assert set(FIELDS) - fields - {"where", "mend"} == set()
    assert set(IN_SCHEMA) - in_schema == set()


def test_a_gap_is_described_as_it_is_written(client: Client):
    """Above 0 is behind: the better quarter of the peers is ahead of the place."""
    assert "above 0 is behind" in openapi()["components"]["schemas"]["GapOut"]["description"]
    gaps = client.get("/api/v1/territories/FRE1/gaps").json()["items"]
    scores = [g for g in gaps if g["size"] is not None and g["node"].startswith(("A", "B"))]
    assert {g["size"] > 0 for g in scores} == {True, False}
    assert [g["node"] for g in scores if (g["size"] > 0) != (g["target"] > g["value"])] == []


def test_the_description_is_openapi_3_1(client: Client):
    body = client.get("/api/v1/openapi.json").json()
    assert body["openapi"] == "3.1.0"
    assert body["servers"] == [{"url": "http://testserver"}]
