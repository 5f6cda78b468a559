"""Running the house: networks and other bodies, their territories and people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.operate import crumbs
from territoria_web.desk.team import InviteForm, invite
from territoria_web.library.http_methods import takes_form
from territoria_web.people.bodies import change_organisation, make_organisation
from territoria_web.people.models import Organisation
from territoria_web.people.names import check_name
from territoria_web.people.queries import colleague, open_house, organisation_at, organisations
from territoria_web.people.rules import roles_for
from territoria_web.people.services import take_role
from territoria_web.people.words import KIND_NAMES, role_name
from territoria_web.territories.models import Territory


class BodyForm(forms.Form):
    """A new body."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, validators=[check_name])
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=list(KIND_NAMES.items()))


class ChangeForm(forms.Form):
    """A body's name and territories; territories by code, as many as belong."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, validators=[check_name])
    codes = forms.CharField(
        label=gettext_lazy("Territories"),
        help_text=gettext_lazy("Their codes, with spaces or commas between them: FRE1 DED5 FI20"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def clean_codes(self) -> list[Territory]:
        """The territories themselves; says which codes are not known."""
        codes = {c.upper() for c in str(self.cleaned_data["codes"]).replace(",", " ").split()}
        found: dict[str, Territory] = {}
        for territory in Territory.objects.filter(code__in=codes).order_by("version"):
            found[territory.code] = territory  # the newest version of a code
        if unknown := sorted(codes - set(found)):
            known_not = _("These codes are not known: %(codes)s.") % {"codes": ", ".join(unknown)}
            raise ValidationError(known_not)
        return list(found.values())


@login_required
@takes_form
def bodies(request: HttpRequest) -> HttpResponse:
    """All bodies; a new one."""
    by = open_house(request.user)
    form = BodyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        made = make_organisation(by=by, **form.cleaned_data)
        return redirect("desk:operate-organisation", public_id=made.public_id)
    rows = [(body, KIND_NAMES.get(body.kind, body.kind)) for body in organisations()]
    return show(
        request,
        "desk/operate/bodies.html",
        title=_("Networks and organisations"),
        finding=_("A network's secretariat reads along in all its territories and builds teams."),
        facts={"rows": rows, "form": form},
        crumbs=crumbs(),
        status=422 if form.errors else 200,
    )


@login_required
@takes_form
def body(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One body: its name, territories and people."""
    open_house(request.user)
    held = organisation_at(public_id)
    change, asked = _forms(request, held)
    if change.is_bound and change.is_valid():
        new = change.cleaned_data
        change_organisation(
            by=account_of(request), organisation=held, name=new["name"], territories=new["codes"]
        )
        messages.success(request, _("The organisation is changed."))
        return redirect("desk:operate-organisation", public_id=public_id)
    if asked.is_bound and (wait := too_often(request, "invite")):
        return wait
    if asked.is_bound and asked.is_valid() and invite(request, asked, held):
        return redirect("desk:operate-organisation", public_id=public_id)
    return _shown(request, held, change, asked)


def _forms(request: HttpRequest, held: Organisation) -> tuple[ChangeForm, InviteForm]:
    codes = " ".join(held.territories.order_by("code").values_list("code", flat=True))
    return (
        ChangeForm(
            request.POST if "change" in request.POST else None,
            initial={"name": held.name, "codes": codes},
        ),
        InviteForm(
            request.POST if "invite" in request.POST else None,
            place=held,
            prefix="new",
            initial={"role": roles_for(held)[0]},
        ),
    )


def _shown(
    request: HttpRequest, held: Organisation, change: ChangeForm, asked: InviteForm
) -> HttpResponse:
    members = held.memberships.select_related("user").order_by("user__name", "user__email")
    facts: dict[str, Any] = {
        "body": held,
        "rows": [(m.user, role_name(m.role), m.since) for m in members],
        "change": change,
        "form": asked,
    }
    return show(
        request,
        "desk/operate/body.html",
        title=held.name,
        finding=str(KIND_NAMES.get(held.kind, held.kind)),
        facts=facts,
        crumbs=(
            *crumbs(),
            (_("Networks and organisations"), reverse("desk:operate-organisations")),
        ),
        status=422 if change.errors or asked.errors else 200,
    )


@login_required
@require_POST
def end_member(request: HttpRequest, public_id: UUID, person: UUID) -> HttpResponse:
    """End someone's role in a body."""
    by = open_house(request.user)
    take_role(by=by, membership=colleague(organisation_at(public_id), person))
    messages.success(request, _("The role is ended."))
    return redirect("desk:operate-organisation", public_id=public_id)
