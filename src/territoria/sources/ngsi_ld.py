"""NGSI-LD entities of the Smart Data Model KeyPerformanceIndicator, read and written.

Both forms are read: *normalized*, where each attribute is an object with its value, and
*key-values*, where it is the value itself; one entity or a list of them. The model knows no unit:
it is read from ``unitCode`` of the value (UN/CEFACT) or from an attribute ``unit``, and written as
the latter, which the ``@context`` names.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from territoria.errors import DataError, Problem
from territoria.speech import gettext

MOST_BYTES: Final = 5_000_000
MOST_ENTITIES: Final = 10_000
MOST_SHOWN: Final = 200
TYPE: Final = "KeyPerformanceIndicator"
CONTEXT: Final = (
    "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld",
    "https://raw.githubusercontent.com/smart-data-models/dataModel.KeyPerformanceIndicator/master/context.jsonld",
    {
        "unit": "https://schema.org/unitText",
        "dateObserved": "https://smartdatamodels.org/dateObserved",
    },
)
Form = Literal["normalized", "keyvalues"]


@dataclass(frozen=True, slots=True)
class KpiReading:
    """One value of an indicator. ``begins``–``ends``: the period it was computed for; ``observed``:
    when. None and "": not told.
    """

    id: str
    name: str
    value: float
    unit: str = ""
    begins: date | None = None
    ends: date | None = None
    observed: datetime | None = None
    category: tuple[str, ...] = ()
    provider: str = ""


def read_kpis(content: bytes, *, where: str = "NGSI-LD") -> tuple[KpiReading, ...]:
    """Every entity of the text. DataError lists all that does not hold; ``where`` names the text."""
    problems: list[Problem] = []
    found: dict[KpiReading, None] = {}
    for number, entity in enumerate(_entities(content, where), start=1):
        name = entity.get("id")
        told = name if isinstance(name, str) else number
        spot = gettext("{where}, entity {number}").format(where=where, number=told)
        reading = _reading(entity, spot, problems)
        if reading is not None and reading in found:
            what = gettext("the same entity stands twice.")
            problems.append(Problem(spot, what, gettext("Keep one.")))
        if reading is not None:
            found[reading] = None
    if problems:
        rest = len(problems) - MOST_SHOWN
        more = [Problem(where, gettext("and {count} more problems.").format(count=rest))]
        raise DataError(problems[:MOST_SHOWN] + (more if rest > 0 else []))
    return tuple(found)


def write_kpis(readings: Sequence[KpiReading], form: Form = "normalized") -> bytes:
    """A JSON-LD list of entities in UTF-8; ``read_kpis`` gives the readings back."""
    entities = [_entity(reading, form) for reading in readings]
    return (json.dumps(entities, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _entity(reading: KpiReading, form: Form) -> dict[str, Any]:
    ends = (("from", reading.begins), ("to", reading.ends))
    period = {name: day.isoformat() for name, day in ends if day is not None}
    observed = reading.observed.isoformat() if reading.observed else ""
    told: dict[str, Any] = {
        "name": reading.name,
        "kpiValue": reading.value,
        "unit": reading.unit,
        "calculationPeriod": period,
        "dateObserved": observed,
        "category": list(reading.category),
        "provider": reading.provider,
    }
    kept = {name: value for name, value in told.items() if value != "" and value not in ({}, [])}
    if form == "normalized":
        kept = {name: {"type": "Property", "value": value} for name, value in kept.items()}
        if "dateObserved" in kept:
            stamp = {"@type": "DateTime", "@value": observed}
            kept["dateObserved"]["value"] = stamp
    return {"id": reading.id, "type": TYPE, **kept, "@context": list(CONTEXT)}


# ── reading ───────────────────────────────────────────────────────────────────────────────────


def _entities(content: bytes, where: str) -> list[Mapping[str, Any]]:
    if len(content) > MOST_BYTES:
        what = gettext("it holds more than {most} megabytes.").format(most=MOST_BYTES // 10**6)
        raise DataError(Problem(where, what, gettext("Ask for fewer entities.")))
    try:
        held = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        what = gettext("this is not whole JSON in UTF-8.")
        mend = gettext("Fetch it again, it may be cut off.")
        raise DataError(Problem(where, what, mend)) from None
    entities = held if isinstance(held, list) else [held]
    if not all(isinstance(entity, dict) for entity in entities):
        what = gettext("this JSON holds no entities.")
        raise DataError(Problem(where, what, gettext("Ask for entities of NGSI-LD.")))
    if len(entities) > MOST_ENTITIES:
        what = gettext("it holds more than {most} entities.").format(most=MOST_ENTITIES)
        raise DataError(Problem(where, what, gettext("Ask for fewer entities.")))
    return entities


def _reading(entity: Mapping[str, Any], spot: str, problems: list[Problem]) -> KpiReading | None:
    """A reading of an entity; None where it lacks what it needs, which is added to ``problems``."""
    try:
        return _told(entity, spot, problems)
    except RecursionError:  # attributes in attributes, hundreds deep
        what = gettext("this JSON holds no entities.")
        _miss(problems, spot, what, gettext("Ask for entities of NGSI-LD."))
        return None


def _told(entity: Mapping[str, Any], spot: str, problems: list[Problem]) -> KpiReading | None:
    """What an entity tells."""
    before = len(problems)
    name = entity.get("id")
    if not isinstance(name, str) or not name.strip():
        _miss(problems, spot, gettext("it has no id."), gettext("Every entity needs one."))
    if not _is_kpi(entity.get("type")):
        what = gettext("its type is {type}.").format(type=repr(entity.get("type")))
        _miss(problems, spot, what, gettext("Ask for the type {type}.").format(type=TYPE))
        return None
    value = _number(entity, spot, problems)
    period = _plain(entity.get("calculationPeriod"))
    period = period if isinstance(period, dict) else {}
    begins, ends = (_day(period.get(end), end, spot, problems) for end in ("from", "to"))
    observed = _time(_observed(entity), spot, problems)
    if len(problems) > before or value is None:
        return None
    return KpiReading(
        id=str(name).strip(),
        name=_text(entity.get("name")),
        value=value,
        unit=_unit(entity),
        begins=begins,
        ends=ends,
        observed=observed,
        category=_texts(entity.get("category")),
        provider=_text(entity.get("provider")),
    )


def _is_kpi(kind: object) -> bool:
    """Whether a type, one of several types or the last part of an IRI names the model."""
    kinds = kind if isinstance(kind, list) else [kind]
    return any(
        isinstance(k, str) and k.rpartition("/")[2].rpartition("#")[2].lower() == TYPE.lower()
        for k in kinds
    )


def _plain(held: Any) -> Any:
    """The value of an attribute in either form; text of one language where there are several."""
    if isinstance(held, dict):
        for key in ("value", "object", "@value"):
            if key in held:
                return _plain(held[key])
        said = held.get("languageMap")
        if isinstance(said, dict) and said:
            return said.get("en", next(iter(said.values())))
    return held


def _text(held: Any) -> str:
    """One text; of an object its name, of a list its parts."""
    plain = _plain(held)
    if isinstance(plain, dict):
        plain = _plain(plain.get("name", ""))
    if isinstance(plain, list):
        return ", ".join(t for one in plain if (t := _text(one)))
    return str(plain).strip() if isinstance(plain, str | int | float) else ""


def _texts(held: Any) -> tuple[str, ...]:
    plain = _plain(held)
    parts = plain if isinstance(plain, list) else [plain]
    return tuple(text for part in parts if (text := _text(part)))


def _unit(entity: Mapping[str, Any]) -> str:
    value = entity.get("kpiValue")
    of_value = value.get("unitCode") if isinstance(value, dict) else None
    told = (entity.get("unit"), of_value, entity.get("unitText"), entity.get("unitCode"))
    return next((text for one in told if (text := _text(one))), "")


def _observed(entity: Mapping[str, Any]) -> Any:
    value = entity.get("kpiValue")
    at = value.get("observedAt") if isinstance(value, dict) else None
    told = at or entity.get("dateObserved") or entity.get("observedAt")
    return _plain(told)


def _number(entity: Mapping[str, Any], spot: str, problems: list[Problem]) -> float | None:
    held = entity.get("kpiValue")
    if isinstance(held, list) and held and isinstance(held[0], dict):
        what = gettext("kpiValue stands several times.")
        _miss(problems, spot, what, gettext("Ask for one value an entity."))
        return None
    plain = _plain(held)
    try:
        if isinstance(plain, bool):
            raise TypeError
        value = float(plain)
    except (TypeError, ValueError, OverflowError):
        value = math.nan
    if math.isfinite(value):
        return value
    what = gettext("kpiValue is no number: {told}.").format(told=repr(plain)[:60])
    _miss(problems, spot, what, gettext("Give one number."))
    return None


def _day(held: Any, end: str, spot: str, problems: list[Problem]) -> date | None:
    """The day of one end of the period; a time is cut to its day."""
    plain = _plain(held)
    if plain in (None, ""):
        return None
    try:
        return datetime.fromisoformat(str(plain)).date()
    except ValueError:
        what = gettext("calculationPeriod, {end}, is no date: {told}.")
        mend = gettext("Write it as 2026-05-03.")
        _miss(problems, spot, what.format(end=end, told=repr(plain)[:60]), mend)
        return None


def _time(plain: Any, spot: str, problems: list[Problem]) -> datetime | None:
    if plain in (None, ""):
        return None
    try:
        return datetime.fromisoformat(str(plain))
    except ValueError:
        what = gettext("the time of observation is none: {told}.").format(told=repr(plain)[:60])
        _miss(problems, spot, what, gettext("Write it as 2026-05-03T14:05:00Z."))
        return None


def _miss(problems: list[Problem], spot: str, what: str, mend: str) -> None:
    problems.append(Problem(spot, what, mend))
