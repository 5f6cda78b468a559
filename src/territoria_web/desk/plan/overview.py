"""The plan at a glance: waves, what is missing, what does not go together; its frame and order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.guards import account_of
from territoria_web.desk.plan.forms import FrameForm
from territoria_web.desk.tried import posted, tell_refused
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.invite.models import Step
from territoria_web.library.http_methods import takes_form
from territoria_web.people.queries import open_cycle
from territoria_web.plan.models import Action, Plan, PlanVersion
from territoria_web.plan.queries.band_words import unit_said
from territoria_web.plan.queries.budget_ranking import ranking_in, ranking_of
from territoria_web.plan.queries.plans import (
    actions_of,
    indicator_decimals,
    indicator_said,
    open_action,
    open_plan,
    plan_of,
)
from territoria_web.plan.queries.said import dates_said, money_said, target_said
from territoria_web.plan.queries.sources import count_sources
from territoria_web.plan.queries.versions import versions_of
from territoria_web.plan.queries.waves import Laid, Wave, laid_out, months_said
from territoria_web.plan.queries.words import LABEL_NAMES, missing_of, only_outputs
from territoria_web.plan.services.actions import order_action
from territoria_web.plan.services.budget_order import order_by_budget
from territoria_web.plan.services.plans import begin_plan, change_plan
from territoria_web.reports.wave_picture import Block, Column, wave_pictures
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile


@login_required
@require_safe
def plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The plan, or how to begin one."""
    cycle = open_cycle(request.user, public_id, stage="plan")
    held = plan_of(cycle)
    if held is None:
        return _beginning(request, cycle, _frame_form(None))
    actions = actions_of(held)
    laid, versions = laid_out(held, actions), versions_of(held)
    finding = _finding(actions, laid, versions)
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/plan/plan.html",
        title=_("Action plan"),
        finding=finding,
        facts={
            "plan": held,
            "waves": [(w, [_row(a) for a in w.actions]) for w in laid.waves],
            "left_over": [_row(a) for a in laid.left_over],
            "dropped": [a for a in actions if a.state == Action.State.DROPPED],
            "grave": [c for c in laid.contradictions if c.grave],
            "mild": [c for c in laid.contradictions if not c.grave],
            "halves": laid.halves,
            "hundred_days": [_row(a) for a in laid.hundred_days],
            "only_outputs": only_outputs(actions),
            "versions": versions,
            "waiting": count_sources(held),
            "ranking": ranking_of(held),
            "public": reverse("public:plan", args=[held.public_id]) if versions else "",
            "pictures": _pictures(held, laid, finding),
            **rights(cycle, "plan", "plan", "adopt"),
        },
        step=Step.Kind.BRIEFING,
    )


def _row(action: Action) -> dict[str, Any]:
    decimals = indicator_decimals(action.indicator)
    return {
        "action": action,
        "dates": dates_said(action.begins, action.ends),
        "money": money_said(action.money, action.currency, action.money_state),
        "indicator": indicator_said(action.indicator),
        "target": target_said(
            action.target_low,
            action.target_high,
            action.target_year,
            unit_said(action.indicator, action.unit_of_measure),
            decimals,
        ),
        "label": LABEL_NAMES[Action.Label(action.target_label)],
        "needs": sorted(n.number for n in action.needs.all()),
        "effort": _effort(action.effort),
        "missing": ", ".join(missing_of(action)),
    }


def _effort(months: float | None) -> str:
    """The work of an action in words; empty where it is not known."""
    if months is None:
        return ""
    said = ngettext("%(months)s person-month", "%(months)s person-months", 1 if months == 1 else 2)
    return said % {"months": months_said(months)}


def _finding(actions: Sequence[Action], laid: Laid, versions: Sequence[PlanVersion]) -> str:
    held = [a for a in actions if a.state != Action.State.DROPPED]
    if not held:
        return _("The plan is empty. Take up what was advised or promised, or write an action.")
    named = sum(bool(a.owner and a.ends) for a in held)
    grave = sum(c.grave for c in laid.contradictions)
    said = ngettext(
        "%(count)d action; %(named)d with owner and end date.",
        "%(count)d actions; %(named)d with owner and end date.",
        len(held),
    ) % {"count": len(held), "named": named}
    if grave:
        more = ngettext(
            "%(count)d thing does not go together.", "%(count)d things do not go together.", grave
        )
        said = f"{said} {more % {'count': grave}}"
    if not versions:
        return f"{said} {_('Nobody adopted it yet, so only your team sees it.')}"
    return said


def _pictures(held: Plan, laid: Laid, finding: str) -> Any:
    if not any(w.actions for w in laid.waves):
        return None
    columns = [_column(w) for w in laid.waves]
    return wave_pictures("waves", _("The plan in waves"), finding, columns, held.capacity)


def _column(wave: Wave) -> Column:
    blocks = tuple(
        Block(
            str(a.public_id),
            a.number,
            a.title,
            a.owner,
            a.effort,
            tuple(str(n.public_id) for n in a.needs.all() if n.state != Action.State.DROPPED),
        )
        for a in wave.actions
    )
    return Column(wave.number, wave.title, wave.used, wave.capacity, blocks)


# ── the frame ─────────────────────────────────────────────────────────────────────────────────


def _frame_form(held: Plan | None, data: Any = None) -> FrameForm:
    if held is None:
        return FrameForm(data, initial={"begins": timezone.localdate(), "capacity": 12})
    standing = {"begins": held.begins, "capacity": held.capacity, "vision": held.vision}
    return FrameForm(data, initial={**standing, "seen": held.edit})


def _beginning(request: HttpRequest, cycle: Cycle, form: FrameForm) -> HttpResponse:
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/plan/begin.html",
        title=_("Action plan"),
        finding=_("There is no plan yet."),
        facts={"form": form, **rights(cycle, "plan", "plan")},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def begin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin a plan."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    form = _frame_form(None, request.POST)
    if form.is_valid():
        told = {k: form.cleaned_data[k] for k in ("begins", "capacity", "vision")}
        try:
            begin_plan(by=account_of(request), cycle=cycle, **told)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("desk:plan", cycle.public_id)
    return _beginning(request, cycle, form)


@login_required
@takes_form
def frame(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """First day, capacity and vision of the plan."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    held = open_plan(cycle)
    form = _frame_form(held, posted(request))
    now: Plan | None = None
    if form.is_bound and form.is_valid():
        told = {**form.cleaned_data, "seen": form.cleaned_data["seen"] or 0}
        try:
            change_plan(by=account_of(request), plan=held, **told)
            messages.success(request, _("The frame of the plan is kept."))
            return redirect("desk:plan", cycle.public_id)
        except ChangedMeanwhile as refused:
            now = open_plan(cycle)
            form = _frame_form(now, {**request.POST.dict(), "seen": now.edit})
            form.add_error(None, refused)
        except ValidationError as refused:
            form.add_error(None, refused)
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/plan/frame.html",
        title=_("Frame of the plan"),
        facts={"form": form, "now": now},
        below=back_to_plan(cycle),
        status=422 if form.errors else 200,
    )


def back_to_plan(cycle: Cycle) -> tuple[tuple[str, str], ...]:
    """The crumb from a page of the plan to the plan."""
    return ((_("Action plan"), reverse("desk:plan", args=[cycle.public_id])),)


# ── order ─────────────────────────────────────────────────────────────────────────────────────


@login_required
@require_POST
def order(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put an action one place up or down, or all of them in the order that people voted for."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    held = open_plan(cycle)
    if "budget" in request.POST:
        return _ordered(request, held)
    up = "up" in request.POST
    try:
        key = UUID(request.POST.get("up") or request.POST.get("down") or "")
    except ValueError:
        raise Http404 from None
    action = open_action(held, key)
    try:
        order_action(by=account_of(request), action=action, up=up)
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect(f"{reverse('desk:plan', args=[cycle.public_id])}#action-{action.number}")


def _ordered(request: HttpRequest, held: Plan) -> HttpResponse:
    """All actions in the order of a vote, where it is the one that the page showed."""
    found = ranking_in(held, request.POST["budget"])
    try:
        order_by_budget(by=account_of(request), plan=held, budget=found)
        messages.success(request, _("The plan is in the order that people voted for."))
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect("desk:plan", held.cycle.public_id)
