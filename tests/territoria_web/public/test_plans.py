"""The public page of a plan: what was adopted, changes struck through, and its tables."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from planned import Planning, a_plan

pytestmark = pytest.mark.django_db
KNOW = {"indicator": "Loans a month", "target_low": 40.0, "target_high": 60.0, "target_year": 2029}


def adopted() -> Planning:
    p = a_plan()
    p.add("=SUM(A1)", ends=date(2027, 5, 1), owner="City <b>", **KNOW)
    p.adopt()
    return p


def test_a_draft_and_an_unknown_plan_are_not_there(client: Client):
    p = a_plan()
    p.add()
    for end in ("/", ".json", ".csv", ".xlsx"):
        assert client.get(f"/en/plans/{p.plan.public_id}{end}").status_code == 404


def test_what_was_moved_is_struck_through_and_the_reason_stands_beside(client: Client):
    p = adopted()
    p.change(1, ends=date(2027, 9, 1), target_low=30.0, reason="The tender took longer.")
    p.adopt("Adopted by the council in October.")
    page = client.get(f"/en/plans/{p.plan.public_id}/").content.decode()
    assert "<s>1 May 2027</s> until 1 September 2027" in page
    assert "<s>40</s> 30–60 by 2029" in page
    assert ("The tender took longer." in page, "City &lt;b&gt;" in page) == (True, True)


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_three_languages(client: Client, lang: str):
    p = adopted()
    assert client.get(f"/{lang}/plans/{p.plan.public_id}/").status_code == 200


def test_the_tables_hold_the_adopted_version_and_no_formula(client: Client):
    p = adopted()
    p.change(1, title="Draft only")
    at = f"/en/plans/{p.plan.public_id}"
    body = client.get(f"{at}.json").json()
    assert [a["title"] for a in body["plan"]["actions"]] == ["=SUM(A1)"]
    assert body["versions"][0]["number"] == 1
    assert b"1,'=SUM(A1),1,City <b>," in client.get(f"{at}.csv").content
    sheet = load_workbook(io.BytesIO(client.get(f"{at}.xlsx").content)).active
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=SUM(A1)", "s")


def test_few_queries_however_many_actions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    for code, count in (("X1", 1), ("X2", 3)):
        p = a_plan(code)
        for n in range(count):
            p.add(f"Action {n}", **KNOW)
        p.adopt()
        with django_assert_num_queries(2):
            client.get(f"/en/plans/{p.plan.public_id}/")
