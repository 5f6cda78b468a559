"""Which initiatives of the territory's register an action carries on."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.plan.ticked import Ticked, tick
from territoria_web.library.http_methods import takes_form
from territoria_web.people.models import User
from territoria_web.plan.models import Action
from territoria_web.plan.queries.initiative_links import offered_initiatives
from territoria_web.plan.services.initiative_links import link_initiatives
from territoria_web.territories.models import Cycle


class InitiativesForm(forms.Form):
    """The entries of a territory's register, ticked where the action carries them on."""

    initiatives = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Initiatives that this action begins, changes or ends"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


@login_required
@takes_form
def initiatives(request: HttpRequest, public_id: UUID, action: UUID) -> HttpResponse:
    """Tick what this action carries on."""
    said, title = (
        _("Kept. Everybody sees it once the plan is adopted."),
        _("Initiatives that action %(number)d carries on"),
    )
    return tick(request, public_id, action, Ticked("initiatives", _form, _keep, said, title))


def _keep(by: User, row: Action, form: forms.Form) -> None:
    link_initiatives(by=by, action=row, **form.cleaned_data)


def _form(cycle: Cycle, row: Action, data: QueryDict | None) -> InitiativesForm:
    standing = [link.initiative for link in row.initiative_links.all()]
    offered = list(offered_initiatives(cycle.territory))
    held = {one.public_id: one.title for one in (*standing, *offered)}
    ticked = [one.public_id for one in standing]
    form = InitiativesForm(data, initial={"initiatives": ticked, "seen": row.edit})
    field = form.fields["initiatives"]
    assert isinstance(field, forms.TypedMultipleChoiceField)
    field.choices = list(held.items())
    return form
