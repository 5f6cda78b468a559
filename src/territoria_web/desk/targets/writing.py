"""Writing a target, with the values that methods offer; as long as it is not set, only the team sees it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from territoria_web.desk.guards import account_of
from territoria_web.desk.targets.forms import TargetForm, initial_of
from territoria_web.desk.targets.overview import back_to_targets
from territoria_web.desk.targets.standing import set_page
from territoria_web.desk.tried import posted, seen_anew, tried
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.library.initiative_names import AREAS
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import say
from territoria_web.people.queries import open_cycle
from territoria_web.plan.models import AreaTarget
from territoria_web.plan.queries.area_targets import counted_said, open_target
from territoria_web.plan.queries.band_words import reason_said
from territoria_web.plan.queries.bands import ground_of
from territoria_web.plan.queries.plans import indicator_decimals
from territoria_web.plan.queries.target_bands import judged_target, offers_of, with_figure
from territoria_web.plan.queries.target_progress import figures_here
from territoria_web.plan.queries.target_words import (
    METHODS,
    band_said,
    european_reference,
    lacking_said,
    offer_said,
    offerless_said,
)
from territoria_web.plan.services.area_targets import begin_target, write_target
from territoria_web.plan.target_rules import TargetDraft, draft_in, lacking_in
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

OFFER = "offer"


@login_required
@takes_form
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin a target; ``?area=``: of which policy area."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    return _written(request, cycle, None)


@login_required
@takes_form
def target(request: HttpRequest, public_id: UUID, target: UUID) -> HttpResponse:
    """One target: written as a draft, read once it is set."""
    verb = "plan" if request.method == "POST" else "see"
    cycle = open_cycle(request.user, public_id, stage="plan", verb=verb)
    held = open_target(cycle, target)
    if held.state != AreaTarget.State.DRAFT and request.method != "POST":
        return set_page(request, cycle, held)
    return _written(request, cycle, held)


def _written(request: HttpRequest, cycle: Cycle, held: AreaTarget | None) -> HttpResponse:
    here = figures_here(cycle)
    form = TargetForm(posted(request), initial=_initial(request, held), here=here)
    draft = draft_in(held) if held else None
    if form.is_bound and form.is_valid():
        draft = form.draft()
        if OFFER in request.POST:
            return _offered(request, cycle, held, draft)
        kept: list[AreaTarget] = []
        try:
            if tried(form, lambda: kept.append(_keep(request, cycle, held, form))):
                messages.success(request, _("The target is kept. Only your team sees it yet."))
                return redirect("desk:target", cycle.public_id, kept[0].public_id)
        except ChangedMeanwhile as refused:
            assert held is not None
            held = open_target(cycle, held.public_id)
            form = TargetForm(seen_anew(request, held.edit), here=here)
            put_beside(form, refused)
    return _page(request, cycle, held, form, draft)


def _initial(request: HttpRequest, held: AreaTarget | None) -> dict[str, Any]:
    if held is not None:
        return {**initial_of(draft_in(held)), "seen": held.edit}
    area = request.GET.get("area", "")
    return {"area": area if area in AREAS else "", "key": uuid4()}


def _keep(
    request: HttpRequest, cycle: Cycle, held: AreaTarget | None, form: TargetForm
) -> AreaTarget:
    by, draft = account_of(request), form.draft()
    if held is None:
        return begin_target(by=by, cycle=cycle, draft=draft, key=form.cleaned_data["key"])
    seen = form.cleaned_data["seen"]
    return write_target(by=by, target=held, draft=draft, seen=-1 if seen is None else seen)


def _offered(
    request: HttpRequest, cycle: Cycle, held: AreaTarget | None, draft: TargetDraft
) -> HttpResponse:
    """What was typed, with today's figure where no baseline stood, and what the methods offer."""
    draft = with_figure(draft, ground_of(cycle, [draft.indicator]))
    data = request.POST.copy()
    for name in ("baseline", "baseline_year", "baseline_source"):
        value = getattr(draft, name)
        data[name] = "" if value is None else str(value)
    return _page(request, cycle, held, TargetForm(data, here=figures_here(cycle)), draft)


def _page(
    request: HttpRequest,
    cycle: Cycle,
    held: AreaTarget | None,
    form: TargetForm,
    draft: TargetDraft | None,
) -> HttpResponse:
    ground = ground_of(cycle, [draft.indicator] if draft else [])
    missing = lacking_in(draft_in(held)) if held else {}
    offers = _offers(draft, ground) if draft else []
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/targets/write.html",
        title=(held and counted_said(held)) or _("New target"),
        finding=lacking_said(missing),
        facts={
            "form": form,
            "target": held,
            "band": band_said(held) if held and held.high is not None else "",
            "ready": held is not None and not missing,
            "offers": offers,
            "offerless": offerless_said(draft, ground)
            if draft and not offers and OFFER in request.POST
            else "",
            "why": reason_said(judged_target(draft, ground).reason) if draft else "",
            "reference": european_reference(),
            **rights(cycle, "plan", "plan"),
        },
        below=back_to_targets(cycle),
        step="",
        status=422 if form.is_bound and form.errors else 200,
    )


def _offers(draft: TargetDraft, ground: Any) -> list[tuple[str, str, str]]:
    """Value, method and what it is, in words; of a duty where it stands."""
    decimals = indicator_decimals(draft.indicator)
    return [
        (
            offer_said(o, draft.indicator, decimals),
            str(METHODS[o.method]),
            say(o.basis) if o.basis else "",
        )
        for o in offers_of(draft, ground)
    ]
