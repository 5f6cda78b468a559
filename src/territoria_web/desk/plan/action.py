"""One action: writing it, proposing its baseline and band, dropping it and taking it up again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from territoria_web.act.queries.projects import projects_with_action
from territoria_web.desk.guards import account_of
from territoria_web.desk.plan.forms import (
    ActionForm,
    Milestones,
    ReasonForm,
    initial_of,
    milestones_in,
)
from territoria_web.desk.plan.overview import back_to_plan
from territoria_web.desk.tried import posted, seen_in
from territoria_web.desk.workspace import explained_at, rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.queries import open_cycle, team_of
from territoria_web.plan.models import Action, Plan
from territoria_web.plan.queries.bands import NOTHING, ground_of, judged
from territoria_web.plan.queries.import_rows import FieldChange
from territoria_web.plan.queries.imported import changes_of
from territoria_web.plan.queries.nodes import node_choices
from territoria_web.plan.queries.plans import (
    actions_of,
    draft_of,
    indicator_choices,
    open_action,
    open_plan,
)
from territoria_web.plan.queries.sources import hints_of, source_of, told_of, too_old
from territoria_web.plan.queries.words import LABEL_NAMES, missing_of
from territoria_web.plan.rules import Dated, Draft
from territoria_web.plan.services.actions import (
    add_action,
    change_action,
    drop_action,
    take_up_action,
)
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

PROPOSE = "propose"


@login_required
@takes_form
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """An action of the team's own."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    held = open_plan(cycle)
    return _written(request, cycle, held, None, actions_of(held))


@login_required
@takes_form
def action(request: HttpRequest, public_id: UUID, action: UUID) -> HttpResponse:
    """One action as it stands, and writing it anew."""
    verb = "plan" if request.method == "POST" else "see"
    cycle = open_cycle(request.user, public_id, stage="plan", verb=verb)
    held = open_plan(cycle)
    actions = actions_of(held)
    row = next((a for a in actions if a.public_id == action), None)
    if row is None:
        raise Http404
    return _written(request, cycle, held, row, actions)


def _written(
    request: HttpRequest,
    cycle: Cycle,
    held: Plan,
    row: Action | None,
    actions: Sequence[Action],
) -> HttpResponse:
    asked = request.method == "POST"
    others = [a for a in actions if a.state != Action.State.DROPPED and a is not row]
    form, steps = _forms(request, cycle, row, others)
    between: Sequence[FieldChange] = ()
    if asked and form.is_valid() and steps.is_valid():
        draft = form.draft(milestones_in(steps))
        if PROPOSE in request.POST:
            ground = ground_of(cycle, [draft.indicator])
            told = told_of(draft.indicator, ground, held.begins)
            form, steps = _forms(request, cycle, row, others, told)
            messages.info(request, _proposed(told, too_old(draft.indicator, ground, held.begins)))
        else:
            try:
                kept = _keep(request, held, row, form, draft)
                messages.success(request, _("Action %(number)d is kept.") % {"number": kept.number})
                return redirect("desk:plan-action", cycle.public_id, kept.public_id)
            except ChangedMeanwhile as refused:
                now = open_action(held, kept_id(row))
                between = changes_of(draft_of(now), draft)
                form, steps = _forms(request, cycle, row, others, {"seen": now.edit})
                form.is_valid()
                put_beside(form, refused)
            except ValidationError as refused:
                put_beside(form, refused)
    return _shown(request, cycle, row, form, steps, between)


def _proposed(told: dict[str, Any], old: str) -> str:
    """What was filled in; nothing of it is kept yet. ``old``: why no target could be."""
    if "target_low" in told:
        return _(
            "Today’s figure and a proposed target are filled in. Look at them, then keep them."
        )
    if old:
        return _("The last figure is filled in, without a target.") + f" {old}"
    if "baseline" in told:
        return _("Today’s figure is filled in. No target can be proposed; set your own.")
    return _("No figure of this indicator is published here. Give your own baseline and target.")


def kept_id(row: Action | None) -> UUID:
    """The public id of an action that stands."""
    assert row is not None
    return row.public_id


def _forms(
    request: HttpRequest,
    cycle: Cycle,
    row: Action | None,
    others: Sequence[Action],
    told: dict[str, Any] | None = None,
) -> tuple[ActionForm, Any]:
    """The form and its milestones; ``told``: what stands in place of what was typed."""
    draft = draft_of(row) if row else Draft()
    initial = {**initial_of(draft), "seen": row.edit if row else 0, "key": uuid4()}
    data = None
    if request.method == "POST":
        data = request.POST.copy()
        for name, value in (told or {}).items():
            data[name] = str(value)
    form = ActionForm(
        data,
        initial=initial,
        others=[(a.number, a.title) for a in others],
        nodes=node_choices(cycle),
        people=[m.user for m in team_of(cycle.territory)],
        hints=hints_of(row) if row else {},
    )
    standing = [{"due": m.due, "text": m.text, "id": m.id} for m in draft.milestones]
    said = {
        "missing_management_form": _("The milestones cannot be read. Load this page once more.")
    }
    return form, Milestones(data, initial=standing, prefix="steps", error_messages=said)


def _keep(
    request: HttpRequest, held: Plan, row: Action | None, form: ActionForm, draft: Draft
) -> Action:
    by = account_of(request)
    if row is None:
        return add_action(by=by, plan=held, draft=draft, key=form.cleaned_data["key"])
    mine = {str(m.public_id) for m in row.milestones.all()}
    steps = tuple(Dated(m.text, m.due, m.id if m.id in mine else "") for m in draft.milestones)
    kept = replace(draft, milestones=steps)
    return change_action(by=by, action=row, draft=kept, seen=form.cleaned_data["seen"] or 0)


def _shown(
    request: HttpRequest,
    cycle: Cycle,
    row: Action | None,
    form: ActionForm,
    steps: Any,
    between: Sequence[FieldChange],
) -> HttpResponse:
    ground = ground_of(cycle, [row.indicator]) if row else NOTHING
    band = judged(row, ground) if row else None
    if row and row.target_low is None and (old := too_old(row.indicator, ground, row.plan.begins)):
        form["target_year"].help_text = old
    missing = missing_of(row) if row else []
    finding = ""
    if missing:
        finding = _("Still missing: %(what)s.") % {"what": ", ".join(missing)}
    elif row:
        finding = _("Nothing is missing.")
    if row is None:
        title = _("New action")
    else:
        title = _("Action %(number)d: %(title)s") % {"number": row.number, "title": row.title}
    kind, source = source_of(row) if row else ("", "")
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/plan/action.html",
        title=title,
        finding=finding,
        facts={
            "action": row,
            "form": form,
            "steps": steps,
            "sections": form.sections(),
            "between": between,
            "answers": [link.need for link in row.need_links.all()] if row else [],
            "carries": [link.initiative for link in row.initiative_links.all()] if row else [],
            "projects": projects_with_action(row.public_id) if row else [],
            "source_kind": kind,
            "source": source,
            "band": band if band and band.said else None,
            "label": LABEL_NAMES[Action.Label(band.label)] if band else "",
            "baseline_url": _explained(cycle, row),
            "indicators": indicator_choices(),
            "is_dropped": row is not None and row.state == Action.State.DROPPED,
            **rights(cycle, "plan", "plan"),
        },
        below=back_to_plan(cycle),
        status=422 if form.errors or (steps.is_bound and not steps.is_valid()) else 200,
    )


def _explained(cycle: Cycle, row: Action | None) -> str:
    source = row.baseline_source if row else ""
    return explained_at(cycle, source) if source.startswith("observation:") else ""


@login_required
@takes_form
def drop(request: HttpRequest, public_id: UUID, action: UUID) -> HttpResponse:
    """Drop an action, or take it up again; with a reason that everybody may read."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    row = open_action(open_plan(cycle), action)
    dropping = row.state != Action.State.DROPPED
    data = posted(request)
    form = ReasonForm(data, initial={"seen": row.edit})
    if form.is_bound and form.is_valid():
        told = {"reason": form.cleaned_data["reason"], "seen": seen_in(request)}
        try:
            (drop_action if dropping else take_up_action)(
                by=account_of(request), action=row, **told
            )
            return redirect("desk:plan", cycle.public_id)
        except ChangedMeanwhile as refused:
            form = ReasonForm({**told, "seen": row.edit})
            form.add_error(None, refused)
        except ValidationError as refused:
            put_beside(form, refused)
    said = {"number": row.number, "title": row.title}
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/plan/drop.html",
        title=(_("Drop action %(number)d: %(title)s") if dropping else _("Take up %(title)s again"))
        % said,
        facts={"form": form, "row": row, "dropping": dropping},
        below=back_to_plan(cycle),
        status=422 if form.errors else 200,
    )
