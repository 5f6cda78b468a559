"""Bringing needs of people into a meeting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.convene.models import Meeting
from territoria_web.convene.queries.brought import MOST, needs_to_bring, spots_of
from territoria_web.convene.queries.meetings import open_meeting_of
from territoria_web.convene.services.bringing import bring_needs
from territoria_web.desk.convene.frame import show_meeting
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of


class BringForm(forms.Form):
    """Which needs, and where on the agenda."""

    spot = forms.ChoiceField(label=gettext_lazy("Where on the agenda"))
    needs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Needs, the most supported first"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one.")},
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = list(needs_to_bring(meeting)[:MOST])
        spot, needs = self.fields["spot"], self.fields["needs"]
        assert isinstance(spot, forms.ChoiceField)
        assert isinstance(needs, forms.TypedMultipleChoiceField)
        spot.choices = [(one.key, one.said) for one in spots_of(meeting)]
        needs.choices = [(n.public_id, _named(n)) for n in self.offered]


def _named(need: Any) -> str:
    said = ngettext("%(count)d support", "%(count)d supports", need.people)
    return f"{need.number} {need.title} ({said % {'count': need.people}})"


@login_required
@takes_form
def bring(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """Needs that people said, put on the agenda."""
    cycle, held = open_meeting_of(request.user, public_id, meeting, verb="run")
    form = BringForm(posted(request), meeting=held)
    if form.is_bound and form.is_valid():
        try:
            made = bring_needs(
                by=account_of(request), meeting=held, origin=origin_of(request), **form.cleaned_data
            )
            said = ngettext(
                "%(count)d need is on the agenda. Its author is told.",
                "%(count)d needs are on the agenda. Their authors are told.",
                len(made),
            )
            messages.success(request, said % {"count": len(made)})
            return redirect("desk:convene-board", cycle.public_id, held.public_id)
        except ValidationError as refused:
            put_beside(form, refused)
    return show_meeting(
        request,
        cycle,
        held,
        "board",
        "desk/convene/bring.html",
        title=_("Bring in what people need"),
        facts={"form": form, "offered": form.offered},
        status=422 if form.errors else 200,
    )
