"""The life of a project: published or given back, begun, parked, stopped, taken up again, closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria.plan.agreed import months_after
from territoria_web.act.models import Card, Exchange, Project
from territoria_web.act.queries.projects import cities_in
from territoria_web.act.rules.projects import (
    CARD_MONTHS,
    CITIES_TO_BEGIN,
    LONGEST,
    TABLE,
    Doer,
    State,
)
from territoria_web.act.services.project_journal import (
    held_project,
    note,
    reason_in,
    refuse_unless_read,
    tell_story,
)
from territoria_web.act.services.project_letters import lead_of, leads_of, write_to
from territoria_web.act.services.project_sayings import to_proposer
from territoria_web.library.typed import plain, plain_line

CLOSING: Final = ("done_what", "cost", "effect", "failed", "again")


def _open_for(project: Project, deed: str, doer: Doer, seen: int) -> Project:
    held = held_project(project, deed, doer)
    refuse_unless_read(held.edit, seen)
    held.edit += 1
    held.state = TABLE[deed].leads_to or held.state
    return held


@transaction.atomic
def publish_project(
    *, project: Project, doer: Doer, seen: int, origin: str, today: date | None = None
) -> Project:
    """The office publishes what a city proposed; its call is open from now on. ValidationError where a
    day of it has passed meanwhile.
    """
    held = _open_for(project, "publish", doer, seen)
    _refuse_gone_by(held, today or timezone.localdate())
    held.reason, held.opened = "", timezone.now()
    held.save()
    tell_story(held, doer, "published")
    note(doer, held, "publish project")
    write_to(leads_of(held), held, to_proposer(held, is_public=True), origin=origin)
    return held


def _refuse_gone_by(held: Project, today: date) -> None:
    gone = held.exchanges.filter(state=Exchange.State.PLANNED, day__lt=today)
    if held.due < today or gone.exists():
        raise ValidationError(
            _(
                "The day of its product or of its first exchange has passed. Give the proposal back, so "
                "that the city names another day."
            )
        )


@transaction.atomic
def return_project(*, project: Project, doer: Doer, reason: str, seen: int, origin: str) -> Project:
    """The office gives a proposal back, and says why."""
    held = _open_for(project, "return", doer, seen)
    held.reason = reason_in(reason)
    held.save()
    tell_story(held, doer, "returned", said=held.reason)
    note(doer, held, "return project", reason=held.reason)
    write_to(leads_of(held), held, to_proposer(held, is_public=False), origin=origin)
    return held


@transaction.atomic
def begin_project(*, project: Project, doer: Doer, indicator: str, seen: int) -> Project:
    """The work begins: two cities have agreed, and one says how they will see that it worked."""
    held = _open_for(project, "begin", doer, seen)
    if cities_in(held) < CITIES_TO_BEGIN:
        raise ValidationError(_("A project begins with two cities. So far only one is in it."))
    held.indicator = plain_line(indicator)[:300]
    if not held.indicator:
        raise ValidationError({"indicator": _("Say how you will see that it worked.")})
    held.started = held.started or timezone.now()
    held.save()
    tell_story(held, doer, "begun", indicator=held.indicator)
    note(doer, held, "begin project")
    return held


@transaction.atomic
def park_project(*, project: Project, doer: Doer, reason: str, seen: int) -> Project:
    """A pause, with a reason that everybody reads."""
    held = _open_for(project, "park", doer, seen)
    held.reason = reason_in(reason)
    held.save()
    tell_story(held, doer, "parked", said=held.reason)
    note(doer, held, "park project", reason=held.reason)
    return held


@transaction.atomic
def stop_project(*, project: Project, doer: Doer, reason: str, seen: int) -> Project:
    """The end without a result, with a reason that everybody reads."""
    held = _open_for(project, "stop", doer, seen)
    held.reason, held.ended = reason_in(reason), timezone.now()
    held.save()
    tell_story(held, doer, "stopped", said=held.reason)
    note(doer, held, "stop project", reason=held.reason)
    return held


@transaction.atomic
def reopen_project(*, project: Project, doer: Doer, reason: str, seen: int) -> Project:
    """Take up again what was parked or stopped: where it was."""
    held = _open_for(project, "reopen", doer, seen)
    if held.opened is None:
        held.state = State.PROPOSED
    else:
        held.state = State.RUNNING if held.started else State.OPEN
    held.reason, held.ended = "", None
    held.save()
    tell_story(held, doer, "reopened", said=plain(reason)[:LONGEST])
    note(doer, held, "reopen project")
    return held


@transaction.atomic
def close_project(
    *,
    project: Project,
    doer: Doer,
    closing: Mapping[str, str],
    seen: int,
    today: date | None = None,
) -> Card:
    """Close a project with its five answers; they become one draft of a practice, no more."""
    held = _open_for(project, "close", doer, seen)
    told = {name: plain(closing.get(name, ""))[:LONGEST] for name in CLOSING}
    if missing := [name for name in CLOSING if not told[name]]:
        raise ValidationError(
            dict.fromkeys(missing, _("Say it in a sentence; everybody reads it."))
        )
    for name, text in told.items():
        setattr(held, name, text)
    held.ended, held.reason = timezone.now(), ""
    held.save()
    tell_story(held, doer, "closed")
    note(doer, held, "close project")
    return _card(held, today or timezone.localdate())


def _card(project: Project, today: date) -> Card:
    lead = lead_of(project)
    if lead is None:
        raise ValidationError(_("Nobody leads this project. Hand the lead to somebody first."))
    return Card.objects.create(
        project=project,
        partner=lead,
        title=project.title,
        language=project.language,
        body={
            "problem": project.question,
            "done": project.done_what,
            "money": project.cost,
            "failed": project.failed,
            "transferable": project.again,
        },
        effects=[{"claim": project.effect, "grade": "E1"}],
        dated=today,
        valid_until=months_after(today, CARD_MONTHS),
        closing=True,
    )
