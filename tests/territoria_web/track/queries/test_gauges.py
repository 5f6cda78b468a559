"""How a figure of city operation stands: as it should be, outside, or unknown as it is old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from planned import a_plan
from territoria.sources.ngsi_ld import read_kpis
from territoria_web.track.models import Gauge, GaugeValue
from territoria_web.track.queries.gauge_words import said_of
from territoria_web.track.queries.gauges import (
    AS_IT_SHOULD,
    NEVER,
    NO_LIMITS,
    OLD,
    TOO_HIGH,
    TOO_LOW,
    as_kpis,
    due_gauges,
    shown_gauges,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_gauge(value: float | None = 10, *, ago: timedelta = timedelta(hours=1), **more: Any) -> Gauge:
    cycle = more.pop("cycle", None) or a_plan().cycle
    known = {"names": {"en": "Waiting time"}, "kind": "csv", "url": "https://x.example/a", **more}
    gauge = Gauge.objects.create(cycle=cycle, **known)
    if value is not None:
        GaugeValue.objects.create(gauge=gauge, when=NOW - ago, value=value, received=NOW)
    return gauge


def state(gauge: Gauge) -> str:
    (shown,) = shown_gauges(gauge.cycle.territory, now=NOW)
    return shown.state


@pytest.mark.parametrize(
    ("value", "limits", "expected"),
    [
        (10, {"low": 5, "high": 15}, AS_IT_SHOULD),
        (5, {"low": 5}, AS_IT_SHOULD),
        (4.9, {"low": 5}, TOO_LOW),
        (15.1, {"high": 15}, TOO_HIGH),
        (10, {}, NO_LIMITS),
        (None, {"low": 5}, NEVER),
    ],
)
def test_a_figure_is_held_against_its_limits(
    value: float | None, limits: dict[str, float], expected: str
):
    assert state(a_gauge(value, **limits)) == expected


def test_an_old_figure_is_unknown_whatever_it_was():
    assert state(a_gauge(10, low=5, ago=timedelta(hours=7))) == OLD


def test_what_is_entered_by_hand_may_be_older():
    gauge = a_gauge(10, low=5, ago=timedelta(days=20), kind="by-hand")
    assert state(gauge) == AS_IT_SHOULD


def test_what_is_switched_off_is_not_shown():
    gauge = a_gauge(is_on=False)
    assert shown_gauges(gauge.cycle.territory, now=NOW) == []


@pytest.mark.parametrize("count", [1, 3])
def test_however_many_there_are_two_queries_are_enough(count: int, django_assert_num_queries: Any):
    cycle = a_plan().cycle
    for _one in range(count):
        a_gauge(cycle=cycle)
    with django_assert_num_queries(2):
        assert len(shown_gauges(cycle.territory, now=NOW)) == count


def test_it_is_said_with_unit_moment_and_limits():
    gauge = a_gauge(10, low=5, high=15, unit_of_measure="min")
    (shown,) = shown_gauges(gauge.cycle.territory, now=NOW)
    said = said_of(shown)
    assert (said.sign, said.limits) == ("●", "should lie between 5 and 15 min")
    assert said.finding == "10 min on 1 March 2026, 12:00: as it should be."


def test_a_source_is_asked_when_its_time_has_come():
    gauge = a_gauge(every_minutes=60)
    assert due_gauges(NOW) == [gauge]
    Gauge.objects.update(tried=NOW - timedelta(minutes=30))
    assert due_gauges(NOW) == []


def test_the_last_values_go_out_as_entities_that_are_read_back():
    gauge = a_gauge(10, unit_of_measure="min", office="Citizens’ office")
    shown = shown_gauges(gauge.cycle.territory, now=NOW)
    (kpi,) = read_kpis(as_kpis(gauge.cycle.territory, shown))
    assert (kpi.name, kpi.value, kpi.unit, kpi.provider) == (
        "Waiting time",
        10,
        "min",
        "Citizens’ office",
    )
