"""Working meetings as calendars that other programmes take over or subscribe to."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.working import public_working_meeting
from territoria_web.convene.queries.working_days import calendar_of, calendar_of_all
from territoria_web.convene.queries.working_public import public_meetings, public_network
from territoria_web.people.links import absolute
from territoria_web.public.page import FRESH


@require_safe
def one(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """The days of one meeting; a cancelled one says so."""
    held = public_working_meeting(meeting)
    return _calendar(calendar_of(held, address=_page(request, held)))


@require_safe
def of_network(request: HttpRequest, network: UUID) -> HttpResponse:
    """All working meetings of a network, to subscribe to."""
    held = public_network(network)
    rows = list(public_meetings().filter(network=held))
    name = _("Working meetings of %(network)s") % {"network": held.name}
    return _calendar(calendar_of_all(name, rows, [_page(request, row) for row in rows]))


def _page(request: HttpRequest, held: WorkingMeeting) -> str:
    return absolute(request, reverse("public:working-meeting", args=[held.public_id]))


def _calendar(text: bytes) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=FRESH)
    return answer
