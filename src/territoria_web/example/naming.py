"""Sectors of excellence that two regions of the example name."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from territoria_web.act.models import SectorList
from territoria_web.act.rules.sectors import SectorWords
from territoria_web.act.services.sectors import add_sector, publish_sectors
from territoria_web.example.dated import moment_ago, stamped
from territoria_web.example.people import Cast, peer_of
from territoria_web.example.texts import REGION, VERSION, network_texts
from territoria_web.territories.models import Territory


@transaction.atomic
def name(people: Cast) -> None:
    """All of them, published, once."""
    for told in network_texts()["sectors"]:
        place = Territory.objects.get(code=told["code"], version=VERSION)
        if not SectorList.objects.filter(territory=place).exists():
            _name(people, place, told)


def _name(people: Cast, place: Territory, told: dict[str, Any]) -> None:
    by = people.lead if place.code == REGION else peer_of(place.code)
    for seen, row in enumerate(told["rows"]):
        add_sector(by=by, territory=place, words=SectorWords(**row), seen=seen)
    with stamped(moment_ago(told["days"]), SectorList.objects.filter(territory=place)):
        publish_sectors(by=by, territory=place, seen=len(told["rows"]))
