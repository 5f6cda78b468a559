"""Advice by factor."""

from __future__ import annotations

import pytest
from django.test import Client

from territoria_web.recommend.queries.advice_here import GIVEN

pytestmark = [pytest.mark.usefixtures("site_data"), pytest.mark.django_db]


def test_a_dimension_leads_to_its_factors_and_their_cases(client: Client):
    answer = client.get("/en/advice/factor/blueprint/A3/")
    assert [n.id for n, _ in answer.context["below"]] == ["A3.1", "A3.2", "A3.3"]
    assert answer.context["cases"] == 33


def test_without_a_territory_all_advice_is_shown_the_best_supported_first(client: Client):
    rows = client.get("/en/advice/factor/blueprint/A3.2/").context["rows"]["given"]
    assert [r.grade for r in rows] == sorted((r.grade for r in rows), reverse=True)
    assert len(rows) == 8


def test_with_a_territory_it_is_in_its_order(client: Client):
    rows = client.get("/en/advice/factor/blueprint/A3/?territory=FRE1").context["rows"]["given"]
    assert all(r.here.standing == GIVEN for r in rows)
    assert [r.here.order for r in rows] == sorted(r.here.order for r in rows)


def test_what_is_not_advised_here_says_why(client: Client):
    answer = client.get("/en/advice/factor/blueprint/A1.1/?territory=FRE1")
    assert answer.context["rows"]["refused"]
    assert "Not advised here, and why" in answer.content.decode()


@pytest.mark.parametrize("path", ["blueprint/A9", "nope/A1"])
def test_what_does_not_exist_is_not_found(client: Client, path: str):
    assert client.get(f"/en/advice/factor/{path}/").status_code == 404


def test_the_list_stands_beside_as_a_table(client: Client):
    rows = client.get("/en/advice/factor/blueprint/A3.2.csv").content.decode().splitlines()
    assert len(rows) == 9
