"""From any printed number back to its source cells, and forward again.

Only from here do the screens ask the engine for a territory's diagnosis; opening what it is computed
with takes seconds the first time in a process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from territoria.diagnosis import Diagnosis
from territoria.errors import AddressError, Problem
from territoria.explain import Line, explain, parse_address, recompute
from territoria.model import Address, Reading
from territoria.speech import language
from territoria_web.compare.models import Comparison
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Observation, Score
from territoria_web.measure.queries.universes import universe_of
from territoria_web.territories.models import Cycle, Territory

AGREES = 1e-9
Numbers = dict[str, float | None]


@dataclass(frozen=True)
class Compared:
    """One number as this site shows it and as it was computed again just now."""

    name: str
    shown: float | None
    computed: float | None

    @property
    def agrees(self) -> bool:
        """Nothing differs but the last digits of a machine's arithmetic."""
        if self.shown is None or self.computed is None:
            return self.shown is self.computed
        return abs(self.shown - self.computed) <= AGREES * max(1.0, abs(self.shown))


@dataclass(frozen=True)
class Derivation:
    """A number, where it comes from line by line, and the same number computed again."""

    assessment: Assessment
    address: str
    kind: str
    territory: str
    node: str
    reading: Reading
    lines: tuple[Line, ...]
    again: tuple[Compared, ...]

    @property
    def agrees(self) -> bool | None:
        """Whether what is shown was found again; None where the site keeps no such number."""
        return all(c.agrees for c in self.again) if self.again else None


def assessment_at(address: str, cycle: Cycle | None = None) -> Assessment:
    """The assessment that an address names: a public one, or one of the team whose cycle is given.

    AddressError where this site holds none, also where only another team does.
    """
    parsed = parse_address(address)
    framework, _, edition = parsed.framework.partition("@")
    plan = parsed.plan.partition("+")[0]
    found = (
        Assessment.objects.select_related("release", "own", "cycle")
        .filter(framework=framework, edition=edition, data=parsed.release, cycle=cycle)
        .filter(Q(plan=plan) | Q(current=True))
    )
    ranked = sorted(found, key=lambda a: (a.plan == plan, a.current, a.made), reverse=True)
    if not ranked:
        raise AddressError(
            Problem(
                address,
                gettext("this site holds no such assessment."),
                gettext("Copy the address again from the page or document that showed the number."),
            )
        )
    return ranked[0]


def derivation_of(address: str, cycle: Cycle | None = None) -> tuple[Line, ...]:
    """The lines from a number down to its source cells; AddressError where there is none."""
    assessment = assessment_at(address, cycle)
    return _derived(str(parse_address(address)), assessment.public_id, language())[1]


def explanation_of(address: str, cycle: Cycle | None = None) -> Derivation:
    """A number with its derivation, and computed again; AddressError where there is none."""
    parsed = parse_address(address)
    assessment = assessment_at(address, cycle)
    reading, lines = _derived(str(parsed), assessment.public_id, language())
    return Derivation(
        assessment=assessment,
        address=str(parsed),
        kind=parsed.kind,
        territory=parsed.territory.partition("@")[0],
        node=parsed.node,
        reading=reading,
        lines=lines,
        again=_compared(shown_at(assessment, parsed), reading),
    )


@lru_cache(maxsize=512)
def _derived(address: str, assessment: UUID, lang: str) -> tuple[Reading, tuple[Line, ...]]:
    """The engine's answer; the same for the same address, assessment and language."""
    held = Assessment.objects.select_related("release", "own").get(public_id=assessment)
    universe, parsed = universe_of(held), parse_address(address)
    lines = explain(parsed, library(), opened=lambda _: universe)
    again = recompute(parsed, library(), opened=lambda _: universe)
    return again.reading, tuple(lines)


def _compared(shown: Numbers | None, reading: Reading) -> tuple[Compared, ...]:
    if shown is None:
        return ()
    return tuple(Compared(n, v, getattr(reading, n)) for n, v in shown.items())


# ── what the site shows under an address ──────────────────────────────────────────────────────


def shown_at(assessment: Assessment, address: Address) -> Numbers | None:
    """The number that this site keeps and shows under an address; None where it keeps none."""
    read = SHOWN.get(address.kind)
    return read(assessment, address) if read else None


def _at(address: Address) -> dict[str, str]:
    code, _, version = address.territory.partition("@")
    return {"territory__code": code, "territory__version": version}


def _score(assessment: Assessment, address: Address) -> Numbers | None:
    s = Score.objects.filter(assessment=assessment, node=address.node, **_at(address)).first()
    return {"value": s.value, "low": s.low, "high": s.high} if s else None


def _told(kind: str) -> Callable[[Assessment, Address], Numbers | None]:
    """What people say of a node, or its score with that, as the score's row keeps it."""

    def read(assessment: Assessment, address: Address) -> Numbers | None:
        s = Score.objects.filter(assessment=assessment, node=address.node, **_at(address)).first()
        held = s.answers.get(kind) if s else None
        return dict(zip(("value", "low", "high"), held, strict=True)) if held else None

    return read


def _rank(assessment: Assessment, address: Address) -> Numbers | None:
    s = Score.objects.filter(assessment=assessment, node=address.node, **_at(address)).first()
    return {"value": s.rank, "low": s.rank_low, "high": s.rank_high} if s else None


def _observation(assessment: Assessment, address: Address) -> Numbers | None:
    indicator, _, year = address.node.partition(".")
    rows = Observation.objects.filter(indicator=indicator, **_at(address), value__isnull=False)
    rows = rows.filter(release__in=[r for r in (assessment.own, assessment.release) if r])
    if year.isdigit():
        rows = rows.filter(period=int(year))
    newest = sorted(rows, key=lambda o: (o.period, o.release_id == assessment.own_id))
    return {"value": newest[-1].value} if newest else None


def _written(name: str, fields: dict[str, str]) -> Callable[[Assessment, Address], Numbers | None]:
    """What the comparison holds of a node, by the reading's names of its fields."""

    def read(assessment: Assessment, address: Address) -> Numbers | None:
        held = Comparison.objects.filter(assessment=assessment, **_at(address)).first()
        found: dict[str, Any] | None = held.body.get(name, {}).get(address.node) if held else None
        return {k: found[v] for k, v in fields.items()} if found else None

    return read


RANGED = {"value": "size", "low": "low", "high": "high"}
HALF = {"value": "peer_median", "low": "peer_low", "high": "peer_high"}
SHOWN: dict[str, Callable[[Assessment, Address], Numbers | None]] = {
    "score": _score,
    "said": _told("said"),
    "together": _told("together"),
    "rank": _rank,
    "observation": _observation,
    "gap": _written("gaps", RANGED),
    "peer-median": _written("gaps", HALF),
    "trend": _written("trends", {"value": "slope", "low": "low", "high": "high"}),
    "target": _written("targets", {"value": "value", "low": "low", "high": "high"}),
}


def diagnosis_of(assessment: Assessment, territory: Territory) -> Diagnosis:
    """The engine's diagnosis of a territory, computed as it is asked."""
    universe = universe_of(assessment)
    return Diagnosis(universe, universe.observations.territory(territory.key))
