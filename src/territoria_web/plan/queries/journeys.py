"""Which passages of territories the public sees, and what of each: nothing that was not published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.timezone import localdate

from territoria_web.invite.models import Application, Call, Step
from territoria_web.listen.rules import LEAST
from territoria_web.papers.models import Paper
from territoria_web.plan.models import PlanVersion
from territoria_web.plan.queries.progress import Progress, progress_of_each
from territoria_web.territories.models import Cycle, Territory


@dataclass(frozen=True)
class Journey:
    """One passage as the public sees it. ``answered``: None where fewer than five answered."""

    cycle: Cycle
    steps: Sequence[Step]
    answered: int | None
    held: int
    papers: Sequence[Paper]
    plan: PlanVersion | None
    application: Application | None

    @property
    def done(self) -> int:
        """How many of its steps are done."""
        return sum(step.state == Step.State.DONE for step in self.steps)

    @property
    def since(self) -> date:
        """When it began."""
        return localdate(self.cycle.started)


def public_cycles() -> QuerySet[Cycle]:
    """Passages of which something was published: a paper, a plan, or that they were selected."""
    papers = Paper.objects.filter(cycle=OuterRef("pk"), published__isnull=False)
    plans = PlanVersion.objects.filter(plan__cycle=OuterRef("pk"))
    chosen = Application.objects.filter(
        cycle=OuterRef("pk"), may_publish=True, call__state=Call.State.DECIDED
    )
    shown = Q(Exists(papers)) | Q(Exists(plans)) | Q(Exists(chosen))
    return Cycle.objects.filter(shown).select_related("territory").order_by("-started")


def journeys(territory: Territory | None = None) -> list[Progress]:
    """How far each public passage is, those of real territories first; of one territory where one is
    given. Three queries.
    """
    shown = public_cycles() if territory is None else public_cycles().filter(territory=territory)
    return sorted(progress_of_each(shown), key=lambda held: held.cycle.example)


def journey(public_id: UUID) -> Journey:
    """One passage; 404 where nothing of it was published."""
    found = progress_of_each(public_cycles().filter(public_id=public_id))
    if not found:
        raise Http404
    far = found[0]
    cycle = far.cycle
    papers = Paper.objects.filter(cycle=cycle, state=Paper.State.PUBLISHED)
    plan = PlanVersion.objects.filter(plan__cycle=cycle).select_related("plan")
    chosen = Application.objects.filter(
        cycle=cycle, may_publish=True, call__state=Call.State.DECIDED
    )
    return Journey(
        cycle=cycle,
        steps=far.steps,
        answered=far.answered if far.answered >= LEAST else None,
        held=far.held,
        papers=list(papers.defer("facts", "words").order_by("published")),
        plan=plan.order_by("-number").first(),
        application=chosen.select_related("call").first(),
    )
