"""Indicators as they are shown: the whole text, where there are figures, where they are used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _

from territoria.errors import AddressError, Problem, did_you_mean
from territoria.model import Indicator as Indicator
from territoria_web.library.queries import library
from territoria_web.measure.models import Release

if TYPE_CHECKING:
    from territoria.model import Framework, Recommendation


@dataclass(frozen=True)
class Coverage:
    """How many territories have a figure of an indicator in a release, and over which years."""

    territories: int = 0
    observations: int = 0
    inherited: int = 0
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class FrameworkUse:
    """An indicator in a framework: under which node with which weight, or as what else."""

    framework: Framework
    node: str
    title: str
    weight: float | None
    role: str


@dataclass(frozen=True)
class AdviceUse:
    """A recommendation that asks for a level of an indicator, or is judged by it."""

    recommendation: Recommendation
    role: str
    at_least: float | None
    at_most: float | None


@dataclass(frozen=True)
class CountryYears:
    """A country's row: territories with a figure by year (published, taken over), of how many."""

    country: str
    of: int
    known: Mapping[int, int]
    inherited: Mapping[int, int]


def indicator_at(indicator: str) -> Indicator:
    """The text of an indicator; AddressError says which are close."""
    held = library().indicators
    if indicator not in held:
        what = _("there is no indicator of this id.")
        raise AddressError(Problem(indicator, what, did_you_mean(indicator, held)))
    return held[indicator]


def indicators_by(
    *, q: str = "", theme: str = "", role: str = "", framework: str = ""
) -> Sequence[Indicator]:
    """The indicators that pass all filters, by theme and name; ``q`` in name, text and id."""
    asked = q.casefold().split()
    used = {b.indicator for b in library().frameworks[framework].bindings()} if framework else None
    found = [
        i
        for i in library().indicators.values()
        if (not theme or i.theme == theme)
        and (not role or i.role == role)
        and (used is None or i.id in used)
        and all(word in _searched(i.id) for word in asked)
    ]
    return sorted(found, key=lambda i: (i.theme, i.name.say().casefold()))


@lru_cache(maxsize=1024)
def _searched(indicator: str) -> str:
    text = library().indicators[indicator]
    said = (*text.name.root.values(), *text.short.root.values(), *text.definition.root.values())
    return " ".join((indicator, text.theme, *said)).casefold()


def themes_of_indicators() -> Sequence[str]:
    """The themes that indicators stand under."""
    return sorted({i.theme for i in library().indicators.values()})


# ── coverage ──────────────────────────────────────────────────────────────────────────────────


def coverage_of_all(release: Release) -> Mapping[str, Coverage]:
    """By indicator: coverage among the territories that are scored; counted once for a digest."""
    return _coverage(release.pk, release.digest)


@lru_cache(maxsize=8)
def _coverage(pk: int, digest: str) -> Mapping[str, Coverage]:
    """An indicator is counted at the finest level that has figures of it."""
    rows = Release.objects.get(pk=pk).observations.exclude(value=None)
    inherited: dict[tuple[str, int], int] = {
        (indicator, level): count
        for indicator, level, count in rows.filter(status="inherited")
        .values_list("indicator", "territory__level")
        .annotate(Count("territory", distinct=True))
    }
    counted = (
        rows.values_list("indicator", "territory__level")
        .annotate(Count("territory", distinct=True), Count("pk"), Min("period"), Max("period"))
        .order_by("territory__level")
    )
    return {
        indicator: Coverage(territories, count, inherited.get((indicator, level), 0), first, last)
        for indicator, level, territories, count, first, last in counted
    }


def years_of(release: Release, indicator: str) -> tuple[list[int], list[CountryYears]]:
    """The years with figures, and for each country how many of its territories have one."""
    return _years(release.pk, release.digest, indicator)


@lru_cache(maxsize=256)
def _years(pk: int, digest: str, indicator: str) -> tuple[list[int], list[CountryYears]]:
    """Counted once for a digest."""
    rows = Release.objects.get(pk=pk).observations.filter(indicator=indicator).exclude(value=None)
    held = list(rows.values_list("territory__country", "territory__level", "period", "status"))
    if not held:
        return [], []
    level = max(row[1] for row in held)
    years = sorted({row[2] for row in held})
    known: dict[str, dict[int, int]] = {}
    inherited: dict[str, dict[int, int]] = {}
    for country, at, period, status in held:
        if at == level:
            found = inherited if status == "inherited" else known
            year = found.setdefault(country, {})
            year[period] = year.get(period, 0) + 1
    sizes = _sizes(pk, digest)
    return years, [
        CountryYears(country, of, known.get(country, {}), inherited.get(country, {}))
        for country, of in sorted(sizes.get(level, {}).items())
    ]


@lru_cache(maxsize=8)
def _sizes(pk: int, digest: str) -> Mapping[int, Mapping[str, int]]:
    """By level and country: the territories of a release."""
    rows = Release.objects.get(pk=pk).observations
    counted = rows.values_list("territory__level", "territory__country").annotate(
        Count("territory", distinct=True)
    )
    found: dict[int, dict[str, int]] = {}
    for level, country, count in counted:
        found.setdefault(level, {})[country] = count
    return found


# ── uses ──────────────────────────────────────────────────────────────────────────────────────


def framework_uses(indicator: str) -> Sequence[FrameworkUse]:
    """Where frameworks use an indicator: as part of a score, as a size, or to find peers."""
    found = []
    for framework in library().frameworks.values():
        for node in framework.walk():
            whole = sum(b.weight for b in node.indicators)
            for b in node.indicators:
                if b.indicator == indicator:
                    share = b.weight / whole
                    found.append(
                        FrameworkUse(framework, node.id, node.title.say(), share, "scored")
                    )
                elif b.denominator == indicator:
                    found.append(FrameworkUse(framework, node.id, node.title.say(), None, "size"))
        for element in framework.peers.elements if framework.peers else ():
            if any(v.indicator == indicator for v in element.variables):
                found.append(FrameworkUse(framework, "", element.title.say(), None, "peers"))
    return found


def advice_uses(indicator: str) -> Sequence[AdviceUse]:
    """The recommendations that name an indicator: as a condition, a bar, or to know by."""
    found = []
    for text in library().recommendations.values():
        asked = [(p.data, "condition") for p in text.prerequisites if p.data is not None]
        asked += [(t, "bar") for t in text.excluded_when]
        for threshold, role in asked:
            if threshold.indicator == indicator:
                found.append(AdviceUse(text, role, threshold.at_least, threshold.at_most))
        if any(k.indicator == indicator for k in text.know_by):
            found.append(AdviceUse(text, "known by", None, None))
    return found
