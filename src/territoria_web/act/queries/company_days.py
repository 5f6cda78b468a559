"""Company days: through the door of a network's desk, for everybody; their hours in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from territoria_web.act.models import CompanyDay
from territoria_web.act.rules.companies import (
    AGREED,
    Firm,
    Phase,
    last_end,
    phase_of,
    slot_begins,
    takes,
)
from territoria_web.library.saying import clock, day, hours, weekday
from territoria_web.people.models import Organisation
from territoria_web.people.queries import Visitor, open_network

VERB = "bring companies together"


def open_company_day(user: Visitor, network: UUID, day: UUID) -> CompanyDay:
    """A company day through the door of its network; 404 for strangers and for those of others."""
    held = open_network(user, network, VERB)
    found = CompanyDay.objects.select_related("network").filter(network=held, public_id=day).first()
    if found is None:
        raise Http404
    return found


def company_days_of(network: Organisation) -> QuerySet[CompanyDay]:
    """All days of a network, latest first, with how many companies take part and talks are agreed."""
    taking_part = Q(companies__state__in=(Firm.IN, Firm.ABSENT))
    agreed = Q(encounters__state__in=AGREED)
    return CompanyDay.objects.filter(network=network).annotate(
        firms=Count("companies", filter=taking_part, distinct=True),
        waiting=Count("companies", filter=Q(companies__state=Firm.WAITING), distinct=True),
        agreed=Count("encounters", filter=agreed, distinct=True),
    )


def public_company_days() -> QuerySet[CompanyDay]:
    """All that everybody may read about, with how many companies take part."""
    taking_part = Q(companies__state__in=(Firm.IN, Firm.ABSENT))
    held = CompanyDay.objects.exclude(opened=None).select_related("network")
    return held.annotate(firms=Count("companies", filter=taking_part, distinct=True))


def public_company_day(public_id: UUID) -> CompanyDay:
    """One of them; 404 for others."""
    held = CompanyDay.objects.select_related("network").exclude(opened=None)
    found = held.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def phase_now(held: CompanyDay) -> Phase:
    """Where it stands now."""
    return phase_of(held, timezone.now())


def takes_now(held: CompanyDay, kind: str) -> bool:
    """Whether it takes this now."""
    return takes(held, kind, timezone.now())


# ── hours ─────────────────────────────────────────────────────────────────────────────────────


def zone_of_day(held: CompanyDay) -> ZoneInfo:
    """The time zone of the place."""
    return ZoneInfo(held.timezone)


def local_begin(held: CompanyDay, slot: int) -> datetime:
    """When a slot begins, in the time of the place."""
    return slot_begins(held, slot).astimezone(zone_of_day(held))


def dates_of_day(held: CompanyDay) -> list[date]:
    """The dates on which talks are held."""
    return sorted({local_begin(held, n).date() for n in range(len(held.slots))})


def slot_said(held: CompanyDay, slot: int) -> str:
    """A slot in words: *09:00–09:20*; of two days with its date."""
    if slot >= len(held.slots):
        return ""
    begin = local_begin(held, slot)
    said = hours(begin, begin + timedelta(minutes=held.minutes))
    return f"{day(begin.date())}, {said}" if len(dates_of_day(held)) > 1 else said


def slots_said(held: CompanyDay) -> list[tuple[int, str]]:
    """All slots by number, in words."""
    return [(n, slot_said(held, n)) for n in range(len(held.slots))]


def when_held(held: CompanyDay) -> list[str]:
    """Each date in words with the time zone: *18 March 2027, 09:00–12:25 (Europe/Paris)*."""
    begins = [local_begin(held, n) for n in range(len(held.slots))]
    return [_said(held, [one for one in begins if one.date() == d]) for d in dates_of_day(held)]


def _said(held: CompanyDay, begins: Sequence[datetime]) -> str:
    end = begins[-1] + timedelta(minutes=held.minutes)
    return f"{weekday(begins[0].date())}, {hours(begins[0], end)} ({held.timezone})"


def moment_said(held: CompanyDay, moment: datetime | None) -> str:
    """A moment in the time of the place, with the zone; nothing without one."""
    if moment is None:
        return ""
    here = moment.astimezone(zone_of_day(held))
    return f"{day(here.date())}, {clock(here)} ({held.timezone})"


def is_over(held: CompanyDay) -> bool:
    """Whether the last talk has ended, or the day was ended or cancelled."""
    if held.state in (CompanyDay.State.ENDED, CompanyDay.State.CANCELLED):
        return True
    end = last_end(held)
    return end is not None and end < timezone.now()
