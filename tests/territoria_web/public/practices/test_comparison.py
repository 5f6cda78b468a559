"""The comparative analysis, as readers see it."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.usefixtures("site_data"), pytest.mark.django_db]
A32 = "framework=blueprint&factor=A3.2"


def test_the_comparison_wins_over_a_practice_of_that_name(client: Client):
    answer = client.get("/en/practices/comparison/")
    assert answer.status_code == 200
    assert answer.context["page"]["title"] == "Comparative analysis of the practices"


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_every_case_of_a_factor_has_a_row(client: Client, lang: str):
    answer = client.get(f"/{lang}/practices/comparison/?{A32}")
    assert len(answer.context["rows"]) == 17
    assert len(answer.context["rows"][0]["texts"]) == 6


def test_the_framework_may_be_left_out(client: Client):
    assert client.get("/en/practices/comparison/?factor=A3.2").context["node"].id == "A3.2"


def test_references_lead_to_the_practice(client: Client):
    row = client.get(f"/en/practices/comparison/?{A32}").context["rows"][0]
    assert f'href="{row["url"]}#source-' in "".join(row["texts"])


def test_figures_of_regions_lead_to_their_derivation(client: Client):
    regions = client.get(f"/en/practices/comparison/?{A32}").context["regions"]["rows"]
    value, year, url = regions[0]["figures"][0]
    assert value and year  # noqa: PT018
    assert url.startswith("/en/explain/?number=observation:blueprint@2021:")


def test_a_factor_without_cases_says_so_and_leads_on(client: Client):
    answer = client.get("/en/practices/comparison/?framework=sme-go-digital&factor=D3.1")
    assert answer.status_code == 200
    assert "No case is filed here yet" in answer.content.decode()


@pytest.mark.parametrize("query", ["factor=Z9", "framework=nope", "framework=nope&factor=A1"])
def test_what_does_not_exist_is_not_found(client: Client, query: str):
    assert client.get(f"/en/practices/comparison/?{query}").status_code == 404


@pytest.mark.parametrize("factor", ["A2.2", "A3.2"])
def test_two_questions_are_enough_for_few_cases_or_many(
    client: Client, django_assert_num_queries, factor: str
):
    client.get(f"/en/practices/comparison/?factor={factor}")
    with django_assert_num_queries(2):
        client.get(f"/en/practices/comparison/?factor={factor}")


def test_table_and_counts_stand_beside(client: Client):
    data = client.get(f"/en/practices/comparison.json?{A32}").json()
    assert sum(data["grades"].values()) == 17
    assert len(data["table"]["rows"]) == 17
    assert data["gaps_in_evidence"]
    rows = client.get("/en/practices/comparison.csv").content.decode().splitlines()
    assert rows[0] == "framework,node,title,central,touched,small,wrong,compared,costed,best_grade"
