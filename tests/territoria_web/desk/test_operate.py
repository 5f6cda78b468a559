from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from territoria_web.jobs.services import enqueue
from territoria_web.people.models import Entry, Organisation, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def operator(client: Client) -> User:
    user = User.objects.create_user("operator@example.org", "x", is_operator=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return user


@pytest.fixture
def inside(client: Client, operator: User) -> Client:
    """Signed in a moment ago, by link and second factor."""
    import time

    client.force_login(operator, "sesame.backends.ModelBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(operator.pk)
    session.save()
    return client


def test_the_overview_says_how_the_house_stands(inside: Client) -> None:
    page = inside.get("/en/desk/operate/")
    assert page.context["page"]["finding"] == "All is well; nothing waits."
    assert [release.name for release in page.context["releases"]] == ["europe-nuts2021"]


def test_the_operator_finds_a_territory_and_invites_its_first_lead(inside: Client) -> None:
    page = inside.get("/en/desk/operate/territories/", {"q": "FRE1"})
    assert page.context["found"][0][0] == "FRE1"
    facts = {"email": "lead@example.org", "name": "", "role": "lead"}
    inside.post("/en/desk/team/FRE1/", facts)
    new = User.objects.get(email="lead@example.org")
    assert (new.memberships.get().role, len(mail.outbox)) == ("lead", 1)


def test_a_network_is_made_with_territories_and_a_secretariat(inside: Client) -> None:
    made = inside.post("/en/desk/operate/organisations/", {"name": "A", "kind": "network"})
    network = Organisation.objects.get()
    page = f"/en/desk/operate/organisations/{network.public_id}/"
    assert made["Location"] == page
    inside.post(page, {"change": "1", "name": "B", "codes": "fre1, DED5"})
    network.refresh_from_db()
    codes = sorted(t.code for t in network.territories.all())
    assert (network.name, codes) == ("B", ["DED5", "FRE1"])
    who = {"new-email": "s@example.org", "new-name": "", "new-role": "secretariat"}
    inside.post(page, {"invite": "1", **who})
    clerk = network.memberships.get().user
    assert network.memberships.get().role == "secretariat"
    inside.post(f"{page}people/{clerk.public_id}/end/")
    assert not network.memberships.exists()
    deeds = list(Entry.objects.order_by("pk").values_list("what", flat=True))
    assert deeds == [
        "make organisation",
        "change organisation",
        "make account",
        "give role",
        "take role",
    ]


def test_an_unknown_code_is_said_and_nothing_is_lost(inside: Client) -> None:
    network = Organisation.objects.create(name="A", kind="network")
    page = f"/en/desk/operate/organisations/{network.public_id}/"
    answer = inside.post(page, {"change": "1", "name": "B", "codes": "FRE1 XX99"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert ("These codes are not known: XX99." in text, "FRE1 XX99" in text) == (True, True)


def test_closing_an_account_ends_its_sessions(inside: Client) -> None:
    user = User.objects.create_user("someone@example.org")
    other = Client()
    other.force_login(user, "sesame.backends.ModelBackend")
    assert other.get("/en/account/").status_code == 200
    page = f"/en/desk/operate/people/{user.public_id}/"
    inside.post(page, {"close": "1"})
    assert other.get("/en/account/").status_code == 302
    inside.post(page, {"reopen": "1"})
    user.refresh_from_db()
    assert user.is_active
    assert other.get("/en/account/").status_code == 302


def test_operators_are_not_made_on_a_page(inside: Client) -> None:
    user = User.objects.create_user("someone@example.org")
    page = f"/en/desk/operate/people/{user.public_id}/"
    inside.post(page, {"is_operator": "1", "operator": "1", "role": "operator"})
    user.refresh_from_db()
    assert not user.is_operator


def test_the_operator_does_not_close_the_own_account(inside: Client, operator: User) -> None:
    inside.post(f"/en/desk/operate/people/{operator.public_id}/", {"close": "1"})
    operator.refresh_from_db()
    assert operator.is_active


def test_a_waiting_job_is_stopped(inside: Client) -> None:
    job = enqueue(kind="diagnose")
    inside.post(f"/en/desk/operate/jobs/{job.public_id}/stop/")
    job.refresh_from_db()
    assert (job.state, Entry.objects.get().what) == ("cancelled", "cancel job")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("people/", 7), ("organisations/", 5), ("jobs/", 6)])
def test_a_list_takes_the_same_queries_whatever_its_length(
    inside: Client,
    page: str,
    queries: int,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        User.objects.create_user(f"u{number}@example.org")
        Organisation.objects.create(name=str(number), kind="company")
        enqueue(kind="diagnose")
    inside.get(f"/en/desk/operate/{page}")
    with django_assert_num_queries(queries):
        inside.get(f"/en/desk/operate/{page}")
