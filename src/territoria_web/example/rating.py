"""Services of the example, and how those who used them judge them."""

from __future__ import annotations

import random
from typing import Any

from django.db import transaction

from territoria_web.example.dated import day_ago
from territoria_web.example.hearing import forum_of
from territoria_web.example.people import Cast
from territoria_web.example.texts import people_texts
from territoria_web.listen.models import Rating, Service
from territoria_web.listen.rating_rules import OWN_CHANNELS
from territoria_web.listen.services.ratings import (
    CameIn,
    Judged,
    enter_ratings,
    hide_comment,
    rate_service,
    show_comment,
)
from territoria_web.listen.services.services_offered import Offer, offer_service
from territoria_web.territories.models import Cycle

SEED = 11
OVER = 300  # days over which the ratings came in
LEVELS = (1, 2, 3, 4, 5)
# how often it was solved, partly, not at all, by the step of satisfaction
SOLVED = {1: (0, 2, 8), 2: (1, 5, 4), 3: (4, 5, 1), 4: (8, 2, 0), 5: (10, 0, 0)}


@transaction.atomic
def rate(people: Cast, cycle: Cycle) -> None:
    """All services with their ratings, once."""
    forum = forum_of(people, cycle)
    if forum.services.exists():
        return
    chance = random.Random(SEED)
    for told in people_texts()["services"]:
        offer = Offer(names=told["names"], office=told["office"], theme=told["theme"])
        service = offer_service(by=people.lead, forum=forum, offer=offer)
        for channel, count in told["ratings"].items():
            _rated(people, service, channel, [_judged(told, chance) for _n in range(count)])
    _commented(people, forum.services.order_by("pk")[0])


def _judged(told: dict[str, Any], chance: random.Random) -> Judged:
    forum = people_texts()["forum"]
    (level,) = chance.choices(LEVELS, told["mood"])
    (solved,) = chance.choices(("yes", "partly", "no"), SOLVED[level])
    ages = forum["margins"]["age"]
    (age,) = chance.choices(list(ages), list(ages.values()))
    (district,) = chance.choices(
        [one["id"] for one in forum["districts"]], [one["share"] for one in forum["districts"]]
    )
    said = {"age": age, "district": district} if chance.random() < 0.8 else {}
    day = day_ago(chance.randrange(1, OVER))
    return Judged(solved=solved, satisfaction=level, margins=said, day=day)


def _rated(people: Cast, service: Service, channel: str, rows: list[Judged]) -> None:
    key = f"example-{service.code}-{channel}"
    if channel not in OWN_CHANNELS:
        enter_ratings(by=people.editor, service=service, rows=rows, channel=channel, nonce=key)
        return
    for n, judged in enumerate(rows):
        came = CameIn(dwell=9.0 + 4 * n)
        rate_service(service=service, judged=judged, channel=channel, nonce=f"{key}-{n}", came=came)


def _commented(people: Cast, service: Service) -> None:
    """A few wrote something; the team read it before it was shown."""
    for n, (words, rule, reason) in enumerate(people_texts()["comments"]):
        level = 1 if rule else 4
        solved = "no" if rule else "yes"
        nonce = f"example-{service.code}-words-{n}"
        rate_service(
            service=service,
            judged=Judged(solved=solved, satisfaction=level, comment=words, day=day_ago(20 + n)),
            channel=Rating.Channel.WEB,
            nonce=nonce,
            came=CameIn(dwell=40.0 + n),
        )
        rating = Rating.objects.select_related("service__forum__cycle").get(nonce=nonce)
        seen = rating.comment_state
        if rule:
            hide_comment(by=people.editor, rating=rating, rule=rule, reason=reason, seen=seen)
        else:
            show_comment(by=people.editor, rating=rating, seen=seen)
