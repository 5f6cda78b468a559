"""Every page of a call opens for whom it is for, in each stage, and asks little of the database."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from call_world import (
    World,
    a_judged_world,
    a_world,
    an_application,
    applications_of_call,
    reviewed,
    reviews_of,
)
from desk_team import signed_in
from territoria_web.invite.services.decisions import Choice, decide_call

pytestmark = pytest.mark.django_db
MOST = 12
METHOD = "By the ranking of the reviewers, without exception."


def office(world: World) -> tuple[Client, str]:
    return signed_in(world.secretary), f"/en/desk/calls/{world.call.public_id}/"


def all_reviewed(world: World) -> None:
    for n, application in enumerate(applications_of_call(world)):
        for review in reviews_of(application):
            reviewed(world, review, 4 - n % 4)


def decided(world: World) -> None:
    all_reviewed(world)
    rows = applications_of_call(world)
    choices = {a.public_id: Choice("declined") for a in rows[1:]}
    choices |= {rows[0].public_id: Choice("selected")}
    decide_call(
        by=world.secretary, call=world.call, choices=choices, method=METHOD, now=world.after
    )


def test_a_draft_is_written_looked_at_and_published():
    world = a_world(publish=False)
    client, at = office(world)
    pages = ("", "text/", "criteria/", "criteria/ambition/", "criteria/new/", "preview/")
    assert [client.get(at + page).status_code for page in pages] == [200] * 6
    for strange in ("9" * 5000, "²", ""):
        assert client.post(f"{at}publish/", {"seen": strange}).status_code == 302
        assert world.fresh().state == "draft"
    assert client.post(f"{at}publish/", {"seen": "0"}).status_code == 302
    assert world.fresh().state == "published"


@pytest.mark.parametrize("count", [1, 3])
def test_no_page_of_the_office_asks_much(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
):
    world = a_judged_world(count, reviewers=3, places=1)
    all_reviewed(world)
    client, at = office(world)
    one = f"expressions/{applications_of_call(world)[0].public_id}/"
    pages = ("", "expressions/", one, "reviewers/", "assignment/", "ranking/", "decision/")
    for page in (*pages, "ranking.csv"):
        client.get(at + page)
        with django_assert_max_num_queries(MOST, info=page):
            assert client.get(at + page).status_code == 200


def test_after_the_decision_its_pages_open():
    world = a_judged_world(3, places=1)
    decided(world)
    client, at = office(world)
    first = applications_of_call(world)[0].public_id
    for page in ("", "expressions/", "reviewers/", "assignment/", "ranking/", "decision/"):
        assert client.get(at + page).status_code == 200
    assert client.get(f"{at}expressions/{first}/desk/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_pages_of_a_reviewer_ask_little(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
):
    world = a_judged_world(count)
    review = reviews_of(applications_of_call(world)[0])[0]
    client = signed_in(review.reviewer.user)
    at = "/en/desk/reviews/"
    for page in ("", f"of/{world.call.public_id}/", f"of/{world.call.public_id}/conflicts/",
                 f"{review.public_id}/"):  # fmt: skip
        client.get(at + page)
        with django_assert_max_num_queries(MOST, info=page):
            assert client.get(at + page).status_code == 200


def test_pages_of_an_applicant_open_in_each_language():
    world = a_world()
    application = an_application(world)
    client = signed_in(application.applicant)
    for lang in ("en", "fr", "de"):
        for page in ("", f"{application.public_id}/"):
            assert client.get(f"/{lang}/desk/expressions/{page}").status_code == 200
        apply = f"/{lang}/desk/calls/{world.call.public_id}/apply/"
        assert client.get(apply).status_code == 200


def test_the_public_pages_of_a_call(client: Client):
    world = a_judged_world(3, places=1)
    at = f"/en/calls/{world.call.public_id}/"
    assert client.get("/en/calls/").status_code == 200
    assert client.get(at).context["count"] == 3
    decided(world)
    page = client.get(at)
    assert [one["name"] for one in page.context["chosen"]] == ["Lakeland 0"]
    data = client.get(at.rstrip("/") + ".json").json()
    assert [one["territory"] for one in data["selected"]] == ["X00@2021"]


def test_a_draft_is_not_public(client: Client):
    world = a_world(publish=False)
    assert client.get(f"/en/calls/{world.call.public_id}/").status_code == 404
    assert client.get(f"/en/desk/calls/{world.call.public_id}/apply/").status_code == 404


def test_the_number_of_expressions_is_told_only_after_the_closing(client: Client):
    world = a_world()
    an_application(world)
    page = client.get(f"/en/calls/{world.call.public_id}/")
    assert page.context["count"] is None
    listed = client.get("/en/calls.json").json()["table"]["rows"]
    assert listed[0][7] is None
