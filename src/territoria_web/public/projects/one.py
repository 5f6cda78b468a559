"""One project: question, partners by role, what is promised and what happens, exchanges, forum, story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.models import Delegation, Exchange, Partner, Project
from territoria_web.act.queries.exchange_words import exchange_state, when_said
from territoria_web.act.queries.project_standing import Standing, finding_of, standing_on
from territoria_web.act.queries.project_story import Line, story_of
from territoria_web.act.queries.projects import public_project
from territoria_web.act.rules.projects import (
    ROLE_NAMES,
    STATE_NAMES,
    State,
    is_complete,
    was_missed,
)
from territoria_web.convene.queries.working import axis_name
from territoria_web.library.dates import written
from territoria_web.library.saying import day
from territoria_web.public.page import Page, Table
from territoria_web.public.projects.linked import linked_actions
from territoria_web.public.projects.listing import HEAD as LIST_HEAD
from territoria_web.public.projects.listing import crumbs_to, line_of

HEAD = ("number", "theme", "day", "first_day", "state", "host", "place", "notes", "shown")


def project(request: HttpRequest, project: UUID) -> Page:
    """The page; 404 for what is only proposed."""
    held = public_project(project)
    standing = standing_on(held, timezone.localdate())
    story = story_of(held)
    forums = [_forum(row) for row in held.forums.prefetch_related("delegations__partner")]
    return Page(
        template="public/projects/one.html",
        title=held.title,
        finding=finding_of(standing),
        facts={
            "project": held,
            "example": held.example,
            "standing": standing,
            "state": STATE_NAMES[State(held.state)],
            "axis": axis_name(held.axis),
            "happening": _happening(standing),
            "partners": [_partner(one) for one in standing.partners],
            "exchanges": [_exchange(row, standing) for row in reversed(standing.talks)],
            "forums": forums,
            "story": story,
            "actions": linked_actions(held),
            "meeting": _meeting(held),
            **_addresses(held),
        },
        table=Table("exchanges", HEAD, [_line(row, standing) for row in standing.talks]),
        data=_data(standing, story, forums),
        crumbs=crumbs_to(),
    )


def _addresses(held: Project) -> dict[str, str]:
    key = [held.public_id]
    return {
        "join": reverse("guest:project-join", args=key),
        "calendar": reverse("public:project-ics", args=key),
        "feed": reverse("public:projects-atom"),
    }


def _meeting(held: Project) -> tuple[str, str] | None:
    if held.topic is None or held.topic.meeting.opened is None:
        return None
    meeting = held.topic.meeting
    return meeting.title, reverse("public:working-meeting", args=[meeting.public_id])


def _happening(held: Standing) -> str:
    """What happens beside what was promised: exchanges held, the last word."""
    if not held.held:
        said = _("No exchange was held yet; the last word was told on %(day)s.")
        return said % {"day": day(held.said_on)}
    said = ngettext(
        "%(count)d exchange was held; the last word was told on %(day)s.",
        "%(count)d exchanges were held; the last word was told on %(day)s.",
        held.held,
    )
    return said % {"count": held.held, "day": day(held.said_on)}


def _partner(one: Partner) -> dict[str, Any]:
    place = one.territory
    return {
        "row": one,
        "role": ROLE_NAMES[Partner.Role(one.role)],
        "person": one.person if one.may_be_named else "",
        "url": reverse("public:territory", args=[place.code]) if place else "",
    }


def _exchange(row: Exchange, held: Standing) -> dict[str, Any]:
    return {
        "row": row,
        "when": when_said(row),
        "state": exchange_state(row, held.today),
        "missed": was_missed(row, held.today),
    }


def _forum(row: Any) -> dict[str, Any]:
    sent = list(row.delegations.all())
    complete = [one for one in sent if is_complete(one)]
    return {"row": row, "complete": complete, "count": len(sent), "open": len(sent) - len(complete)}


def _line(row: Exchange, held: Standing) -> tuple[Any, ...]:
    state = "missed" if was_missed(row, held.today) else row.state
    return (
        *(row.number, row.theme or None, written(row.day), written(row.moved_from), state),
        *(row.host.name if row.host else None, row.place or None, row.notes or None),
        row.shown or None,
    )


def _data(
    held: Standing, story: Sequence[Line], forums: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    project = held.project
    partners = [
        {
            "name": one.name,
            "role": one.role,
            "territory": one.territory.code if one.territory else None,
            "brings": one.brings,
            "confirmed": None if one.role == Partner.Role.COMPANY else one.vouched,
        }
        for one in held.partners
    ]
    closing = {name: getattr(project, name) for name in ("done_what", "cost", "effect")}
    closing |= {name: getattr(project, name) for name in ("failed", "again")}
    return {
        "project": dict(zip(LIST_HEAD, line_of(held), strict=True)),
        "state": project.state,
        "sought": project.sought,
        "open_until": written(project.open_until),
        "delivered_address": project.delivered_url,
        "indicator": project.indicator,
        "every_months": project.every_months,
        "reason": project.reason,
        "partners": partners,
        "forums": [_forum_data(one) for one in forums],
        "closing": closing if project.state == State.DONE else None,
        "story": [_story_data(line) for line in story],
    }


def _story_data(line: Line) -> dict[str, Any]:
    return {
        "when": line.when.isoformat(),
        "what": line.what,
        "sentence": line.sentence,
        "said": line.said,
        "who": line.who,
    }


def _forum_data(forum: dict[str, Any]) -> dict[str, Any]:
    row = forum["row"]
    return {
        "title": row.title,
        "begins": written(row.begins),
        "ends": written(row.ends),
        "place": row.place,
        "delegations": forum["count"],
        "witnesses": [_witness_data(one) for one in forum["complete"]],
    }


def _witness_data(one: Delegation) -> dict[str, Any]:
    names = ("company", "sector", "tool", "before", "after", "testimony")
    return {"partner": one.partner.name, **{name: getattr(one, name) for name in names}}
