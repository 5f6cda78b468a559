"""A place in a workshop, by one's own link; its date for calendars, for those who come."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from territoria_web.act.models import MentoringPerson, MentoringWorkshop
from territoria_web.act.queries.mentoring_workshops import (
    calendar_of_workshop,
    own_workshops,
    workshop_in,
)
from territoria_web.act.services.mentoring_workshops import take_seat
from territoria_web.guest.mentoring.frame import done, mine, said
from territoria_web.library.private_answers import guarded
from territoria_web.people.links import absolute


def _workshop(person: MentoringPerson, number: UUID) -> MentoringWorkshop:
    found = workshop_in(person.round, number)
    if found is None:
        raise Http404
    return found


@require_POST
@mine
def seat(request: HttpRequest, person: MentoringPerson, token: str, workshop: UUID) -> HttpResponse:
    """Take a place, or give it back."""
    comes = request.POST.get("do") == "come"
    try:
        take_seat(person=person, workshop=_workshop(person, workshop), comes=comes)
    except ValidationError as refused:
        return said(
            request,
            person.round,
            _("This was not taken"),
            str(refused.messages[0]),
            status=409,
            back=reverse("guest:mentoring-own", args=[token]),
        )
    return done(token, "seat" if comes else "seatless")


@require_safe
@mine
def calendar(
    request: HttpRequest, person: MentoringPerson, token: str, workshop: UUID
) -> HttpResponse:
    """The date with its link, for those who come alone."""
    rows = [one.row for one in own_workshops(person) if one.comes]
    found = next((one for one in rows if one.public_id == workshop), None)
    if found is None:
        raise Http404
    page = absolute(request, reverse("public:mentoring-round", args=[person.round.public_id]))
    text = calendar_of_workshop(found, url=page)
    return guarded(HttpResponse(text, content_type="text/calendar; charset=utf-8"))
