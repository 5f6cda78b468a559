"""Values that the engine hands on: territories, statuses, addresses and readings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from territoria.speech import gettext, gettext_noop

SIX_PARTS = gettext_noop(
    "an address has six parts, kind:framework@edition:territory@version:node:release:plan"
)
IN_FRAMEWORK = gettext_noop("the framework part {part} needs exactly one '@', inside it")
IN_TERRITORY = gettext_noop("the territory part {part} needs exactly one '@', inside it")


@dataclass(frozen=True, slots=True)
class Territory:
    """A city or region in one version of its code list. ``level``: 0 country … 2 NUTS 2."""

    code: str
    version: str
    name: str
    level: int
    parent: str
    country: str
    population: float | None = None
    area_km2: float | None = None
    longitude: float | None = None
    latitude: float | None = None

    @property
    def key(self) -> str:
        """``code@version``."""
        return f"{self.code}@{self.version}"


class Status(IntEnum):
    """Where a figure comes from. Missing, zero and imputed are never the same thing."""

    MISSING = 0
    OBSERVED = 1
    INHERITED = 2
    IMPUTED = 3
    TREATED = 4
    SUPPRESSED = 5
    ESTIMATED = 6


@dataclass(frozen=True, slots=True)
class Address:
    """``kind:framework@edition:territory@version:node:release:plan``: names one printed number."""

    kind: str
    framework: str
    territory: str
    node: str
    release: str
    plan: str

    def __str__(self) -> str:
        return ":".join(
            (self.kind, self.framework, self.territory, self.node, self.release, self.plan)
        )

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address; ValueError says which part is wrong."""
        parts = text.strip().split(":")
        if len(parts) != 6 or not all(parts):
            raise ValueError(gettext(SIX_PARTS))
        for wrong, part in ((IN_FRAMEWORK, parts[1]), (IN_TERRITORY, parts[2])):
            if part.count("@") != 1 or part.startswith("@") or part.endswith("@"):
                raise ValueError(gettext(wrong).format(part=repr(part)))
        return cls(*parts)


@dataclass(frozen=True, slots=True)
class Reading:
    """One number with its range. ``low``/``high`` are the 5th and 95th percentile unless said."""

    address: Address
    value: float | None
    low: float | None = None
    high: float | None = None
    unit_of_measure: str = ""
    period: str = ""
    badge: str = ""
    method: str = ""
    inputs: str = ""
    sentence: str = ""
    detail: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for ``readings.json``, keys in a fixed order."""
        return {
            "address": str(self.address),
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "unit_of_measure": self.unit_of_measure,
            "period": self.period,
            "badge": self.badge,
            "method": self.method,
            "inputs": self.inputs,
            "sentence": self.sentence,
        }
