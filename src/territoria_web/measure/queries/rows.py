"""Scores, figures and observations of the public data as rows, under any filter."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from territoria_web.measure.models import Assessment, Figure, Observation, Release, Score

Codes = Sequence[str]


def score_rows(
    assessment: Assessment,
    *,
    nodes: Codes = (),
    codes: Codes = (),
    country: str = "",
    level: int | None = None,
) -> QuerySet[Score]:
    """The scores of an assessment, by node and code of the territory."""
    rows = assessment.scores.select_related("territory").order_by("node", "territory__code")
    rows = rows.filter(node__in=nodes) if nodes else rows
    return _of_places(rows, codes, country, level)


def figure_rows(
    release: Release,
    *,
    indicators: Codes = (),
    codes: Codes = (),
    country: str = "",
    level: int | None = None,
) -> QuerySet[Figure]:
    """The latest figures of a release, by indicator and code of the territory."""
    rows = release.figures.select_related("territory").order_by("indicator", "territory__code")
    rows = rows.filter(indicator__in=indicators) if indicators else rows
    return _of_places(rows, codes, country, level)


def observation_rows(
    release: Release,
    *,
    indicators: Codes = (),
    codes: Codes = (),
    country: str = "",
    level: int | None = None,
    first: int | None = None,
    last: int | None = None,
) -> QuerySet[Observation]:
    """The observations of a release, by indicator, code of the territory and year."""
    rows = release.observations.select_related("territory")
    rows = rows.order_by("indicator", "territory__code", "period")
    rows = rows.filter(indicator__in=indicators) if indicators else rows
    rows = rows if first is None else rows.filter(period__gte=first)
    rows = rows if last is None else rows.filter(period__lte=last)
    return _of_places(rows, codes, country, level)


def _of_places(rows: QuerySet, codes: Codes, country: str, level: int | None) -> QuerySet:  # type: ignore[type-arg]
    rows = rows.filter(territory__code__in=codes) if codes else rows
    rows = rows.filter(territory__country=country) if country else rows
    return rows if level is None else rows.filter(territory__level=level)
