"""The regions that cases come from, with the figures that tell what kind of place they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from territoria_web.measure.models import Assessment, Figure
from territoria_web.measure.queries.assessments import current
from territoria_web.public.derivation_links import derivation_url
from territoria_web.recommend.queries.case_regions import (
    CONTEXT_FIGURES,
    RegionFigures,
    figure_said,
    indicator_said,
    region_figures,
)
from territoria_web.recommend.queries.practices import PracticeEntry


def region_rows(cases: Sequence[PracticeEntry]) -> dict[str, Any]:
    """Heads, and a row for each region: name, address, its cases, its figures with derivations."""
    assessment = current()
    found = region_figures(cases, assessment)
    return {
        "heads": [indicator_said(i) for i in CONTEXT_FIGURES],
        "rows": [_row(held, cases, assessment) for held in found],
    }


def _row(held: RegionFigures, cases: Sequence[PracticeEntry], assessment: Assessment) -> Any:
    mine = [c for c in cases if held.code in c.territories]
    return {
        "name": held.name,
        "code": held.code,
        "url": reverse("public:territory", args=[held.code]),
        "cases": ", ".join(dict.fromkeys(c.place for c in mine)),
        "figures": [_figure(held, i, assessment) for i in CONTEXT_FIGURES],
    }


def _figure(held: RegionFigures, indicator: str, assessment: Assessment) -> tuple[str, str, str]:
    """As printed, its year, and the address of its derivation; empty where it is unknown."""
    figure: Figure | None = held.figures.get(indicator)
    if figure is None:
        return "", "", ""
    number = assessment.address("observation", held.key, indicator)
    url = derivation_url(number)
    return figure_said(figure), str(figure.period), url
