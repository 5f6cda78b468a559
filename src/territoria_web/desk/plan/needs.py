"""Which needs of people an action answers."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.desk.plan.ticked import Ticked, tick
from territoria_web.library.http_methods import takes_form
from territoria_web.people.models import User
from territoria_web.plan.models import Action
from territoria_web.plan.queries.need_links import SupportedNeed, offered_needs
from territoria_web.plan.services.need_links import link_needs
from territoria_web.territories.models import Cycle

MOST = 200  # needs on the page: the most supported ones, and all that are ticked


class NeedsForm(forms.Form):
    """The needs of a cycle, ticked where the action answers them."""

    needs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Needs that this action answers"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


@login_required
@takes_form
def needs(request: HttpRequest, public_id: UUID, action: UUID) -> HttpResponse:
    """Tick what this action answers; their authors are told once the plan is adopted."""
    said, title = (
        _("Kept. Who asked for it is told once the plan is adopted."),
        _("Needs that action %(number)d answers"),
    )
    return tick(request, public_id, action, Ticked("needs", _form, _keep, said, title))


def _keep(by: User, row: Action, form: forms.Form) -> None:
    link_needs(by=by, action=row, **form.cleaned_data)


def _form(cycle: Cycle, row: Action, data: QueryDict | None) -> NeedsForm:
    standing = [link.need for link in row.need_links.all()]
    offered = list(offered_needs(cycle)[:MOST])
    known = {need.pk for need in offered}
    form = NeedsForm(data, initial={"needs": [n.public_id for n in standing], "seen": row.edit})
    field = form.fields["needs"]
    assert isinstance(field, forms.TypedMultipleChoiceField)
    field.choices = [
        *((n.public_id, f"{n.number} {n.title}") for n in standing if n.pk not in known),
        *((n.public_id, _supported(n)) for n in offered),
    ]
    return form


def _supported(need: SupportedNeed) -> str:
    if not need.people:
        return f"{need.number} {need.title}"
    said = ngettext("%(count)d support", "%(count)d supports", need.people)
    return f"{need.number} {need.title} ({said % {'count': need.people}})"
