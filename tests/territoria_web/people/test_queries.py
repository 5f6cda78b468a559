from __future__ import annotations

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from territoria_web.people.keys import make_token
from territoria_web.people.models import Organisation, Role, User
from territoria_web.people.queries import (
    cycles_of,
    open_cycle,
    open_house,
    open_team,
    open_token,
    roles_in,
    team_of,
)
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle, Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
NOBODY = AnonymousUser()


@pytest.fixture
def cycle() -> Cycle:
    return Cycle.objects.create(territory=Territory.objects.get(code="FRE1"), title="A cycle")


def account(name: str, role: str = "", cycle: Cycle | None = None) -> User:
    user = User.objects.create_user(f"{name}@example.org")
    if cycle is not None:
        give_role(by=None, user=user, role=Role(role), place=cycle.territory)
    return user


def test_a_cycle_is_opened_to_its_team_and_not_there_for_strangers(cycle: Cycle) -> None:
    viewer = account("viewer", "viewer", cycle)
    assert open_cycle(viewer, cycle.public_id) == cycle
    for who in (NOBODY, account("stranger")):
        with pytest.raises(Http404):
            open_cycle(who, cycle.public_id)


def test_whoever_may_see_and_not_do_is_told_so(cycle: Cycle) -> None:
    viewer = account("viewer", "viewer", cycle)
    with pytest.raises(PermissionDenied):
        open_cycle(viewer, cycle.public_id, stage="measure", verb="upload")


def test_a_cycle_that_is_not_there_looks_like_one_that_is_not_yours(cycle: Cycle) -> None:
    with pytest.raises(Http404):
        open_cycle(account("viewer", "viewer", cycle), uuid.uuid4())


def test_the_operator_looks_after_a_team_and_does_not_see_its_work(cycle: Cycle) -> None:
    user = account("operator")
    user.is_operator = True
    assert open_team(user, "FRE1", "invite people") == cycle.territory
    with pytest.raises(PermissionDenied):
        open_team(user, "FRE1", "see")
    with pytest.raises(Http404):
        open_cycle(user, cycle.public_id)


def test_a_secretariat_has_its_role_through_the_network(cycle: Cycle) -> None:
    network = Organisation.objects.create(name="A", kind="network")
    clerk = account("clerk")
    give_role(by=None, user=clerk, role=Role.SECRETARIAT, place=network)
    assert (roles_in(clerk, cycle.territory), list(cycles_of(clerk))) == (set(), [])
    network.territories.add(cycle.territory)
    assert (roles_in(clerk, cycle.territory), list(cycles_of(clerk))) == ({"secretariat"}, [cycle])


def test_a_member_of_an_organisation_gets_no_door_by_that(cycle: Cycle) -> None:
    network = Organisation.objects.create(name="A", kind="network")
    network.territories.add(cycle.territory)
    member = account("member")
    give_role(by=None, user=member, role=Role.MEMBER, place=network)
    assert (roles_in(member, cycle.territory), list(cycles_of(member))) == (set(), [])


def test_the_house_is_opened_to_operators_only() -> None:
    for who in (NOBODY, account("someone")):
        with pytest.raises(Http404):
            open_house(who)


def test_a_key_is_opened_to_its_owner_by_the_whole_handle_only() -> None:
    owner = account("owner")
    token, _key = make_token(by=owner, name="a key")
    assert open_token(owner, token.handle) == token
    for who, handle in (
        (account("other"), token.handle),
        (owner, token.handle[:3]),
        (owner, token.digest),
        (owner, ""),
    ):
        with pytest.raises(Http404):
            open_token(who, handle)


def test_a_team_is_listed_leads_first(cycle: Cycle) -> None:
    for role in ("viewer", "lead", "expert", "editor"):
        account(role, role, cycle)
    roles = [membership.role for membership in team_of(cycle.territory)]
    assert roles == ["lead", "editor", "expert", "viewer"]
