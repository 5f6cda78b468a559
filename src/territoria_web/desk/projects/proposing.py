"""Proposing a project at a team's desk; the network's office publishes it or says why not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.act.forms.partners import email_field
from territoria_web.act.forms.projects import day_field, line_field, text_field
from territoria_web.act.queries.projects import networks_of_territory
from territoria_web.act.rules.project_drafts import ProjectDraft
from territoria_web.act.rules.projects import RHYTHM, next_exchange, product_due
from territoria_web.act.services.projects import propose_project
from territoria_web.convene.queries.working import axis_names
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tried
from territoria_web.desk.workspace import show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.people.models import Organisation, User
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle
from territoria_web.territories.queries import territory_name


class ProposeForm(forms.Form):
    """A proposal."""

    network = forms.ModelChoiceField(
        label=gettext_lazy("Network"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        empty_label=None,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("Choose one of the list.")
        ),
    )
    title = line_field(gettext_lazy("Name of the project"), most=140)
    question = line_field(
        gettext_lazy("The question it answers"), gettext_lazy("With a question mark at its end.")
    )
    axis = forms.ChoiceField(label=gettext_lazy("Axis"))
    sought = text_field(
        gettext_lazy("Which partners are sought?"),
        gettext_lazy(
            "Cities, chambers, clusters, companies, universities; and what they would do."
        ),
        rows=3,
    )
    open_until = day_field(gettext_lazy("Last day for others to ask"), required=False)
    product = line_field(gettext_lazy("What will exist at the end"))
    due = day_field(gettext_lazy("By when"))
    exchange = day_field(gettext_lazy("First exchange online"))
    email = email_field(gettext_lazy("Of whoever answers for it. Partners’ letters go there."))

    def __init__(self, data: Any, *, cycle: Cycle, user: User) -> None:
        today = timezone.localdate()
        initial = {
            "due": product_due(today),
            "exchange": next_exchange(today, RHYTHM),
            "email": user.email,
        }
        super().__init__(data, initial=initial)
        networks, axis = self.fields["network"], self.fields["axis"]
        assert isinstance(networks, forms.ModelChoiceField)
        assert isinstance(axis, forms.ChoiceField)
        held = [one.pk for one in networks_of_territory(cycle.territory)]
        networks.queryset = Organisation.objects.filter(pk__in=held)
        axis.choices = list(axis_names().items())


@login_required
@takes_form
def propose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The form."""
    cycle = open_cycle(request.user, public_id, stage="act", verb="lead projects")
    user = account_of(request)
    form = ProposeForm(posted(request), cycle=cycle, user=user)
    if form.is_bound and form.is_valid() and tried(form, lambda: _propose(user, cycle, form)):
        messages.success(request, _("The office has it. It answers within ten days."))
        return redirect("desk:act", cycle.public_id)
    return show_stage(
        request,
        cycle,
        "act",
        "desk/projects/propose.html",
        title=_("Propose a project"),
        finding=_("The network’s office publishes it, or says why not, within ten days."),
        facts={"form": form, "networks": networks_of_territory(cycle.territory)},
        below=((_("Projects"), reverse("desk:act", args=[cycle.public_id])),),
        status=422 if form.errors else 200,
    )


def _propose(user: User, cycle: Cycle, form: ProposeForm) -> None:
    held = dict(form.cleaned_data)
    network, sought, until = held.pop("network"), held.pop("sought"), held.pop("open_until")
    propose_project(
        by=user,
        network=network,
        territory=cycle.territory,
        draft=ProjectDraft(**held, city=territory_name(cycle.territory)),
        sought=sought,
        open_until=until,
        example=cycle.example,
    )
