"""All published cards of a project, how many each city gave, and its frozen editions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.models import Card, Edition, Project
from territoria_web.act.queries.cards import (
    cards_by_city,
    editions_of,
    english_title,
    published_cards,
    published_on,
)
from territoria_web.act.queries.projects import public_project
from territoria_web.act.rules.cards import is_unconfirmed
from territoria_web.act.rules.projects import FREEZES
from territoria_web.learn.queries.adoptions import adoptions_by_practice
from territoria_web.library.dates import written
from territoria_web.library.saying import colon, day
from territoria_web.public.page import Crumb, Page, Table

FILES = ("html", "pdf", "docx", "json", "csv")
COLUMNS = (
    *("id", "title", "title_in_english", "language", "city", "problem", "done", "failed"),
    *("transferable", "effort", "money", "effects", "dated", "valid_until", "unconfirmed"),
    *("published", "licence", "taken_up", "address"),
)


def compendium(request: HttpRequest, project: UUID) -> Page:
    """The cards; 404 where the project is only proposed."""
    held, today = public_project(project), timezone.localdate()
    cards, counts = published_cards(held), adoptions_by_practice()
    rows = [_row(held, card, counts.get(f"card-{card.public_id}", 0)) for card in cards]
    old = sum(row["unconfirmed"] for row in rows)
    editions = editions_of(held)
    return Page(
        template="public/compendium/listing.html",
        title=_("Compendium") + colon() + held.title,
        finding=_finding(held, cards, old),
        crumbs=(
            Crumb(_("Projects of cities"), reverse("public:projects")),
            Crumb(held.title, reverse("public:project", args=[held.public_id])),
        ),
        facts={
            "project": held,
            "example": held.example,
            "rows": rows,
            "cities": cards_by_city(cards),
            "editions": [(one, _files(held, one)) for one in editions],
            "due": held.due if not editions and _freezes_on(held, today) else None,
        },
        table=Table("compendium", COLUMNS, [_cells(row) for row in rows]),
        data={
            "project": {"id": str(held.public_id), "title": held.title, "example": held.example},
            "cards_by_city": dict(cards_by_city(cards)),
            "editions": [
                {"number": e.number, "frozen": e.made.isoformat(), "sha256": e.digest}
                for e in editions
            ],
        },
    )


def _freezes_on(held: Project, today: date) -> bool:
    """Whether an edition is still to be frozen by itself."""
    return held.due >= today and held.state in FREEZES


def crumbs_of(held: Project) -> tuple[Crumb, ...]:
    """The way to a card."""
    at = reverse("public:compendium", args=[held.public_id])
    return (
        Crumb(held.title, reverse("public:project", args=[held.public_id])),
        Crumb(_("Compendium"), at),
    )


def _finding(held: Project, cards: Sequence[Card], old: int) -> str:
    if not cards:
        return _nothing_yet(held)
    said = ngettext(
        "%(count)d practice, found fit by two other cities.",
        "%(count)d practices, each found fit by two other cities.",
        len(cards),
    ) % {"count": len(cards)}
    if not old:
        return said
    told = ngettext(
        "%(count)d of them has not been confirmed for two years.",
        "%(count)d of them have not been confirmed for two years.",
        old,
    )
    return f"{said} {told % {'count': old}}"


def _nothing_yet(held: Project) -> str:
    """With the next edition's day, where one is still to be frozen by itself."""
    if not _freezes_on(held, timezone.localdate()):
        return _("No practice card is published yet.")
    said = _("No practice card is published yet; the first edition is due on %(day)s.")
    return said % {"day": day(held.due)}


def _row(held: Project, card: Card, adopted: int) -> dict[str, Any]:
    return {
        "card": card,
        "city": card.partner.name,
        "english": english_title(card),
        "problem": card.body.get("problem", ""),
        "unconfirmed": is_unconfirmed(card, timezone.localdate()),
        "adopted": adopted,
        "url": reverse("public:compendium-card", args=[held.public_id, card.public_id]),
    }


def _files(held: Project, edition: Edition) -> list[tuple[str, str]]:
    return [
        (kind.upper(), reverse("public:edition-file", args=[held.public_id, edition.number, kind]))
        for kind in FILES
    ]


def _cells(row: dict[str, Any]) -> tuple[object, ...]:
    card: Card = row["card"]
    told = ("problem", "done", "failed", "transferable", "effort", "money")
    effects = " | ".join(f"{e['claim']} ({e['grade']})" for e in card.effects)
    return (
        *(str(card.public_id), card.title, row["english"], card.language, row["city"]),
        *(card.body.get(name) for name in told),
        *(effects, written(card.dated), written(card.valid_until), row["unconfirmed"]),
        *(published_on(card), card.licence, row["adopted"], row["url"]),
    )
