"""Passages that anyone may read: those of which something was published, and nothing of the others."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from desk_team import Team, a_team
from territoria_web.invite.services.steps import open_steps
from territoria_web.papers.models import Paper
from territoria_web.papers.services.writing import begin_paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def a_public_team(code: str = "FRE1") -> Team:
    """A team whose assessment report was published."""
    team = a_team(code)
    open_steps(cycle=team.cycle, today=timezone.localdate())
    paper = begin_paper(
        by=team.lead,
        kind=Paper.Kind.ASSESSMENT,
        cycle=team.cycle,
        title="The report",
        language="en",
    )
    Paper.objects.filter(pk=paper.pk).update(state="published", published=timezone.now())
    return team


def test_what_published_nothing_is_not_there(client: Client):
    team = a_team()
    page = client.get("/en/journeys/")
    assert page.context["rows"] == []
    assert page.context["page"]["finding"] == "No region has published anything yet."
    assert client.get(f"/en/journeys/{team.cycle.public_id}/").status_code == 404
    assert client.get(f"/en/journeys/{uuid4()}/").status_code == 404


def test_a_published_paper_shows_the_passage_it_belongs_to(client: Client):
    team = a_public_team()
    (row,) = client.get("/en/journeys/").context["rows"]
    page = client.get(row["url"])
    assert page.context["page"]["finding"] == "0 of its four steps are done."
    papers = [[title for title, _url, _when in s["papers"]] for s in page.context["steps"]]
    assert papers == [[], ["The report"], [], []]
    assert page.context["journey"].cycle == team.cycle


def test_a_step_whose_paper_is_published_is_not_only_under_way(client: Client):
    team = a_public_team()
    team.cycle.steps.filter(kind="pre-assessment").update(state="open")
    (row,) = client.get("/en/journeys/").context["rows"]
    states = ["Under way", "Published; the step is still open", "Ahead", "Ahead"]
    assert [state for _name, state, _mark in row["steps"]] == states
    page = client.get(row["url"])
    assert [step["state"] for step in page.context["steps"]] == states


def test_a_territory_tells_what_it_has_published(client: Client):
    a_public_team()
    assert len(client.get("/en/journeys/of/FRE1/").context["rows"]) == 1
    assert client.get("/en/journeys/of/DED5/").context["rows"] == []
    assert client.get("/en/journeys/of/NOWHERE/").status_code == 404


def test_the_list_asks_as_often_for_three_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    a_public_team("FRE1")
    client.get("/en/journeys/")
    with django_assert_num_queries(3):
        client.get("/en/journeys/")
    a_public_team("DED5")
    a_public_team("FI20")
    with django_assert_num_queries(3):
        client.get("/en/journeys/")
