"""The regions that cases come from, with the figures that tell what kind of place they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from territoria.documents.numerals import numeral, span
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Figure
from territoria_web.recommend.queries.practices import PracticeEntry
from territoria_web.recommend.queries.wording import said
from territoria_web.territories.queries import territory_name

CONTEXT_FIGURES = ("population", "gdp_per_head_pps", "population_density")


@dataclass(frozen=True)
class RegionFigures:
    """The figures of a region that a case comes from, by indicator; what is missing is unknown."""

    code: str
    name: str
    key: str
    figures: dict[str, Figure]


def region_figures(
    cases: Sequence[PracticeEntry], assessment: Assessment
) -> Sequence[RegionFigures]:
    """The structural figures of the regions that cases come from, by code; one query."""
    codes = {code for c in cases for code in c.territories}
    rows = (
        assessment.release.figures.filter(
            territory__code__in=codes, indicator__in=CONTEXT_FIGURES, territory__level=2
        )
        .select_related("territory")
        .order_by("territory__code")
    )
    found: dict[str, RegionFigures] = {}
    for row in rows:
        place = row.territory
        held = RegionFigures(place.code, territory_name(place), place.key, {})
        found.setdefault(place.code, held).figures[row.indicator] = row
    return list(found.values())


def indicator_said(indicator: str) -> tuple[str, str]:
    """An indicator's short name and its unit."""
    held = library().indicators[indicator]
    return said(held.short), said(held.unit_of_measure)


def figure_said(figure: Figure) -> str:
    """A figure as it is printed, with its range where it has one."""
    digits = library().indicators[figure.indicator].decimals
    value = numeral(figure.value, digits)
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return value
    return f"{value} ({span(figure.low, figure.high, digits)})"
