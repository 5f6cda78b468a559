"""A practice card: begun, written, handed in to peers, confirmed by its own city alone; withdrawn."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Card, Project
from territoria_web.act.rules.cards import MOST_CARDS, CardWords, State, holds_until, missing_in
from territoria_web.act.rules.projects import RUN, Doer, judges_cards
from territoria_web.act.services.card_sayings import on_withdrawn, to_reviewers
from territoria_web.act.services.project_journal import (
    NotTakenNow,
    held_project,
    note,
    reason_in,
    refuse_unless_read,
    standing_now,
    tell_story,
)
from territoria_web.act.services.project_letters import agreed_in, write_to
from territoria_web.library.typed import plain_line


@transaction.atomic
def begin_card(*, project: Project, doer: Doer, title: str, language: str) -> Card:
    """An empty card of the doer's city."""
    held = held_project(project, "card-begin", doer)
    assert doer.partner is not None
    name = plain_line(title)[:140]
    if not name:
        raise ValidationError({"title": _("Say what was done, as somebody would search for it.")})
    if held.cards.filter(partner=doer.partner).count() >= MOST_CARDS:
        raise ValidationError(_("A city has at most twenty cards in a project."))
    card = Card.objects.create(project=held, partner=doer.partner, title=name, language=language)
    note(doer, held, "begin card", title=card.title)
    return card


@transaction.atomic
def write_card(*, card: Card, doer: Doer, words: CardWords, seen: int) -> Card:
    """Write it anew. What was handed in comes back to its city: reviews hold for the words read."""
    held = own_card(card, doer, "card-write", seen)
    if held.state not in (State.DRAFT, State.SUBMITTED):
        raise ValidationError(_("This card is published. Withdraw it, then begin another one."))
    for name, value in words.as_fields().items():
        setattr(held, name, value)
    if not held.title:
        raise ValidationError({"title": _("Give it a title.")})
    held.state, held.submitted, held.edit = State.DRAFT, None, held.edit + 1
    held.save()
    note(doer, held.project, "write card", title=held.title)
    return held


@transaction.atomic
def hand_in_card(
    *, card: Card, doer: Doer, seen: int, origin: str, today: date | None = None
) -> Card:
    """Give it to its peers. ValidationError says all that is missing, by field."""
    held = own_card(card, doer, "card-hand-in", seen)
    if held.state != State.DRAFT:
        raise ValidationError(_("This card was handed in already."))
    if wrong := missing_in(held, today or timezone.localdate()):
        raise ValidationError(wrong)
    held.state, held.submitted = State.SUBMITTED, timezone.now()
    held.save()
    note(doer, held.project, "hand in card", title=held.title)
    peers = [one for one in agreed_in(held.project, but=held.partner) if judges_cards(one)]
    write_to(peers, held.project, to_reviewers(held), origin=origin)
    return held


@transaction.atomic
def confirm_card(*, card: Card, doer: Doer, seen: int, today: date | None = None) -> Card:
    """Its city says that a published card still holds; it counts as confirmed for two years more."""
    held = own_card(card, doer, "card-confirm", seen)
    if held.state != State.PUBLISHED:
        raise ValidationError(_("It is not published."))
    held.valid_until = holds_until(today or timezone.localdate())
    held.save()
    note(doer, held.project, "confirm card", title=held.title)
    tell_story(held.project, doer, "card confirmed", title=held.title)
    return held


@transaction.atomic
def withdraw_card(*, card: Card, doer: Doer, reason: str, seen: int, origin: str = "") -> Card:
    """Stand no longer for a published card; that it was there, when and why it went stays. Its city
    does it, also after it left, or whoever runs the project: then its city gets a letter.
    """
    held = _card_to_withdraw(card, doer, seen)
    if held.state != State.PUBLISHED:
        raise ValidationError(_("It is not published."))
    held.state, held.reason = State.WITHDRAWN, reason_in(reason)
    held.save()
    facts = {"title": held.title, "card": str(held.public_id)}
    note(doer, held.project, "withdraw card", title=held.title, reason=held.reason)
    tell_story(held.project, doer, "card withdrawn", said=held.reason, **facts)
    if not _is_of(held, doer):
        words = on_withdrawn(held, doer.shown)
        write_to([held.partner], held.project, words, origin=origin)
    return held


def _card_to_withdraw(card: Card, doer: Doer, seen: int) -> Card:
    held_project(card.project, "card-withdraw", doer)
    held = locked_card(card)
    if not (_is_of(held, doer) or standing_now(doer) in RUN):
        raise NotTakenNow(_("This card is of another city. Only its own city writes on it."))
    refuse_unless_read(held.edit, seen)
    return held


def _is_of(card: Card, doer: Doer) -> bool:
    return doer.partner is not None and card.partner_id == doer.partner.pk


def own_card(card: Card, doer: Doer, deed: str, seen: int) -> Card:
    """The card of the doer's own city, held until the end of the transaction."""
    held_project(card.project, deed, doer)
    held = locked_card(card)
    if not _is_of(held, doer):
        raise NotTakenNow(_("This card is of another city. Only its own city writes on it."))
    refuse_unless_read(held.edit, seen)
    return held


def locked_card(card: Card) -> Card:
    """A card as it stands, held until the end of the transaction."""
    rows = Card.objects.select_for_update(of=("self",))
    return rows.select_related("project__network", "partner__territory").get(pk=card.pk)
