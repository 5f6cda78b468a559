from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from territoria_web.people.models import Entry, Membership, Organisation, Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
TEAM = "/en/desk/team/FRE1/"


@pytest.fixture
def place() -> Territory:
    return Territory.objects.get(code="FRE1")


def person(role: str, place: Territory | Organisation) -> User:
    email = f"{role}-{User.objects.count()}@example.org"
    user = User.objects.create_user(email, name=role, last_login=timezone.now())
    give_role(by=None, user=user, role=Role(role), place=place)
    return user


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, "sesame.backends.ModelBackend")
    return client


@pytest.fixture
def lead(place: Territory) -> User:
    return person("lead", place)


def invite(client: Client, role: str = "editor", email: str = "new@example.org") -> int:
    return client.post(TEAM, {"email": email, "name": "New", "role": role}).status_code


def test_a_lead_invites_by_mail_and_the_journal_knows_it(lead: User, place: Territory) -> None:
    assert invite(as_(lead)) == 302
    new = User.objects.get(email="new@example.org")
    assert new.memberships.get().role == "editor"
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]
    assert "for=invitation" in str(mail.outbox[0].body)
    deeds = Entry.objects.filter(who=lead, territory=place).order_by("pk")
    assert [entry.what for entry in deeds] == ["make account", "give role"]


@pytest.mark.parametrize("role", ["secretariat", "member", "operator", ""])
def test_a_lead_gives_no_role_that_is_not_of_a_territory(lead: User, role: str) -> None:
    assert (invite(as_(lead), role), mail.outbox) == (422, [])
    assert User.objects.count() == 1


@pytest.mark.parametrize("role", ["editor", "expert", "viewer"])
def test_only_a_lead_invites(place: Territory, role: str) -> None:
    assert (invite(as_(person(role, place))), mail.outbox) == (403, [])


def test_a_secretariat_builds_teams_in_its_own_territories_only(place: Territory) -> None:
    network = Organisation.objects.create(name="A network", kind="network")
    clerk = as_(person("secretariat", network))
    assert invite(clerk) == 404
    network.territories.add(place)
    assert invite(clerk, "lead") == 302


def test_a_member_of_a_network_is_not_its_secretariat(place: Territory) -> None:
    network = Organisation.objects.create(name="A network", kind="network")
    network.territories.add(place)
    assert as_(person("member", network)).get(TEAM).status_code == 404


def test_a_role_is_changed_and_ended(lead: User, place: Territory) -> None:
    other = person("viewer", place)
    page = f"{TEAM}people/{other.public_id}/"
    assert as_(lead).post(page, {"role": "expert"})["Location"] == TEAM
    assert other.memberships.get().role == "expert"
    assert as_(lead).post(page, {"end": "1"})["Location"] == TEAM
    assert not other.memberships.exists()


def test_the_last_lead_stays_whatever_the_form_says(lead: User, place: Territory) -> None:
    page = f"{TEAM}people/{lead.public_id}/"
    for facts in ({"end": "1"}, {"role": "viewer"}):
        answer = as_(lead).post(page, facts, follow=True)
        assert "A territory needs a lead who has signed in" in answer.content.decode()
    assert lead.memberships.get().role == "lead"


def test_a_lead_cannot_reach_people_of_other_teams(lead: User, place: Territory) -> None:
    stranger = person("viewer", Territory.objects.get(code="DED5"))
    answer = as_(lead).post(f"{TEAM}people/{stranger.public_id}/", {"end": "1"})
    assert (answer.status_code, Membership.objects.filter(user=stranger).count()) == (404, 1)


def test_a_lead_cannot_be_made_a_bomber_of_letters(lead: User) -> None:
    client = as_(lead)
    states = {invite(client, email=f"n{number}@example.org") for number in range(31)}
    assert (states, len(mail.outbox)) == ({302, 429}, 30)


def test_the_code_may_be_written_small(lead: User) -> None:
    assert as_(lead).get("/en/desk/team/fre1/").status_code == 200


@pytest.mark.parametrize("people", [1, 3])
def test_a_team_takes_the_same_queries_whatever_its_size(
    lead: User, place: Territory, people: int, django_assert_num_queries: Any
) -> None:
    for _ in range(people - 1):
        person("viewer", place)
    client = as_(lead)
    client.get(TEAM)
    with django_assert_num_queries(QUERIES):
        client.get(TEAM)


QUERIES = 9


def test_a_secretariat_and_an_operator_do_not_invite_themselves(place: Territory) -> None:
    network = Organisation.objects.create(name="A network", kind="network")
    network.territories.add(place)
    clerk = person("secretariat", network)
    operator = User.objects.create_user("operator@example.org", is_operator=True)
    Authenticator.objects.create(user=operator, type=Authenticator.Type.TOTP, data={"secret": "x"})
    for user in (clerk, operator):
        answer = as_(user).post(TEAM, {"email": user.email, "name": "", "role": "lead"})
        refused = answer.context["form"].non_field_errors()
        said = "Nobody gives a role to themselves. Ask someone else who may invite people here."
        assert (answer.status_code, refused, mail.outbox) == (422, [said], [])
    assert not Membership.objects.filter(territory=place).exists()
