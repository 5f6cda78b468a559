"""Figures of a portrait: each in its own unit, beside the peers, the country and its own past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from territoria.documents.briefing.phrases import short_unit
from territoria.documents.numerals import numeral
from territoria.model import Framework, Indicator
from territoria.speech import gettext, number
from territoria_web.compare.queries.portrait_parts import Course, Measured
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Figure
from territoria_web.measure.queries.assessments import current
from territoria_web.measure.queries.figures import figures_in
from territoria_web.territories.models import Territory

BREAK = "b"
NO_GAP: Mapping[str, Any] = {}


class Cell(NamedTuple):
    """What was observed in a year."""

    value: float
    status: str
    flag: str


Past = Mapping[tuple[str, str, int], Cell]
"""By code, indicator and year."""


@dataclass(frozen=True)
class Figured:
    """The figures, and the observations behind them by (code, indicator, year)."""

    rows: tuple[Measured, ...]
    past: Past


@dataclass(frozen=True)
class _Around:
    """What stands around the figures of one territory."""

    assessment: Assessment
    territory: Territory
    gaps: Mapping[str, Any]
    badges: Mapping[str, str]
    peers: Mapping[str, tuple[float, ...]]
    past: Past


def figures(
    territory: Territory,
    assessment: Assessment | None,
    framework: Framework | None,
    body: Mapping[str, Any],
) -> Figured:
    """The framework's indicators with their figures; all of the release where none is opened."""
    base = assessment or current()
    wanted = _bound(framework)
    codes = {territory.code, territory.country}
    past = _past(base, codes, wanted)
    held = figures_in(base.release, territory) or _latest(territory.code, past)
    around = _Around(
        base,
        territory,
        body.get("gaps", NO_GAP),
        body.get("badges", {}),
        _peer_values(base, body, wanted),
        past,
    )
    texts = library().indicators
    shown = [i for i in (wanted or held) if i in texts]
    return Figured(tuple(_measured(texts[i], held.get(i), around) for i in shown), past)


def _bound(framework: Framework | None) -> list[str]:
    if framework is None:
        return []
    return list(dict.fromkeys(b.indicator for b in framework.bindings()))


def _past(base: Assessment, codes: Iterable[str], wanted: Sequence[str]) -> Past:
    """Observations of the territory and its country."""
    places = Territory.objects.filter(code__in=codes)  # a subquery: the index begins with its keys
    rows = base.release.observations.filter(territory__in=places, value__isnull=False)
    if wanted:
        rows = rows.filter(indicator__in=wanted)
    found = rows.order_by("indicator", "period").values_list(
        "territory__code", "indicator", "period", "value", "status", "flag"
    )
    return {
        (code, indicator, year): Cell(float(value or 0.0), status, flag)
        for code, indicator, year, value, status, flag in found
    }


def _latest(code: str, past: Past) -> dict[str, Figure]:
    """The latest observations as figures without range, for territories that are not ranked."""
    return {
        indicator: Figure(indicator=indicator, period=year, value=cell.value, status=cell.status)
        for (where, indicator, year), cell in past.items()
        if where == code
    }


def _peer_values(
    base: Assessment, body: Mapping[str, Any], wanted: Sequence[str]
) -> dict[str, tuple[float, ...]]:
    """By indicator: the figures of the firm and likely peers."""
    members = body["peers"]["members"] if body.get("peers") else []
    sound = [p["code"] for p in members if p["firmness"] != "arguable"]
    if not sound:
        return {}
    found: dict[str, list[float]] = {}
    places = Territory.objects.filter(code__in=sound)
    rows = base.release.figures.filter(territory__in=places, indicator__in=wanted)
    for indicator, value in rows.order_by("territory__code").values_list("indicator", "value"):
        found.setdefault(indicator, []).append(value)
    return {i: tuple(values) for i, values in found.items()}


def _measured(text: Indicator, held: Figure | None, around: _Around) -> Measured:
    gap = around.gaps.get(text.id) or NO_GAP
    compared = gap.get("peer_low") is not None
    digits = text.decimals
    country = _country(text, held, around)
    low, high = (held.low, held.high) if held else (None, None)
    narrow = low is None or high is None or numeral(low, digits) == numeral(high, digits)
    return Measured(
        indicator=text.id,
        title=text.short,
        unit=text.unit_of_measure,
        short_unit=short_unit(text.unit_of_measure.say()),
        decimals=digits,
        direction=text.direction,
        source=gettext(text.source.publisher),
        value=held.value if held else None,
        low=low,
        high=high,
        said=numeral(held.value, digits) if held else "",
        low_said="" if narrow else numeral(low, digits),
        high_said="" if narrow else numeral(high, digits),
        period=held.period if held else None,
        badge=around.badges.get(text.id, ""),
        inherited=bool(held and held.status == "inherited"),
        rank_low=held.rank_low if held else None,
        rank_high=held.rank_high if held else None,
        of=held.of if held else 0,
        word=gap.get("word", "unknown"),
        size=gap.get("size"),
        chance=gap.get("chance"),
        peer_median=gap.get("peer_median") if compared else None,
        peers_low=gap.get("peer_low"),
        peers_high=gap.get("peer_high"),
        median_said=numeral(gap["peer_median"], digits) if compared else "",
        peers_low_said=numeral(gap["peer_low"], digits) if compared else "",
        peers_high_said=numeral(gap["peer_high"], digits) if compared else "",
        peers=around.peers.get(text.id, ()),
        country=country.value if country else None,
        country_said=numeral(country.value, digits) if country else "",
        country_address=_country_address(text, held, around) if country else "",
        address=_address(around, "observation", text.id),
        median_address=_address(around, "peer-median", text.id) if compared else "",
        gap_address=_address(around, "gap", text.id) if compared else "",
    )


def _address(around: _Around, kind: str, node: str) -> str:
    return around.assessment.address(kind, around.territory.key, node)


def _country(text: Indicator, held: Figure | None, around: _Around) -> Cell | None:
    """The country's own figure for the same year."""
    if held is None or around.territory.country == around.territory.code:
        return None
    return around.past.get((around.territory.country, text.id, held.period))


def _country_address(text: Indicator, held: Figure | None, around: _Around) -> str:
    key = f"{around.territory.country}@{around.territory.version}"
    year = held.period if held else 0
    return around.assessment.address("observation", key, f"{text.id}.{year}")


def courses(
    territory: Territory, assessment: Assessment, body: Mapping[str, Any], figured: Figured
) -> tuple[Course, ...]:
    """The indicators with three or more years; those that clearly move first, by width of gap."""
    trends: Mapping[str, Any] = body.get("trends", {})
    rows = [f for f in figured.rows if f.indicator in trends]
    rows.sort(
        key=lambda f: (trends[f.indicator]["word"] == "no clear direction", -abs(f.size or 0))
    )
    return tuple(_course(territory, assessment, f, trends[f.indicator], figured) for f in rows)


def _course(
    territory: Territory,
    assessment: Assessment,
    figure: Measured,
    trend: Mapping[str, Any],
    figured: Figured,
) -> Course:
    periods = tuple(trend["periods"])
    flags = {p: figured.past.get((territory.code, figure.indicator, p)) for p in periods}
    return Course(
        indicator=figure.indicator,
        title=figure.title,
        unit=figure.unit,
        word=trend["word"],
        slope=trend["slope"],
        low=trend["low"],
        high=trend["high"],
        slope_said=number(trend["slope"], "+.2g"),
        periods=periods,
        values=tuple(trend["values"]),
        last_said=numeral(trend["values"][-1], figure.decimals),
        breaks=frozenset(p for p, o in flags.items() if o is not None and BREAK in o.flag),
        address=assessment.address("trend", territory.key, figure.indicator),
        last_address=figure.address,
    )
