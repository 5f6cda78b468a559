"""Another city joins in one act from the public page; a project that takes nobody says so."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_project import P, S, a_project
from territoria_web.act.rules.projects import MOST_JOINS_BY_ONE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
TYPED = {
    "name": "Turku",
    "role": "partner",
    "brings": "A tool",
    "person": "Ada",
    "email": "ada@turku.example",
}


@pytest.fixture(autouse=True)
def counted_anew(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False
    cache.clear()


def test_one_form_asks_and_nothing_is_public_before_the_lead_says_yes(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
):
    d = a_project()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(d.public("join/"), TYPED)
    assert (answer.status_code, answer["Location"]) == (302, d.public("joined/"))
    assert (d.partner("Turku").state, mail.outbox[0].to) == (P.ASKED, ["bordeaux@city.example"])
    assert "Turku" not in client.get(d.public()).content.decode()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(client: Client):
    d = a_project()
    refused = client.post(d.public("join/"), {**TYPED, "email": "ada", "role": "lead"})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"role"})
    refused = client.post(d.public("join/"), {**TYPED, "email": "ada"})
    assert (set(refused.context["form"].errors), refused.context["form"]["name"].value()) == (
        {"email"},
        "Turku",
    )
    assert d.row.partners.count() == 4


def test_machines_are_thanked_and_not_written_down_and_nobody_asks_on_and_on(client: Client):
    d = a_project()
    client.post(d.public("join/"), {**TYPED, "subject_line": "Buy"})
    assert d.row.partners.count() == 4
    for number in range(MOST_JOINS_BY_ONE + 1):
        answer = client.post(d.public("join/"), {**TYPED, "email": f"a{number}@turku.example"})
    assert (answer.status_code, d.row.partners.count()) == (422, 4 + MOST_JOINS_BY_ONE)


def test_nobody_joins_an_invented_project(client: Client):
    d = a_project(example=True)
    for answer in (client.get(d.public("join/")), client.post(d.public("join/"), TYPED)):
        assert (answer.status_code, "form" in answer.context) == (200, False)
        assert "This project is an example" in answer.content.decode()
    assert d.row.partners.count() == 4
    assert "Join the project" not in client.get(d.public()).content.decode()


def test_a_project_that_rests_takes_nobody_and_a_proposal_is_not_there(client: Client):
    d = a_project(S.PARKED)
    assert "takes nobody in" in client.get(d.public("join/")).content.decode()
    late = client.post(d.public("join/"), TYPED)
    assert (late.status_code, late.context["form"]["brings"].value()) == (422, "A tool")
    proposed = a_project(S.PROPOSED, network=d.network)
    assert client.get(proposed.public("join/")).status_code == 404
