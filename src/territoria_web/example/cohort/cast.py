"""The eight regions, their network, their cycles, and who acts in each."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from territoria_web.example.people import Cast, account
from territoria_web.example.texts import REGION, VERSION
from territoria_web.measure.services.cycles import choose_framework, start_cycle
from territoria_web.people.models import Organisation, Role, User
from territoria_web.people.places import add_territory
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle, Territory

FILE: Final = Path(__file__).with_name("cohort.yaml")
FRAMEWORK: Final = "sme-go-digital"


@lru_cache(maxsize=1)
def told() -> dict[str, Any]:
    """Everything that is written in the file."""
    held: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return held


def cohort(people: Cast) -> Organisation:
    """The network of the eight, with the office of the example; made where it is missing."""
    for row in told()["territories"]:
        if not Territory.objects.filter(code=row["code"], version=VERSION).exists():
            add_territory(by=None, version=VERSION, country="XA", example=True, **row)
    network, made = Organisation.objects.get_or_create(
        name=told()["network"], kind=Organisation.Kind.NETWORK
    )
    if made:
        network.territories.set(regions())
        give_role(by=None, user=people.office, role=Role.SECRETARIAT, place=network)
    return network


def regions() -> list[Territory]:
    """The eight, by code."""
    codes = [REGION, *told()["people"]]
    return list(Territory.objects.filter(version=VERSION, code__in=codes).order_by("code"))


def teammate(people: Cast, place: Territory) -> User:
    """Who acts for a region; gets the role where it is missing."""
    if place.code == REGION:
        return people.lead
    row = told()["people"][place.code]
    user = account(row["email"], row["name"])
    if not place.memberships.filter(user=user).exists():
        give_role(by=None, user=user, role=Role.LEAD, place=place)
    return user


def cycle_of(people: Cast, place: Territory) -> Cycle:
    """The cycle of a region, begun where it has none."""
    held = Cycle.objects.filter(territory=place).order_by("started").first()
    if held is not None:
        return held
    title = f"Small firms in {place.name}"
    made = start_cycle(by=people.office, territory=place, title=title, example=True)
    choose_framework(by=people.office, cycle=made, framework=FRAMEWORK)
    return made
