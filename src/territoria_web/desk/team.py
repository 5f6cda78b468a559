"""The people of a team: who is there in which role, inviting, changing, ending."""

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
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.tried import tell_refused
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import colon
from territoria_web.people.links import mail_invitation, origin_of, place_named
from territoria_web.people.models import Membership, Organisation, Role
from territoria_web.people.names import check_name
from territoria_web.people.queries import (
    colleague,
    may,
    open_team,
    secretariats_of,
    team_of,
)
from territoria_web.people.rules import roles_for
from territoria_web.people.services import give_role, invite_person, take_role
from territoria_web.people.words import ROLE_NAMES, ROLE_SENTENCES, role_name
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name


def role_choices(place: Territory | Organisation) -> list[tuple[str, str]]:
    """The roles of a place, each with what it may do."""
    return [(r, f"{ROLE_NAMES[r]}{colon()}{ROLE_SENTENCES[r]}") for r in reversed(roles_for(place))]


class RoleForm(forms.Form):
    """One role, of those that can be held in this place; the services look again."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, place: Territory | Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["role"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = role_choices(place)


class InviteForm(RoleForm):
    """Whom to invite, in which role."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=150, required=False, validators=[check_name]
    )
    field_order = ("email", "name", "role")


def invite(request: HttpRequest, form: InviteForm, place: Territory | Organisation) -> bool:
    """Invite whom a valid form names, and write to them; False (said in the form) where refused."""
    by = account_of(request)
    asked = form.cleaned_data
    try:
        user = invite_person(
            by=by,
            email=asked["email"],
            name=asked["name"],
            role=Role(asked["role"]),
            place=place,
            language=by.language,
        )
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    named = place.name
    if isinstance(place, Territory):
        named = place_named(place, user.language)
    mail_invitation(user, by=by, place=named, role=asked["role"], origin=origin_of(request))
    messages.success(
        request, _("%(email)s is invited: a link to come in is on its way.") % {"email": user.email}
    )
    return True


@login_required
@takes_form
def team(request: HttpRequest, code: str) -> HttpResponse:
    """Who is in a team; whoever may invites here."""
    inviting = request.method == "POST"
    user = account_of(request)
    place = open_team(user, code, "invite people" if inviting else "see people")
    form = InviteForm(request.POST if inviting else None, place=place, initial={"role": "editor"})
    if inviting and (wait := too_often(request, "invite")):
        return wait
    if inviting and form.is_valid() and invite(request, form, place):
        return redirect("desk:team", code=place.code)
    return _shown(request, place, form)


def _shown(request: HttpRequest, place: Territory, form: InviteForm) -> HttpResponse:
    user = account_of(request)
    people = [_row(membership) for membership in team_of(place)]
    facts = {
        "place": place,
        "people": people,
        "secretariats": secretariats_of(place),
        "form": form,
        "may_invite": may(user, "territory", "invite people", place),
        "may_read_journal": may(user, "territory", "read journal", place),
    }
    return show(
        request,
        "desk/team.html",
        title=_("The team of %(place)s") % {"place": territory_name(place)},
        finding=_finding(people),
        facts=facts,
        status=422 if form.errors else 200,
    )


def _row(membership: Membership) -> dict[str, Any]:
    return {
        "person": membership.user,
        "role": role_name(membership.role),
        "leads": membership.role == Role.LEAD,
        "since": membership.since,
        "invited": membership.user.last_login is None,
        "closed": not membership.user.is_active,
    }


def _finding(people: list[dict[str, Any]]) -> str:
    leads = sum(row["leads"] for row in people)
    if not leads:
        return _("Nobody leads this team yet.")
    return ngettext(
        "%(people)d person is in this team, with %(leads)d who can lead.",
        "%(people)d people are in this team, with %(leads)d who can lead.",
        len(people),
    ) % {"people": len(people), "leads": leads}


@login_required
@takes_form
def person(request: HttpRequest, code: str, public_id: UUID) -> HttpResponse:
    """Change or end the role of someone in a team."""
    place = open_team(account_of(request), code, "invite people")
    membership = colleague(place, public_id)
    initial = {"role": membership.role}
    form = RoleForm(request.POST if "role" in request.POST else None, place=place, initial=initial)
    if request.method == "POST" and _changed(request, form, membership, place):
        mine = membership.user == request.user and "end" in request.POST
        return redirect("desk:home") if mine else redirect("desk:team", code=place.code)
    return show(
        request,
        "desk/team_person.html",
        title=str(membership.user),
        finding=_("%(role)s of %(place)s")
        % {"role": role_name(membership.role), "place": territory_name(place)},
        facts={"place": place, "membership": membership, "form": form},
        crumbs=((_("Team"), reverse("desk:team", args=[place.code])),),
        status=422 if form.errors else 200,
    )


def _changed(
    request: HttpRequest, form: RoleForm, membership: Membership, place: Territory
) -> bool:
    by = account_of(request)
    try:
        if "end" in request.POST:
            take_role(by=by, membership=membership)
            messages.success(request, _("The role is ended."))
            return True
        if form.is_valid():
            role = Role(form.cleaned_data["role"])
            give_role(by=by, user=membership.user, role=role, place=place)
            messages.success(request, _("The role is changed."))
            return True
    except ValidationError as refused:
        tell_refused(request, refused)
        return "end" in request.POST
    return False
