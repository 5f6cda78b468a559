"""A forum with services, and ratings of them, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from a_survey import a_cycle
from territoria_web.listen.models import Forum, Service
from territoria_web.listen.services.ratings import CameIn, Judged, rate_service
from territoria_web.listen.services.services_offered import Offer, offer_service
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle

AGES = {"under 30": 0.3, "30 to 59": 0.4, "60 and over": 0.3}
LIBRARY = Offer({"en": "Town library", "fr": "Bibliothèque"}, office="Culture")
POOL = Offer({"en": "Swimming pool", "fr": "Piscine"})
BY_PEOPLE = CameIn(dwell=20.0)


def a_forum(cycle: Cycle | None = None, **fields: Any) -> Forum:
    """The forum of a cycle, made where there is none."""
    made: dict[str, Any] = {
        "code": "HEAR23",
        "office": "Citizens' office",
        "contact": "office@example.org",
        "languages": ["en", "fr"],
        "margins": {"age": AGES},
        "margins_source": "census 2021",
        **fields,
    }
    return Forum.objects.get_or_create(cycle=cycle or a_cycle(), defaults=made)[0]


def a_service(forum: Forum, offer: Offer = LIBRARY) -> Service:
    """A service that can be rated."""
    by = User.objects.get_or_create(email="clerk@example.org")[0]
    return offer_service(by=by, forum=forum, offer=offer)


def rated(
    service: Service,
    times: int = 1,
    satisfaction: int = 4,
    *,
    solved: str = "yes",
    channel: str = "qr",
    age: str = "",
    comment: str = "",
    day: date | None = None,
    came: CameIn = BY_PEOPLE,
    instrument: int = 0,
) -> None:
    """So many people rate a service alike."""
    for _time in range(times):
        judged = Judged(solved, satisfaction, comment, {"age": age}, day=day, instrument=instrument)
        nonce = uuid4().hex
        assert rate_service(service=service, judged=judged, channel=channel, nonce=nonce, came=came)
