"""Schedules of a company day: asked for, kept as drafts, published to those whose agenda changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.act.models import Company, CompanyDay, Encounter, Schedule
from territoria_web.act.queries.company_schedules import (
    KEPT,
    Asked,
    asked_of,
    changed_between,
    is_outdated,
)
from territoria_web.act.rules.companies import ARRANGE, Firm, State, Talk
from territoria_web.act.services.company_journal import (
    day_that_takes,
    held_day,
    note_company_day,
    refuse_unless_leads,
)
from territoria_web.act.services.company_judging import faults_now, refuse_faulty_arrangement
from territoria_web.act.services.company_letters import write_to_companies
from territoria_web.act.services.company_sayings import on_agenda
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import enqueue
from territoria_web.people.models import User

if TYPE_CHECKING:
    from territoria.act.matchmaking import Arrangement

KIND = "company-talks"
_GONE = gettext_lazy("This draft was published or thrown away meanwhile.")


def schedule_job_key(day: CompanyDay) -> str:
    """Of the jobs of a day one waits or runs at a time."""
    return f"{KIND} {day.public_id}"


@transaction.atomic
def ask_for_schedule(*, by: User, day: CompanyDay, keep: bool = False, seed: int = 1) -> Job:
    """Have the agreed talks arranged; ``keep``: what is on the agendas stays there, and the rest finds
    its place. ValidationError where there is nothing to arrange.
    """
    held = day_that_takes(day, ARRANGE)
    if not asked_of(held, timezone.now()).talks:
        raise ValidationError(_("There is nothing to arrange yet: no two companies agreed."))
    note_company_day(by, held, "ask for talks")
    return enqueue(
        kind=KIND,
        key=schedule_job_key(held),
        arguments={"day": str(held.public_id), "by": by.pk, "seed": seed, "keep": keep},
        by=by,
    )


@transaction.atomic
def keep_schedule(
    *, day: CompanyDay, asked: Asked, found: Arrangement, by: User | None, kept: bool = False
) -> Schedule:
    """Keep what was worked out as a new draft; older drafts that nobody published go. ValidationError
    where it does not hold before its judge.
    """
    refuse_faulty_arrangement(day, asked, found)
    held = held_day(day)
    held.schedules.filter(published=None).delete()
    last = held.schedules.order_by("-number").values_list("number", flat=True).first()
    made = Schedule.objects.create(
        day=held,
        number=(last or 0) + 1,
        made_by=by,
        method=KEPT if kept else "",
        **_fields(asked, found),
    )
    note_company_day(by, held, "arrange talks", version=made.number)
    return made


def _fields(asked: Asked, found: Arrangement) -> dict[str, Any]:
    def row(a: str, b: str) -> dict[str, int]:
        return {"talk": asked.talks[frozenset((a, b))].pk, "a": int(a), "b": int(b)}

    return {
        "meetings": [
            {**row(one.a, one.b), "slot": one.slot - 1, "table": one.table}
            for one in found.meetings
        ],
        "unplaced": [{**row(one.a, one.b), "why": one.cause} for one in found.unplaced],
        "value": found.value,
        "bound": found.bound,
        "holes": found.holes,
        "holes_before": found.holes_before,
    }


@transaction.atomic
def drop_schedule(*, by: User, schedule: Schedule) -> None:
    """Throw away a draft; ValidationError where it was published or thrown away meanwhile."""
    day = held_day(schedule.day)
    deleted, _rows = day.schedules.filter(pk=schedule.pk, published=None).delete()
    if not deleted:
        raise ValidationError(_GONE)
    note_company_day(by, day, "drop schedule", version=schedule.number)


@transaction.atomic
def publish_schedule(*, by: User, schedule: Schedule, origin: str) -> Schedule:
    """Put a draft on the agendas. The first goes to everybody; later ones only to companies whose
    agenda is another one. ValidationError where other talks are agreed since it was worked out, or it
    cannot be held as things stand.
    """
    day = day_that_takes(schedule.day, ARRANGE)
    refuse_unless_leads(day, State.ARRANGED)
    held = Schedule.objects.select_for_update(of=("self",)).filter(pk=schedule.pk).first()
    if held is None or held.published is not None:
        raise ValidationError(_GONE)
    held.day = day
    if is_outdated(held, timezone.now()) or faults_now(held, timezone.now()):
        raise ValidationError(
            _("Requests, answers or hours changed since. Have the talks arranged once more.")
        )
    before = day.schedules.exclude(published=None).order_by("-number").first()
    _put_on_agendas(day, held)
    day.state = State.ARRANGED
    day.edit += 1
    day.save(update_fields=["state", "edit"])
    changed = changed_between(before.meetings if before else None, held.meetings)
    held.published, held.changes = timezone.now(), sorted(changed)
    held.told = _tell(day, changed, first=before is None, origin=origin)
    held.save(update_fields=["published", "changes", "told"])
    note_company_day(by, day, "publish talks", version=held.number, told=held.told)
    return held


def _put_on_agendas(day: CompanyDay, schedule: Schedule) -> None:
    """Talks of the schedule get their slot and table; those that lost theirs are agreed again."""
    now = timezone.now()
    placed = {held["talk"]: held for held in schedule.meetings}
    rows = list(day.encounters.filter(state__in=(Talk.ACCEPTED, Talk.SCHEDULED, Talk.HELD)))
    for row in rows:
        place = placed.get(row.pk)
        row.slot = place["slot"] if place else None
        row.table = place["table"] if place else None
        if row.state != Talk.HELD:
            row.state = Talk.SCHEDULED if place else Talk.ACCEPTED
            row.scheduled = (row.scheduled or now) if place else None
    Encounter.objects.bulk_update(rows, ["slot", "table", "state", "scheduled"])


def _tell(day: CompanyDay, changed: set[int], *, first: bool, origin: str) -> int:
    firms = Company.objects.filter(day=day, state=Firm.IN)
    told = firms if first else firms.filter(pk__in=changed)
    return write_to_companies(told, day, on_agenda(day, first=first), origin=origin)
