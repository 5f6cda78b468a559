"""The compendium of the example: a practice that two cities found fit, and one that waits for a second."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from territoria_web.act.models import (
    Card,
    CardReview,
    Exchange,
    Partner,
    Project,
    ProjectEntry,
)
from territoria_web.act.rules.cards import CardWords
from territoria_web.act.rules.projects import Doer, by_partner
from territoria_web.act.services.card_reviews import review_card
from territoria_web.act.services.cards import begin_card, hand_in_card, write_card
from territoria_web.convene.models import Topic
from territoria_web.example.dated import day_ago, moment_ago, stamped
from territoria_web.example.people import Cast
from territoria_web.example.texts import NOWHERE, network_texts

Told = dict[str, Any]
Doers = Mapping[str, Doer]


def collect(people: Cast, held: Project) -> None:
    """All cards with what peers say of them."""
    doers = doers_in(people, held)
    for told in network_texts()["cards"]:
        card = _handed_in(held, doers[told["city"]], told)
        for review in told["reviews"]:
            with on_day(held.topic, review["days"]):
                review_card(
                    card=card,
                    doer=doers[review["city"]],
                    verdict=CardReview.Verdict.FIT,
                    said=review["said"],
                    seen=card.edit,
                    origin=NOWHERE,
                    today=day_ago(review["days"]),
                )


def doers_in(people: Cast, held: Project) -> Doers:
    """Whoever is in a project, by name; the team of the region by its account, others by their link."""
    return {
        one.name: by_partner(one, people.lead if one.territory_id == people.region.pk else None)
        for one in Partner.objects.filter(project=held).select_related("territory")
    }


def on_day(topic: Topic | None, days: float) -> AbstractContextManager[None]:
    """What is done within to the project of a session happened so many days ago."""
    return stamped(
        moment_ago(days),
        Project.objects.filter(topic=topic),
        Partner.objects.filter(project__topic=topic),
        Exchange.objects.filter(project__topic=topic),
        ProjectEntry.objects.filter(project__topic=topic),
        Card.objects.filter(project__topic=topic),
        CardReview.objects.filter(card__project__topic=topic),
    )


def _handed_in(held: Project, doer: Doer, told: Told) -> Card:
    days = told["days"]
    with on_day(held.topic, days["begun"]):
        card = begin_card(project=held, doer=doer, title=told["title"], language="en")
    words = CardWords(
        title=told["title"],
        body={part: text.strip() for part, text in told["body"].items()},
        effects=tuple((claim, "", grade) for claim, grade in told["effects"]),
        dated=day_ago(days["handed_in"]),
    )
    card = write_card(card=card, doer=doer, words=words, seen=card.edit)
    with on_day(held.topic, days["handed_in"]):
        return hand_in_card(card=card, doer=doer, seen=card.edit, origin=NOWHERE)
