"""How far cycles are, step by step: read for one team and for a whole network in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from territoria_web.compare.models import SwotPoint
from territoria_web.convene.models import Meeting
from territoria_web.invite.models import Step
from territoria_web.invite.rules import ORDER, is_late
from territoria_web.listen.models import Invitation, Response
from territoria_web.measure.models import Finding, Policy
from territoria_web.papers.models import Paper
from territoria_web.plan.models import Action, PlanVersion
from territoria_web.recommend.models import Recommendation
from territoria_web.territories.models import Cycle


@dataclass(frozen=True)
class Progress:
    """How far a cycle is. Counts are of what is in force; ``papers``: kind → state of its latest
    version.
    """

    cycle: Cycle
    steps: tuple[Step, ...]
    invited: int
    answered: int
    findings: int
    policies: int
    swot: int
    meetings: int
    held: int
    decided: int
    actions: int
    versions: int
    papers: Mapping[str, str]

    @property
    def at(self) -> Step | None:
        """The step that is under way and comes first; None where none is."""
        return next((s for s in self.steps if s.state == Step.State.OPEN), None)

    @property
    def done(self) -> int:
        """How many of the four steps are done."""
        return sum(s.state == Step.State.DONE for s in self.steps)

    def late(self, today: date) -> tuple[Step, ...]:
        """The steps whose date is past."""
        return tuple(s for s in self.steps if is_late(s, today))


def progress_of(cycle: Cycle) -> Progress:
    """How far one cycle is; three queries."""
    return progress_of_each(Cycle.objects.filter(pk=cycle.pk))[0]


def progress_of_each(cycles: QuerySet[Cycle]) -> list[Progress]:
    """How far each of these cycles is, in their order; three queries, whatever their number."""
    held = list(_counted(cycles.select_related("territory")))
    ids = [cycle.pk for cycle in held]
    steps, papers = _steps(ids), _papers(ids)
    return [
        Progress(
            cycle=cycle,
            steps=tuple(steps.get(cycle.pk, ())),
            papers=papers.get(cycle.pk, {}),
            **{name: getattr(cycle, f"n_{name}") for name in COUNTED},
        )
        for cycle in held
    ]


def _count(model: type[Model], path: str, **where: object) -> Coalesce:
    rows = model._default_manager.filter(**{path: OuterRef("pk")}, **where).order_by()
    counted = rows.values(path).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


DECIDED = [d for d in Recommendation.Decision.values if d != Recommendation.Decision.OPEN]
COUNTED: Mapping[str, Coalesce] = {
    "invited": _count(Invitation, "survey__cycle"),
    "answered": _count(Response, "survey__cycle", confirmed__isnull=False, withdrawn__isnull=True),
    "findings": _count(Finding, "cycle", taken_back__isnull=True),
    "policies": _count(Policy, "cycle", taken_back__isnull=True),
    "swot": _count(SwotPoint, "cycle", state=SwotPoint.State.KEPT),
    "meetings": _count(Meeting, "cycle"),
    "held": _count(Meeting, "cycle", state=Meeting.State.ENDED),
    "decided": _count(Recommendation, "cycle", decision__in=DECIDED),
    "actions": _count(
        Action, "plan__cycle", state__in=(Action.State.PROPOSED, Action.State.AGREED)
    ),
    "versions": _count(PlanVersion, "plan__cycle"),
}


def _counted(cycles: QuerySet[Cycle]) -> QuerySet[Cycle]:
    return cycles.annotate(**{f"n_{name}": count for name, count in COUNTED.items()})


def _steps(cycles: Iterable[int]) -> Mapping[int, list[Step]]:
    found: dict[int, list[Step]] = {}
    rows = Step.objects.filter(cycle__in=cycles).select_related("owner")
    for step in sorted(rows, key=lambda s: ORDER.index(Step.Kind(s.kind))):
        found.setdefault(step.cycle_id, []).append(step)
    return found


def _papers(cycles: Iterable[int]) -> Mapping[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    rows = Paper.objects.filter(cycle__in=cycles).exclude(state=Paper.State.WITHDRAWN)
    for held, kind, state in rows.order_by("version").values_list("cycle", "kind", "state"):
        if held is not None:
            found.setdefault(held, {})[kind] = state
    return found
