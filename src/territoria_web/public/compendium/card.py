"""One practice card: its words, how well its effects are shown, what peers said, who took it up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from territoria_web.act.models import Card, CardReview, ProjectEntry
from territoria_web.act.queries.cards import (
    ReadCard,
    counted_reviews,
    frozen,
    public_card,
    read_card,
    withdrawal_of,
    withdrawn,
)
from territoria_web.act.rules.cards import VERDICT_NAMES, State
from territoria_web.learn.queries.adoptions import takers_of
from territoria_web.library.dates import written
from territoria_web.library.saying import day
from territoria_web.public.compendium.listing import crumbs_of
from territoria_web.public.page import Page, Table

COLUMNS = ("card", "effect", "effect_in_english", "grade", "meaning")


def card(request: HttpRequest, project: UUID, card: UUID) -> Page:
    """A published card; of a withdrawn one that it was there, when and why it went, none of its words."""
    held = public_card(project, card)
    read, takers = read_card(held, timezone.localdate()), takers_of(f"card-{held.public_id}")
    gone, went = held.state == State.WITHDRAWN, withdrawal_of(held)
    return Page(
        template="public/compendium/card.html",
        title=read.title,
        finding=_finding(held, went),
        robots="noindex" if gone else "",
        crumbs=crumbs_of(held.project),
        facts={
            "read": read,
            "card": held,
            "gone": gone,
            "went": went,
            "example": held.project.example,
            "reviews": [] if gone else [_review(one) for one in counted_reviews(held)],
            "takers": takers,
        },
        table=Table("effects", COLUMNS, [] if gone else _effects(held, read)),
        data={**_data(held, went), "taken_up": [vars(one) for one in takers]},
    )


def _effects(held: Card, read: ReadCard) -> list[tuple[str, ...]]:
    return [(str(held.public_id), *one) for one in read.effects]


def _finding(held: Card, went: ProjectEntry | None) -> str:
    if went is not None:
        said = _("A practice of %(city)s, withdrawn on %(day)s.")
        return said % {"city": held.partner.name, "day": day(went.made)}
    if held.state == State.WITHDRAWN:
        return _("This card was withdrawn")
    said = _("A practice of %(city)s, found fit by two other cities.")
    return said % {"city": held.partner.name}


def _review(row: CardReview) -> dict[str, Any]:
    verdict = VERDICT_NAMES[CardReview.Verdict(row.verdict)]
    return {"place": row.place, "verdict": verdict, "said": row.said, "made": row.made}


def _data(held: Card, went: ProjectEntry | None) -> dict[str, Any]:
    gone = held.state == State.WITHDRAWN
    return {
        "card": withdrawn(held) if gone else frozen(held),
        "state": held.state,
        "withdrawn_on": written(localdate(went.made)) if went else None,
        "withdrawn_by": went.who if went else None,
        "withdrawn_because": held.reason,
        "example": held.project.example,
    }
