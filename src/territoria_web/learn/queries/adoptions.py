"""Who took up which practice: of the library, or a lesson that was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from territoria_web.act.models import Card
from territoria_web.learn.models import Adoption, Lesson
from territoria_web.library.queries import library
from territoria_web.plan.models import Action, PlanVersion
from territoria_web.territories.models import Cycle
from territoria_web.territories.queries import territory_name

CARD = "card-"  # before the id of a card of a compendium


@dataclass(frozen=True)
class Taker:
    """A territory that took up a practice. ``plan``: its public one, None where none is adopted;
    ``action``: empty where it was written after the plan was adopted last, so that nobody reads it yet.
    """

    place: str
    code: str
    plan: UUID | None
    action: str
    said: str
    example: bool


def adoptions_by_practice() -> dict[str, int]:
    """How many territories took up each practice or lesson; what is invented does not count."""
    held = Adoption.objects.filter(cycle__example=False).values("practice")
    return {
        row["practice"]: row["n"]
        for row in held.annotate(n=Count("cycle__territory", distinct=True)).order_by()
    }


def takers_of(practice: str) -> tuple[Taker, ...]:
    """Who took it up, in the order in which they did; one query."""
    adopted = PlanVersion.objects.filter(plan__cycle=OuterRef("cycle"))
    told = adopted.filter(made__gte=OuterRef("action__made"))
    held = Adoption.objects.filter(practice=practice)
    held = held.annotate(planned=Exists(adopted), is_told=Exists(told))
    rows = held.select_related("cycle__territory", "cycle__plan", "action").order_by("made")
    return tuple(
        Taker(
            place=territory_name(row.cycle.territory),
            code=row.cycle.territory.code,
            plan=row.cycle.plan.public_id if row.planned else None,
            action=row.action.title if row.is_told and row.action else "",
            said=row.said,
            example=row.cycle.example,
        )
        for row in rows
    )


def adoptions_in(cycle: Cycle) -> QuerySet[Adoption]:
    """What a cycle took up, latest first."""
    return Adoption.objects.filter(cycle=cycle).select_related("action").order_by("-made")


def adoption_in(cycle: Cycle, practice: str) -> Adoption:
    """One of them by the id of its practice; 404 where it was not taken up."""
    found = adoptions_in(cycle).filter(practice=practice).first()
    if found is None:
        raise Http404
    return found


# ── what can be taken up ──────────────────────────────────────────────────────────────────────


def practice_titles() -> Mapping[str, str]:
    """Id → title of every practice of the library, every published lesson and every published card of
    a compendium; two queries.
    """
    lessons = Lesson.objects.filter(state=Lesson.State.PUBLISHED).values_list("slug", "title")
    known = {key: text.title.say() for key, text in library().practices.items()}
    return {**_card_titles(), **dict(lessons), **known}


def _card_titles() -> dict[str, str]:
    cards = Card.objects.filter(state=Card.State.PUBLISHED).exclude(project__opened=None)
    return {f"{CARD}{key}": title for key, title in cards.values_list("public_id", "title")}


def practice_meant(typed: str, titles: Mapping[str, str]) -> str:
    """The id that somebody means by an id or a title; empty where there is none."""
    said = typed.strip()
    if said in titles:
        return said
    named = [key for key, title in titles.items() if title.casefold() == said.casefold()]
    return named[0] if len(named) == 1 else ""


def can_be_adopted(practice: str, cycle: Cycle) -> bool:
    """Whether the library has this id, or a published lesson or card of another territory."""
    if practice in library().practices:
        return True
    if practice.startswith(CARD):
        return _is_card_of_others(practice.removeprefix(CARD), cycle)
    held = Lesson.objects.filter(slug=practice, state=Lesson.State.PUBLISHED)
    return held.exclude(action__plan__cycle__territory=cycle.territory_id).exists()


def _is_card_of_others(key: str, cycle: Cycle) -> bool:
    try:
        held = Card.objects.filter(public_id=UUID(key), state=Card.State.PUBLISHED)
    except ValueError:
        return False
    own = Q(partner__territory=cycle.territory_id)
    return held.exclude(project__opened=None).exclude(own).exists()


def actions_to_name(cycle: Cycle) -> list[Action]:
    """The actions of a cycle's plan in which something can be taken up."""
    held = Action.objects.filter(plan__cycle=cycle).exclude(state=Action.State.DROPPED)
    return list(held.select_related("plan"))
