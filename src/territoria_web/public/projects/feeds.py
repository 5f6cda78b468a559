"""Projects for programmes that ask again and again: what happened as Atom, dates as a calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.act.models import Project, ProjectEntry
from territoria_web.act.queries.project_events import events_of_project
from territoria_web.act.queries.project_story import lines_of
from territoria_web.act.queries.projects import public_project, public_projects
from territoria_web.library.calendar_text import as_calendar
from territoria_web.people.links import absolute

FRESH = "public, max-age=300"
MOST = 60


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """What happened in all projects but the invented ones lately (RFC 4287); numbers of entries never
    change.
    """
    page = absolute(request, reverse("public:projects"))
    written = Atom1Feed(
        title=_("Projects of cities"),
        link=page,
        description=None,
        subtitle=_("What happened in projects that cities do together."),
        language=get_language() or "en",
        feed_url=absolute(request),
        feed_guid=uuid5(NAMESPACE_URL, page).urn,
        author_name="Territoria",
    )
    held = ProjectEntry.objects.filter(project__example=False).select_related("project")
    for entry in held.exclude(project__opened=None).order_by("-made", "-pk")[:MOST]:
        written.add_item(**_entry(request, entry))
    text = written.writeString("utf-8")
    return _open_to_all(HttpResponse(text, content_type="application/atom+xml; charset=utf-8"))


def _entry(request: HttpRequest, entry: ProjectEntry) -> dict[str, Any]:
    (line,) = lines_of([entry])
    page = absolute(request, reverse("public:project", args=[entry.project.public_id]))
    told = [line.sentence, *line.former, *([line.said] if line.said else [])]
    return {
        "title": f"{entry.project.title} – {line.sentence}",
        "link": f"{page}#entry-{entry.pk}",
        "description": "".join(f"<p>{escape(text)}</p>" for text in told),
        "unique_id": uuid5(entry.project.public_id, f"entry-{entry.pk}").urn,
        "pubdate": entry.made,
        "updateddate": entry.made,
        "author_name": entry.who or "Territoria",
    }


@require_safe
def calendar(request: HttpRequest, project: UUID) -> HttpResponse:
    """The dates of one project (iCalendar, RFC 5545); of an invented one: 404."""
    held = public_project(project)
    if held.example:
        raise Http404
    return _as_calendar(request, held.title, [held])


@require_safe
def calendars(request: HttpRequest) -> HttpResponse:
    """Those of all but the invented ones."""
    held = public_projects().filter(example=False).prefetch_related("forums")
    return _as_calendar(request, _("Projects of cities"), list(held))


def _as_calendar(request: HttpRequest, name: str, projects: list[Project]) -> HttpResponse:
    events = [
        event
        for one in projects
        for event in events_of_project(
            one, absolute(request, reverse("public:project", args=[one.public_id]))
        )
    ]
    made = max((one.said or one.made for one in projects), default=datetime.now(UTC))
    text = as_calendar(name, events, made=made)
    return _open_to_all(HttpResponse(text, content_type="text/calendar; charset=utf-8"))


def _open_to_all(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = FRESH
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
