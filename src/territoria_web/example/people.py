"""The invented territories, their network, and the accounts of those who act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from territoria_web.example.texts import (
    DOMAIN,
    NETWORK,
    REGION,
    VERSION,
    people_texts,
    texts,
)
from territoria_web.people.models import Organisation, Role, User
from territoria_web.people.places import add_territory
from territoria_web.people.services import give_role, make_account
from territoria_web.territories.models import Territory


@dataclass(frozen=True)
class Cast:
    """Who acts in the example."""

    lead: User
    expert: User
    editor: User
    office: User
    network: Organisation
    region: Territory


def cast() -> Cast:
    """Everybody, made where they are missing."""
    places = [_territory(row) for row in texts()["territories"]]
    region = next(place for place in places if place.code == REGION)
    network = _network(places)
    told = texts()["people"]
    lead, expert, editor, office = (
        account(told[who]["email"], told[who]["name"])
        for who in ("lead", "expert", "editor", "office")
    )
    for user, role in ((lead, Role.LEAD), (expert, Role.EXPERT), (editor, Role.EDITOR)):
        if not region.memberships.filter(user=user).exists():
            give_role(by=None, user=user, role=role, place=region)
    if not network.memberships.filter(user=office).exists():
        give_role(by=None, user=office, role=Role.SECRETARIAT, place=network)
    return Cast(lead, expert, editor, office, network, region)


def account(part: str, name: str) -> User:
    """An account of the example; nobody has its password, and its address leads nowhere."""
    email = f"{part}@{DOMAIN}"
    held = User.objects.filter(email=email).first()
    return held or make_account(by=None, email=email, name=name, language="en")


def peer_of(code: str) -> User:
    """Who leads the work in another of the invented regions."""
    told = next(row for row in people_texts()["peers"] if row["code"] == code)
    user = account(told["email"], told["name"])
    place = Territory.objects.get(code=code, version=VERSION)
    if not place.memberships.filter(user=user).exists():
        give_role(by=None, user=user, role=Role.LEAD, place=place)
    return user


def _territory(row: dict[str, Any]) -> Territory:
    held = Territory.objects.filter(code=row["code"], version=VERSION).first()
    return held or add_territory(by=None, version=VERSION, country="XA", example=True, **row)


def _network(places: list[Territory]) -> Organisation:
    network, made = Organisation.objects.get_or_create(name=NETWORK, kind=Organisation.Kind.NETWORK)
    if made:
        network.territories.set(places)
    return network
