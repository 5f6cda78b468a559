"""Scores, latest figures and observations: by filter, in all formats."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from territoria_web.api.answers import Listed, Paging, Shape, listed
from territoria_web.api.schemas.numbers import FigureOut, ObservationOut, ScoreOut
from territoria_web.api.selection import (
    assessment_named,
    country_named,
    indicators_named,
    named,
    release_named,
    territories_named,
)
from territoria_web.measure.models import Assessment, Figure, Observation, Score
from territoria_web.measure.queries.framework_trees import frozen_framework
from territoria_web.measure.queries.interchange import figure_cube, observation_cube, score_cube
from territoria_web.measure.queries.rows import figure_rows, observation_rows, score_rows

router = Router(tags=["numbers"])
Format = Literal["json", "csv", "jsonstat", "sdmx-csv"]


class Places(Schema):
    """Of which territories."""

    territory: str = Field(
        "", max_length=4000, description=gettext_noop("codes, with commas between")
    )
    country: str = Field("", max_length=8, description=gettext_noop("code of the country"))
    level: int | None = Field(None, ge=0, le=9, description=gettext_noop("0 country, 2 NUTS 2"))

    def chosen(self) -> dict[str, Any]:
        """The filters that stand, checked."""
        return {
            "codes": territories_named(self.territory),
            "country": country_named(self.country),
            "level": self.level,
        }


class ScoreFilter(Places):
    """Which scores."""

    framework: str = Field(
        "blueprint", max_length=64, description=gettext_noop("id of the framework")
    )
    node: str = Field(
        "",
        max_length=1000,
        description=gettext_noop("ids of nodes, with commas between; overall: the whole"),
    )


class FigureFilter(Places):
    """Which figures."""

    indicator: str = Field(
        "", max_length=4000, description=gettext_noop("ids of indicators, with commas between")
    )
    release: str = Field(
        "",
        max_length=80,
        description=gettext_noop("name of the release; none: the reference release"),
    )


class ObservationFilter(FigureFilter):
    """Which observations."""

    first: int | None = Field(None, ge=1900, le=2200, description=gettext_noop("from this year on"))
    last: int | None = Field(None, ge=1900, le=2200, description=gettext_noop("up to this year"))


@router.get("/scores", response=Listed[ScoreOut], summary=gettext_noop("Scores with ranges"))
def scores(
    request: HttpRequest,
    filters: Query[ScoreFilter],
    page: Query[Paging],
    format: Format = "json",
) -> Any:
    """Scores of territories on nodes of a framework, with their ranges and places."""
    assessment = assessment_named(filters.framework)
    names = _node_names(assessment)
    nodes = named(filters.node, names, "node")
    rows = score_rows(assessment, nodes=nodes, **filters.chosen())
    shape = Shape(
        "scores",
        ScoreOut,
        lambda s: _score(assessment, s),
        cube=lambda cut: score_cube(cut, assessment, names),
    )
    return listed(request, rows, page, format, shape)


@router.get("/figures", response=Listed[FigureOut], summary=gettext_noop("Latest figures"))
def figures(
    request: HttpRequest,
    filters: Query[FigureFilter],
    page: Query[Paging],
    format: Format = "json",
) -> Any:
    """The latest observation of each indicator and territory, with range and place."""
    release = release_named(filters.release)
    rows = figure_rows(release, indicators=indicators_named(filters.indicator), **filters.chosen())
    shape = Shape(
        "figures",
        FigureOut,
        _figure,
        paths={"territory": "territory__code", **{name: name for name in FIGURE}},
        cube=lambda cut: figure_cube(cut, release.title),
    )
    return listed(request, rows, page, format, shape)


@router.get("/observations", response=Listed[ObservationOut], summary=gettext_noop("Observations"))
def observations(
    request: HttpRequest,
    filters: Query[ObservationFilter],
    page: Query[Paging],
    format: Format = "json",
) -> Any:
    """Every cell of a release, with status, flag, source and line."""
    release = release_named(filters.release)
    rows = observation_rows(
        release,
        indicators=indicators_named(filters.indicator),
        first=filters.first,
        last=filters.last,
        **filters.chosen(),
    )
    shape = Shape(
        "observations",
        ObservationOut,
        _observation,
        paths={"territory": "territory__code", **{name: name for name in OBSERVATION}},
        cube=lambda cut: observation_cube(cut, release.title),
    )
    return listed(request, rows, page, format, shape)


def _node_names(assessment: Assessment) -> dict[str, str]:
    framework = frozen_framework(assessment.pk)
    names = {n.id: n.title.say() for n in framework.walk()}
    return {"overall": framework.title.say(), **names}


SCORE = (
    "node", "value", "low", "high", "rank", "rank_low", "rank_high", "of", "known", "bound",
    "inherited", "coverage", "period",
)  # fmt: skip
FIGURE = (
    "indicator", "period", "value", "low", "high", "rank", "rank_low", "rank_high", "of", "status",
    "flag",
)  # fmt: skip
OBSERVATION = (
    "indicator", "period", "value", "status", "flag", "source", "inherited_from", "line",
)  # fmt: skip


def _score(assessment: Assessment, s: Score) -> dict[str, Any]:
    address = assessment.address("score", s.territory.key, s.node)
    return {"territory": s.territory.code, **_fields(s, SCORE), "address": address}


def _figure(f: Figure) -> dict[str, Any]:
    return {"territory": f.territory.code, **_fields(f, FIGURE)}


def _observation(o: Observation) -> dict[str, Any]:
    return {"territory": o.territory.code, **_fields(o, OBSERVATION)}


def _fields(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
