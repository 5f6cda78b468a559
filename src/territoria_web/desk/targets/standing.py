"""A target that is set: what it asks for, how it goes, who meets it already, and what it was before."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from territoria_web.desk.targets.forms import FigureForm
from territoria_web.desk.targets.overview import back_to_targets, public_address
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.plan.models import Action, AreaTarget
from territoria_web.plan.queries.area_targets import counted_said, figures_stamp
from territoria_web.plan.queries.target_meeting import meeting
from territoria_web.plan.queries.target_progress import progress_of
from territoria_web.plan.queries.target_story import figure_rows, former_rows
from territoria_web.plan.queries.target_words import (
    meeting_said,
    pace_said,
    target_sentence,
    trend_said,
)
from territoria_web.plan.queries.words import LABEL_NAMES
from territoria_web.territories.models import Cycle


def set_page(
    request: HttpRequest, cycle: Cycle, target: AreaTarget, form: FigureForm | None = None
) -> HttpResponse:
    """The page of a target that is set, or was dropped; ``form``: a figure that was refused."""
    progress = progress_of([target])[target.pk]
    form = form or FigureForm(initial={"seen": figures_stamp(target)})
    facts: dict[str, Any] = {
        "target": target,
        "form": form,
        "is_set": target.state == AreaTarget.State.SET,
        "label": LABEL_NAMES[Action.Label(target.label)],
        "pace": pace_said(target),
        "trend": trend_said(target),
        "effect": progress.effect.sentence,
        "moved": progress.effect.moved_sentence,
        "figures": figure_rows(target, progress),
        "former": former_rows(target),
        "meets": meeting_said(found := meeting(target)),
        "peers": [m.name for m in found.peers],
        "public": public_address(cycle) if target.set_on else "",
        "tell": reverse("desk:target-figure", args=[cycle.public_id, target.public_id]),
    }
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/targets/target.html",
        title=counted_said(target),
        finding=target_sentence(target, progress),
        facts={**facts, **rights(cycle, "plan", "plan")},
        below=back_to_targets(cycle),
        step="",
        status=422 if form.is_bound and form.errors else 200,
    )
