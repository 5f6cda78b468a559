"""What this room gives to the feed: public projects, and cards of compendia. No names of persons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db.models import Max, Prefetch, Q, QuerySet

from territoria_web.act.feed.format import Item, make_item
from territoria_web.act.models import Card, Partner, Project
from territoria_web.library.dates import written

Address = Callable[..., str]
"""The thing → the whole address of its public page; empty where there is none."""

CITIES: Final = (Partner.Role.LEAD, Partner.Role.PARTNER, Partner.Role.OBSERVER)
TOLD: Final = ("problem", "done", "why", "needs", "effort", "money", "until_effect", "failed")
MORE: Final = ("obstacle", "facilitator", "sdg", "transferable")


def project_items(address: Address) -> list[Item]:
    """Every public project that is not an example: question, state, cities, product and its days."""
    return [_project(one, url) for one in _projects() if (url := address(one))]


def _projects() -> QuerySet[Project]:
    """Those that everybody may read about, with their cities in the order in which they came; without
    those that nobody stands for.
    """
    agreed = Partner.objects.filter(state=Partner.State.AGREED, role__in=CITIES, vouched=True)
    held = Project.objects.filter(example=False).exclude(opened=None)
    return (
        held.select_related("network")
        .prefetch_related(Prefetch("partners", agreed, to_attr="cities"))
        .annotate(told=Max("story__made"))
        .order_by("pk")
    )


def _project(one: Project, url: str) -> Item:
    lang = one.language
    moments = (one.made, one.opened, one.started, one.ended, one.said, getattr(one, "told", None))
    cities = [{"name": p.name, "role": p.role} for p in getattr(one, "cities", ())]
    return make_item(
        kind="project",
        id=str(one.public_id),
        dated=max(when for when in moments if when is not None),
        address=url,
        title={lang: one.title},
        body={
            "summary": {lang: one.question},
            "by": {lang: one.network.name},
            "axis": one.axis,
            "state": one.state,
            "partners": cities,
            "sought": one.sought,
            "open_until": written(one.open_until),
            "product": one.product,
            "due": written(one.due),
            "first_due": written(one.first_due),
            "delivered": written(one.delivered),
        },
    )


def card_items(address: Address) -> list[Item]:
    """Every published card of a compendium; a withdrawn one is named as that. Whom to ask stands on
    its own page only.
    """
    shown = Q(state=Card.State.PUBLISHED) | Q(state=Card.State.WITHDRAWN)
    held = Card.objects.filter(shown, project__example=False).exclude(published=None)
    rows = held.select_related("partner", "project").order_by("pk")
    return [_card(one, url) for one in rows if (url := address(one))]


def _card(one: Card, url: str) -> Item:
    gone = one.state == Card.State.WITHDRAWN
    english = {"en": str(one.english["title"])} if one.english.get("title") else {}
    assert one.published is not None
    return make_item(
        kind="practice",
        id=f"card-{one.public_id}",
        dated=one.published,
        address=url,
        title={**english, one.language: one.title},
        body={"reason": one.reason} if gone else _card_body(one),
        licence=one.licence,
        withdrawn=gone,
    )


def _card_body(one: Card) -> dict[str, Any]:
    lang = one.language
    return {
        "source": "compendium",
        "summary": _both(one, "problem"),
        "by": {lang: one.partner.name},
        "project": str(one.project.public_id),
        "axis": one.project.axis,
        "sections": {lang: _parts(one.body)}
        | ({"en": _parts(one.english)} if one.english and lang != "en" else {}),
        "claims": [_claim(held, lang) for held in one.effects],
        "dated": written(one.dated),
        "valid_until": written(one.valid_until),
    }


def _claim(held: dict[str, Any], lang: str) -> dict[str, Any]:
    english = {"en": str(held["english"])} if held.get("english") else {}
    return {
        "claim": {**english, lang: str(held.get("claim", ""))},
        "grade": str(held.get("grade", "")),
    }


def _both(one: Card, part: str) -> dict[str, str]:
    said = {"en": str(one.english.get(part, "")), one.language: str(one.body.get(part, ""))}
    return {lang: words for lang, words in said.items() if words}


def _parts(held: dict[str, Any]) -> list[dict[str, str]]:
    """The parts that say something, in their order."""
    return [{"part": name, "text": str(held[name])} for name in (*TOLD, *MORE) if held.get(name)]
