"""All targets of a cycle by policy area: label, state, and how they go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.desk.plan.overview import back_to_plan
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.people.queries import open_cycle
from territoria_web.plan.models import Action, AreaTarget
from territoria_web.plan.queries.area_targets import area_name, by_area, counted_said, targets_of
from territoria_web.plan.queries.target_progress import Progress, progress_of
from territoria_web.plan.queries.target_report import report_of
from territoria_web.plan.queries.target_words import (
    STATE_NAMES,
    band_said,
    european_reference,
    lacking_said,
    lamp_said,
    report_said,
)
from territoria_web.plan.queries.words import LABEL_NAMES
from territoria_web.plan.target_rules import draft_in, lacking_in
from territoria_web.territories.models import Cycle


@login_required
@require_safe
def targets(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The six areas, each with its targets."""
    cycle = open_cycle(request.user, public_id, stage="plan")
    held = targets_of(cycle)
    progress = progress_of(held)
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/targets/list.html",
        title=_("Targets by policy area"),
        finding=" ".join(report_said(report_of(held, progress))),
        facts={
            "areas": [
                (area, area_name(area), [row_of(t, progress, cycle) for t in ones])
                for area, ones in by_area(held)
            ],
            "reference": european_reference(),
            "public": public_address(cycle) if any(t.set_on for t in held) else "",
            **rights(cycle, "plan", "plan"),
        },
        below=back_to_plan(cycle),
        step="",
    )


def public_address(cycle: Cycle) -> str:
    """Where everybody reads the targets that were set."""
    return reverse("public:targets", args=[cycle.public_id])


def row_of(target: AreaTarget, progress: Mapping[int, Progress], cycle: Cycle) -> dict[str, Any]:
    """A line of the list."""
    is_set = target.state == AreaTarget.State.SET
    missing = lacking_in(draft_in(target)) if target.state == AreaTarget.State.DRAFT else {}
    return {
        "target": target,
        "name": counted_said(target) or _("not said yet what is counted"),
        "band": band_said(target),
        "state": STATE_NAMES[AreaTarget.State(target.state)],
        "label": LABEL_NAMES[Action.Label(target.label)] if target.set_on else "",
        "lamp": lamp_said(target, progress[target.pk]) if is_set else "",
        "missing": lacking_said(missing),
        "url": reverse("desk:target", args=[cycle.public_id, target.public_id]),
        "dropped": target.state == AreaTarget.State.DROPPED,
    }


def back_to_targets(cycle: Cycle) -> tuple[tuple[str, str], ...]:
    """The crumbs from a page of a target to the plan and the list."""
    there = (_("Targets by policy area"), reverse("desk:targets", args=[cycle.public_id]))
    return (*back_to_plan(cycle), there)
