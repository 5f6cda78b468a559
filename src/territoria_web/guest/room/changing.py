"""Changing in the room: what one put down oneself, taking it back, seeing it differently."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from territoria_web.convene.forms import ContributionForm
from territoria_web.convene.models import Contribution, Participant
from territoria_web.convene.queries.room import contribution_in
from territoria_web.convene.rules import phase_at
from territoria_web.convene.services.room import (
    NotNow,
    change_contribution,
    mark_dissent,
    may_change,
    withdraw_contribution,
)
from territoria_web.guest.room.frame import show_room
from territoria_web.guest.room.live import (
    actions_for,
    alone,
    back_to,
    first_said,
    inside,
    too_late,
)
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside


def _row(person: Participant, number: UUID) -> Contribution:
    found = contribution_in(person.meeting, number)
    if found is None:
        raise Http404
    return found


@takes_form
@inside
def mine(request: HttpRequest, person: Participant, number: UUID) -> HttpResponse:
    """Change or take back what one put down oneself; 404 for what others did."""
    row = _row(person, number)
    phase = phase_at(person.meeting, row.phase)
    if phase is None or row.taken_back or not may_change(person, row):
        raise Http404
    typed = request.POST if request.method == "POST" else None
    first = {**row.body, "text": row.text, "dissent": row.dissent}
    form = ContributionForm(
        typed, phase=phase, kind=row.kind, actions=actions_for(person, row.kind), initial=first
    )
    if typed is not None:
        return _changed(request, person, row, form)
    return show_room(
        request,
        "guest/room/change.html",
        title=_("Change it"),
        facts={"meeting": person.meeting, "form": form, "row": row, "action": request.path},
    )


def _changed(
    request: HttpRequest, person: Participant, row: Contribution, form: ContributionForm
) -> HttpResponse:
    try:
        if request.POST.get("withdraw"):
            withdraw_contribution(participant=person, contribution=row)
            return back_to(person, "back")
        if form.is_valid():
            change_contribution(
                participant=person,
                contribution=row,
                text=form.cleaned_data["text"],
                body=form.body(),
                dissent=form.cleaned_data.get("dissent", False),
            )
            return back_to(person, "changed")
    except NotNow as refused:
        return too_late(request, person, first_said(refused))
    except ValidationError as refused:
        put_beside(form, refused)
    return alone(request, person, form, request.path)


@require_POST
@inside
def dissent(request: HttpRequest, person: Participant, number: UUID) -> HttpResponse:
    """Say that one sees something at one's own table differently."""
    try:
        mark_dissent(participant=person, contribution=_row(person, number))
    except NotNow as refused:
        return too_late(request, person, first_said(refused))
    return back_to(person, "dissent")
