from __future__ import annotations

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from territoria_web.people.keys import make_token
from territoria_web.people.models import Entry, Membership, Organisation, Role, User
from territoria_web.people.services import (
    close_account,
    delete_account,
    end_sessions,
    give_role,
    invite_person,
    take_role,
    use_up_links,
    write_entry,
)
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def place() -> Territory:
    return Territory.objects.get(code="FRE1")


def account(name: str, **fields: Any) -> User:
    came = {"last_login": timezone.now(), **fields}
    return User.objects.create_user(f"{name}@example.org", name=name, **came)


@pytest.fixture
def lead(place: Territory) -> User:
    user = account("lead")
    give_role(by=None, user=user, role=Role.LEAD, place=place)
    return user


def role_of(user: User, place: Territory) -> str | None:
    held = Membership.objects.filter(user=user, territory=place).first()
    return held.role if held else None


def test_a_role_of_a_network_is_not_given_in_a_territory(place: Territory, lead: User) -> None:
    for role in (Role.SECRETARIAT, Role.MEMBER):
        with pytest.raises(ValidationError):
            give_role(by=lead, user=lead, role=role, place=place)
    assert role_of(lead, place) == "lead"


def test_the_last_lead_cannot_become_something_else(place: Territory, lead: User) -> None:
    with pytest.raises(ValidationError):
        give_role(by=lead, user=lead, role=Role.VIEWER, place=place)
    assert role_of(lead, place) == "lead"


def test_the_last_lead_cannot_be_ended(place: Territory, lead: User) -> None:
    with pytest.raises(ValidationError):
        take_role(by=lead, membership=lead.memberships.get())
    assert role_of(lead, place) == "lead"


def test_a_lead_who_never_came_does_not_count_as_one_who_is_left(
    place: Territory, lead: User
) -> None:
    invite_person(by=lead, email="new@example.org", role=Role.LEAD, place=place)
    with pytest.raises(ValidationError):
        take_role(by=lead, membership=lead.memberships.get())


def test_one_of_two_leads_can_go(place: Territory, lead: User) -> None:
    give_role(by=lead, user=account("second"), role=Role.LEAD, place=place)
    take_role(by=lead, membership=lead.memberships.get())
    assert role_of(lead, place) is None


def test_the_operator_can_end_the_last_lead(place: Territory, lead: User) -> None:
    take_role(by=account("operator", is_operator=True), membership=lead.memberships.get())
    assert role_of(lead, place) is None


def test_every_change_of_a_role_is_written_down(place: Territory, lead: User) -> None:
    user = account("user")
    give_role(by=lead, user=user, role=Role.VIEWER, place=place)
    give_role(by=lead, user=user, role=Role.EDITOR, place=place)
    take_role(by=lead, membership=user.memberships.get())
    told = Entry.objects.filter(about=f"user {user.public_id}").order_by("pk")
    where = str(place)
    assert [(e.who, e.what, e.before, e.after) for e in told] == [
        (lead, "give role", None, {"role": "viewer", "in": where}),
        (lead, "give role", {"role": "viewer"}, {"role": "editor", "in": where}),
        (lead, "take role", {"role": "editor", "in": where}, None),
    ]


def test_an_invitation_makes_an_account_without_password(place: Territory, lead: User) -> None:
    user = invite_person(by=lead, email=" New@Example.org ", role=Role.EXPERT, place=place)
    assert (user.email, user.has_usable_password(), user.is_operator, user.is_superuser) == (
        "new@example.org",
        False,
        False,
        False,
    )


def test_inviting_someone_who_is_there_changes_nothing(place: Territory, lead: User) -> None:
    with pytest.raises(ValidationError):
        invite_person(by=lead, email=lead.email, role=Role.VIEWER, place=place)
    assert role_of(lead, place) == "lead"


def test_a_closed_account_cannot_be_invited(place: Territory, lead: User) -> None:
    account("gone", is_active=False)
    with pytest.raises(ValidationError):
        invite_person(by=lead, email="gone@example.org", role=Role.VIEWER, place=place)


def test_a_journal_entry_cannot_be_changed_nor_deleted(lead: User) -> None:
    entry = write_entry(who=lead, what="x", about="y")
    entry.what = "z"
    for forbidden in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(what="z"),
        lambda: Entry.objects.bulk_update([entry], ["what"]),
        lambda: Entry.objects.filter(pk=entry.pk).update(what="z"),
    ):
        with pytest.raises(ValueError):
            forbidden()
    assert Entry.objects.get(pk=entry.pk).what == "x"


def test_of_a_deleted_account_only_nameless_deeds_are_left(place: Territory, lead: User) -> None:
    user = account("user")
    give_role(by=lead, user=user, role=Role.EDITOR, place=place)
    make_token(by=user, name="a key")
    delete_account(by=user)
    user.refresh_from_db()
    left = (user.name, user.is_active, user.memberships.count(), user.tokens.count(), str(user))
    assert left == ("", False, 0, 0, "a former colleague")
    assert "user@example.org" not in str(list(Entry.objects.values()))
    assert Entry.objects.filter(who=user, what="delete account").count() == 1


def test_a_lead_with_a_team_hands_over_before_leaving(place: Territory, lead: User) -> None:
    give_role(by=lead, user=account("user"), role=Role.EDITOR, place=place)
    with pytest.raises(ValidationError):
        delete_account(by=lead)
    lead.refresh_from_db()
    assert (lead.email, role_of(lead, place)) == ("lead@example.org", "lead")


def test_a_lead_without_a_team_can_leave(place: Territory, lead: User) -> None:
    delete_account(by=lead)
    assert role_of(lead, place) is None


def test_of_two_uses_of_a_link_at_once_one_is_refused(lead: User) -> None:
    first, second = User.objects.get(pk=lead.pk), User.objects.get(pk=lead.pk)
    assert [use_up_links(user=first), use_up_links(user=second)] == [True, False]


def test_nobody_closes_their_own_account_by_mistake(lead: User) -> None:
    with pytest.raises(ValidationError):
        close_account(by=lead, user=lead, closed=True)


def test_an_organisation_without_territories_gives_no_door(place: Territory) -> None:
    network = Organisation.objects.create(name="A network", kind="network")
    membership = give_role(by=None, user=account("u"), role=Role.SECRETARIAT, place=network)
    assert (membership.territory, membership.organisation) == (None, network)


@pytest.mark.parametrize("role", [Role.LEAD, Role.VIEWER])
def test_nobody_invites_themselves_into_a_team(place: Territory, role: Role) -> None:
    network = Organisation.objects.create(name="A network", kind="network")
    network.territories.add(place)
    clerk, operator = account("clerk"), account("operator", is_operator=True)
    give_role(by=operator, user=clerk, role=Role.SECRETARIAT, place=network)
    for who in (clerk, operator):
        with pytest.raises(ValidationError, match="Nobody gives a role to themselves"):
            invite_person(by=who, email=who.email.upper(), role=role, place=place)
    assert (role_of(clerk, place), role_of(operator, place)) == (None, None)


def test_who_was_invited_to_read_along_does_not_make_themselves_lead(
    place: Territory, lead: User
) -> None:
    network = Organisation.objects.create(name="A network", kind="network")
    clerk = account("clerk")
    give_role(by=None, user=clerk, role=Role.SECRETARIAT, place=network)
    invite_person(by=lead, email=clerk.email, role=Role.VIEWER, place=place)
    with pytest.raises(ValidationError):
        give_role(by=clerk, user=clerk, role=Role.LEAD, place=place)
    assert role_of(clerk, place) == "viewer"


def test_one_of_two_leads_steps_down(place: Territory, lead: User) -> None:
    give_role(by=lead, user=account("second"), role=Role.LEAD, place=place)
    give_role(by=lead, user=lead, role=Role.EDITOR, place=place)
    assert role_of(lead, place) == "editor"


def test_sessions_and_their_line_in_the_journal_end_together(
    lead: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(lead, "sesame.backends.ModelBackend")
    client.get("/en/account/")
    monkeypatch.setattr(UserSession, "end", lambda _self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        end_sessions(by=lead, user=lead)
    with pytest.raises(ZeroDivisionError):
        close_account(by=account("operator", is_operator=True), user=lead, closed=True)
    lead.refresh_from_db()
    lines = Entry.objects.filter(what__in=("end sessions", "close account"))
    assert (lines.count(), lead.is_active) == (0, True)
