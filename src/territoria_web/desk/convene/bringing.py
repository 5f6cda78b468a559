"""Bringing needs of people, and what they agree on, into a meeting."""

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
from territoria_web.convene.queries.brought import (
    MOST,
    needs_to_bring,
    spots_of,
    statements_to_bring,
)
from territoria_web.convene.queries.meetings import open_meeting_of
from territoria_web.convene.services.bringing import bring_in
from territoria_web.desk.convene.frame import show_meeting
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import percent
from territoria_web.listen.queries.opinions import Agreed
from territoria_web.people.links import origin_of


class BringForm(forms.Form):
    """Which needs, and where on the agenda."""

    spot = forms.ChoiceField(label=gettext_lazy("Where on the agenda"))
    needs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Needs, the most supported first"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    statements = forms.MultipleChoiceField(
        label=gettext_lazy("Statements on which people agree"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = list(needs_to_bring(meeting)[:MOST])
        spot, needs = self.fields["spot"], self.fields["needs"]
        assert isinstance(spot, forms.ChoiceField)
        assert isinstance(needs, forms.TypedMultipleChoiceField)
        spot.choices = [(one.key, one.said) for one in spots_of(meeting)]
        needs.choices = [(n.public_id, _named(n)) for n in self.offered]
        self._offer_statements(meeting)

    def _offer_statements(self, meeting: Meeting) -> None:
        agreed = statements_to_bring(meeting)
        self.offers = bool(self.offered or agreed)
        field = self.fields["statements"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.public_id, _agreed(one)) for one in agreed]
        for name, empty in (("needs", not self.offered), ("statements", not agreed)):
            if empty:
                del self.fields[name]


def _named(need: Any) -> str:
    said = ngettext("%(count)d support", "%(count)d supports", need.people)
    return f"{need.number} {need.title} ({said % {'count': need.people}})"


def _agreed(one: Agreed) -> str:
    told = {"text": one.text, "share": percent(one.share), "n": one.n}
    return _("%(text)s (%(share)s of %(n)s agree)") % told


@login_required
@takes_form
def bring(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """What people said, put on the agenda."""
    cycle, held = open_meeting_of(request.user, public_id, meeting, verb="run")
    form = BringForm(posted(request), meeting=held)
    if form.is_bound and form.is_valid():
        try:
            made = bring_in(
                by=account_of(request), meeting=held, origin=origin_of(request), **form.cleaned_data
            )
            said = ngettext(
                "%(count)d thing that people said is on the agenda. Authors of needs are told.",
                "%(count)d things that people said are on the agenda. Authors of needs are told.",
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
        title=_("Bring in what people said"),
        facts={"form": form, "offered": form.offers},
        status=422 if form.errors else 200,
    )
