"""A team's own releases: which were taken, which are in force, what they hold together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet
from django.http import Http404

from territoria.model import Framework
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Observation, Release
from territoria_web.measure.queries.checked_figures import OwnFigure
from territoria_web.territories.models import Cycle

TOGETHER = "together"


def releases_of_team(cycle: Cycle) -> QuerySet[Release]:
    """What a team gave, latest first, each with the number of its figures; undone ones too. What
    its survey says is not among them: it follows the answers by itself.
    """
    return (
        Release.objects.filter(cycle=cycle, survey=None)
        .exclude(descriptor__has_key=TOGETHER)
        .select_related("made_by")
        .annotate(rows=Count("observations"))
        .order_by("-made", "-pk")
    )


def team_release(cycle: Cycle, public_id: UUID) -> Release:
    """One release of a team; 404 where it is not theirs."""
    found = releases_of_team(cycle).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def in_force(cycle: Cycle) -> list[Release]:
    """The releases of a team that are not undone, earliest first; with that of its survey."""
    held = Release.objects.filter(cycle=cycle, withdrawn=None)
    return list(held.exclude(descriptor__has_key=TOGETHER).order_by("made", "pk"))


def state_of(cycle: Cycle) -> str:
    """Names what a team's figures are now; another name when a release is taken or undone."""
    said = "\n".join(str(r.public_id) for r in in_force(cycle))
    return hashlib.sha256(f"{cycle.framework}\n{said}".encode()).hexdigest()[:16]


def figures_in_force(cycle: Cycle) -> Mapping[tuple[str, int], OwnFigure]:
    """By indicator and year: what a team says now; of several figures the one given last."""
    rows = (
        Observation.objects.filter(
            release__cycle=cycle, release__withdrawn=None, value__isnull=False
        )
        .exclude(release__descriptor__has_key=TOGETHER)
        .order_by("release__made", "release__pk")
    )
    held: dict[tuple[str, int], OwnFigure] = {}
    for row in rows:
        if row.value is None:
            continue
        held[row.indicator, row.period] = OwnFigure(
            line=row.line,
            indicator=row.indicator,
            period=row.period,
            value=row.value,
            status=row.status,
            flag=row.flag,
            source=row.source,
            standard_error=row.standard_error,
        )
    return held


def published_figures(release: Release, cycle: Cycle) -> Mapping[tuple[str, int], float]:
    """By indicator and year: what the public release says of the territory."""
    rows = release.observations.filter(territory=cycle.territory).exclude(value=None)
    return {
        (indicator, period): float(value or 0.0)
        for indicator, period, value in rows.values_list("indicator", "period", "value")
    }


def published_ends(release: Release, level: int) -> Mapping[str, tuple[float, float]]:
    """By indicator: the smallest and largest latest figure of all territories of a level."""
    rows = release.figures.filter(territory__level=level).values("indicator")
    ends = rows.annotate(low=Min("value"), high=Max("value"))
    return {e["indicator"]: (e["low"], e["high"]) for e in ends.order_by()}


def cycle_framework(cycle: Cycle) -> Framework:
    """The framework that a team chose, as the library has it now."""
    held = library().frameworks
    if cycle.framework not in held:
        raise Http404
    return held[cycle.framework]


def indicators_asked(cycle: Cycle) -> Sequence[str]:
    """The indicators of the team's framework, in its order."""
    return list(dict.fromkeys(b.indicator for b in cycle_framework(cycle).bindings()))


def own_assessment(cycle: Cycle) -> Assessment | None:
    """The team's current own assessment in the framework it chose; None where there is none."""
    return (
        Assessment.objects.select_related("release", "text", "own")
        .filter(framework=cycle.framework, cycle=cycle, current=True)
        .first()
    )


def own_assessments(cycle: Cycle) -> list[Assessment]:
    """All own assessments of a team, latest first; older ones stand behind written documents."""
    held = Assessment.objects.select_related("release", "text", "own").filter(cycle=cycle)
    return list(held.order_by("-made"))
