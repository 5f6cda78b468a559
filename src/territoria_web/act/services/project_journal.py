"""What all deeds on a project share: the row held, its rules, the line of its story and the journal."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Partner, Project, ProjectEntry
from territoria_web.act.rules.projects import LONGEST, Doer, may_do, standing_of
from territoria_web.library.typed import plain
from territoria_web.people.services import write_entry
from territoria_web.territories.rules import ChangedMeanwhile


class NotTakenNow(ValidationError):
    """The project does not take this now, or not from whoever asks."""


def held_project(project: Project, deed: str, doer: Doer | None = None) -> Project:
    """The row as it stands now, held until the transaction ends; NotTakenNow where the table of deeds
    does not name this.
    """
    rows = Project.objects.select_for_update(of=("self",)).select_related("network")
    held = rows.get(pk=project.pk)
    if doer is not None and not may_do(deed, held.state, standing_now(doer)):
        raise NotTakenNow(
            _("The project does not take this now, or not from you. What you wrote is kept below.")
        )
    return held


def standing_now(doer: Doer) -> str:
    """What a doer is in the project now: a partner may have left since its page was read."""
    if doer.partner is None:
        return doer.standing
    return standing_of(Partner.objects.get(pk=doer.partner.pk))


def refuse_unless_read(edit: int, seen: int) -> None:
    """ChangedMeanwhile where somebody changed a thing since ``seen`` was read."""
    if edit != seen:
        raise ChangedMeanwhile(
            _("Somebody changed this while you were writing. Your words are below.")
        )


def reason_in(text: str, *, is_public: bool = True) -> str:
    """A reason as it is kept; ValidationError where there is none."""
    reason = plain(text)[:LONGEST]
    if len(reason) < 3:
        said = _("Say in a sentence why; everybody reads it.") if is_public else _("Write it here.")
        raise ValidationError({"reason": said})
    return reason


def tell_story(
    project: Project, doer: Doer, what: str, *, said: str = "", **facts: Any
) -> ProjectEntry:
    """A line of the public story; whoever tells something breaks the silence."""
    now = timezone.now()
    Project.objects.filter(pk=project.pk).update(said=now)
    project.said = now
    return ProjectEntry.objects.create(
        project=project, what=what, facts=facts, said=said, who=doer.shown, by=doer.user, made=now
    )


def note(doer: Doer, project: Project, what: str, **facts: Any) -> None:
    """A line of the journal where an account did it; what is done by a link stands in the story."""
    if doer.user is None:
        return
    write_entry(
        who=doer.user,
        what=what,
        about=f"project {project.public_id}",
        territory=doer.partner.territory if doer.partner else None,
        after={"title": project.title, **facts},
    )
