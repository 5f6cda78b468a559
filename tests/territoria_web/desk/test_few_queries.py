"""No page of the desk asks the database more than twelve times, however much a team has written."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from desk_team import HEAD, Team, a_team, give, signed_in, work_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
PAGES = ("", "measure/", "compare/", "recommend/", "documents/", "jobs/")
MOST = 12


def busy() -> tuple[Team, Client]:
    """A team with own figures, two choices of peers and the way back, and decisions."""
    team = a_team()
    client = signed_in(team.lead)
    for year in range(3):
        give(team, HEAD + f"FRE1,hrst,{2018 + year},3{year}.5\n")
    work_all()
    for codes in ("FI20 DED5 FRE2", "FI20 DED5 FRD2 RO42"):
        why = {"others": codes, "reason": "They share our border and our labour market."}
        assert client.post(team.at("compare/"), why).status_code == 302
    return team, client


def test_of_a_busy_team(django_assert_max_num_queries: DjangoAssertNumQueries):
    team, client = busy()
    for page in PAGES:
        assert client.get(team.at(page)).status_code == 200
        with django_assert_max_num_queries(MOST, info=page):
            client.get(team.at(page))


def test_of_a_new_team(django_assert_max_num_queries: DjangoAssertNumQueries):
    team = a_team()
    client = signed_in(team.lead)
    for page in (*PAGES, "measure/upload/"):
        assert client.get(team.at(page)).status_code == 200
        with django_assert_max_num_queries(MOST, info=page):
            client.get(team.at(page))
