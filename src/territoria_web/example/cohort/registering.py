"""The register of the cohort: each record handed in, and read by somebody of the next region."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from territoria_web.example.cohort.cast import regions, teammate, told
from territoria_web.example.dated import day_ago, moment_ago, stamped
from territoria_web.example.people import Cast
from territoria_web.example.texts import DOMAIN
from territoria_web.measure.models import Initiative, InitiativeEdition, InitiativeReview
from territoria_web.measure.queries.records import Claim, Reached, Record
from territoria_web.measure.services.register import begin_initiative, hand_in_initiative
from territoria_web.measure.services.register_reviews import review_initiative
from territoria_web.territories.models import Territory

AGO: Final = 150
BEGAN: Final = 1100
READ: Final = (
    "The record says what was done and what came of it; I asked for one number and got it."
)


@transaction.atomic
def register(people: Cast) -> None:
    """All sixty, once."""
    places = regions()
    if Initiative.objects.filter(example=True).exists():
        return
    made, editions = Initiative.objects.filter(example=True), InitiativeEdition.objects.all()
    reviews = InitiativeReview.objects.filter(initiative__example=True)
    with stamped(moment_ago(AGO), made, editions.filter(initiative__example=True), reviews):
        for row in told()["initiatives"]:
            _enter(people, places, row)


def _enter(people: Cast, places: list[Territory], row: Mapping[str, Any]) -> None:
    place = next(p for p in places if p.code == row["territory"])
    reader = places[(places.index(place) + 1) % len(places)]
    by = teammate(people, place)
    held = begin_initiative(
        by=by, territory=place, record=_record(place, row), language="en", example=True
    )
    hand_in_initiative(by=by, initiative=held, seen=held.edit)
    held.refresh_from_db()
    review_initiative(
        by=teammate(people, reader), initiative=held, verdict="fit", said=READ, seen=held.edit
    )


def _record(place: Territory, row: Mapping[str, Any]) -> Record:
    target, year = row.get("target") or {}, timezone.localdate().year
    claims = [claim.split(" | ") for claim in row.get("claims", ())]
    ended = day_ago(row["ended"]) if "ended" in row else None
    return Record(
        title=row["title"],
        owner=f"Office for the economy of {place.name}",
        what=row["what"],
        level="regional",
        area=row["area"],
        target_group=f"Firms that have their seat in {place.name}.",
        sizes=tuple(row["sizes"]),
        obstacles=tuple(row["obstacles"]),
        instruments=tuple(row["instruments"]),
        budget=Decimal(row["budget"]),
        budget_sources=("regional",),
        start=day_ago(row.get("begun", BEGAN)).replace(day=1),
        end=ended,
        target=_target(target),
        target_value=target.get("value"),
        unit_of_measure=target.get("unit", ""),
        target_due=_due(target, ended) if target else None,
        baseline=target.get("baseline"),
        baseline_year=year + target["year"] if "year" in target else None,
        reach=tuple(Reached(year + ago, *held) for ago, held in row.get("reach", {}).items()),
        evaluation=row["evaluation"],
        finding=row.get("finding", ""),
        claims=tuple(Claim(*claim) for claim in claims),
        lessons=row["lessons"],
        what_failed=row.get("failed", ""),
        went_wrong=row.get("wrong", False),
        transfer=row["transfer"],
        source="Invented for this example; a real record names the document with its year.",
        contact=f"small-firms@{place.code.lower()}.{DOMAIN}",
        valid_until=_to_come(400),
    )


def _target(target: Mapping[str, Any]) -> str:
    return f"{target['value']:,} {target['unit']}." if target else ""


def _due(target: Mapping[str, Any], ended: date | None) -> date:
    """No later than the last day: what has ended promises nothing any more."""
    due = _to_come(target["due"])
    return min(due, ended) if ended else due


def _to_come(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
