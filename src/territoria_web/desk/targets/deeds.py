"""Setting a target, moving it, dropping it, and telling how it stands in a year."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from territoria_web.desk.guards import account_of
from territoria_web.desk.targets.forms import DropForm, FigureForm, MoveForm, initial_of
from territoria_web.desk.targets.overview import back_to_targets
from territoria_web.desk.targets.standing import set_page
from territoria_web.desk.tried import posted, seen_anew, seen_in, tell_refused, tried
from territoria_web.desk.workspace import show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.queries import open_cycle
from territoria_web.plan.models import AreaTarget
from territoria_web.plan.queries.area_targets import counted_said, figures_stamp, open_target
from territoria_web.plan.queries.target_words import band_said
from territoria_web.plan.services.area_targets import (
    drop_target,
    move_target,
    set_target,
    tell_figure,
)
from territoria_web.plan.target_rules import draft_in
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile


@login_required
@require_POST
def set_it(request: HttpRequest, public_id: UUID, target: UUID) -> HttpResponse:
    """Set a target: from now on everybody reads it."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    held = open_target(cycle, target)
    try:
        set_target(by=account_of(request), target=held, seen=seen_in(request))
        messages.success(request, _("The target is set. Everybody can read it within a minute."))
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect("desk:target", cycle.public_id, held.public_id)


@login_required
@takes_form
def move(request: HttpRequest, public_id: UUID, target: UUID) -> HttpResponse:
    """Move a target that is set, with a reason."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    held = open_target(cycle, target)
    form = MoveForm(posted(request), initial={**initial_of(draft_in(held)), "seen": held.edit})
    if form.is_bound and form.is_valid():
        try:
            if tried(form, lambda: _move(request, held, form)):
                messages.success(request, _("The target is moved. What it was stays readable."))
                return redirect("desk:target", cycle.public_id, held.public_id)
        except ChangedMeanwhile as refused:
            held = open_target(cycle, target)
            form = MoveForm(seen_anew(request, held.edit))
            put_beside(form, refused)
    return _asked(request, cycle, held, form, _("Move this target"), "move")


def _move(request: HttpRequest, held: AreaTarget, form: MoveForm) -> None:
    seen, reason = seen_in(request), form.cleaned_data["reason"]
    move_target(by=account_of(request), target=held, draft=form.draft(), reason=reason, seen=seen)


@login_required
@takes_form
def drop(request: HttpRequest, public_id: UUID, target: UUID) -> HttpResponse:
    """Drop a target, with a reason."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    held = open_target(cycle, target)
    form = DropForm(posted(request), initial={"seen": held.edit})
    if form.is_bound and form.is_valid():
        try:
            if tried(form, lambda: _drop(request, held, form)):
                messages.success(request, _("The target is dropped."))
                return redirect("desk:targets", cycle.public_id)
        except ChangedMeanwhile as refused:
            held = open_target(cycle, target)
            form = DropForm(seen_anew(request, held.edit))
            put_beside(form, refused)
    return _asked(request, cycle, held, form, _("Drop this target"), "drop")


def _drop(request: HttpRequest, held: AreaTarget, form: DropForm) -> None:
    reason = form.cleaned_data["reason"]
    drop_target(by=account_of(request), target=held, reason=reason, seen=seen_in(request))


def _asked(
    request: HttpRequest,
    cycle: Cycle,
    held: AreaTarget,
    form: forms.Form,
    title: str,
    deed: str,
) -> HttpResponse:
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/targets/asked.html",
        title=title,
        finding=f"{counted_said(held)}. {band_said(held)}.",
        facts={"form": form, "target": held, "deed": deed},
        below=back_to_targets(cycle),
        step="",
        status=422 if form.is_bound and form.errors else 200,
    )


@login_required
@require_POST
def figure(request: HttpRequest, public_id: UUID, target: UUID) -> HttpResponse:
    """Say how a target stands in a year."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    held = open_target(cycle, target)
    form = FigureForm(request.POST)
    try:
        if form.is_valid() and tried(form, lambda: _tell(request, held, form)):
            said = _("The figure is kept. Everybody can read it within a minute.")
            messages.success(request, said)
            return redirect("desk:target", cycle.public_id, held.public_id)
    except ChangedMeanwhile as refused:
        held = open_target(cycle, target)
        form = FigureForm({**request.POST.dict(), "seen": figures_stamp(held)})
        put_beside(form, refused)
    return set_page(request, cycle, held, form)


def _tell(request: HttpRequest, held: AreaTarget, form: FigureForm) -> None:
    seen = form.cleaned_data["seen"]
    tell_figure(by=account_of(request), target=held, figure=form.told(), seen=seen)
