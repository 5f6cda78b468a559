"""The self-checks of a cycle, and a new one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from territoria_web.desk.guards import account_of
from territoria_web.desk.self_checks.frame import (
    AUDIENCES,
    CONTACT_HELP,
    STAGE,
    VERB,
    at,
    crumbs_to,
    name_of,
)
from territoria_web.desk.tried import posted, tried
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.check_results import checks_of, results_of
from territoria_web.listen.queries.check_words import finding_of
from territoria_web.listen.services.check_offers import LONGEST_CONTACT, open_self_check
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle


class OfferForm(forms.Form):
    """Whom it is for, and who helps."""

    audience = forms.ChoiceField(
        label=gettext_lazy("Who checks itself?"),
        choices=list(AUDIENCES.items()),
        widget=forms.RadioSelect,
    )
    contact = forms.CharField(
        label=gettext_lazy("Who helps with questions?"),
        help_text=CONTACT_HELP,
        max_length=LONGEST_CONTACT,
        required=False,
    )


@login_required
@require_safe
def checks(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All of them."""
    cycle = open_cycle(request.user, public_id, stage=STAGE)
    held = checks_of(cycle)
    return show_stage(
        request,
        cycle,
        STAGE,
        "desk/self_checks/listing.html",
        title=_("Self-checks"),
        finding="" if held else _("No self-check is offered yet."),
        facts={
            "rows": [_row(check) for check in held],
            "more": len(held) < len(AUDIENCES),
            **rights(cycle, STAGE, VERB),
        },
        below=crumbs_to(cycle)[:1],
    )


def _row(check: SelfCheck) -> dict[str, Any]:
    return {
        "name": name_of(check),
        "url": at(check, "self-check"),
        "audience": AUDIENCES[SelfCheck.Audience(check.audience)],
        "is_open": check.state == SelfCheck.State.OPEN,
        "finding": finding_of(results_of(check)),
    }


@login_required
@takes_form
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Offer one."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb=VERB)
    form = OfferForm(posted(request), initial={"audience": SelfCheck.Audience.FIRMS})
    if form.is_bound and form.is_valid() and (check := _opened(request, cycle, form)):
        messages.success(request, _("It is open. Pass its link on, or print its poster."))
        return redirect(at(check, "self-check"))
    return show_stage(
        request,
        cycle,
        STAGE,
        "desk/self_checks/new.html",
        title=_("Offer a self-check"),
        finding=_("Whoever has the link finds out in ten minutes where they stand; no account."),
        facts={"form": form},
        status=422 if form.errors else 200,
        below=crumbs_to(cycle),
    )


def _opened(request: HttpRequest, cycle: Cycle, form: OfferForm) -> SelfCheck | None:
    made: list[SelfCheck] = []
    by = account_of(request)
    tried(form, lambda: made.append(open_self_check(by=by, cycle=cycle, **form.cleaned_data)))
    return made[0] if made else None
