"""The territories of a network with their cycles, by name; those without a cycle too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count

from territoria_web.invite.models import Step
from territoria_web.papers.models import Correction
from territoria_web.people.models import Organisation
from territoria_web.plan.queries.progress import Progress, progress_of_each
from territoria_web.recommend.queries.wording import country_said, folded
from territoria_web.territories.models import Cycle, Territory
from territoria_web.territories.queries import territory_name

NONE: Final[list[Progress | None]] = [None]
LOW_RESPONSE: Final = 0.3
"""Fewer than so many of those asked have answered."""


@dataclass(frozen=True)
class CohortRow:
    """A territory, and one of its cycles; ``far`` None: it has none. ``corrections``: proposed to
    its papers and not answered.
    """

    territory: Territory
    name: str
    far: Progress | None
    corrections: int = 0

    @property
    def country(self) -> str:
        """In the language spoken."""
        return country_said(self.territory.country)

    @property
    def open(self) -> Progress | None:
        """How far its cycle is, while it is open."""
        return self.far if self.far and self.far.cycle.state == Cycle.State.OPEN else None

    def step(self, kind: str) -> Step | None:
        """One of the four steps; None where the cycle was begun without, or there is none."""
        return next((s for s in self.far.steps if s.kind == kind), None) if self.far else None

    def late(self, today: date) -> tuple[Step, ...]:
        """The steps of an open cycle whose date is past."""
        return self.open.late(today) if self.open else ()

    @property
    def unowned(self) -> tuple[Step, ...]:
        """Steps under way that nobody sees to."""
        steps = self.open.steps if self.open else ()
        return tuple(s for s in steps if s.state == Step.State.OPEN and s.owner_id is None)

    def unheard(self, today: date) -> bool:
        """More than half of the survey's time is over, and few of those asked have answered."""
        step = self.step(Step.Kind.SURVEY)
        if self.open is None or step is None or step.state != Step.State.OPEN:
            return False
        if (
            step.begins is None
            or step.due is None
            or (step.due - today) * 2 > step.due - step.begins
        ):
            return False
        return self.open.answered <= LOW_RESPONSE * self.open.invited


@dataclass(frozen=True)
class Cohort:
    """All rows of a network."""

    network: Organisation
    rows: tuple[CohortRow, ...]

    @property
    def territories(self) -> list[Territory]:
        """Each once, by name."""
        return list({row.territory.pk: row.territory for row in self.rows}.values())

    @property
    def without(self) -> list[CohortRow]:
        """Those that have not begun."""
        return [row for row in self.rows if row.far is None]


def territories_in(network: Organisation) -> list[Territory]:
    """The territories of a network now, by name in the language spoken; one query."""
    return sorted(network.territories.all(), key=lambda t: (folded(territory_name(t)), t.code))


def cohort_of(network: Organisation) -> Cohort:
    """Every territory of a network with its cycles, the latest first; five queries."""
    places = territories_in(network)
    held = Cycle.objects.filter(territory__in=places).order_by("-started", "-pk")
    far: dict[int, list[Progress | None]] = {}
    for found in progress_of_each(held):
        far.setdefault(found.cycle.territory_id, []).append(found)
    asked = _unanswered([p.cycle.pk for cycles in far.values() for p in cycles if p])
    rows = [
        CohortRow(place, territory_name(place), one, asked.get(one.cycle.pk, 0) if one else 0)
        for place in places
        for one in far.get(place.pk, NONE)
    ]
    return Cohort(network, tuple(rows))


def _unanswered(cycles: list[int]) -> Mapping[int, int]:
    rows = Correction.objects.filter(paper__cycle__in=cycles, accepted=None).order_by()
    return dict(rows.values_list("paper__cycle").annotate(count=Count("pk")))
