"""What letters on practice cards say, each in the language of whoever reads it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from territoria_web.act.models import Card, CardReview, Partner
from territoria_web.act.queries.cards import counts
from territoria_web.act.services.project_letters import Told, Words
from territoria_web.library.saying import colon


def to_reviewers(card: Card) -> Words:
    """To the other partners: a card waits for two of them."""

    def words(_partner: Partner) -> Told:
        facts = {"title": card.title, "name": card.partner.name}
        return Told(
            _("A practice card to read: %(title)s") % facts,
            [
                _("%(name)s handed in a card for the compendium.") % facts,
                _(
                    "Two cities read each card before everybody does. It takes a quarter of an hour. "
                    "You find it on your page, under “Compendium”."
                ),
            ],
        )

    return words


def on_withdrawn(card: Card, who: str) -> Words:
    """To the card's city: somebody else withdrew it, and why."""

    def words(_partner: Partner) -> Told:
        subject = _("Your practice card was withdrawn: %(title)s") % {"title": card.title}
        return Told(subject, [f"{who}{colon()}{card.reason}"])

    return words


def _waits_for(card: Card, review: CardReview) -> str:
    if not counts(review):
        return _("This judgment counts once that city is confirmed.")
    if not card.partner.vouched:
        return _("It is published once your city is confirmed.")
    return _("One more city has to find it fit.")


def to_writer(card: Card, review: CardReview, *, is_out: bool) -> Words:
    """To the card's city: what a peer said, and whether it is published by that."""

    def words(_partner: Partner) -> Told:
        facts = {"title": card.title, "place": review.place}
        if is_out:
            subject = _("Your practice card is published: %(title)s") % facts
            first = _("Two cities found it fit. Everybody can read it now.")
        elif review.verdict == CardReview.Verdict.FIT:
            subject = _("A city found your practice card fit: %(title)s") % facts
            first = _waits_for(card, review)
        else:
            subject = _("A city asks for changes to your practice card: %(title)s") % facts
            first = _("Write it anew and hand it in once more.")
        return Told(subject, [first, f"{review.place}{colon()}{review.said}"])

    return words
