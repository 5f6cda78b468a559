"""What is due of company days every day: letters on requests that wait, the question after 90 days,
addresses that are kept no longer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from territoria_web.act.models import Company, CompanyDay, Encounter, Outcome
from territoria_web.act.rules.companies import (
    AGAIN_AFTER,
    ANSWER,
    FORGOTTEN_AFTER,
    LETTER_AFTER,
    UNCONFIRMED_FOR,
    Firm,
    State,
    Talk,
    last_end,
    takes,
)
from territoria_web.act.services.company_letters import Told, write_to_companies
from territoria_web.act.services.company_sayings import on_after, on_requests


def tell_waiting_requests(*, origin: str, now: datetime | None = None) -> int:
    """One letter a day at most to each company that was asked since the last one; how many letters."""
    at, told = now or timezone.now(), 0
    for day in CompanyDay.objects.filter(state=State.OPEN, example=False).select_related("network"):
        if takes(day, ANSWER, at):
            with transaction.atomic():
                told += _tell_day(day, at, origin)
    return told


def _tell_day(day: CompanyDay, now: datetime, origin: str) -> int:
    rows = Encounter.objects.filter(day=day, state=Talk.REQUESTED, asker__state=Firm.IN)
    waiting: dict[int, list[Encounter]] = {}
    for row in rows.filter(asked__state=Firm.IN).select_related("asker").order_by("made"):
        waiting.setdefault(row.asked_id, []).append(row)
    asked = Company.objects.select_for_update(of=("self",)).filter(pk__in=waiting)
    due = [company for company in asked if _is_due(company, waiting[company.pk], now)]
    Company.objects.filter(pk__in=[company.pk for company in due]).update(told=now)

    def words(company: Company) -> Told:
        names = [f"{row.asker.name} ({row.asker.city})" for row in waiting[company.pk]]
        return on_requests(day, names)(company)

    return write_to_companies(due, day, words, origin=origin)


def _is_due(company: Company, rows: Iterable[Encounter], now: datetime) -> bool:
    if company.told is None:
        return True
    return now - company.told >= LETTER_AFTER and any(row.made > company.told for row in rows)


def ask_what_became(*, origin: str, now: datetime | None = None) -> int:
    """The question after 90 days, once, to each company that held a talk; how many letters."""
    at, told = now or timezone.now(), 0
    for day in CompanyDay.objects.filter(state__in=(State.ARRANGED, State.ENDED), example=False):
        end = last_end(day)
        if end is not None and end + AGAIN_AFTER <= at < end + FORGOTTEN_AFTER:
            with transaction.atomic():
                told += _ask_day(day, at, origin)
    return told


def _ask_day(day: CompanyDay, now: datetime, origin: str) -> int:
    asked = set(
        Outcome.objects.filter(encounter__day=day, asked_again__isnull=False).values_list(
            "encounter", "company"
        )
    )
    others: dict[int, list[tuple[Encounter, str]]] = {}
    for row in day.encounters.filter(state=Talk.HELD).select_related("asker", "asked"):
        for mine, other in ((row.asker, row.asked), (row.asked, row.asker)):
            if (row.pk, mine.pk) not in asked and mine.email and mine.state != Firm.OUT:
                others.setdefault(mine.pk, []).append((row, other.name))
    for company, rows in others.items():
        for row, _name in rows:
            Outcome.objects.update_or_create(
                encounter=row, company_id=company, defaults={"asked_again": now}
            )

    def words(company: Company) -> Told:
        return on_after(day, [name for _row, name in others[company.pk]])(company)

    firms = Company.objects.filter(pk__in=others)
    return write_to_companies(firms, day, words, origin=origin)


def forget_companies(*, now: datetime | None = None) -> int:
    """Delete registrations that nobody confirmed within two weeks; erase persons and addresses half a
    year after the last question, whatever became of the day; how many.
    """
    at = now or timezone.now()
    unconfirmed = Q(
        state=Firm.WAITING,
        channel=Company.Channel.WEB,
        confirmed=None,
        made__lt=at - UNCONFIRMED_FOR,
    )
    deleted, _rows = Company.objects.filter(unconfirmed, day__example=False).delete()
    over = [
        day.pk
        for day in CompanyDay.objects.all()
        if (end := last_end(day) or day.ended) and end + FORGOTTEN_AFTER <= at
    ]
    held = Company.objects.filter(day__in=over).exclude(email="", person="")
    return deleted + Company.objects.filter(pk__in=held.values("pk")).update(
        person="", email="", renewed=F("renewed") + 1
    )
