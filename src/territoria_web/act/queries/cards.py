"""The cards of a project's compendium: those everybody reads, those that wait for peers, their reviews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.timezone import localdate

from territoria_web.act.models import Card, CardReview, Edition, Partner, Project, ProjectEntry
from territoria_web.act.rules.cards import (
    ENGLISH,
    PART_NAMES,
    grade_said,
    is_unconfirmed,
    state_said,
)
from territoria_web.act.rules.projects import KEPT
from territoria_web.people.models import Membership, Role, User
from territoria_web.territories.queries import territory_name

PARTS = ("project__network", "partner__territory")
PEERS = (Role.LEAD, Role.EDITOR, Role.EXPERT)
WITHDRAWAL = "card withdrawn"  # in the story of its project
SHOWN = (Card.State.PUBLISHED, Card.State.WITHDRAWN)
JUDGMENTS = Prefetch(
    "reviews", CardReview.objects.select_related("partner__territory").order_by("made")
)
COUNTED = Q(by__isnull=False) | Q(partner__vouched=True)  # by an account, or for a confirmed city


@dataclass(frozen=True)
class ReadCard:
    """A card as pages show it. ``sections``: heading, text, its language; ``english``: the same in
    English where it was written in another language; ``effects``: claim, grade, what the grade means.
    """

    card: Card
    title: str
    city: str
    state: str
    is_unconfirmed: bool
    sections: tuple[tuple[str, str], ...]
    english: tuple[tuple[str, str], ...]
    effects: tuple[tuple[str, str, str, str], ...]
    contact: str


def read_card(card: Card, today: date) -> ReadCard:
    """A card in words; its partner comes with it."""
    held = {name: str(card.body.get(name, "")) for name in PART_NAMES}
    contact = held.pop("contact")
    english = {name: str(card.english.get(name, "")) for name in PART_NAMES}
    return ReadCard(
        card,
        card.title,
        card.partner.name,
        str(state_said(card, today)),
        is_unconfirmed(card, today),
        tuple((str(PART_NAMES[name]), text) for name, text in held.items() if text),
        tuple((str(PART_NAMES[name]), text) for name, text in english.items() if text),
        tuple(
            (one["claim"], one.get("english", ""), one["grade"], grade_said(one["grade"]))
            for one in card.effects
        ),
        contact,
    )


def english_title(card: Card) -> str:
    """Its title in English; empty where it was written in it."""
    return str(card.english.get("title", "")) if card.language != ENGLISH else ""


def cards_of(project: Project) -> QuerySet[Card]:
    """All of a project, whatever their state, with their reviews."""
    held = Card.objects.filter(project=project).select_related(*PARTS)
    return held.prefetch_related(JUDGMENTS)


def published_cards(project: Project) -> list[Card]:
    """What everybody reads of it now, by city and title."""
    held = Card.objects.filter(project=project, state=Card.State.PUBLISHED)
    return list(held.select_related(*PARTS).order_by("partner__name", "title", "pk"))


def public_card(project: UUID, card: UUID) -> Card:
    """A card that is or was published, of a public project; 404 for others."""
    rows = Card.objects.filter(state__in=SHOWN, project__public_id=project, public_id=card)
    found = rows.exclude(published=None).exclude(project__opened=None)
    held = found.select_related(*PARTS).prefetch_related(JUDGMENTS).first()
    if held is None:
        raise Http404
    return held


def withdrawal_of(card: Card) -> ProjectEntry | None:
    """The line of the story that tells when a card was withdrawn, why and by whom; None for others."""
    if card.state != Card.State.WITHDRAWN:
        return None
    told = card.project.story.filter(what=WITHDRAWAL, facts__card=str(card.public_id))
    return told.first()


def cards_left_by(partner: Partner) -> list[Card]:
    """The published cards of a partner, for whoever left its project."""
    return list(partner.cards.filter(state=Card.State.PUBLISHED))


def reviews_now(card: Card) -> list[CardReview]:
    """What was said of the words as they stand."""
    return [one for one in card.reviews.all() if one.edit == card.edit]


def counts(review: CardReview) -> bool:
    """Whether a judgment counts: of an account, or of a partner that is confirmed as its city."""
    partner = review.partner
    return review.by_id is not None or (partner is not None and partner.vouched)


def counted_reviews(card: Card) -> list[CardReview]:
    """Those of the words as they stand that count."""
    return [one for one in reviews_now(card) if counts(one)]


def fit_places(card: Card) -> set[str]:
    """The cities that found the words as they stand fit; judgments that do not count are left out."""
    fit = CardReview.Verdict.FIT
    return {_place_in(one).casefold() for one in counted_reviews(card) if one.verdict == fit}


def _place_in(review: CardReview) -> str:
    place = review.partner.territory if review.partner else None
    return territory_name(place) if place else review.place


def cards_by_city(cards: Iterable[Card]) -> list[tuple[str, int]]:
    """How many cards each city published, the most first."""
    found: dict[str, int] = {}
    for card in cards:
        found[card.partner.name] = found.get(card.partner.name, 0) + 1
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def editions_of(project: Project) -> list[Edition]:
    """Frozen editions, the latest first, without their cards."""
    return list(project.editions.defer("cards"))


def public_edition(project: UUID, number: int) -> Edition:
    """A frozen edition of a public project; 404 where there is none."""
    rows = Edition.objects.filter(project__public_id=project, number=number)
    held = rows.exclude(project__opened=None).select_related("project__network").first()
    if held is None:
        raise Http404
    return held


def published_on(card: Card) -> str | None:
    """The day on which everybody could read it first, where the site stands; None before."""
    return localdate(card.published).isoformat() if card.published else None


def withdrawn(card: Card) -> dict[str, Any]:
    """What data says of a card that was withdrawn: that it was there, and none of its words."""
    held = frozen(card)
    names = ("id", "title", "language", "city", "territory", "published")
    return {name: held[name] for name in names}


def frozen(card: Card) -> dict[str, Any]:
    """A published card as an edition keeps it; whom to ask stands on its page alone."""
    body = {name: text for name, text in card.body.items() if name != "contact"}
    return {
        "id": str(card.public_id),
        "title": card.title,
        "language": card.language,
        "city": card.partner.name,
        "territory": card.partner.territory.code if card.partner.territory else "",
        "body": body,
        "english": dict(card.english),
        "effects": [dict(one) for one in card.effects],
        "dated": card.dated.isoformat() if card.dated else None,
        "valid_until": card.valid_until.isoformat() if card.valid_until else None,
        "published": published_on(card),
        "licence": card.licence,
        "reviews": [
            {"place": one.place, "verdict": one.verdict, "said": one.said}
            for one in counted_reviews(card)
        ],
    }


# ── peers with an account ─────────────────────────────────────────────────────────────────────


def cards_for(user: User) -> QuerySet[Card]:
    """What was handed in and somebody may judge by their account: whoever holds a role of a peer in a
    city, and none in the one that the card is from.
    """
    mine = Membership.objects.filter(user=user).exclude(territory=None)
    own = Q(partner__territory__in=mine.values("territory")) | Q(partner__email=user.email)
    held = Card.objects.filter(Exists(mine.filter(role__in=PEERS)), state=Card.State.SUBMITTED)
    return held.filter(project__state__in=KEPT).exclude(own).select_related(*PARTS)


def cards_to_review(user: User) -> QuerySet[Card]:
    """Those whose words nobody of their city has judged yet; what waits longest first."""
    same = CardReview.objects.filter(of_the_same(place_of(user), user=user))
    judged = same.filter(card=OuterRef("pk"), edit=OuterRef("edit"))
    return cards_for(user).exclude(Exists(judged)).order_by("submitted")


def of_the_same(place: str, *, partner: Partner | None = None, user: User | None = None) -> Q:
    """Reviews of the same city, account or address, whatever name it went by. Those of a name that
    somebody typed stand in the way of nobody whose judgment counts.
    """
    same, emails = Q(place=place), emails_of(partner, user)
    if user is not None:
        same |= Q(by=user)
    if emails:
        same |= Q(partner__email__in=emails) | Q(by__email__in=emails)
    places = territories_of(partner, user)
    same |= Q(partner__territory__in=places) | Q(by__memberships__territory__in=places)
    if user is None and not (partner and partner.vouched):
        return same
    return same & (COUNTED | Q(partner=partner)) if partner else same & COUNTED


def emails_of(partner: Partner | None, user: User | None) -> set[str]:
    """The addresses behind a review: two with one address are one person."""
    return {one.email for one in (partner, user) if one is not None and one.email}


def territories_of(partner: Partner | None, user: User | None) -> set[int]:
    """The territories for which somebody speaks, by their keys."""
    held = {partner.territory_id} if partner is not None and partner.territory_id else set[int]()
    if user is None:
        return held
    rows = Membership.objects.filter(user=user).exclude(territory=None)
    return held | set(rows.values_list("territory", flat=True))


def card_for_peer(user: User, public_id: UUID) -> Card:
    """A card that somebody may judge; 404 for its own city and for everybody else."""
    found = cards_for(user).filter(public_id=public_id).prefetch_related(JUDGMENTS).first()
    if found is None:
        raise Http404
    return found


def place_of(user: User) -> str:
    """The city that a peer is from, as everybody reads it; empty for whoever is of none."""
    held = user.memberships.filter(role__in=PEERS).exclude(territory=None)
    row = held.select_related("territory").order_by("territory", "pk").first()
    return territory_name(row.territory) if row is not None and row.territory else ""
