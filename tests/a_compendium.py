"""A project with practice cards: begun, handed in, judged, published; cities with sectors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from a_project import ORIGIN, Doing, a_project
from desk_team import a_member
from territoria_web.act.models import Card, Partner, SectorList
from territoria_web.act.rules.cards import CardWords
from territoria_web.act.rules.sectors import SectorWords
from territoria_web.act.services.card_reviews import review_card
from territoria_web.act.services.cards import begin_card, hand_in_card, write_card
from territoria_web.act.services.sectors import add_sector, publish_sectors
from territoria_web.people.models import Role, User
from territoria_web.territories.models import Territory

WHY = "Money and work are told, and so is what went wrong."
WORDS = CardWords(
    title="A counter for old trades",
    body={
        "problem": "Workshops had no customers outside the town.",
        "done": "The chamber opened a counter that sets up a shop online in a day.",
        "failed": "Half of the workshops stopped after a month.",
        "transferable": "The counter fits any chamber; the software is free.",
        "effort": "6 people-months",
        "contact": "Chamber of trades, counter@chamber.example",
    },
    effects=(("Forty workshops sell online.", "", "E1"), ("", "", ""), ("", "", "")),
    dated=date(2026, 3, 1),
)
FRENCH = replace(
    WORDS,
    title="Un guichet pour les métiers",
    language="fr",
    english={
        "title": WORDS.title,
        **{name: WORDS.body[name] for name in ("problem", "done", "failed", "transferable")},
    },
    effects=(("Quarante ateliers vendent en ligne.", "Forty workshops sell online.", "unknown"),),
)


def a_running(**fields: Any) -> Doing:
    """A project with three cities in it: Bordeaux, Bilbao and Pau."""
    doing = a_project("running", **fields)
    doing.row.partners.filter(name="Pau").update(
        state=Partner.State.AGREED, role=Partner.Role.PARTNER, vouched=True
    )
    return doing


def a_card(doing: Doing, words: CardWords = WORDS, city: str = "Bordeaux") -> Card:
    """A draft that lacks nothing."""
    doer = doing.by(city)
    card = begin_card(project=doing.row, doer=doer, title=words.title, language=words.language)
    return write_card(card=card, doer=doer, words=words, seen=0)


def handed_in(doing: Doing, words: CardWords = WORDS, city: str = "Bordeaux") -> Card:
    """A card that waits for two cities."""
    card = a_card(doing, words, city)
    return hand_in_card(card=card, doer=doing.by(city), seen=card.edit, origin=ORIGIN)


def judge(doing: Doing, card: Card, city: str, verdict: str = "fit", **more: Any) -> bool:
    """What a city says of a card as it stands."""
    card.refresh_from_db()
    told = {"verdict": verdict, "said": WHY, "seen": card.edit, "origin": ORIGIN, **more}
    return review_card(card=card, doer=doing.by(city), **told)


def published(doing: Doing, words: CardWords = WORDS) -> Card:
    """A card of Bordeaux that Bilbao and Pau found fit."""
    card = handed_in(doing, words)
    for city in ("Bilbao", "Pau"):
        judge(doing, card, city)
    card.refresh_from_db()
    return card


# ── sectors ───────────────────────────────────────────────────────────────────────────────────

SECTORS = (
    SectorWords(
        nace="52",
        proof="The second port of the coast.",
        offers="Harbour logistics",
        seeks="Textile design",
        jobs=1200,
        all_jobs=60000,
        reference="France",
        reference_jobs=300000,
        reference_all=30000000,
        year=2024,
        source="Office of statistics",
    ),
    SectorWords(nace="62", proof="Three hundred software firms.", firms=300),
    SectorWords(nace="14", proof="A school of fashion."),
    SectorWords(emerging="Green hydrogen", proof="A trial plant since 2025."),
)


def with_sectors(code: str = "FRE1", *words: SectorWords, by: User | None = None) -> SectorList:
    """Sectors of a territory, published."""
    lead = by or a_member(code, Role.LEAD)
    place = Territory.objects.get(code=code)
    for seen, one in enumerate(words or SECTORS):
        add_sector(by=lead, territory=place, words=one, seen=seen)
    return publish_sectors(by=lead, territory=place, seen=len(words or SECTORS))
