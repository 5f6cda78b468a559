"""The compendium in the hands of whoever works on a project: own cards, cards to judge, counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from territoria_web.act.models import Card, Partner, Project
from territoria_web.act.queries.cards import (
    cards_by_city,
    cards_of,
    counts,
    editions_of,
    fit_places,
    reviews_now,
)
from territoria_web.act.rules.cards import (
    REVIEWS,
    State,
    is_unconfirmed,
    missing_in,
    state_said,
)
from territoria_web.act.rules.projects import RUN, Doer, judges_cards

Ways = Callable[..., list[tuple[str, str]]]
OF_COMPENDIUM = ("card-begin", "edition")
OWN: dict[str, tuple[str, ...]] = {
    State.DRAFT: ("card-write", "card-hand-in"),
    State.SUBMITTED: ("card-write",),
    State.PUBLISHED: ("card-withdraw",),
}


def compendium_of(project: Project, doer: Doer, today: date, ways: Ways) -> dict[str, Any]:
    """``ways``: deeds on a card → title and address of those that the doer may do."""
    rows = list(cards_of(project))
    mine = doer.partner
    out = [card for card in rows if card.state == State.PUBLISHED]
    return {
        "own_cards": [_own(c, today, ways) for c in rows if mine and c.partner_id == mine.pk],
        "cards_to_read": [
            {"row": c, "ways": ways("card-review", on=c.public_id)} for c in rows if _waits(c, mine)
        ],
        "cards_to_withdraw": [
            {"row": c, "ways": ways("card-withdraw", on=c.public_id)}
            for c in out
            if doer.standing in RUN and (mine is None or c.partner_id != mine.pk)
        ],
        "cards_out": len(out),
        "cards_by_city": cards_by_city(out),
        "cards_ways": ways(*(OF_COMPENDIUM if out else OF_COMPENDIUM[:1])),
        "editions": editions_of(project) if rows else [],
    }


def _own(card: Card, today: date, ways: Ways) -> dict[str, Any]:
    deeds = OWN.get(card.state, ())
    if is_unconfirmed(card, today):
        deeds = ("card-confirm", *deeds)
    return {
        "row": card,
        "state": state_said(card, today),
        "missing": _missing(card, today),
        "fit": len(fit_places(card)),
        "needed": REVIEWS,
        "reviews": [(one, counts(one)) for one in reviews_now(card)],
        "waits": not card.partner.vouched,
        "ways": ways(*deeds, on=card.public_id),
    }


def _missing(card: Card, today: date) -> list[str]:
    if card.state != State.DRAFT:
        return []
    return [said for lines in missing_in(card, today).values() for said in lines]


def _waits(card: Card, mine: Partner | None) -> bool:
    """Whether a card waits for this partner."""
    if card.state != State.SUBMITTED or mine is None or card.partner_id == mine.pk:
        return False
    if not judges_cards(mine):
        return False
    place: int | None = card.partner.territory_id
    if place is not None and place == mine.territory_id:
        return False
    known = [one for one in reviews_now(card) if counts(one) or not mine.vouched]
    return all(one.place != mine.name and one.partner_id != mine.pk for one in known)
