"""Figures of city operation as everybody sees them: the last one, how old it is, whether it is as it should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import Http404
from django.utils import timezone

from territoria.sources.ngsi_ld import KpiReading, write_kpis
from territoria_web.library.saying import say
from territoria_web.territories.models import Cycle, Territory
from territoria_web.territories.queries import territory_name
from territoria_web.track.models import Gauge, GaugeValue

SHOWN: Final = 48  # values of one gauge on its page
OLD_AFTER: Final = 3  # times the interval at which it is asked
LEAST_OLD: Final = timedelta(hours=6)
OLD_BY_HAND: Final = timedelta(days=45)

# how a gauge stands
AS_IT_SHOULD, TOO_LOW, TOO_HIGH, NO_LIMITS, OLD, NEVER = "ok", "low", "high", "none", "old", "never"


@dataclass(frozen=True)
class Shown:
    """A gauge with its last values, the latest first."""

    gauge: Gauge
    values: tuple[GaugeValue, ...]
    state: str

    @property
    def last(self) -> GaugeValue | None:
        """The latest value; None where none ever came."""
        return self.values[0] if self.values else None

    @property
    def name(self) -> str:
        """In the language spoken."""
        return say(self.gauge.names)


def gauges_of(cycle: Cycle) -> QuerySet[Gauge]:
    """The gauges of a cycle, also those that are switched off."""
    return Gauge.objects.filter(cycle=cycle)


def open_gauge(cycle: Cycle, public_id: UUID) -> Gauge:
    """A gauge of this cycle; 404 where it is another's."""
    found = gauges_of(cycle).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def shown_gauges(territory: Territory, *, now: datetime | None = None) -> list[Shown]:
    """The gauges of a territory that are switched on, with what they said last; two queries."""
    held = Gauge.objects.filter(cycle__territory=territory, is_on=True).select_related("cycle")
    return with_values(list(held), now=now)


def has_gauges(territory: Territory) -> bool:
    """Whether anything is shown of its operation."""
    return Gauge.objects.filter(cycle__territory=territory, is_on=True).exists()


def with_values(gauges: Sequence[Gauge], *, now: datetime | None = None) -> list[Shown]:
    """Gauges with their last values, and how they stand."""
    moment = now or timezone.now()
    rows = (
        GaugeValue.objects.filter(gauge__in=gauges)
        .annotate(place=Window(RowNumber(), partition_by="gauge", order_by="-when"))
        .filter(place__lte=SHOWN)
        .order_by("-when")
    )
    found: dict[int, list[GaugeValue]] = {}
    for row in rows:
        found.setdefault(row.gauge_id, []).append(row)
    return [
        Shown(gauge, tuple(found.get(gauge.pk, ())), _state(gauge, found.get(gauge.pk), moment))
        for gauge in gauges
    ]


def _state(gauge: Gauge, values: Sequence[GaugeValue] | None, now: datetime) -> str:
    if not values:
        return NEVER
    last = values[0]
    if now - last.when > _patience(gauge):
        return OLD
    if gauge.low is None and gauge.high is None:
        return NO_LIMITS
    if gauge.low is not None and last.value < gauge.low:
        return TOO_LOW
    if gauge.high is not None and last.value > gauge.high:
        return TOO_HIGH
    return AS_IT_SHOULD


def _patience(gauge: Gauge) -> timedelta:
    if gauge.kind == Gauge.Kind.BY_HAND:
        return OLD_BY_HAND
    return max(OLD_AFTER * timedelta(minutes=gauge.every_minutes), LEAST_OLD)


def due_gauges(now: datetime) -> list[Gauge]:
    """Gauges whose source is to be asked now."""
    held = Gauge.objects.filter(is_on=True).exclude(kind=Gauge.Kind.BY_HAND).exclude(url="")
    return [
        g
        for g in held.select_related("cycle__territory")
        if g.tried is None or now - g.tried >= timedelta(minutes=g.every_minutes) - SLACK
    ]


SLACK: Final = timedelta(minutes=1)


def as_kpis(territory: Territory, shown: Sequence[Shown]) -> bytes:
    """The last values as NGSI-LD entities of the type KeyPerformanceIndicator."""
    readings = [
        KpiReading(
            id=f"urn:ngsi-ld:KeyPerformanceIndicator:{one.gauge.public_id}",
            name=one.name,
            value=one.last.value,
            unit=one.gauge.unit_of_measure,
            observed=one.last.when,
            category=(one.gauge.theme,) if one.gauge.theme else (),
            provider=one.gauge.office or territory_name(territory),
        )
        for one in shown
        if one.last is not None
    ]
    return write_kpis(readings)
