"""The forum of a project, and its delegations: each brings a company that bears witness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.act.models import Delegation, Project, ProjectForum
from territoria_web.act.rules.projects import LONGEST, Doer
from territoria_web.act.services.project_journal import (
    held_project,
    note,
    refuse_unless_read,
    tell_story,
)
from territoria_web.library.typed import plain, plain_line

MOST_FORUMS = 12


@dataclass(frozen=True)
class ForumFrame:
    """A forum: what, where, when; ``report`` afterwards."""

    title: str
    begins: date
    ends: date | None = None
    place: str = ""
    link: str = ""
    about: str = ""
    report: str = ""


@dataclass(frozen=True)
class Witness:
    """A delegation: how many come, and the company with what the tool changed for it."""

    people: int = 1
    company: str = ""
    sector: str = ""
    tool: str = ""
    before: str = ""
    after: str = ""
    testimony: str = ""
    consent: bool = False


@transaction.atomic
def plan_forum(*, project: Project, doer: Doer, frame: ForumFrame, seen: int) -> ProjectForum:
    """A large meeting of the project."""
    held = held_project(project, "forum", doer)
    refuse_unless_read(held.edit, seen)
    if held.forums.count() >= MOST_FORUMS:
        raise ValidationError(_("A project has twelve forums at most."))
    row = ProjectForum(project=held)
    _write(row, frame)
    row.save()
    Project.objects.filter(pk=held.pk).update(edit=held.edit + 1)
    tell_story(held, doer, "forum planned", title=row.title, day=row.begins.isoformat())
    note(doer, held, "plan forum", name=row.title)
    return row


def _write(row: ProjectForum, frame: ForumFrame) -> None:
    if not plain_line(frame.title):
        raise ValidationError({"title": _("Give the forum a name.")})
    if frame.ends and frame.ends < frame.begins:
        raise ValidationError({"ends": _("It ends before it begins.")})
    row.title, row.place = plain_line(frame.title)[:200], plain_line(frame.place)[:200]
    row.begins, row.ends, row.link = frame.begins, frame.ends, frame.link
    row.about, row.report = plain(frame.about)[:LONGEST], plain(frame.report)[:LONGEST]


@transaction.atomic
def change_forum(
    *, project: Project, doer: Doer, forum: ProjectForum, frame: ForumFrame, seen: int
) -> ProjectForum:
    """Write a forum anew, and its report afterwards."""
    held = held_project(project, "forum-change", doer)
    row = ProjectForum.objects.select_for_update(of=("self",)).get(pk=forum.pk, project=held)
    refuse_unless_read(row.edit, seen)
    was, had_report = row.begins, bool(row.report)
    _write(row, frame)
    row.edit += 1
    row.save()
    if row.begins != was:
        days = {"was": was.isoformat(), "now": row.begins.isoformat()}
        tell_story(held, doer, "forum moved", title=row.title, **days)
    elif row.report and not had_report:
        tell_story(held, doer, "forum reported", title=row.title)
    else:
        tell_story(held, doer, "forum changed", title=row.title)
    note(doer, held, "change forum of project", name=row.title)
    return row


@transaction.atomic
def name_delegation(
    *, project: Project, doer: Doer, forum: ProjectForum, witness: Witness, seen: int
) -> Delegation:
    """Who comes for a partner, and its company; one a partner. Without all of the company's part it is
    incomplete, and not shown in public.
    """
    held = held_project(project, "delegation", doer)
    assert doer.partner is not None
    row = Delegation.objects.select_for_update(of=("self",)).filter(
        forum=forum, partner=doer.partner
    )
    delegation = row.first() or Delegation(forum=forum, partner=doer.partner)
    refuse_unless_read(delegation.edit, seen)
    if not 1 <= witness.people <= 500:
        raise ValidationError({"people": _("Choose 1 to 500 people.")})
    is_new = delegation.pk is None
    _witness(delegation, witness)
    delegation.edit += 1
    delegation.save()
    if is_new:
        tell_story(held, doer, "delegation named", title=forum.title, name=doer.shown)
    note(doer, held, "name delegation", name=forum.title)
    return delegation


def _witness(row: Delegation, witness: Witness) -> None:
    row.people, row.consent = witness.people, witness.consent
    row.company, row.sector = plain_line(witness.company)[:150], plain_line(witness.sector)[:8]
    row.tool = plain_line(witness.tool)[:200]
    row.before, row.after = plain_line(witness.before)[:200], plain_line(witness.after)[:200]
    row.testimony = plain(witness.testimony)[:LONGEST]
