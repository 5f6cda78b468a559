"""One initiative: writing it, what it lacks, handing it in, its editions and reviews; withdrawing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria_web.desk.guards import account_of
from territoria_web.desk.register.forms import RecordForm, WithdrawForm, initial_of
from territoria_web.desk.register.frame import STAGE, opened, show_register
from territoria_web.desk.register.listing import said_reviews
from territoria_web.desk.tried import posted, seen_anew, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.measure.models import Initiative
from territoria_web.measure.queries.record_words import said_record
from territoria_web.measure.queries.records import Record, lacking_in, record_of
from territoria_web.measure.queries.register import STATE_NAMES, editions_of, open_initiative
from territoria_web.measure.services.register import (
    begin_initiative,
    hand_in_initiative,
    withdraw_initiative,
    write_initiative,
)
from territoria_web.people.queries import open_cycle
from territoria_web.people.rules import role_may
from territoria_web.plan.queries.plans import indicator_choices
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

State = Initiative.State
HAND_IN = "hand_in"


@login_required
@takes_form
def begin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new one, in the language that is spoken."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb="register")
    form = RecordForm(posted(request), initial={**initial_of(Record(), 0), "key": uuid4()})
    if form.is_bound and form.is_valid():
        by, language, made = account_of(request), get_language() or "en", list[Initiative]()
        told: dict[str, Any] = {"by": by, "territory": cycle.territory, "language": language}
        told["key"] = form.cleaned_data["key"]
        if tried(form, lambda: made.append(begin_initiative(record=form.record(), **told))):
            messages.success(request, _("The initiative is kept. Only your team reads it."))
            return redirect("desk:register-initiative", cycle.public_id, made[0].public_id)
    return show_register(
        request,
        cycle,
        "desk/register/begin.html",
        title=_("Write an initiative down"),
        finding=_("Only the name is needed to keep it; all else can follow."),
        facts=_form_facts(form),
        status=422 if form.errors else 200,
    )


def _form_facts(form: RecordForm) -> dict[str, Any]:
    return {"form": form, "parts": form.parts(), "indicators": indicator_choices()}


@login_required
@takes_form
def initiative(request: HttpRequest, public_id: UUID, initiative: UUID) -> HttpResponse:
    """The record as it stands, writing it anew, and handing it in."""
    asked = request.method == "POST"
    cycle, held = opened(request, public_id, initiative, "register" if asked else "see")
    if asked and HAND_IN in request.POST and not _may_hand_in(cycle):
        raise PermissionDenied
    form = RecordForm(posted(request), initial=initial_of(record_of(held.body), held.edit))
    meanwhile = False
    if form.is_bound and form.is_valid():
        try:
            _keep(request, held, form)
            return redirect("desk:register-initiative", cycle.public_id, held.public_id)
        except ValidationError as refused:
            held = open_initiative(cycle.territory, initiative)
            form = RecordForm(seen_anew(request, held.edit))
            form.is_valid()
            put_beside(form, refused)
            meanwhile = isinstance(refused, ChangedMeanwhile)
    return _shown(request, cycle, held, form, meanwhile=meanwhile)


def _may_hand_in(cycle: Cycle) -> bool:
    return any(role_may(role, STAGE, "hand in") for role in cycle.opened_as)


def _keep(request: HttpRequest, held: Initiative, form: RecordForm) -> None:
    by, seen = account_of(request), form.cleaned_data["seen"] or 0
    kept = write_initiative(by=by, initiative=held, record=form.record(), seen=seen)
    if HAND_IN not in request.POST:
        messages.success(request, _("The initiative is kept."))
        return
    hand_in_initiative(by=by, initiative=kept, seen=kept.edit)
    messages.success(request, _("It waits now for somebody of a second region."))


def _shown(
    request: HttpRequest,
    cycle: Cycle,
    held: Initiative,
    form: RecordForm,
    *,
    meanwhile: bool = False,
) -> HttpResponse:
    record, today = record_of(held.body), timezone.localdate()
    lacking = lacking_in(record, today) if held.state == State.DRAFT else {}
    editions = editions_of(held)
    return show_register(
        request,
        cycle,
        "desk/register/initiative.html",
        title=held.title,
        finding=_finding(held, bool(lacking), bool(editions)),
        facts={
            "initiative": held,
            "state": STATE_NAMES[State(held.state)],
            "writes": held.state != State.WITHDRAWN,
            "lacking": [(form[name], said) for name, said in lacking.items()],
            "said": said_record(record, today),
            "meanwhile": meanwhile,
            "editions": editions,
            "reviews": said_reviews(held),
            "public": reverse("public:initiative", args=[held.slug]) if editions else "",
            "is_incomplete": record.has_target and not record.target_complete,
            **_form_facts(form),
        },
        status=422 if form.errors else 200,
    )


def _finding(held: Initiative, lacks: bool, public: bool) -> str:
    if held.state == State.DRAFT:
        if lacks:
            return _("Not all is said yet that a second region needs.")
        if public:
            return _("It was changed since the edition that everybody reads. Hand it in once more.")
        return _("All is said. Hand it in, and somebody of a second region reads it.")
    said = {
        State.SUBMITTED: _("It waits for somebody of a second region."),
        State.PUBLISHED: _("A second region read it. Everybody finds it in the register."),
        State.WITHDRAWN: _("It was withdrawn. What was public stays readable, with the reason."),
    }
    return said[State(held.state)]


@login_required
@takes_form
def withdraw(request: HttpRequest, public_id: UUID, initiative: UUID) -> HttpResponse:
    """Stand no longer for it."""
    cycle, held = opened(request, public_id, initiative, "hand in")
    if held.state == State.WITHDRAWN:
        raise Http404
    form = WithdrawForm(posted(request), initial={"seen": held.edit})
    if form.is_bound and form.is_valid():
        told = {"by": account_of(request), "initiative": held, **form.cleaned_data}
        try:
            if tried(form, lambda: withdraw_initiative(**told)):
                messages.success(request, _("The initiative is withdrawn."))
                return redirect("desk:register", cycle.public_id)
        except ChangedMeanwhile as refused:
            form = WithdrawForm(
                seen_anew(request, open_initiative(cycle.territory, initiative).edit)
            )
            form.add_error(None, refused)
    return show_register(
        request,
        cycle,
        "desk/register/withdraw.html",
        title=_("Withdraw this initiative"),
        finding=_("It leaves the list. Where it was public, its page says why, for good."),
        facts={"form": form, "initiative": held},
        status=422 if form.errors else 200,
    )
