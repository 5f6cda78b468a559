"""From what a form holds to the service that does it: deeds on practice cards and editions."""

from __future__ import annotations

from typing import Any

from territoria_web.act.deeds.target import Target
from territoria_web.act.forms.cards import words_in
from territoria_web.act.services import card_reviews, cards, editions

Typed = dict[str, Any]


def begin(t: Target, typed: Typed, _origin: str) -> Any:
    """One more card."""
    return cards.begin_card(project=t.project, doer=t.doer, **typed)


def write(t: Target, typed: Typed, _origin: str) -> Any:
    """A card written anew."""
    return cards.write_card(card=t.card, doer=t.doer, words=words_in(typed), seen=typed["seen"])


def hand_in(t: Target, typed: Typed, origin: str) -> Any:
    """A card for its peers."""
    return cards.hand_in_card(card=t.card, doer=t.doer, seen=typed["seen"], origin=origin)


def review(t: Target, typed: Typed, origin: str) -> Any:
    """A judgment."""
    return card_reviews.review_card(card=t.card, doer=t.doer, **typed, origin=origin)


def confirm(t: Target, typed: Typed, _origin: str) -> Any:
    """It still holds."""
    return cards.confirm_card(card=t.card, doer=t.doer, seen=typed["seen"])


def withdraw(t: Target, typed: Typed, origin: str) -> Any:
    """A card taken back."""
    return cards.withdraw_card(card=t.card, doer=t.doer, **typed, origin=origin)


def freeze(t: Target, _typed: Typed, _origin: str) -> Any:
    """An edition."""
    return editions.freeze_edition(project=t.project, doer=t.doer)
