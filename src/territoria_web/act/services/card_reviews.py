"""What peers say of a card; the second city that finds the same words fit publishes it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Card, CardReview, Partner, Project
from territoria_web.act.queries.cards import (
    cards_for,
    emails_of,
    fit_places,
    of_the_same,
    place_of,
    territories_of,
)
from territoria_web.act.rules.cards import REVIEWS, SHORTEST_SAID, State, holds_until
from territoria_web.act.rules.projects import LONGEST, OBSERVER, PARTNER, Doer
from territoria_web.act.services.card_sayings import to_writer
from territoria_web.act.services.cards import locked_card
from territoria_web.act.services.project_journal import (
    NotTakenNow,
    held_project,
    refuse_unless_read,
    tell_story,
)
from territoria_web.act.services.project_letters import write_to
from territoria_web.library.typed import plain
from territoria_web.people.models import User
from territoria_web.people.services import write_entry

Verdict = CardReview.Verdict


@transaction.atomic
def review_card(
    *,
    card: Card,
    doer: Doer,
    verdict: str,
    said: str,
    seen: int,
    origin: str,
    today: date | None = None,
) -> bool:
    """Another partner of the project judges the words that stand; True where that publishes them."""
    _refuse_observer(doer)
    held_project(card.project, "card-review", doer)
    held = locked_card(card)
    refuse_unless_read(held.edit, seen)
    assert doer.partner is not None
    row = CardReview(partner=doer.partner, by=doer.user, place=doer.partner.name)
    _refuse_own(held, row)
    return _judged(held, row, verdict, said, origin, today)


@transaction.atomic
def review_card_as_peer(
    *,
    by: User,
    card: Card,
    verdict: str,
    said: str,
    seen: int,
    origin: str,
    today: date | None = None,
) -> bool:
    """The same by an account of another city."""
    held_project(card.project, "card-review", Doer(PARTNER, ""))
    held, place = locked_card(card), place_of(by)
    refuse_unless_read(held.edit, seen)
    if place == held.partner.name or not cards_for(by).filter(pk=held.pk).exists():
        raise ValidationError(_("This card waits for no review of yours."))
    return _judged(held, CardReview(by=by, place=place), verdict, said, origin, today)


def _refuse_observer(doer: Doer) -> None:
    if doer.standing == OBSERVER:
        raise NotTakenNow(_("Two other cities judge a card: those that lead or are partners."))


def _refuse_own(card: Card, row: CardReview) -> None:
    """By whatever it can be told: the city's name, its territory, or the address of who wrote it."""
    own: Partner = card.partner
    is_own = row.place == own.name or own.email in emails_of(row.partner, row.by)
    if is_own or own.territory_id in territories_of(row.partner, row.by):
        raise ValidationError(_("Nobody judges the cards of the own city."))


def _judged(
    card: Card, row: CardReview, verdict: str, said: str, origin: str, today: date | None
) -> bool:
    if card.state != State.SUBMITTED:
        raise ValidationError(_("This card waits for no review."))
    row.said, row.verdict = _checked(verdict, said), verdict
    same = of_the_same(row.place, partner=row.partner, user=row.by)
    if card.reviews.filter(same, edit=card.edit).exists():
        raise ValidationError(_("Somebody of your city has judged these words already."))
    row.card, row.edit = card, card.edit
    row.save()
    if row.by is not None:
        _note(row.by, card, verdict)
    is_out = _published(card, today or timezone.localdate())
    write_to([card.partner], card.project, to_writer(card, row, is_out=is_out), origin=origin)
    return is_out


def _checked(verdict: str, said: str) -> str:
    words, wrong = plain(said)[:LONGEST], dict[str, str]()
    if verdict not in Verdict.values:
        wrong["verdict"] = _("Choose one of the two.")
    if len(words) < SHORTEST_SAID:
        wrong["said"] = _("Say in a sentence or two what your judgment rests on.")
    if wrong:
        raise ValidationError(wrong)
    return words


def _note(by: User, card: Card, verdict: str) -> None:
    write_entry(
        who=by,
        what="review card",
        about=f"card {card.public_id}",
        territory=card.partner.territory,
        after={"title": card.title, "verdict": verdict},
    )


def publish_waiting(project: Project, *, origin: str, today: date | None = None) -> None:
    """Publish what only waited for a city to be confirmed; for a transaction that holds the project."""
    for waiting in project.cards.filter(state=State.SUBMITTED):
        card = locked_card(waiting)
        last = card.reviews.filter(edit=card.edit, verdict=Verdict.FIT).last()
        if last is not None and _published(card, today or timezone.localdate()):
            write_to([card.partner], project, to_writer(card, last, is_out=True), origin=origin)


def _published(card: Card, today: date) -> bool:
    """Publish it where its city is confirmed, and two others that are found it fit."""
    if not card.partner.vouched or len(fit_places(card)) < REVIEWS:
        return False
    card.state, card.published = State.PUBLISHED, timezone.now()
    card.valid_until = holds_until(today)
    card.save()
    doer = Doer("", card.partner.name)
    tell_story(card.project, doer, "card published", title=card.title)
    return True
