"""One practice card: its words, how well its effects are shown, what peers said, who took it up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Card, CardReview
from territoria_web.act.queries.cards import frozen, public_card, read_card, reviews_now
from territoria_web.act.rules.cards import VERDICT_NAMES, State
from territoria_web.learn.queries.adoptions import takers_of
from territoria_web.public.compendium.listing import crumbs_of
from territoria_web.public.page import Page, Table

COLUMNS = ("card", "effect", "effect_in_english", "grade", "meaning")


def card(request: HttpRequest, project: UUID, card: UUID) -> Page:
    """A published card; a withdrawn one with the reason on top."""
    held = public_card(project, card)
    read, takers = read_card(held, timezone.localdate()), takers_of(f"card-{held.public_id}")
    gone = held.state == State.WITHDRAWN
    return Page(
        template="public/compendium/card.html",
        title=read.title,
        finding=_finding(held),
        robots="noindex" if gone else "",
        crumbs=crumbs_of(held.project),
        facts={
            "read": read,
            "card": held,
            "gone": gone,
            "example": held.project.example,
            "reviews": [_review(one) for one in reviews_now(held)],
            "takers": takers,
        },
        table=Table("effects", COLUMNS, [(str(held.public_id), *one) for one in read.effects]),
        data={**_data(held), "taken_up": [vars(one) for one in takers]},
    )


def _finding(held: Card) -> str:
    if held.state == State.WITHDRAWN:
        said = _("A practice of %(city)s that its city stands for no longer.")
    else:
        said = _("A practice of %(city)s, found fit by two other cities.")
    return said % {"city": held.partner.name}


def _review(row: CardReview) -> dict[str, Any]:
    verdict = VERDICT_NAMES[CardReview.Verdict(row.verdict)]
    return {"place": row.place, "verdict": verdict, "said": row.said, "made": row.made}


def _data(held: Card) -> dict[str, Any]:
    return {
        "card": frozen(held),
        "state": held.state,
        "withdrawn_because": held.reason,
        "example": held.project.example,
    }
