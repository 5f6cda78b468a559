"""Figures of city operation: read from their sources, kept, and what happens where a source fails."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from planned import a_plan
from territoria.errors import DataError, Problem
from territoria_web.people.models import Entry
from territoria_web.territories.rules import ChangedMeanwhile
from territoria_web.track.models import Gauge
from territoria_web.track.services import gauges
from territoria_web.track.services.gauges import (
    Wanted,
    add_gauge,
    change_gauge,
    drop_gauge,
    enter_value,
    read_gauge,
    switch_gauge,
)

pytestmark = pytest.mark.django_db
CSV = Wanted(names={"en": "Waiting time"}, kind="csv", url="https://data.example.org/wait.csv")
NGSI = Wanted(
    names={"en": "Free places"},
    kind="ngsi-ld",
    url="https://data.example.org/entities",
    reads={"entity": "urn:kpi:places"},
)


def made(wanted: Wanted = CSV) -> tuple[Gauge, Any]:
    p = a_plan()
    return add_gauge(by=p.lead, cycle=p.cycle, wanted=wanted), p.lead


def answering(body: bytes | str) -> Any:
    told = body.encode() if isinstance(body, str) else body
    return lambda _url, **_more: told


def values(gauge: Gauge) -> list[tuple[str, float]]:
    return [(f"{v.when:%H:%M}", v.value) for v in gauge.values.order_by("when")]


def test_a_table_on_the_web_is_read_and_read_again_without_doubles():
    gauge, _lead = made()
    rows = "time,value\n2026-03-01T08:00Z,12\n2026-03-01T09:00Z,14\n"
    assert read_gauge(gauge=gauge, fetch=answering(rows)) == 2
    assert read_gauge(gauge=gauge, fetch=answering(rows + "2026-03-01T10:00Z,9\n")) == 1
    assert values(gauge) == [("08:00", 12.0), ("09:00", 14.0), ("10:00", 9.0)]


def test_a_value_that_its_source_corrects_is_corrected():
    gauge, _lead = made()
    read_gauge(gauge=gauge, fetch=answering("time,value\n2026-03-01T08:00Z,12\n"))
    read_gauge(gauge=gauge, fetch=answering("time,value\n2026-03-01T08:00Z,13\n"))
    assert values(gauge) == [("08:00", 13.0)]


def test_a_platform_is_asked_for_one_of_its_entities():
    gauge, _lead = made(NGSI)
    kpis = [
        {
            "id": f"urn:kpi:{name}",
            "type": "KeyPerformanceIndicator",
            "name": name,
            "kpiValue": value,
            "dateObserved": "2026-03-01T08:00:00Z",
        }
        for name, value in (("places", 7), ("other", 99))
    ]
    read_gauge(gauge=gauge, fetch=answering(json.dumps(kpis)))
    assert values(gauge) == [("08:00", 7.0)]


def test_where_a_source_fails_the_reason_is_kept_and_what_stood_stays():
    gauge, _lead = made()
    read_gauge(gauge=gauge, fetch=answering("time,value\n2026-03-01T08:00Z,12\n"))

    def broken(_url: str, **_more: Any) -> bytes:
        raise DataError(Problem("x", "it answers 500.", "Try later."))

    assert read_gauge(gauge=gauge, fetch=broken) == 0
    gauge.refresh_from_db()
    assert (gauge.problem, values(gauge)) == ("it answers 500. Try later.", [("08:00", 12.0)])
    read_gauge(gauge=gauge, fetch=answering("time,value\n2026-03-01T09:00Z,1\n"))
    gauge.refresh_from_db()
    assert gauge.problem == ""


@pytest.mark.parametrize(
    "body", ["<html>", "a,b\n1,2\n", "time,value\nyesterday,4\n", b"\xff\xfe\x00"]
)
def test_what_is_no_table_is_a_problem_in_words(body: str | bytes):
    gauge, _lead = made()
    assert read_gauge(gauge=gauge, fetch=answering(body)) == 0
    gauge.refresh_from_db()
    assert gauge.problem != ""


def test_a_moment_that_is_still_to_come_is_not_taken():
    gauge, _lead = made()
    soon = (timezone.now() + timedelta(hours=2)).isoformat()
    assert read_gauge(gauge=gauge, fetch=answering(f"time,value\n{soon},3\n")) == 0


def test_a_machine_inside_the_network_is_not_asked():
    gauge, _lead = made(Wanted(names={"en": "X"}, kind="csv", url="http://127.0.0.1/a.csv"))
    read_gauge(gauge=gauge)
    gauge.refresh_from_db()
    assert "is no public address" in gauge.problem


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"names": {"en": " "}}, "names"),
        ({"url": "wait.csv"}, "url"),
        ({"url": "https://me:secret@example.org/"}, "url"),
        ({"kind": "telepathy"}, "kind"),
        ({"every_minutes": 1}, "every_minutes"),
        ({"low": 5.0, "high": 1.0}, "high"),
    ],
)
def test_what_cannot_be_shown_is_refused_beside_its_field(change: dict[str, Any], field: str):
    p = a_plan()
    with pytest.raises(ValidationError) as refused:
        add_gauge(by=p.lead, cycle=p.cycle, wanted=Wanted(**{**CSV.__dict__, **change}))
    assert list(refused.value.message_dict) == [field]


def test_a_value_by_hand_is_entered_once_a_moment():
    gauge, lead = made(Wanted(names={"en": "Visitors"}, kind="by-hand"))
    at = datetime(2026, 3, 1, 8, tzinfo=UTC)
    enter_value(by=lead, gauge=gauge, value=4, when=at)
    enter_value(by=lead, gauge=gauge, value=5, when=at)
    assert values(gauge) == [("08:00", 5.0)]
    for when in (timezone.now() + timedelta(days=1), datetime(202, 6, 1, tzinfo=UTC)):
        with pytest.raises(ValidationError):
            enter_value(by=lead, gauge=gauge, value=4, when=when)


def test_values_keep_their_unit():
    gauge, lead = made(Wanted(names={"en": "Wait"}, kind="by-hand", unit_of_measure="minutes"))
    hours = Wanted(names={"en": "Wait"}, kind="by-hand", unit_of_measure="hours")
    minutes = Wanted(names={"en": "Waiting"}, kind="by-hand", unit_of_measure="minutes")
    enter_value(by=lead, gauge=gauge, value=4, when=datetime(2026, 3, 1, 8, tzinfo=UTC))
    with pytest.raises(ValidationError) as refused:
        change_gauge(by=lead, gauge=gauge, wanted=hours, seen=0)
    assert list(refused.value.message_dict) == ["unit_of_measure"]
    change_gauge(by=lead, gauge=gauge, wanted=minutes, seen=0)


def test_of_two_who_change_it_at_once_the_second_is_told():
    gauge, lead = made()
    change_gauge(by=lead, gauge=gauge, wanted=CSV, seen=0)
    with pytest.raises(ChangedMeanwhile):
        change_gauge(by=lead, gauge=gauge, wanted=CSV, seen=0)


def test_every_deed_of_the_team_stands_in_the_journal():
    gauge, lead = made()
    switch_gauge(by=lead, gauge=gauge, is_on=False)
    switch_gauge(by=lead, gauge=gauge, is_on=True)
    drop_gauge(by=lead, gauge=gauge)
    told = Entry.objects.filter(about__startswith="gauge").order_by("pk")
    deeds = ["add gauge", "switch gauge off", "switch gauge on", "drop gauge"]
    assert list(told.values_list("what", flat=True)) == deeds


@pytest.mark.parametrize(
    ("time", "when"),
    [
        *(("2025", "2025-01-01"), ("2025-Q2", "2025-04-01"), ("2025Q4", "2025-10-01")),
        *(("2025-05", "2025-05-01"), ("2025-05-03", "2025-05-03"), ("03.05.2025", "2025-05-03")),
    ],
)
def test_a_year_a_quarter_and_a_month_stand_at_their_first_day(time: str, when: str):
    gauge, _lead = made()
    assert read_gauge(gauge=gauge, fetch=answering(f"time;value\n{time};3\n")) == 1
    assert timezone.localtime(gauge.values.get().when).isoformat()[:16] == f"{when}T00:00"


@pytest.mark.parametrize("time", ["0000", "0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31"])
def test_a_time_that_no_source_can_mean_is_not_taken(time: str):
    gauge, _lead = made()
    assert read_gauge(gauge=gauge, fetch=answering(f"time,value\n{time},3\n")) == 0


def test_the_latest_values_are_kept_in_whichever_order_they_come(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gauges, "KEPT", 2)
    gauge, _lead = made()
    rows = "".join(f"2026-03-01T{hour:02}:00Z,{hour}\n" for hour in (10, 9, 8))
    assert read_gauge(gauge=gauge, fetch=answering(f"time,value\n{rows}")) == 2
    assert values(gauge) == [("09:00", 9.0), ("10:00", 10.0)]
    assert read_gauge(gauge=gauge, fetch=answering(f"time,value\n{rows}")) == 0


def test_nothing_of_a_closed_cycle_is_deleted():
    gauge, lead = made()
    gauge.cycle.state = "closed"
    gauge.cycle.save()
    with pytest.raises(ValidationError):
        drop_gauge(by=lead, gauge=gauge)
    assert Gauge.objects.exists()


@pytest.mark.parametrize("deed", [change_gauge, drop_gauge])
def test_what_a_former_source_answers_is_not_kept(deed: Any):
    gauge, lead = made()

    def slow(_url: str, **_more: Any) -> bytes:
        more = {"wanted": CSV, "seen": 0} if deed is change_gauge else {}
        deed(by=lead, gauge=Gauge.objects.get(), **more)
        return b"time,value\n2026-03-01T08:00Z,12\n"

    assert read_gauge(gauge=gauge, fetch=slow) == 0
    assert list(Gauge.objects.values_list("tried", "values")) in ([(None, None)], [])
