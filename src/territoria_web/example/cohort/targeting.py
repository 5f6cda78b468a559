"""Targets that the regions of the cohort set, and how they stood since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from territoria_web.example.cohort.cast import cycle_of, regions, teammate, told
from territoria_web.example.people import Cast
from territoria_web.plan.models import AreaTarget
from territoria_web.plan.services.area_targets import (
    YearFigure,
    begin_target,
    set_target,
    tell_figure,
)
from territoria_web.plan.target_rules import TargetDraft
from territoria_web.territories.models import Territory

REVIEW: Final = timedelta(days=180)


@transaction.atomic
def aim(people: Cast) -> None:
    """All of them, once."""
    places = {place.code: place for place in regions()}
    if AreaTarget.objects.filter(cycle__territory__in=places.values()).exists():
        return
    for row in told()["targets"]:
        _set(people, places[row["territory"]], row)


def _set(people: Cast, place: Territory, row: Mapping[str, Any]) -> None:
    by, today = teammate(people, place), timezone.localdate()
    held = begin_target(
        by=by,
        cycle=cycle_of(people, place),
        draft=TargetDraft(
            area=row["area"],
            figure=row["figure"],
            unit_of_measure=row["unit"],
            baseline=row["baseline"],
            baseline_year=today.year + row["since"],
            baseline_source=row["source"],
            low=row["low"],
            high=row["high"],
            year=today.year + row["due"],
            owner=row["owner"],
            review_on=today + REVIEW,
        ),
    )
    held = set_target(by=by, target=held, seen=held.edit)
    for ago, value in row["figures"].items():
        figure = YearFigure(year=today.year + ago, value=value, source=row["source"])
        tell_figure(by=by, target=held, figure=figure)
