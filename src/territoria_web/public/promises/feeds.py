"""What happens to a plan for programmes that ask again and again: a feed of news, a calendar of days."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.library.calendar_text import as_calendar
from territoria_web.people.links import absolute
from territoria_web.plan.queries.events import events_in
from territoria_web.territories.queries import territory_name
from territoria_web.track.queries.accounts import PlanAccount, account_at
from territoria_web.track.queries.happened import Happening, happened
from territoria_web.track.queries.words import finding_of

FRESH = "public, max-age=300"


@require_safe
def feed(request: HttpRequest, plan: UUID) -> HttpResponse:
    """News and adopted versions as Atom (RFC 4287); numbers of entries never change."""
    held = account_at(plan)
    page = absolute(request, reverse("public:promises-plan", args=[plan]))
    place = territory_name(held.plan.cycle.territory)
    written = Atom1Feed(
        title=_title(held),
        link=page,
        description=None,
        subtitle=finding_of(held),
        language=get_language() or "en",
        feed_url=absolute(request),
        feed_guid=held.plan.public_id.urn,
        author_name=place,
    )
    for one in happened(held):
        written.add_item(**_entry(request, held, one, page, place))
    answer = HttpResponse(
        written.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )
    return _open_to_all(answer)


def _entry(
    request: HttpRequest, held: PlanAccount, one: Happening, page: str, place: str
) -> dict[str, Any]:
    link = page
    if one.number is not None:
        at = reverse("public:promise", args=[held.plan.public_id, one.number])
        link = f"{absolute(request, at)}#news-{one.id}"
    return {
        "title": one.title,
        "link": link,
        "description": "".join(f"<p>{escape(line)}</p>" for line in one.lines),
        "unique_id": one.id.urn,
        "pubdate": one.when,
        "updateddate": one.when,
        "author_name": one.office or place,
    }


@require_safe
def calendar(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Ends, milestones and reviews of the version in force (iCalendar, RFC 5545)."""
    held = account_at(plan)
    assert held.standing.adopted is not None
    text = as_calendar(_title(held), events_in(held.standing), made=held.standing.adopted)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    return _open_to_all(answer)


def _title(held: PlanAccount) -> str:
    place = territory_name(held.plan.cycle.territory)
    return _("What became of the plan: %(place)s") % {"place": place}


def _open_to_all(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = FRESH
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
