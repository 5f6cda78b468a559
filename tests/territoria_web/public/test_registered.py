"""The page of an entry of the register: all its fields, for readers and for machines."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from a_register import registered

pytestmark = pytest.mark.django_db


def test_an_entry_tells_all_its_fields_and_the_machine_too(client: Client):
    _team, made = registered()
    edition = made.editions.get()
    page = client.get(f"/en/initiatives/{made.slug}/").content.decode()
    told = ("EUR 1,200,000 a year", "12.5 % of shops, 2023 → 30 % of shops by 31 December 2028")
    for words in (*told, "One page of forms is enough.", edition.digest, 'href="/en/practices/'):
        assert words in page, words
    data = client.get(f"/en/initiatives/{made.slug}.json").json()
    assert data["initiative"]["reach"] == "2024: 120; 2025: 150 (3 %)"
    assert [(e["number"], e["record"]) for e in data["editions"]] == [(1, made.body)]
    (row,) = csv.DictReader(io.StringIO(client.get(f"/en/initiatives/{made.slug}.csv").text))
    assert (row["digest"], row["valid_until"]) == (edition.digest, "2099-12-31")
    rows = csv.DictReader(io.StringIO(client.get("/en/initiatives.csv?from=register").text))
    assert [(r["from"], r["budget_eur_year"], r["edition"]) for r in rows] == [
        ("register", "1200000.00", "1")
    ]


def test_what_nobody_confirms_any_more_says_so(client: Client):
    _team, made = registered()
    edition = made.editions.get()
    old = {**edition.body, "valid_until": "2020-01-01"}
    made.editions.filter(pk=edition.pk).update(body=old)
    assert "nobody answers for this text" in client.get(f"/en/initiatives/{made.slug}/").text
