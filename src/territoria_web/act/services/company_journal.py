"""What all deeds on a company day share: the row held, what it takes now, the line of the journal."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Company, CompanyDay, Encounter
from territoria_web.act.rules.companies import may_become, takes
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.rules import ChangedMeanwhile


class NotTakenNow(ValidationError):
    """The day does not take this now."""


def held_day(day: CompanyDay) -> CompanyDay:
    """The row as it stands now, held until the transaction ends."""
    rows = CompanyDay.objects.select_for_update(of=("self",)).select_related("network")
    return rows.get(pk=day.pk)


def day_that_takes(day: CompanyDay, kind: str) -> CompanyDay:
    """The same; NotTakenNow where the table of phases does not name this."""
    held = held_day(day)
    if not takes(held, kind, timezone.now()):
        raise NotTakenNow(_("The day does not take this now. What you wrote is kept below."))
    return held


def held_company(company: Company, day: CompanyDay) -> Company:
    """A company of a day that is held, as it stands now."""
    held = Company.objects.select_for_update(of=("self",)).get(pk=company.pk)
    held.day = day
    return held


def held_talk(talk: Encounter, day: CompanyDay) -> Encounter:
    """A talk of a day that is held, with its two companies, as it stands now."""
    rows = Encounter.objects.select_for_update(of=("self",)).select_related("asker", "asked")
    held = rows.get(pk=talk.pk)
    held.day = day
    return held


def refuse_unless_leads(held: CompanyDay, state: str) -> None:
    """ValidationError where this state cannot follow the one that the day is in."""
    if not may_become(held, state):
        raise ValidationError(
            _("The day is not at this point, or no longer. What can be done now is shown here.")
        )


def refuse_unless_seen(edit: int, seen: int) -> None:
    """ChangedMeanwhile where somebody changed a thing since ``seen`` was read."""
    if edit != seen:
        raise ChangedMeanwhile(
            _("Somebody changed this while you were writing. Your words are below.")
        )


def note_company_day(
    by: User | None, day: CompanyDay, what: str, *, before: Any = None, **facts: Any
) -> None:
    """A line of the journal on a company day, with its title; names of companies, never of persons."""
    write_entry(
        who=by,
        what=what,
        about=f"company day {day.public_id}",
        before=before,
        after={**facts, "title": day.title},
    )
