"""The dates of projects for a calendar: exchanges, products, forums; their numbers never change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from territoria_web.act.models import Exchange, Project, ProjectForum
from territoria_web.act.queries.exchange_words import begins_at, ends_at
from territoria_web.act.queries.projects import talks_of
from territoria_web.act.rules.projects import ALIVE


@dataclass(frozen=True)
class ProjectDate:
    """A date in a calendar; ``sequence`` counts its changes, ``status``: CONFIRMED or CANCELLED."""

    uid: str
    begins: date | datetime
    title: str
    sequence: int
    status: str = "CONFIRMED"
    ends: date | datetime | None = None
    place: str = ""
    text: str = ""
    url: str = ""


def events_of_project(project: Project, page: str) -> Iterator[ProjectDate]:
    """All dates of a project that comes with its exchanges; ``page``: its address."""
    for row in talks_of(project):
        yield _exchange(project, row, page)
    for forum in project.forums.all():
        yield _forum(project, forum, page)
    if project.state in ALIVE and project.delivered is None:
        title = _("Due: %(product)s (%(title)s)")
        facts = {"product": project.product, "title": project.title}
        uid = f"project-{project.public_id}-due"
        yield ProjectDate(uid, project.due, title % facts, project.edit, url=page)


def _exchange(project: Project, row: Exchange, page: str) -> ProjectDate:
    title = _("Exchange %(number)d: %(title)s")
    return ProjectDate(
        uid=f"exchange-{row.public_id}",
        begins=begins_at(row) or row.day,
        title=title % {"number": row.number, "title": row.theme or project.title},
        sequence=row.edit,
        status=_status(project, row),
        ends=ends_at(row),
        place=row.place,
        text=row.agenda,
        url=page,
    )


def _forum(project: Project, row: ProjectForum, page: str) -> ProjectDate:
    last = row.ends or row.begins
    return ProjectDate(
        uid=f"forum-{row.public_id}",
        begins=row.begins,
        title=f"{row.title} ({project.title})",
        sequence=row.edit,
        ends=last + timedelta(days=1),
        place=row.place,
        text=row.about,
        url=page,
    )


def _status(project: Project, row: Exchange) -> str:
    """One that was held stays where it was; one to come falls away with its project."""
    fallen = row.state in (Exchange.State.CANCELLED, Exchange.State.MISSED)
    waits = row.state == Exchange.State.PLANNED and project.state not in ALIVE
    return "CANCELLED" if fallen or waits else "CONFIRMED"
