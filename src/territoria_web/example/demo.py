"""Accounts to try the site with, each with a link that signs in once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from sesame.utils import get_query_string

from territoria_web.example.people import cast
from territoria_web.measure.services.cycles import start_cycle
from territoria_web.people.models import Organisation, Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle, Territory

PLACE = "FRE1"
DOMAIN = "demo.territoria.example"


@dataclass(frozen=True)
class DemoAccount:
    """Who it is, and the link that signs them in."""

    role: str
    link: str


def demo_links(origin: str) -> Iterator[DemoAccount]:
    """The demo accounts (made where they are missing) with fresh one-time links."""
    place = Territory.objects.get(code=PLACE)
    for role in (Role.LEAD, Role.EDITOR, Role.EXPERT, Role.VIEWER):
        user = _account(role)
        _give(user, role, place)
        if role == Role.LEAD and not Cycle.objects.filter(territory=place).exists():
            start_cycle(by=user, territory=place, title="Demo", example=True)
        yield DemoAccount(f"{role.label} of {place.name}", _link(origin, user))
    network, _ = Organisation.objects.get_or_create(
        name="Demo network", kind=Organisation.Kind.NETWORK
    )
    network.territories.set(Territory.objects.filter(code__in=(PLACE, "DED5", "FI20")))
    user = _account(Role.SECRETARIAT)
    _give(user, Role.SECRETARIAT, network)
    yield DemoAccount("Secretariat of the demo network", _link(origin, user))
    people = cast()
    invented = f"{people.region.name} (invented)"
    yield DemoAccount(f"Lead of {invented}", _link(origin, people.lead))
    yield DemoAccount(f"Expert of {invented}", _link(origin, people.expert))
    yield DemoAccount("Secretariat of the example network", _link(origin, people.office))


def _account(role: Role) -> User:
    email = f"{role.value}@{DOMAIN}"
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, name=f"Demo {role.label.lower()}")


def _give(user: User, role: Role, place: Territory | Organisation) -> None:
    """A role at the first start; later starts leave it, and the journal, as they are."""
    if not place.memberships.filter(user=user).exists():
        give_role(by=None, user=user, role=role, place=place)


def _link(origin: str, user: User) -> str:
    return f"{origin}{reverse('people:link')}{get_query_string(user)}"
