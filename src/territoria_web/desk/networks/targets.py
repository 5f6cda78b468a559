"""Targets of a network's territories by policy area; members see those that were set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.desk.networks.frame import is_office, show_network
from territoria_web.people.queries import open_network, role_in_network
from territoria_web.plan.models import Action, AreaTarget
from territoria_web.plan.queries.area_targets import area_name, by_area, counted_said, targets_in
from territoria_web.plan.queries.target_meeting import met_in
from territoria_web.plan.queries.target_progress import Progress, progress_of
from territoria_web.plan.queries.target_report import report_of
from territoria_web.plan.queries.target_words import (
    STATE_NAMES,
    band_said,
    european_reference,
    lamp_said,
    report_said,
)
from territoria_web.plan.queries.words import LABEL_NAMES
from territoria_web.territories.queries import territory_name


@login_required
@require_safe
def targets(request: HttpRequest, network: UUID) -> HttpResponse:
    """The six areas, each with the targets of the territories by name."""
    opened = open_network(request.user, network, "see cohort")
    office = is_office(role_in_network(request.user, opened))
    held = targets_in(opened, drafts=False)
    progress, met = progress_of(held), met_in(held, opened.territories.all())
    return show_network(
        request,
        opened,
        "network-targets",
        "desk/networks/targets.html",
        office=office,
        title=_("Targets by policy area"),
        finding=" ".join(report_said(report_of(held, progress))),
        facts={
            "areas": [
                (area, area_name(area), [_row(t, progress[t.pk], met) for t in ones])
                for area, ones in by_area(held)
            ],
            "reference": european_reference(),
        },
    )


def _row(target: AreaTarget, progress: Progress, met: Mapping[int, list[str]]) -> dict[str, Any]:
    public = reverse("public:targets", args=[target.cycle.public_id]) if target.set_on else ""
    is_set = target.state == AreaTarget.State.SET
    return {
        "place": territory_name(target.cycle.territory),
        "url": f"{public}#target-{target.public_id}" if public else "",
        "name": counted_said(target) or _("not said yet what is counted"),
        "band": band_said(target),
        "label": LABEL_NAMES[Action.Label(target.label)] if is_set else "",
        "lamp": lamp_said(target, progress) if is_set else "",
        "state": STATE_NAMES[AreaTarget.State(target.state)],
        "dropped": target.state == AreaTarget.State.DROPPED,
        "met": met.get(target.pk),
    }
