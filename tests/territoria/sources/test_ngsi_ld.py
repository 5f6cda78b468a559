from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import DataError
from territoria.sources import ngsi_ld
from territoria.sources.ngsi_ld import Form, KpiReading, read_kpis, write_kpis

NORMALIZED = {
    "id": "urn:ngsi-ld:KeyPerformanceIndicator:bins",
    "type": "KeyPerformanceIndicator",
    "name": {"type": "Property", "value": "Bins that were full"},
    "kpiValue": {
        "type": "Property", "value": 20, "unitCode": "P1", "observedAt": "2026-06-30T10:00:00Z"
    },
    "calculationPeriod": {"type": "Property", "value": {"from": "2026-06-01", "to": "2026-06-30"}},
    "category": {"type": "Property", "value": ["quantitative", "lagging"]},
    "provider": {"type": "Relationship", "object": "urn:ngsi-ld:Organization:bins"},
    "currentStanding": {"type": "Property", "value": "good"},
    "@context": "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld",
}  # fmt: skip
READ = KpiReading(
    id="urn:ngsi-ld:KeyPerformanceIndicator:bins",
    name="Bins that were full",
    value=20.0,
    unit="P1",
    begins=date(2026, 6, 1),
    ends=date(2026, 6, 30),
    observed=datetime(2026, 6, 30, 10, tzinfo=UTC),
    category=("quantitative", "lagging"),
    provider="urn:ngsi-ld:Organization:bins",
)
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=15).map(str.strip)
readings = st.builds(
    KpiReading,
    id=st.integers(0, 10**6).map("urn:ngsi-ld:KeyPerformanceIndicator:{}".format),
    name=words,
    value=st.floats(allow_nan=False, allow_infinity=False),
    unit=words,
    begins=st.none() | st.dates(),
    ends=st.none() | st.dates(),
    observed=st.none() | st.datetimes() | st.datetimes(timezones=st.just(UTC)),
    category=st.lists(words.filter(bool), max_size=2).map(tuple),
    provider=words,
)


def problems(held: object) -> list[str]:
    with pytest.raises(DataError) as found:
        read_kpis(held if isinstance(held, bytes) else json.dumps(held).encode())
    return [str(p) for p in found.value.problems]


@given(
    st.lists(readings, max_size=3, unique_by=lambda r: r.id),
    st.sampled_from(["normalized", "keyvalues"]),
)
def test_what_is_written_is_read_again(told: list[KpiReading], form: Form) -> None:
    assert read_kpis(write_kpis(told, form)) == tuple(told)


def test_both_forms_tell_the_same() -> None:
    plain = {
        "id": READ.id,
        "type": "KeyPerformanceIndicator",
        "name": "Bins that were full",
        "kpiValue": "20",
        "unit": "P1",
        "dateObserved": "2026-06-30T10:00:00Z",
        "calculationPeriod": {"from": "2026-06-01", "to": "2026-06-30T23:59:59Z"},
        "category": ["quantitative", "lagging"],
        "provider": READ.provider,
    }
    assert read_kpis(json.dumps(NORMALIZED).encode()) == (READ,)
    assert read_kpis(json.dumps([plain]).encode()) == (READ,)


def test_several_languages_and_bodies_are_one_text() -> None:
    told = {
        **NORMALIZED,
        "type": ["https://smartdatamodels.org/KeyPerformanceIndicator"],
        "name": {"type": "LanguageProperty", "languageMap": {"fr": "Bacs", "en": "Bins"}},
        "provider": {"type": "Property", "value": {"name": "City of Lakes"}},
    }
    (reading,) = read_kpis(json.dumps(told).encode())
    assert (reading.name, reading.provider) == ("Bins", "City of Lakes")


def test_only_id_type_and_value_are_needed() -> None:
    (reading,) = read_kpis(b'{"id": "a", "type": "KeyPerformanceIndicator", "kpiValue": 1.5}')
    assert reading == KpiReading("a", "", 1.5)


def test_the_same_indicator_may_stand_with_several_values() -> None:
    later = {**NORMALIZED, "kpiValue": {"type": "Property", "value": 21}}
    assert len(read_kpis(json.dumps([NORMALIZED, later]).encode())) == 2


def test_the_same_entity_twice_is_told_wherever_it_stands() -> None:
    later = {**NORMALIZED, "kpiValue": {"type": "Property", "value": 21}}
    assert problems([NORMALIZED, later, NORMALIZED]) == [
        f"NGSI-LD, entity {READ.id}: the same entity stands twice. Keep one."
    ]


def test_all_problems_are_told_at_once() -> None:
    wrong = [
        {**NORMALIZED, "id": "", "kpiValue": True},
        {**NORMALIZED, "type": "Device"},
        {**NORMALIZED, "kpiValue": [{"type": "Property", "value": 1}]},
        {**NORMALIZED, "kpiValue": 1, "dateObserved": "now", "calculationPeriod": {"to": "June"}},
    ]
    name = READ.id
    assert problems(wrong) == [
        "NGSI-LD, entity : it has no id. Every entity needs one.",
        "NGSI-LD, entity : kpiValue is no number: True. Give one number.",
        f"NGSI-LD, entity {name}: its type is 'Device'. Ask for the type KeyPerformanceIndicator.",
        f"NGSI-LD, entity {name}: kpiValue stands several times. Ask for one value an entity.",
        f"NGSI-LD, entity {name}: calculationPeriod, to, is no date: 'June'. "
        "Write it as 2026-05-03.",
        f"NGSI-LD, entity {name}: the time of observation is none: 'now'. "
        "Write it as 2026-05-03T14:05:00Z.",
    ]


@pytest.mark.parametrize("value", ["NaN", "Infinity", '"many"', "null", "{}", "1e999"])
def test_what_is_no_number_is_refused(value: str) -> None:
    text = f'{{"id": "a", "type": "KeyPerformanceIndicator", "kpiValue": {value}}}'
    assert "kpiValue is no number" in problems(text.encode())[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not whole JSON"),
        (b"\xff", "not whole JSON"),
        (b"[" * 100_000, "not whole JSON"),
        (b"[1]", "holds no entities"),
        (b"3", "holds no entities"),
    ],
)
def test_what_holds_no_entities_is_refused(content: bytes, said: str) -> None:
    assert [said in p for p in problems(content)] == [True]


@pytest.mark.parametrize("field", ["name", "category", "unit"])
def test_lists_in_lists_without_end_are_refused(field: str) -> None:
    held = {"id": "a", "type": "KeyPerformanceIndicator", "kpiValue": 1, field: "deep"}
    text = json.dumps(held).replace('"deep"', "[" * 600 + "1" + "]" * 600)
    assert problems(text.encode()) == [
        "NGSI-LD, entity a: this JSON holds no entities. Ask for entities of NGSI-LD."
    ]


def test_a_text_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ngsi_ld, "MOST_BYTES", 1_000_000)
    assert "more than 1 megabytes" in problems(b" " * 1_000_001)[0]
    monkeypatch.setattr(ngsi_ld, "MOST_ENTITIES", 1)
    assert "more than 1 entities" in problems([NORMALIZED, NORMALIZED])[0]
