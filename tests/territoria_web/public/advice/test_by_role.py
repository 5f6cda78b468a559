"""Advice by role."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.usefixtures("site_data"), pytest.mark.django_db]
ROLES = ["CIT", "CMG", "COR", "DEV", "EDU", "FIN", "MAY", "OFF", "SME", "SOC", "STA", "UNI"]


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_advice_and_is_told_what_it_can_do(client: Client, role: str):
    answer = client.get(f"/de/advice/for/{role}/")
    assert {r.entry.role.id for r in answer.context["rows"]["given"]} == {role}
    assert answer.context["meaning"]


def test_an_unknown_role_is_not_found(client: Client):
    assert client.get("/en/advice/for/KING/").status_code == 404


def test_the_finding_names_what_can_be_prepared_where_nothing_can_start(client: Client):
    finding = client.get("/en/advice/for/MAY/?territory=FRE1").context["page"]["finding"]
    assert finding.startswith(
        "For Nord-Pas de Calais 4 pieces of advice apply. Preparing can begin now: put a dated "
        "roadmap with owners and costs to a council vote; "
    )


def test_nothing_is_asked_of_the_database_without_a_territory(
    client: Client, django_assert_num_queries
):
    client.get("/en/advice/for/FIN/")
    with django_assert_num_queries(0):
        client.get("/en/advice/for/OFF/")
