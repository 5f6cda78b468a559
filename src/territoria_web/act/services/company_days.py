"""Company days: made, changed, opened, cancelled, ended by the network's office."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.forms.company_settings import (
    KEPT,
    DaySettings,
    checked_settings,
    missing_for_opening,
    title_wrong,
)
from territoria_web.act.models import Company, CompanyDay
from territoria_web.act.rules.companies import SETTINGS, Firm, State, slot_begins
from territoria_web.act.services.company_journal import (
    day_that_takes,
    held_day,
    note_company_day,
    refuse_unless_leads,
    refuse_unless_seen,
)
from territoria_web.act.services.company_letters import write_to_companies
from territoria_web.act.services.company_sayings import on_admitted, on_cancelled, on_changed
from territoria_web.library.languages import language_codes
from territoria_web.library.typed import plain, plain_line
from territoria_web.people.models import Organisation, User

TOLD = ("slots", "timezone", "mode", "place", "link")  # what companies are told of by letter


@transaction.atomic
def make_company_day(
    *, by: User, network: Organisation, title: str, language: str, example: bool = False
) -> CompanyDay:
    """A day of a network, in preparation. ``example``: it is invented, to show how it works."""
    if wrong := title_wrong(title):
        raise ValidationError({"title": wrong})
    if language not in language_codes():
        raise ValidationError({"language": _("Choose one of the list.")})
    made = CompanyDay.objects.create(
        network=network, title=plain_line(title), language=language, example=example, made_by=by
    )
    note_company_day(by, made, "make company day")
    return made


@transaction.atomic
def change_company_day(
    *, by: User, day: CompanyDay, seen: int, settings: DaySettings, origin: str
) -> CompanyDay:
    """Change the settings that were ``seen``. Companies get one letter where hour, place or link
    changed; once agendas are out, hours and tables stay.
    """
    held = day_that_takes(day, SETTINGS)
    put = checked_settings(held, settings)
    refuse_unless_seen(held.edit, seen)
    before = {name: getattr(held, name) for name in KEPT}
    if before == put:
        return held
    for name, value in put.items():
        setattr(held, name, value)
    held.edit += 1
    held.save()
    _drop_lost_slots(held)
    changed = sorted(name for name in KEPT if before[name] != put[name])
    note_company_day(by, held, "change company day", changed=changed)
    if held.opened is not None and any(before[name] != put[name] for name in TOLD):
        firms = held.companies.filter(state=Firm.IN)
        write_to_companies(firms, held, on_changed(held), origin=origin)
    return held


def _drop_lost_slots(held: CompanyDay) -> None:
    """A slot that is gone is one in which nobody can be away, and to which nothing can be pinned."""
    count = len(held.slots)
    for company in held.companies.all():
        away = [slot for slot in company.away if slot < count]
        if away != company.away:
            Company.objects.filter(pk=company.pk).update(away=away)
    held.encounters.filter(pin_slot__gte=count).update(pin_slot=None, pin_table=None)
    held.encounters.filter(pin_table__gt=held.tables).update(pin_table=None)


# ── states ────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def open_company_registration(*, by: User, day: CompanyDay, origin: str) -> CompanyDay:
    """From now on everybody reads about the day, and companies can register. Those that were put on the
    list before get the link of their own.
    """
    held = held_day(day)
    refuse_unless_leads(held, State.OPEN)
    if missing := missing_for_opening(held):
        raise ValidationError(list(missing.values()))
    if held.register_until and held.register_until < timezone.now():
        raise ValidationError(_("The last day to register is over. Say another one first."))
    held.state, held.opened = State.OPEN, timezone.now()
    held.edit += 1
    held.save()
    note_company_day(by, held, "open company day")
    write_to_companies(held.companies.filter(state=Firm.IN), held, on_admitted(held), origin=origin)
    return held


@transaction.atomic
def cancel_company_day(*, by: User, day: CompanyDay, reason: str, origin: str) -> CompanyDay:
    """It does not take place; companies are told why, everybody reads it."""
    held = held_day(day)
    refuse_unless_leads(held, State.CANCELLED)
    said = plain(reason)[:2000]
    if len(said) < 3:
        raise ValidationError({"reason": _("Say in a sentence why; everybody reads it.")})
    held.state, held.reason, held.ended = State.CANCELLED, said, timezone.now()
    held.edit += 1
    held.save()
    note_company_day(by, held, "cancel company day", reason=said)
    firms = held.companies.filter(Q(state=Firm.IN) | Q(state=Firm.WAITING, confirmed__isnull=False))
    write_to_companies(firms, held, on_cancelled(held), origin=origin)
    return held


@transaction.atomic
def end_company_day(*, by: User, day: CompanyDay) -> CompanyDay:
    """The day is over: agendas change no more, what was held can still be marked and told."""
    held = held_day(day)
    refuse_unless_leads(held, State.ENDED)
    if held.slots and slot_begins(held, 0) > timezone.now():
        raise ValidationError(_("No talk has begun yet. If the day cannot take place, cancel it."))
    held.state, held.ended = State.ENDED, timezone.now()
    held.edit += 1
    held.save()
    note_company_day(by, held, "end company day")
    return held
